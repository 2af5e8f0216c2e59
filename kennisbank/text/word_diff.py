"""The difference between two paragraphs, word by word."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennisbank.text.align import Paar, matching_pairs, similar_pairs
from kennisbank.text.sentences import sentence_spans
from kennisbank.text.tokens import Tokens, tokenise

SENTENCE_THRESHOLD = 0.4
"""Sentences that share fewer of their words than this are told apart whole rather than word by word."""

_STOPS = frozenset({".", "!", "?"})

Gat = tuple[int, int, int, int]
"""What differs: from and to in the old tokens, from and to in the new ones."""


class Soort(StrEnum):
    """What became of a piece of text."""

    GELIJK = "gelijk"
    WEG = "weg"
    NIEUW = "nieuw"


@dataclass(frozen=True)
class Deel:
    """A run of words that share one fate; the text includes the white space before the first word."""

    soort: Soort
    tekst: str


def diff_words(oud: str, nieuw: str) -> tuple[Deel, ...]:
    """Compare two texts of one paragraph, title or heading.

    GELIJK and WEG together are the old text, GELIJK and NIEUW the new one, but for white space, which never counts.
    """
    a, b = tokenise(oud), tokenise(nieuw)
    gaten = list(_gaps(_pairs(a, b, oud, nieuw), len(a.woorden), len(b.woorden)))
    return tuple(_parts(a, b, _slide_all(gaten, a.woorden, b.woorden)))


def _pairs(oude: Tokens, nieuwe: Tokens, oud: str, nieuw: str) -> list[Paar]:
    """Pair the tokens: what is equal at both ends first, then sentence by sentence in between."""
    a, b = oude.woorden, nieuwe.woorden
    voor = _common_start(a, b)
    achter = _common_start(a[voor:][::-1], b[voor:][::-1])
    paren = [(plek, plek) for plek in range(voor)]
    paren += [(len(a) - 1 - plek, len(b) - 1 - plek) for plek in range(achter)]
    zinnen_a = _by_sentence(oude, oud, range(voor, len(a) - achter))
    zinnen_b = _by_sentence(nieuwe, nieuw, range(voor, len(b) - achter))
    for zin_a, zin_b in _sentence_pairs(a, b, zinnen_a, zinnen_b):
        binnen = matching_pairs(a[zin_a.start : zin_a.stop], b[zin_b.start : zin_b.stop])
        paren += [(zin_a.start + i, zin_b.start + j) for i, j in binnen]
    return sorted(paren)


def _common_start(a: Sequence[str], b: Sequence[str]) -> int:
    return next((plek for plek, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _by_sentence(tokens: Tokens, tekst: str, venster: range) -> list[range]:
    """Cut a range of token numbers at the sentences of the text."""
    if not venster:
        return []
    einden = tokens.ends()
    grenzen = [bisect_right(einden, einde) for _, einde in sentence_spans(tekst)]
    punten = [venster.start, *(grens for grens in grenzen if grens in venster and grens > venster.start), venster.stop]
    return [range(van, tot) for van, tot in zip(punten, punten[1:], strict=False)]


def _sentence_pairs(
    a: list[str], b: list[str], links: list[range], rechts: list[range]
) -> Iterator[tuple[range, range]]:
    """Pair sentences that are equal or much alike, and the only ones left between two pairs."""
    sleutels_a = [tuple(a[zin.start : zin.stop]) for zin in links]
    sleutels_b = [tuple(b[zin.start : zin.stop]) for zin in rechts]
    gelijk = matching_pairs(sleutels_a, sleutels_b)
    yield from ((links[i], rechts[j]) for i, j in gelijk)
    for i0, i1, j0, j1 in _gaps(gelijk, len(links), len(rechts)):
        if i1 - i0 == j1 - j0 == 1:
            yield links[i0], rechts[j0]
            continue
        woorden_a = [Counter(sleutel) for sleutel in sleutels_a[i0:i1]]
        woorden_b = [Counter(sleutel) for sleutel in sleutels_b[j0:j1]]
        for i, j in similar_pairs(woorden_a, woorden_b, SENTENCE_THRESHOLD):
            yield links[i0 + i], rechts[j0 + j]


def _gaps(paren: list[Paar], lengte_a: int, lengte_b: int) -> Iterator[Gat]:
    """Yield what lies between pairs, as far as there is anything."""
    i = j = 0
    for plek_a, plek_b in [*paren, (lengte_a, lengte_b)]:
        if plek_a > i or plek_b > j:
            yield i, plek_a, j, plek_b
        i, j = plek_a + 1, plek_b + 1


def _slide_all(gaten: list[Gat], a: list[str], b: list[str]) -> list[Gat]:
    """Let pure insertions and removals start at a sentence where they may.

    "[De hond blaft.] De kat" is easier to read than "De [hond blaft. De] kat", and just as true.
    """
    geschoven: list[Gat] = []
    for nummer, (i0, i1, j0, j1) in enumerate(gaten):
        stap = 0
        if i0 == i1 or j0 == j1:
            links = i0 - (geschoven[-1][1] if geschoven else 0)
            rechts = (gaten[nummer + 1][0] if nummer + 1 < len(gaten) else len(a)) - i1
            tokens, begin, einde = (b, j0, j1) if i0 == i1 else (a, i0, i1)
            stap = _step_to_sentence(tokens, begin, einde, range(-links, rechts + 1))
        geschoven.append((i0 + stap, i1 + stap, j0 + stap, j1 + stap))
    return geschoven


def _step_to_sentence(tokens: list[str], begin: int, einde: int, ruimte: range) -> int:
    """Return how far a run of tokens must move to start at a sentence without changing what is said; 0 if it cannot."""
    for stap in range(0, ruimte.start - 1, -1):
        if begin + stap == 0 or tokens[begin + stap - 1] in _STOPS:
            return stap
        if tokens[begin + stap - 1] != tokens[einde + stap - 1]:
            break
    for stap in range(1, ruimte.stop):
        if tokens[begin + stap - 1] != tokens[einde + stap - 1]:
            break
        if tokens[begin + stap - 1] in _STOPS:
            return stap
    return 0


def _parts(a: Tokens, b: Tokens, gaten: list[Gat]) -> Iterator[Deel]:
    j = 0
    for i0, i1, j0, j1 in gaten:
        if j0 > j:
            yield Deel(Soort.GELIJK, b.text(j, j0))
        if i1 > i0:
            yield Deel(Soort.WEG, a.text(i0, i1))
        if j1 > j0:
            yield Deel(Soort.NIEUW, b.text(j0, j1))
        j = j1
    if j < len(b.woorden):
        yield Deel(Soort.GELIJK, b.text(j, len(b.woorden)))
