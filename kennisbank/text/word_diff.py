"""The difference between two paragraphs, word by word."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from kennisbank.text.align import Paar, matching_pairs
from kennisbank.text.beads import Maat, Woorden, string_beads, weigh
from kennisbank.text.sentences import sentence_spans
from kennisbank.text.tokens import Tokens, tokenise

SENTENCE_THRESHOLD = 0.4
"""Sentences that share fewer of their words than this are told apart whole rather than word by word."""

_SENTENCES = Maat(gelijkenis=SENTENCE_THRESHOLD)
_STOPS = frozenset({".", "!", "?"})

Gat = tuple[int, int, int, int]
"""What differs: from and to in the old tokens, from and to in the new ones."""


class Soort(StrEnum):
    """What became of a piece of text. What moved is told twice: gone from where it was, new where it is."""

    GELIJK = "gelijk"
    WEG = "weg"
    NIEUW = "nieuw"
    VERPLAATST_WEG = "verplaatst_weg"
    VERPLAATST_NIEUW = "verplaatst_nieuw"


OUD = frozenset({Soort.GELIJK, Soort.WEG, Soort.VERPLAATST_WEG})
"""The parts that together are the old text."""

NIEUW = frozenset({Soort.GELIJK, Soort.NIEUW, Soort.VERPLAATST_NIEUW})
"""The parts that together are the new text."""


@dataclass(frozen=True)
class Stuk:
    """Letters that look the same: `vorm` is a set of "vet", "cursief", "code" and "link", `doel` where a link leads."""

    tekst: str
    vorm: frozenset[str] = frozenset()
    doel: str = ""


@dataclass(frozen=True)
class Deel:
    """A run of words that share one fate; the text includes the white space before the first word.

    `stukken` are the same words by how they look, left out when all is plain. `opmaak` tells in words how equal words
    changed their looks ("vet gemaakt"); `was` is then how they looked before. With `breuk` a paragraph of the old text
    began here, which went on in the one before it.
    """

    soort: Soort
    tekst: str
    stukken: tuple[Stuk, ...] = ()
    opmaak: str = ""
    was: tuple[Stuk, ...] = ()
    breuk: bool = False

    @property
    def vorm(self) -> frozenset[str]:
        """What occurs in it: "vet", "cursief", "code", "link"."""
        return frozenset(vorm for stuk in self.stukken for vorm in stuk.vorm)


class WoordRij:
    """The words of a text in a row, and which of them make a sentence."""

    def __init__(self, tekst: str) -> None:
        self.tokens: Tokens = tokenise(tekst)
        self.woorden: list[str] = self.tokens.woorden
        self.einden: list[int] = self.tokens.ends()
        grenzen = [bisect_right(self.einden, einde) for _, einde in sentence_spans(tekst)]
        punten = [0, *grenzen[:-1], len(self.woorden)]
        self.zinnen: list[range] = [range(van, tot) for van, tot in zip(punten, punten[1:], strict=False) if tot > van]
        self.zin_van: list[int] = [nummer for nummer, zin in enumerate(self.zinnen) for _ in zin]
        self.sleutels: list[tuple[str, ...]] = [tuple(self.woorden[zin.start : zin.stop]) for zin in self.zinnen]


def diff_words(oud: str, nieuw: str) -> tuple[Deel, ...]:
    """Compare two texts of one paragraph, title or heading, as they were typed.

    GELIJK and WEG together are the old text, GELIJK and NIEUW the new one, but for white space, which never counts.
    """
    a, b = WoordRij(oud), WoordRij(nieuw)
    return tuple(_parts(a.tokens, b.tokens, find_gaps(a, b, equal_sentences(a, b))))


def equal_sentences(a: WoordRij, b: WoordRij) -> list[Paar]:
    """Return the numbers of the sentences that are equal, both rising."""
    return matching_pairs(a.sleutels, b.sleutels)


def find_gaps(
    a: WoordRij, b: WoordRij, gelijk: Sequence[Paar], los_a: Collection[int] = (), los_b: Collection[int] = ()
) -> list[Gat]:
    """Return what differs, given the equal sentences; sentences in `los_a` and `los_b` are not to be paired."""
    paren = [paar for i, j in gelijk for paar in zip(a.zinnen[i], b.zinnen[j], strict=True)]
    for i0, i1, j0, j1 in gaps(gelijk, len(a.zinnen), len(b.zinnen)):
        if i0 < i1 and j0 < j1:
            plekken_a = [plek for i in range(i0, i1) if i not in los_a for plek in a.zinnen[i]]
            plekken_b = [plek for j in range(j0, j1) if j not in los_b for plek in b.zinnen[j]]
            paren += _pair_words(a, b, plekken_a, plekken_b)
    gevonden = list(gaps(sorted(paren), len(a.woorden), len(b.woorden)))
    return _slide_all(gevonden, a.woorden, b.woorden)


def gaps(paren: Sequence[Paar], lengte_a: int, lengte_b: int) -> Iterator[Gat]:
    """Yield what lies between pairs, as far as there is anything."""
    i = j = 0
    for plek_a, plek_b in [*paren, (lengte_a, lengte_b)]:
        if plek_a > i or plek_b > j:
            yield i, plek_a, j, plek_b
        i, j = plek_a + 1, plek_b + 1


def _pair_words(a: WoordRij, b: WoordRij, plekken_a: list[int], plekken_b: list[int]) -> Iterator[Paar]:
    """Pair words of which the sentences differ: equal at both ends first, then sentence by sentence in between."""
    woorden_a, woorden_b = [a.woorden[plek] for plek in plekken_a], [b.woorden[plek] for plek in plekken_b]
    voor = _common_start(woorden_a, woorden_b)
    achter = _common_start(woorden_a[voor:][::-1], woorden_b[voor:][::-1])
    yield from zip(plekken_a[:voor], plekken_b[:voor], strict=True)
    yield from zip(plekken_a[len(plekken_a) - achter :], plekken_b[len(plekken_b) - achter :], strict=True)
    zinnen_a = _cut(a, plekken_a[voor : len(plekken_a) - achter])
    zinnen_b = _cut(b, plekken_b[voor : len(plekken_b) - achter])
    for zin_a, zin_b in _sentence_pairs(a, b, zinnen_a, zinnen_b):
        binnen = matching_pairs([a.woorden[plek] for plek in zin_a], [b.woorden[plek] for plek in zin_b])
        yield from ((zin_a[i], zin_b[j]) for i, j in binnen)


def _common_start(a: Sequence[str], b: Sequence[str]) -> int:
    return next((plek for plek, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _cut(rij: WoordRij, plekken: list[int]) -> list[list[int]]:
    """Cut a row of places at the sentences of the text."""
    return [list(groep) for _, groep in groupby(plekken, key=rij.zin_van.__getitem__)]


def _sentence_pairs(
    a: WoordRij, b: WoordRij, links: list[list[int]], rechts: list[list[int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Pair sentences that are much alike, were split or joined, or are the only ones left on both sides."""
    if len(links) == len(rechts) == 1:
        yield links[0], rechts[0]
        return
    for kraal in string_beads(_weights(a, links), _weights(b, rechts), _SENTENCES):
        yield sum(links[kraal.a0 : kraal.a1], []), sum(rechts[kraal.b0 : kraal.b1], [])


