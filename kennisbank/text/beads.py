"""Which sentences of a changed stretch became which: reworded, split or joined.

Two rows of sentences are strung as beads, after W.A. Gale and K.W. Church, "A program for aligning sentences in
bilingual corpora" (Computational Linguistics 19, 1993), with shared words for the measure instead of length.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kennisbank.text.align import Paar, longest_rising

Woorden = Counter[str]

LIKENESS = 0.65
"""Sentences that share fewer of their words than this are not the same one reworded."""

SHARE = 0.5
"""A sentence is part of a split or joined one when this share of its words is in the other and in no other part."""

MAX_PARTS = 3
"""In so many parts a sentence may be split."""

RIVAL = 0.05
"""Another sentence that is this close in likeness, or closer, makes a pair uncertain."""

_LONG_WORD = 4
_MAX_CELLS = 4_000
_MAX_SEEN = 12


class Maat(NamedTuple):
    """What makes a bead: the least likeness, the share of a part that is in the whole, the most parts there may be."""

    gelijkenis: float = LIKENESS
    aandeel: float = SHARE
    delen: int = MAX_PARTS


SENTENCES = Maat()


class Kraal(NamedTuple):
    """Old sentences a0 up to a1 that became new sentences b0 up to b1; `zeker` when no other pair is as likely."""

    a0: int
    a1: int
    b0: int
    b1: int
    gelijkenis: float
    zeker: bool


def string_beads(a: Sequence[Woorden], b: Sequence[Woorden], maat: Maat = SENTENCES) -> list[Kraal]:
    """Return the beads of a changed stretch, in order; sentences that went or came are in none of them.

    Each sentence is given as its words with their counts (see `weigh`).
    Time grows with len(a) × len(b) up to a limit, and linearly after that.
    """
    kralen = []
    for i0, i1, j0, j1 in _stretches(a, b):
        kralen += [_shift(kraal, i0, j0) for kraal in _Snoer(a[i0:i1], b[j0:j1], maat).string()]
    return kralen


def weigh(woorden: Iterable[str]) -> Woorden:
    """Return the words of a sentence with their weights: a longer word counts twice.

    Short words ("de", "van", "is") say little about which sentence it is.
    """
    klein = [woord.lower() for woord in woorden]
    gewogen = Counter(klein)
    gewogen.update([woord for woord in klein if len(woord) >= _LONG_WORD])
    return gewogen


def overlap(a: Woorden, b: Woorden) -> int:
    """Return how many words two sentences share."""
    if len(a) > len(b):
        a, b = b, a
    return sum([min(aantal, b[woord]) for woord, aantal in a.items() if woord in b])


def dice(a: Woorden, b: Woorden) -> float:
    """Return the share of their words that two sentences have in common, 0 to 1; 0 when there are none at all.

    L.R. Dice, "Measures of the amount of ecologic association between species" (Ecology 26, 1945).
    """
    totaal = a.total() + b.total()
    return 2 * overlap(a, b) / totaal if totaal else 0.0


def _best_pairs(a: Sequence[Woorden], b: Sequence[Woorden]) -> list[Paar]:
    """Return pairs, rising, of the sentences most alike, found by the words that few sentences have."""
    waar: dict[str, list[int]] = defaultdict(list)
    for plek, woorden in enumerate(b):
        for woord in woorden:
            waar[woord].append(plek)
    paren = []
    for plek, woorden in enumerate(a):
        gedeeld = Counter(
            j for woord in woorden if woord in waar and len(waar[woord]) <= _MAX_SEEN for j in waar[woord]
        )
        kansen = [(dice(woorden, b[j]), -j) for j, _ in gedeeld.most_common(3)]
        if kansen and max(kansen)[0] >= LIKENESS:
            paren.append((plek, -max(kansen)[1]))
    return [paren[nummer] for nummer in longest_rising([j for _, j in paren])]


def _stretches(a: Sequence[Woorden], b: Sequence[Woorden]) -> Iterator[tuple[int, int, int, int]]:
    """Cut a long stretch between sentences that are surely paired in a row; leave out what is still too long."""
    if len(a) * len(b) <= _MAX_CELLS:
        yield 0, len(a), 0, len(b)
        return
    paren = _best_pairs(a, b)
    sneden = [rechts for links, rechts in pairwise(paren) if rechts == (links[0] + 1, links[1] + 1)]
    for (i0, j0), (i1, j1) in pairwise([(0, 0), *sneden, (len(a), len(b))]):
        if (i1 - i0) * (j1 - j0) <= _MAX_CELLS:
            yield i0, i1, j0, j1


def _shift(kraal: Kraal, i: int, j: int) -> Kraal:
    return kraal._replace(a0=kraal.a0 + i, a1=kraal.a1 + i, b0=kraal.b0 + j, b1=kraal.b1 + j)


class _Snoer:
    """Strings the beads that leave the fewest words over, by dynamic programming from the end."""

    def __init__(self, a: Sequence[Woorden], b: Sequence[Woorden], maat: Maat) -> None:
        self._a = a
        self._b = b
        self._maat = maat
        self._lengte_a = [zin.total() for zin in a]
        self._lengte_b = [zin.total() for zin in b]
        self._gedeeld = [[overlap(links, rechts) for rechts in b] for links in a]
        self._kosten = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
        self._keuze: dict[Paar, Kraal] = {}

    def string(self) -> list[Kraal]:
        for i in range(len(self._a), -1, -1):
            for j in range(len(self._b), -1, -1):
                if i < len(self._a) or j < len(self._b):
                    self._fill(i, j)
        kralen = []
        i = j = 0
        while i < len(self._a) and j < len(self._b):
            kraal = self._keuze.get((i, j))
            if kraal is not None:
                kralen.append(kraal._replace(zeker=not self._has_rival(kraal)))
                i, j = kraal.a1, kraal.b1
            elif self._kosten[i][j] == self._kosten[i + 1][j] + 2 * self._lengte_a[i]:
                i += 1
            else:
                j += 1
        return kralen

    def _fill(self, i: int, j: int) -> None:
        """Set what the sentences from i and j on cost at best, and the bead to begin with if one is best.

        A word that is left over costs 2, a part more 1: so that everything is in a bead rather than the least word not.
        """
        weg = [self._kosten[i + 1][j] + 2 * self._lengte_a[i]] if i < len(self._a) else []
        beste = min(weg + ([self._kosten[i][j + 1] + 2 * self._lengte_b[j]] if j < len(self._b) else []))
        if i < len(self._a) and j < len(self._b) and self._gedeeld[i][j]:
            for kraal, over in self._beads(i, j):
                prijs = 2 * over + kraal.a1 - i + kraal.b1 - j - 2 + self._kosten[kraal.a1][kraal.b1]
                if prijs < beste:
                    beste = prijs
                    self._keuze[i, j] = kraal
        self._kosten[i][j] = beste

    def _beads(self, i: int, j: int) -> Iterator[tuple[Kraal, int]]:
        """Yield the beads that begin with these sentences, each with how many words it leaves over."""
        yield from self._bead(i, i + 1, j, j + 1)
        for j1 in range(j + 1, min(len(self._b), j + self._maat.delen)):
            if not self._may_be_part(self._gedeeld[i][j1], self._lengte_b[j1]):
                break
            yield from self._bead(i, i + 1, j, j1 + 1)
        for i1 in range(i + 1, min(len(self._a), i + self._maat.delen)):
            if not self._may_be_part(self._gedeeld[i1][j], self._lengte_a[i1]):
                break
            yield from self._bead(i, i1 + 1, j, j + 1)

    def _may_be_part(self, gedeeld: int, lengte: int) -> bool:
        return gedeeld >= self._maat.aandeel * lengte > 0

    def _bead(self, i: int, i1: int, j: int, j1: int) -> Iterator[tuple[Kraal, int]]:
        """Yield the bead of these sentences, if they are alike and each part of a split or joined one adds enough."""
        links, rechts = _join(self._a[i:i1]), _join(self._b[j:j1])
        samen = overlap(links, rechts)
        totaal = links.total() + rechts.total()
        if 2 * samen < self._maat.gelijkenis * totaal:
            return
        delen, geheel = (self._b[j:j1], links) if i1 - i == 1 else (self._a[i:i1], rechts)
        if len(delen) > 1 and not all(
            samen - overlap(_join([*delen[:plek], *delen[plek + 1 :]]), geheel) >= self._maat.aandeel * deel.total()
            for plek, deel in enumerate(delen)
        ):
            return
        yield Kraal(i, i1, j, j1, 2 * samen / totaal, True), totaal - 2 * samen

    def _has_rival(self, kraal: Kraal) -> bool:
        """Tell whether a sentence outside the bead is about as much like one side of it as the other side is."""
        grens = kraal.gelijkenis - RIVAL
        links, rechts = _join(self._a[kraal.a0 : kraal.a1]), _join(self._b[kraal.b0 : kraal.b1])
        anderen_a = [zin for plek, zin in enumerate(self._a) if not kraal.a0 <= plek < kraal.a1]
        anderen_b = [zin for plek, zin in enumerate(self._b) if not kraal.b0 <= plek < kraal.b1]
        return any(dice(zin, rechts) >= grens for zin in anderen_a) or any(
            dice(links, zin) >= grens for zin in anderen_b
        )


def _join(zinnen: Sequence[Woorden]) -> Woorden:
    if len(zinnen) == 1:
        return zinnen[0]
    samen: Woorden = Counter()
    for zin in zinnen:
        samen.update(zin)
    return samen
