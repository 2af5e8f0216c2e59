"""The difference between two versions of a text, the way a reader wants to see it.

Sections are recognised by their id, paragraphs by their words, and within a changed paragraph every word is told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.text.align import longest_rising
from kennisbank.text.beside import Rij, side_by_side
from kennisbank.text.normalise import normalise
from kennisbank.text.paragraph_diff import AlineaVerschil, Status, diff_texts
from kennisbank.text.sectie import Sectie, section_keys
from kennisbank.text.units import AlineaSoort
from kennisbank.text.word_diff import NIEUW, OUD, Deel, Soort, Stuk, diff_words

__all__ = [
    "NIEUW",
    "OUD",
    "AlineaSoort",
    "AlineaVerschil",
    "Deel",
    "Rij",
    "Sectie",
    "SectieVerschil",
    "Soort",
    "Status",
    "Stuk",
    "diff_sections",
    "diff_texts",
    "diff_words",
    "side_by_side",
]


@dataclass(frozen=True)
class SectieVerschil:
    """What became of a section; `verplaatst` also tells of a changed section that it has another place."""

    id: str
    status: Status
    verplaatst: bool
    kop: tuple[Deel, ...]
    alineas: tuple[AlineaVerschil, ...]


def diff_sections(oud: Sequence[Sectie], nieuw: Sequence[Sectie]) -> list[SectieVerschil]:
    """Compare two lists of sections: in the new order, with what is gone after what preceded it."""
    sleutels_oud, sleutels_nieuw = section_keys(oud), section_keys(nieuw)
    plek_oud = {sleutel: plek for plek, sleutel in enumerate(sleutels_oud)}
    gebleven = [sleutel for sleutel in sleutels_nieuw if sleutel in plek_oud]
    vast = {gebleven[plek] for plek in longest_rising([plek_oud[sleutel] for sleutel in gebleven])}
    verschillen = {
        sleutel: _diff_section(oud[plek_oud[sleutel]], sectie, verplaatst=sleutel not in vast)
        if sleutel in plek_oud
        else _whole_section(sectie, Status.NIEUW)
        for sleutel, sectie in zip(sleutels_nieuw, nieuw, strict=True)
    }
    volgorde = list(sleutels_nieuw)
    for plek, sleutel in enumerate(sleutels_oud):
        if sleutel not in verschillen:
            verschillen[sleutel] = _whole_section(oud[plek], Status.VERVALLEN)
            volgorde.insert(volgorde.index(sleutels_oud[plek - 1]) + 1 if plek else 0, sleutel)
    return [verschillen[sleutel] for sleutel in volgorde]


def _diff_section(oud: Sectie, nieuw: Sectie, *, verplaatst: bool) -> SectieVerschil:
    kop = diff_words(normalise(oud.kop), normalise(nieuw.kop))
    alineas = tuple(diff_texts(oud.tekst, nieuw.tekst))
    anders = any(deel.soort != Soort.GELIJK for deel in kop) or any(
        alinea.status != Status.ONGEWIJZIGD for alinea in alineas
    )
    onveranderd = Status.VERPLAATST if verplaatst else Status.ONGEWIJZIGD
    return SectieVerschil(nieuw.id, Status.GEWIJZIGD if anders else onveranderd, verplaatst, kop, alineas)


def _whole_section(sectie: Sectie, status: Status) -> SectieVerschil:
    soort, oud, nieuw = (Soort.NIEUW, "", sectie.tekst) if status == Status.NIEUW else (Soort.WEG, sectie.tekst, "")
    kop = normalise(sectie.kop)
    return SectieVerschil(sectie.id, status, False, (Deel(soort, kop),) if kop else (), tuple(diff_texts(oud, nieuw)))
