"""Three-way merge of a list of sections, by their lasting ids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennisbank.text.conflicts import Conflict, ConflictSoort, OnopgelosteConflicten, Stuk, join_pieces
from kennisbank.text.diff import Sectie
from kennisbank.text.merge_order import Sleutel, Volgorde, merge_order
from kennisbank.text.merge_pass import Naam
from kennisbank.text.merge_sentences import merge_normalised
from kennisbank.text.normalise import normalise

GEEN_KEUZES: Mapping[str, str] = {}


@dataclass(frozen=True)
class SamengevoegdeSectie:
    """A section after a merge: heading and text in pieces, text or conflict; joined they are the heading and text."""

    id: str
    kop: tuple[Stuk, ...]
    tekst: tuple[Stuk, ...]


@dataclass(frozen=True)
class Samenvoeging:
    """A merged list of sections with all its conflicts in reading order."""

    secties: tuple[SamengevoegdeSectie, ...]
    conflicten: tuple[Conflict, ...]

    @property
    def schoon(self) -> bool:
        """Whether nobody has to choose anything."""
        return not self.conflicten

    def resolve(self, keuzes: Mapping[str, str] = GEEN_KEUZES) -> tuple[Sectie, ...]:
        """Return the sections, with for each conflict the text chosen under its key.

        A PLAATS takes the id of the section it should follow. Raises OnopgelosteConflicten with the keys that have no
        choice, or a place that does not exist.
        """
        if open_sleutels := [each.sleutel for each in self.conflicten if each.sleutel not in keuzes]:
            raise OnopgelosteConflicten(open_sleutels)
        return tuple(
            Sectie(sectie.id, join_pieces(sectie.kop, keuzes), join_pieces(sectie.tekst, keuzes))
            for sectie in self._in_order(keuzes)
            if not _is_removed(sectie, keuzes)
        )

    def _in_order(self, keuzes: Mapping[str, str]) -> list[SamengevoegdeSectie]:
        """Return the sections with those whose place was disputed where the choices put them."""
        plaatsen = [each for each in self.conflicten if each.soort is ConflictSoort.PLAATS]
        los = {each.sectie_id for each in plaatsen}
        verplaatst = {sectie.id: sectie for sectie in self.secties if sectie.id in los}
        volgorde = [sectie for sectie in self.secties if sectie.id not in los]
        while plaatsen:
            ids = [sectie.id for sectie in volgorde]
            nu = [each for each in plaatsen if keuzes[each.sleutel] in ("", *ids)]
            if not nu:
                raise OnopgelosteConflicten(each.sleutel for each in plaatsen)
            na = keuzes[nu[-1].sleutel]
            volgorde.insert(ids.index(na) + 1 if na else 0, verplaatst[nu[-1].sectie_id])
            plaatsen.remove(nu[-1])
        return volgorde


def merge_sections(basis: Sequence[Sectie], ons: Sequence[Sectie], hun: Sequence[Sectie]) -> Samenvoeging:
    """Merge two changed versions of a list of sections.

    When only one side changed anything, the result is that side, normalised. Sections are recognised by id; an id that
    occurs more than once also by its rank. Outside conflicts it makes no difference which side is ours.
    """
    per_kant = (_by_key(basis), _by_key(ons), _by_key(hun))
    samen: dict[Sleutel, SamengevoegdeSectie] = {}
    for sleutel in dict.fromkeys(sleutel for kant in per_kant for sleutel in kant):
        sectie = _merge_section(sleutel, *(kant.get(sleutel) for kant in per_kant))
        if sectie is not None:
            samen[sleutel] = sectie
    volgorde = merge_order(list(per_kant[0]), list(per_kant[1]), list(per_kant[2]), samen.keys())
    conflicten = [
        conflict
        for sleutel in volgorde.sleutels
        for conflict in [*_place_conflict(sleutel, volgorde), *_conflicts(samen[sleutel])]
    ]
    return Samenvoeging(tuple(samen[sleutel] for sleutel in volgorde.sleutels), tuple(conflicten))


def _by_key(secties: Sequence[Sectie]) -> dict[Sleutel, Sectie]:
    rang: Counter[str] = Counter()
    per_sleutel: dict[Sleutel, Sectie] = {}
    for sectie in secties:
        per_sleutel[sectie.id, rang[sectie.id]] = Sectie(sectie.id, normalise(sectie.kop), normalise(sectie.tekst))
        rang[sectie.id] += 1
    return per_sleutel


def _merge_section(
    sleutel: Sleutel, basis: Sectie | None, ons: Sectie | None, hun: Sectie | None
) -> SamengevoegdeSectie | None:
    """Merge one section; None when it goes."""
    if ons is not None and hun is not None:
        oud = basis or Sectie(ons.id, "", "")
        naam = _name(sleutel)
        tekst = merge_normalised(oud.tekst, ons.tekst, hun.tekst, Naam(ons.id, f"{naam}:{ConflictSoort.TEKST}"))
        return SamengevoegdeSectie(ons.id, _merge_heading(naam, ons.id, oud.kop, ons.kop, hun.kop), tekst)
    over = ons or hun
    if over is None or over == basis:
        return None
    if basis is None:
        return SamengevoegdeSectie(over.id, _whole(over.kop), _whole(over.tekst))
    return _removed_or_changed(sleutel, basis, over, is_ons=over is ons)


def _removed_or_changed(sleutel: Sleutel, basis: Sectie, over: Sectie, *, is_ons: bool) -> SamengevoegdeSectie | None:
    """Return a section that one side removed and the other changed; None when the other had emptied it."""
    deel = "tekst" if over.tekst else "kop"
    nieuw = getattr(over, deel)
    if not nieuw or (deel == "kop" and nieuw == basis.kop):
        return None
    conflict = Conflict(
        f"{_name(sleutel)}:{ConflictSoort.SECTIE}",
        ConflictSoort.SECTIE,
        over.id,
        getattr(basis, deel),
        nieuw if is_ons else "",
        "" if is_ons else nieuw,
    )
    kop = (conflict,) if deel == "kop" else _whole(over.kop)
    return SamengevoegdeSectie(over.id, kop, (conflict,) if deel == "tekst" else ())


def _merge_heading(naam: str, sectie_id: str, basis: str, ons: str, hun: str) -> tuple[Stuk, ...]:
    if ons in (hun, basis):
        return _whole(hun)
    if hun == basis:
        return _whole(ons)
    return (Conflict(f"{naam}:{ConflictSoort.KOP}", ConflictSoort.KOP, sectie_id, basis, ons, hun),)


def _whole(tekst: str) -> tuple[Stuk, ...]:
    return (tekst,) if tekst else ()


def _name(sleutel: Sleutel) -> str:
    naam, rang = sleutel
    return f"{naam}~{rang}" if rang else naam


def _place_conflict(sleutel: Sleutel, volgorde: Volgorde) -> list[Conflict]:
    """Return the question where a section goes; none when it shares its id, so that no answer could name it."""
    if sleutel not in volgorde.betwist or sum(sleutel[0] == ander[0] for ander in volgorde.sleutels) > 1:
        return []
    basis, ons, hun = ("" if voor is None else voor[0] for voor in volgorde.betwist[sleutel])
    soort = ConflictSoort.PLAATS
    return [Conflict(f"{_name(sleutel)}:{soort}", soort, sleutel[0], basis, ons, hun)]


def _conflicts(sectie: SamengevoegdeSectie) -> list[Conflict]:
    return [stuk for stuk in (*sectie.kop, *sectie.tekst) if isinstance(stuk, Conflict)]


def _is_removed(sectie: SamengevoegdeSectie, keuzes: Mapping[str, str]) -> bool:
    return any(
        conflict.soort is ConflictSoort.SECTIE and not normalise(keuzes[conflict.sleutel]).strip()
        for conflict in _conflicts(sectie)
    )
