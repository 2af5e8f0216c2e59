"""The changes between two versions of a text one by one, so that an editor can accept some and not others."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from kennisbank.text.edits import Ingreep, Kant, carry_gaps, default_side, list_edits, side_of
from kennisbank.text.merge_writer import MergeWriter
from kennisbank.text.normalise import normalise
from kennisbank.text.sentence_runs import Reeks, Zinnen
from kennisbank.text.white_space import LINE, strength


@dataclass(frozen=True)
class Wijziging:
    """One change that can be accepted by itself, in whole sentences.

    `oud` is empty for what was added, `nieuw` for what was removed. A paragraph that was split or joined shows the
    sentences on both sides of the break. `plek` is the sentence of the base before it, empty at the start.
    """

    nummer: int
    oud: str
    nieuw: str
    plek: str


@dataclass
class _Groep:
    """Changes that only make sense together, and the gaps of the base that change with them."""

    ingrepen: list[Ingreep] = field(default_factory=list)
    gaten: list[int] = field(default_factory=list)


class _Vergelijking:
    """Two versions of a text laid side by side."""

    def __init__(self, basis: str, nieuw: str) -> None:
        self.basis, self.nieuw = Zinnen(normalise(basis)), Zinnen(normalise(nieuw))
        self.ingrepen = list_edits(self.basis, self.nieuw)
        self.kanten = {each.lo: self._side(each) for each in self.ingrepen if each.is_toevoeging}
        self.gaten = carry_gaps(self.basis, self.nieuw, self.ingrepen, self.kanten)
        self.groepen = self._groups()

    def _side(self, ingreep: Ingreep) -> Kant:
        kant = side_of(self.basis, self.nieuw, ingreep)
        return default_side(self.basis, ingreep.lo) if kant is Kant.VRIJ else kant

    def _groups(self) -> list[_Groep]:
        groepen = [_Groep([ingreep]) for ingreep in self.ingrepen[:1]]
        for vorige, ingreep in pairwise(self.ingrepen):
            if self._belong_together(vorige, ingreep):
                groepen[-1].ingrepen.append(ingreep)
            else:
                groepen.append(_Groep([ingreep]))
        eigenaars = self._owners(groepen)
        for plek, (oud, nieuw) in enumerate(zip(self.basis.gaten, self.gaten, strict=True)):
            if oud != nieuw and plek in eigenaars:
                eigenaars[plek].gaten.append(plek)
            elif oud != nieuw:
                groepen.append(_Groep(gaten=[plek]))
        return sorted(groepen, key=lambda groep: groep.ingrepen[0].lo if groep.ingrepen else groep.gaten[0])

    def _owners(self, groepen: list[_Groep]) -> dict[int, _Groep]:
        """Return with which group each gap beside a change goes: with what was added or removed there, if anything."""
        ingrepen = [(ingreep, groep) for groep in groepen for ingreep in groep.ingrepen]
        ingrepen.sort(key=lambda paar: paar[0].is_toevoeging or paar[0].is_verwijdering)
        return {plek: groep for ingreep, groep in ingrepen for plek in range(ingreep.lo, ingreep.hi + 1)}

    def _belong_together(self, een: Ingreep, twee: Ingreep) -> bool:
        """Tell whether two changes border on each other inside a paragraph, unless both just reword a sentence."""
        if een.hi != twee.lo or strength(self.basis.gaten[twee.lo]) >= LINE:
            return False
        return not (een.herschreven and twee.herschreven)

    def show(self, nummer: int, groep: _Groep) -> Wijziging:
        if groep.ingrepen:
            eerste, laatste = groep.ingrepen[0], groep.ingrepen[-1]
            oud, nieuw = self.basis.text(eerste.lo, laatste.hi), self.nieuw.text(eerste.van, laatste.tot)
            return Wijziging(nummer, oud, nieuw, self.basis.text(max(eerste.lo - 1, 0), eerste.lo))
        plek = groep.gaten[0]
        zinnen = [self.basis.text(max(plek - 1, 0), plek), self.basis.text(plek, min(plek + 1, len(self.basis)))]
        oud, nieuw = (gat.join(zinnen) for gat in (self.basis.gaten[plek], self.gaten[plek] or ""))
        return Wijziging(nummer, oud, nieuw, self.basis.text(max(plek - 2, 0), max(plek - 1, 0)))

    def apply(self, gekozen: Collection[int]) -> str:
        """Return the base with some of the groups, by their place in the list."""
        gaten: list[str | None] = list(self.basis.gaten)
        ingrepen: list[Ingreep] = []
        for nummer in sorted(gekozen):
            groep = self.groepen[nummer]
            ingrepen += groep.ingrepen
            for plek in groep.gaten:
                gaten[plek] = self.gaten[plek]
        return self._write(gaten, ingrepen)

    def _write(self, gaten: list[str | None], ingrepen: list[Ingreep]) -> str:
        schrijver = MergeWriter(self.basis.gaten, gaten, self.basis.gaten, (self.basis, self.nieuw))
        erbij = {ingreep.lo: ingreep for ingreep in ingrepen if ingreep.is_toevoeging}
        anders = {ingreep.lo: ingreep for ingreep in ingrepen if not ingreep.is_toevoeging}
        zin = 0
        while zin <= len(self.basis):
            self._boundary(schrijver, zin, erbij.get(zin))
            ingreep = anders.get(zin, Ingreep(zin, zin + 1, 0, 0))
            if zin in anders:
                schrijver.text(Reeks(self.nieuw, ingreep.van, ingreep.tot))
            elif zin < len(self.basis):
                schrijver.text(Reeks(self.basis, zin, zin + 1))
            zin = ingreep.hi
        return "".join(stuk for stuk in schrijver.pieces() if isinstance(stuk, str))

    def _boundary(self, schrijver: MergeWriter, plek: int, erbij: Ingreep | None) -> None:
        """Write a gap of the base, with what was added on its side of it."""
        if erbij is None:
            schrijver.gap(plek)
            return
        reeks = Reeks(self.nieuw, erbij.van, erbij.tot)
        if self.kanten[plek] is Kant.VOOR:
            schrijver.white(reeks.gat_voor)
            schrijver.text(reeks)
            schrijver.gap(plek)
        else:
            schrijver.gap(plek)
            schrijver.text(reeks)
            schrijver.white(reeks.gat_na)


def list_changes(basis: str, nieuw: str) -> list[Wijziging]:
    """Return what changed between two Markdown texts, in order and numbered from 1.

    Something that moved is a removal and an addition.
    """
    vergelijking = _Vergelijking(basis, nieuw)
    return [vergelijking.show(nummer, groep) for nummer, groep in enumerate(vergelijking.groepen, start=1)]


def apply_changes(basis: str, nieuw: str, nummers: Collection[int]) -> str:
    """Return the base with only the changes of these numbers, as `list_changes` gave them.

    All of them give `normalise(nieuw)`, none `normalise(basis)`. Raises ValueError for a number that does not exist.
    """
    vergelijking = _Vergelijking(basis, nieuw)
    gekozen = set(nummers)
    if onbekend := gekozen - set(range(1, len(vergelijking.groepen) + 1)):
        raise ValueError(f"No change has number {sorted(onbekend)}")
    return vergelijking.apply({nummer - 1 for nummer in gekozen})
