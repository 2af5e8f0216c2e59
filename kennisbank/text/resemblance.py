"""Which sentences of a text are built on the words of a source: a suggestion for people, never a proof.

Words count by how telling they are: one that stands in every sentence says nothing (the inverse document frequency of
K. Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28, 1972). Words are cut
off after a few letters, so that "vraagt" and "vragen" meet half-way.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from kennisbank.text.sentences import Span

RESTS_ON = 0.35
"""A sentence of which this share of the telling words stands in a source most likely rests on it."""

_FEWEST = 2
_LONG_WORD_RE = re.compile(r"[^\W\d_]{4,}")
_WORD_RE = re.compile(r"[^\W_]+")
_STEM = 6


def stems(tekst: str) -> frozenset[str]:
    """Return the words that tell something, cut off after a few letters."""
    return frozenset(woord.lower()[:_STEM] for woord in _LONG_WORD_RE.findall(tekst))


class Weegschaal:
    """Weighs words by how few of the given texts they stand in."""

    def __init__(self, teksten: Iterable[str]) -> None:
        self._aantal: Counter[str] = Counter()
        self._totaal = 1
        for tekst in teksten:
            self._aantal.update(stems(tekst))
            self._totaal += 1

    def share(self, zin: str, bron: frozenset[str]) -> float:
        """Return what share of the telling words of a sentence is among those of a source; 0 for one or none."""
        eigen = stems(zin)
        samen = eigen & bron
        if len(samen) < _FEWEST:
            return 0.0
        return self._weight(samen) / self._weight(eigen)

    def likeness(self, a: str, b: str) -> int:
        """Return how much of their telling words two sentences share, as a percentage."""
        links, rechts = stems(a), stems(b)
        totaal = self._weight(links) + self._weight(rechts)
        return round(200 * self._weight(links & rechts) / totaal) if totaal else percentage(a, b)

    def _weight(self, woorden: Iterable[str]) -> float:
        return sum(log((self._totaal + 1) / (self._aantal[woord] + 0.5)) for woord in woorden)


def resting_on(tekst: str, zinnen: Sequence[Span], bron: str, schaal: Weegschaal) -> list[Span]:
    """Return the sentences that most likely rest on `bron`, and any between two of those in the same paragraph."""
    woorden = stems(bron)
    raak = [schaal.share(tekst[begin:einde], woorden) >= RESTS_ON for begin, einde in zinnen]
    return [
        zin
        for plek, zin in enumerate(zinnen)
        if raak[plek] or (0 < plek < len(zinnen) - 1 and _is_between(tekst, zinnen, raak, plek))
    ]


def _is_between(tekst: str, zinnen: Sequence[Span], raak: Sequence[bool], plek: int) -> bool:
    rondom = tekst[zinnen[plek - 1][0] : zinnen[plek + 1][1]]
    return raak[plek - 1] and raak[plek + 1] and "\n\n" not in rondom


def percentage(a: str, b: str) -> int:
    """Return how much of their words two sentences share, as a percentage: 100 for the same words."""
    links, rechts = Counter(_WORD_RE.findall(a.lower())), Counter(_WORD_RE.findall(b.lower()))
    totaal = links.total() + rechts.total()
    return round(200 * (links & rechts).total() / totaal) if totaal else 100
