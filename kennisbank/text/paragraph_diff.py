"""The difference between two texts, paragraph by paragraph: kept, reworded, split, joined, moved, new and gone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kennisbank.text.align import Paar, matching_pairs
from kennisbank.text.beads import Maat, Woorden, string_beads, weigh
from kennisbank.text.looks import AlineaRij, describe_kind, whole_part
from kennisbank.text.normalise import normalise
from kennisbank.text.tokens import tokenise
from kennisbank.text.units import AlineaSoort, Eenheid, split_units
from kennisbank.text.word_diff import Deel, Gat, Soort, equal_sentences, find_gaps

PARAGRAPH_THRESHOLD = 0.35
"""Paragraphs that share fewer of their words than this are a removed one and a new one."""

MOVED_WORDS = 3
"""A shorter sentence that went here and came there is not called moved: it says too little."""

_MAX_CHANGED = 2_000
_PARAGRAPHS = Maat(gelijkenis=PARAGRAPH_THRESHOLD, aandeel=0.6, delen=12)


class Status(StrEnum):
    """What became of a section or paragraph. Only paragraphs are split and joined."""

    ONGEWIJZIGD = "ongewijzigd"
    GEWIJZIGD = "gewijzigd"
    NIEUW = "nieuw"
    VERVALLEN = "vervallen"
    VERPLAATST = "verplaatst"
    GESPLITST = "gesplitst"
    SAMENGEVOEGD = "samengevoegd"


@dataclass(frozen=True)
class AlineaVerschil:
    """What became of a paragraph, list item, heading, quotation, block of code or table row.

    One that moved within its section stands there twice, both VERPLAATST: with only VERPLAATST_WEG where it was, and
    with only VERPLAATST_NIEUW where it is. One that was split is as many in a row as it became, all GESPLITST. Ones
    that were joined are one, SAMENGEVOEGD, with `breuk` on the part where the next began. `soort`, `niveau` and `merk`
    are those of the new text, where there is one (see `units.Eenheid`); `opmaak` tells in words what changed in them.
    """

    status: Status
    delen: tuple[Deel, ...]
    soort: AlineaSoort = AlineaSoort.ALINEA
    niveau: int = 0
    merk: str = ""
    opmaak: str = ""


def diff_texts(oud: str, nieuw: str) -> list[AlineaVerschil]:
    """Compare two Markdown texts paragraph by paragraph; white space and the encoding of accents never count.

    The parts hold the text as it is seen, without the marks of Markdown. The parts in `word_diff.OUD` together are the
    old text, those in `word_diff.NIEUW` the new one, but for white space. Equal words in aligned sentences are always
    GELIJK, whatever became of their looks, their sentence or their paragraph.
    """
    a, b = split_units(normalise(oud)), split_units(normalise(nieuw))
    stappen = list(_align(a, b))
    _mark_moved([stap for stap in stappen if isinstance(stap, _Groep)])
    return [verschil for stap in stappen for verschil in (stap.tell() if isinstance(stap, _Groep) else [stap])]


class _Groep:
    """Old paragraphs that became new ones: one to one, one to many, many to one, or to or from nothing."""

    def __init__(self, oud: Sequence[Eenheid], nieuw: Sequence[Eenheid]) -> None:
        self.oud = oud
        self.nieuw = nieuw
        self.verplaatst = False
        self.los_oud: set[int] = set()
        self.los_nieuw: set[int] = set()

    @cached_property
    def a(self) -> AlineaRij:
        return AlineaRij(self.oud)

    @cached_property
    def b(self) -> AlineaRij:
        return AlineaRij(self.nieuw)

    @cached_property
    def gelijk(self) -> list[Paar]:
        return equal_sentences(self.a, self.b)

    def tell(self) -> Iterator[AlineaVerschil]:
        if not self.oud or not self.nieuw:
            yield from self._tell_whole()
            return
        gaten = find_gaps(self.a, self.b, self.gelijk, self.los_oud, self.los_nieuw)
        alineas: list[list[Deel]] = [[] for _ in self.nieuw]
        for nummer, deel in self._parts(gaten):
            alineas[nummer].append(deel)
        for eenheid, delen in zip(self.nieuw, alineas, strict=True):
            yield self._finish(eenheid, tuple(delen))

    def _tell_whole(self) -> Iterator[AlineaVerschil]:
        """Tell of a paragraph that went or came; sentences in it may have moved. One without words is not told of."""
        eenheid = (self.nieuw or self.oud)[0]
        if self.verplaatst:
            soort, status = Soort.VERPLAATST_NIEUW if self.nieuw else Soort.VERPLAATST_WEG, Status.VERPLAATST
        else:
            soort, status = (Soort.NIEUW, Status.NIEUW) if self.nieuw else (Soort.WEG, Status.VERVALLEN)
        if self.los_oud or self.los_nieuw:
            delen = self._come(0, len(self.b.woorden)) if self.nieuw else self._gone(0, len(self.a.woorden), 0)
            yield _whole(eenheid, status, *(deel for _, deel in delen))
        elif (deel := whole_part(eenheid, soort)).tekst.strip():
            yield _whole(eenheid, status, deel)

    def _parts(self, gaten: Sequence[Gat]) -> Iterator[tuple[int, Deel]]:
        """Yield the parts, each with the number of the new paragraph it is in."""
        i = j = 0
        for i0, i1, j0, j1 in [*gaten, (len(self.a.woorden), 0, len(self.b.woorden), 0)]:
            yield from self._equal(i, j, j0 - j)
            yield from self._gone(i0, i1, j0)
            yield from self._come(j0, j1)
            i, j = i1, j1

    def _equal(self, i: int, j: int, aantal: int) -> Iterator[tuple[int, Deel]]:
        """Yield equal words, cut where a paragraph begins on either side and where their looks changed."""
        punten = [plek - j for plek in self.b.cuts(j, j + aantal)] + [plek - i for plek in self.a.cuts(i, i + aantal)]
        punten += self.b.changes_of_looks(self.a, i, j, aantal)
        grenzen = sorted({0, aantal, *punten})
        for van, tot in zip(grenzen, grenzen[1:], strict=False):
            breuk = i + van in self.a.starts and bool(i + van)
            yield self._number(j + van), self.b.equal_part(self.a, i + van, j + van, tot - van, breuk)

    def _gone(self, van: int, tot: int, plek_nieuw: int) -> Iterator[tuple[int, Deel]]:
        nummer = self._number(max(0, plek_nieuw - 1))
        for begin, einde, los in self.a.runs(van, tot, self.los_oud):
            soort = Soort.VERPLAATST_WEG if los else Soort.WEG
            grenzen = sorted({begin, einde, *self.a.cuts(begin, einde)})
            for links, rechts in zip(grenzen, grenzen[1:], strict=False):
                deel = self.a.part(soort, links, rechts, breuk=links in self.a.starts and bool(links))
                yield nummer, deel

    def _come(self, van: int, tot: int) -> Iterator[tuple[int, Deel]]:
        for begin, einde, los in self.b.runs(van, tot, self.los_nieuw):
            soort = Soort.VERPLAATST_NIEUW if los else Soort.NIEUW
            grenzen = sorted({begin, einde, *self.b.cuts(begin, einde)})
            for links, rechts in zip(grenzen, grenzen[1:], strict=False):
                yield self._number(links), self.b.part(soort, links, rechts)

    def _number(self, plek: int) -> int:
        """Return the paragraph of the difference that a new word is in."""
        return self.b.number(plek)

    def _finish(self, eenheid: Eenheid, delen: tuple[Deel, ...]) -> AlineaVerschil:
        opmaak = describe_kind(self.oud[0], eenheid)
        if len(self.oud) != len(self.nieuw):
            status = Status.GESPLITST if len(self.nieuw) > 1 else Status.SAMENGEVOEGD
            return _whole(eenheid, status, *delen, opmaak=opmaak)
        anders = opmaak or any(deel.soort != Soort.GELIJK or deel.opmaak for deel in delen)
        opmaak = opmaak if anders else "alleen de tekens voor de opmaak zijn anders"
        return _whole(eenheid, Status.GEWIJZIGD, *delen, opmaak=opmaak)


def _whole(eenheid: Eenheid, status: Status, *delen: Deel, opmaak: str = "") -> AlineaVerschil:
    return AlineaVerschil(status, delen, eenheid.soort, eenheid.niveau, eenheid.merk, opmaak)


def _align(a: list[Eenheid], b: list[Eenheid]) -> Iterator[_Groep | AlineaVerschil]:
    """Yield what became what, in the new order, with what is gone after what preceded it."""
    gelijk = matching_pairs([eenheid.sleutel for eenheid in a], [eenheid.sleutel for eenheid in b])
    i = j = 0
    for plek_a, plek_b in [*gelijk, (len(a), len(b))]:
        yield from _align_gap(a[i:plek_a], b[j:plek_b])
        if plek_b < len(b) and (deel := whole_part(b[plek_b], Soort.GELIJK)).tekst.strip():
            yield _whole(b[plek_b], Status.ONGEWIJZIGD, deel)
        i, j = plek_a + 1, plek_b + 1


def _align_gap(a: list[Eenheid], b: list[Eenheid]) -> Iterator[_Groep]:
    """Compare paragraphs of which none is equal: pair the ones alike, and tell of the others that they went or came."""
    i = j = 0
    for i0, i1, j0, j1 in [*_alike(a, b), (len(a), len(a), len(b), len(b))]:
        yield from (_Groep([eenheid], []) for eenheid in a[i:i0])
        yield from (_Groep([], [eenheid]) for eenheid in b[j:j0])
        if i1 > i0:
            yield _Groep(a[i0:i1], b[j0:j1])
        i, j = i1, j1


def _alike(a: list[Eenheid], b: list[Eenheid]) -> list[Gat]:
    if not a or not b:
        return []
    woorden_a, woorden_b = _weights(a), _weights(b)
    if len(a) == len(b) == 1:
        zonder_woorden = a[0].soort == b[0].soort and not woorden_a[0] and not woorden_b[0]
        return [(0, 1, 0, 1)] if zonder_woorden or woorden_a[0] & woorden_b[0] else []
    kralen = string_beads(woorden_a, woorden_b, _PARAGRAPHS)
    return [(kraal.a0, kraal.a1, kraal.b0, kraal.b1) for kraal in kralen]


def _weights(eenheden: list[Eenheid]) -> list[Woorden]:
    return [weigh(woord for woord in tokenise(eenheid.bron).woorden if woord[0].isalnum()) for eenheid in eenheden]


def _mark_moved(groepen: list[_Groep]) -> None:
    """Recognise paragraphs, and after that sentences, that went in one place and came in another."""
    weg = [groep for groep in groepen if groep.oud and not groep.nieuw]
    nieuw = [groep for groep in groepen if groep.nieuw and not groep.oud]
    samen = Counter(groep.oud[0].sleutel for groep in weg) & Counter(groep.nieuw[0].sleutel for groep in nieuw)
    for rij in (weg, nieuw):
        over = Counter(samen)
        for groep in rij:
            sleutel = (groep.oud or groep.nieuw)[0].sleutel
            if over[sleutel] > 0:
                over[sleutel] -= 1
                groep.verplaatst = True
    _mark_sentences([groep for groep in groepen if not groep.verplaatst])


def _mark_sentences(groepen: list[_Groep]) -> None:
    """Recognise sentences; not in a text of so many changed paragraphs that nobody can follow what went where."""
    if len(groepen) > _MAX_CHANGED:
        return
    weg: dict[tuple[str, ...], list[tuple[_Groep, int]]] = defaultdict(list)
    for groep in groepen:
        for i in _left_over(groep.a, [i for i, _ in groep.gelijk]):
            weg[groep.a.sleutels[i]].append((groep, i))
    for groep in groepen:
        for j in _left_over(groep.b, [j for _, j in groep.gelijk]):
            if waar := weg.get(groep.b.sleutels[j]):
                van, i = waar.pop(0)
                van.los_oud.add(i)
                groep.los_nieuw.add(j)


def _left_over(rij: AlineaRij, gepaard: list[int]) -> list[int]:
    """Return the sentences that were not paired and say enough to be recognised."""
    klaar = set(gepaard)
    return [
        nummer
        for nummer, sleutel in enumerate(rij.sleutels)
        if nummer not in klaar and sum(woord[0].isalnum() for woord in sleutel) >= MOVED_WORDS
    ]
