"""The difference between two versions of a text, the way a reader wants to see it.

Sections are recognised by their id, paragraphs by their words, and within a changed paragraph every word is told apart.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kennisbank.text.align import Paar, longest_rising, matching_pairs, similar_pairs
from kennisbank.text.blocks import paragraphs
from kennisbank.text.normalise import normalise
from kennisbank.text.tokens import tokenise
from kennisbank.text.word_diff import Deel, Soort, diff_words

PARAGRAPH_THRESHOLD = 0.35
"""Paragraphs that share fewer of their words than this are a removed one and a new one."""

__all__ = [
    "AlineaVerschil",
    "Deel",
    "Sectie",
    "SectieVerschil",
    "Soort",
    "Status",
    "diff_sections",
    "diff_texts",
    "diff_words",
]


class Status(StrEnum):
    """What became of a section or paragraph."""

    ONGEWIJZIGD = "ongewijzigd"
    GEWIJZIGD = "gewijzigd"
    NIEUW = "nieuw"
    VERVALLEN = "vervallen"
    VERPLAATST = "verplaatst"


@dataclass(frozen=True)
class Sectie:
    """A section as it goes into a comparison: its lasting id, its heading and its Markdown."""

    id: str
    kop: str
    tekst: str


@dataclass(frozen=True)
class AlineaVerschil:
    """What became of a paragraph.

    One that moved within its section stands there twice, both VERPLAATST: with only WEG where it was, and with only
    NIEUW where it is.
    """

    status: Status
    delen: tuple[Deel, ...]


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
    sleutels_oud, sleutels_nieuw = _keys(oud), _keys(nieuw)
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


def diff_texts(oud: str, nieuw: str) -> list[AlineaVerschil]:
    """Compare two Markdown texts paragraph by paragraph; white space and the encoding of accents never count.

    All GELIJK and WEG parts together are the old text, all GELIJK and NIEUW parts the new one, but for white space.
    """
    a, b = paragraphs(normalise(oud)), paragraphs(normalise(nieuw))
    gelijk = matching_pairs([_squeeze(alinea) for alinea in a], [_squeeze(alinea) for alinea in b])
    verschillen: list[AlineaVerschil] = []
    i = j = 0
    for plek_a, plek_b in [*gelijk, (len(a), len(b))]:
        verschillen += _diff_gap(a[i:plek_a], b[j:plek_b])
        if plek_b < len(b):
            verschillen.append(AlineaVerschil(Status.ONGEWIJZIGD, (Deel(Soort.GELIJK, b[plek_b]),)))
        i, j = plek_a + 1, plek_b + 1
    return _mark_moved(verschillen)


def _keys(secties: Sequence[Sectie]) -> list[Hashable]:
    """Return the ids, each with its rank among equals, for a copied page may hold an id twice."""
    gezien: Counter[str] = Counter()
    sleutels: list[Hashable] = []
    for sectie in secties:
        sleutels.append((sectie.id, gezien[sectie.id]))
        gezien[sectie.id] += 1
    return sleutels


def _diff_section(oud: Sectie, nieuw: Sectie, *, verplaatst: bool) -> SectieVerschil:
    kop = diff_words(normalise(oud.kop), normalise(nieuw.kop))
    alineas = tuple(diff_texts(oud.tekst, nieuw.tekst))
    anders = any(deel.soort != Soort.GELIJK for deel in kop) or any(
        alinea.status != Status.ONGEWIJZIGD for alinea in alineas
    )
    onveranderd = Status.VERPLAATST if verplaatst else Status.ONGEWIJZIGD
    return SectieVerschil(nieuw.id, Status.GEWIJZIGD if anders else onveranderd, verplaatst, kop, alineas)


def _whole_section(sectie: Sectie, status: Status) -> SectieVerschil:
    soort = Soort.NIEUW if status == Status.NIEUW else Soort.WEG
    alineas = tuple(_whole(alinea, status, soort) for alinea in paragraphs(normalise(sectie.tekst)))
    kop = normalise(sectie.kop)
    return SectieVerschil(sectie.id, status, False, (Deel(soort, kop),) if kop else (), alineas)


def _whole(alinea: str, status: Status, soort: Soort) -> AlineaVerschil:
    return AlineaVerschil(status, (Deel(soort, alinea),))


def _squeeze(alinea: str) -> str:
    return " ".join(alinea.split())


def _diff_gap(a: list[str], b: list[str]) -> Iterator[AlineaVerschil]:
    """Compare paragraphs of which none is equal: pair the ones alike, and tell of the others that they went or came."""
    i = j = 0
    for plek_a, plek_b in [*_alike(a, b), (len(a), len(b))]:
        yield from (_whole(alinea, Status.VERVALLEN, Soort.WEG) for alinea in a[i:plek_a])
        yield from (_whole(alinea, Status.NIEUW, Soort.NIEUW) for alinea in b[j:plek_b])
        if plek_b < len(b):
            delen = diff_words(a[plek_a], b[plek_b])
            anders = any(deel.soort != Soort.GELIJK for deel in delen)
            yield AlineaVerschil(Status.GEWIJZIGD if anders else Status.ONGEWIJZIGD, delen)
        i, j = plek_a + 1, plek_b + 1


def _alike(a: list[str], b: list[str]) -> list[Paar]:
    woorden_a, woorden_b = _words(a), _words(b)
    if len(a) == len(b) == 1:
        return [(0, 0)] if woorden_a[0] & woorden_b[0] else []
    return similar_pairs(woorden_a, woorden_b, PARAGRAPH_THRESHOLD)


def _words(alineas: list[str]) -> list[Counter[str]]:
    return [Counter(tokenise(alinea).woorden) for alinea in alineas]


def _mark_moved(verschillen: list[AlineaVerschil]) -> list[AlineaVerschil]:
    """Recognise a paragraph that went in one place and came in another."""
    weg = [_squeeze(verschil.delen[0].tekst) for verschil in verschillen if verschil.status == Status.VERVALLEN]
    nieuw = [_squeeze(verschil.delen[0].tekst) for verschil in verschillen if verschil.status == Status.NIEUW]
    samen = Counter(weg) & Counter(nieuw)
    over = {Status.VERVALLEN: Counter(samen), Status.NIEUW: Counter(samen)}
    gemerkt = []
    for verschil in verschillen:
        sleutel = _squeeze(verschil.delen[0].tekst)
        if over.get(verschil.status, samen)[sleutel] > 0 and verschil.status in over:
            over[verschil.status][sleutel] -= 1
            verschil = replace(verschil, status=Status.VERPLAATST)
        gemerkt.append(verschil)
    return gemerkt
