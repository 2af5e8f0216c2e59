"""A version of a text laid beside its base."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kennisbank.text.edits import Ingreep, Kant, list_edits, side_of
from kennisbank.text.sentence_runs import Reeks, Zinnen


@dataclass(frozen=True)
class Versie:
    """A version of the base, and what it changed."""

    basis: Zinnen
    zinnen: Zinnen
    ingrepen: Sequence[Ingreep]

    @cached_property
    def moves(self) -> dict[int, int]:
        """Which sentences of the base came back elsewhere, and where; only those that occur once in both."""
        nieuw = self.zinnen.zinnen
        erbij = {nieuw[j]: j for ingreep in self.ingrepen for j in range(ingreep.van, ingreep.tot)}
        weg = (i for ingreep in self.ingrepen for i in range(ingreep.lo, ingreep.hi))
        terug = [(i, erbij[zin]) for i in weg if (zin := self.basis.zinnen[i]) in erbij]
        aantal = Counter(self.basis.zinnen) + Counter(nieuw) if terug else Counter()
        return {i: j for i, j in terug if aantal[nieuw[j]] == 2}

    def removed(self) -> set[int]:
        """Return which sentences of the base were removed with nothing in their place."""
        return {i for ingreep in self.ingrepen if ingreep.is_verwijdering for i in range(ingreep.lo, ingreep.hi)}

    def image(self, lo: int, hi: int) -> Reeks | None:
        """Return what stands in the place of sentences `lo` up to `hi` of the base, with what was added to them.

        None when nothing is left, or a change runs on outside them.
        """
        binnen: list[Ingreep] = []
        verschil = 0
        for ingreep in self.ingrepen:
            if ingreep.hi < lo or (ingreep.hi == lo and not self._belongs(ingreep, lo, hi)):
                verschil = ingreep.tot - ingreep.hi
            elif ingreep.lo < hi or self._belongs(ingreep, lo, hi):
                binnen.append(ingreep)
        if binnen and (binnen[0].lo < lo or binnen[-1].hi > hi):
            return None
        beeld = Reeks(self.zinnen, lo + verschil, hi + (binnen[-1].tot - binnen[-1].hi if binnen else verschil))
        return beeld or None

    def _belongs(self, ingreep: Ingreep, lo: int, hi: int) -> bool:
        """Tell whether an addition at the edge of a run is part of its first or last paragraph."""
        if not ingreep.is_toevoeging or ingreep.lo not in (lo, hi):
            return False
        return side_of(self.basis, self.zinnen, ingreep) is (Kant.NA if ingreep.lo == lo else Kant.VOOR)


def read_version(basis: Zinnen, tekst: str) -> Versie:
    """Compare a normalised text with the base."""
    zinnen = Zinnen(tekst)
    return Versie(basis, zinnen, list_edits(basis, zinnen))