def _weights(rij: WoordRij, zinnen: list[list[int]]) -> list[Woorden]:
    return [weigh(woord for plek in zin if (woord := rij.woorden[plek])[0].isalnum()) for zin in zinnen]


def _slide_all(gaten: list[Gat], a: list[str], b: list[str]) -> list[Gat]:
    """Let pure insertions and removals start at a sentence where they may.

    "[De hond blaft.] De kat" is easier to read than "De [hond blaft. De] kat", and just as true. Two that come to lie
    against each other are one from then on.
    """
    geschoven: list[Gat] = []
    for nummer, (i0, i1, j0, j1) in enumerate(gaten):
        stap = 0
        if i0 == i1 or j0 == j1:
            links = i0 - (geschoven[-1][1] if geschoven else 0)
            rechts = (gaten[nummer + 1][0] if nummer + 1 < len(gaten) else len(a)) - i1
            tokens, begin, einde = (b, j0, j1) if i0 == i1 else (a, i0, i1)
            stap = _step_to_sentence(tokens, begin, einde, range(-links, rechts + 1))
        nieuw = (i0 + stap, i1 + stap, j0 + stap, j1 + stap)
        if geschoven and geschoven[-1][1] == nieuw[0] and geschoven[-1][3] == nieuw[2]:
            nieuw = (geschoven[-1][0], nieuw[1], geschoven[-1][2], nieuw[3])
            geschoven.pop()
        geschoven.append(nieuw)
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


def _parts(a: Tokens, b: Tokens, gaten: Sequence[Gat]) -> Iterator[Deel]:
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
