"""Which words are typical of these texts, compared with other texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, log2

from kennisbank.analysis.words import Reader, Word, spellings

SURE = 6.63
"""G2 from here on is beyond chance at 1% (chi-squared with one degree of freedom)."""


@dataclass(frozen=True)
class Keyword:
    """A word and how typical it is. `count` here and `elsewhere`; `texts`: in how many texts here.

    `g2`: Dunning's log-likelihood, with a minus when the word is rarer here. `log_ratio`: how many times it doubles.
    """

    word: str
    term: str
    count: int
    elsewhere: int
    texts: int
    g2: float
    log_ratio: float


def keywords(
    texts: Sequence[str], others: Iterable[str], *, reader: Reader, minimum: int = 3, limit: int = 50
) -> list[Keyword]:
    """The words that are more frequent in `texts` than in `others`, most typical first; stop words left out.

    G2 = 2 * sum of O ln(O / E) over the four cells word / other words by here / elsewhere: Dunning, "Accurate methods
    for the statistics of surprise and coincidence", Computational Linguistics 19 (1993). Log ratio: Hardie 2014, of
    the relative frequencies, with half an occurrence where there is none. Words of fewer than `minimum` occurrences
    here are left out.
    """
    words = [reader.telling(text) for text in texts]
    here = Counter(word.term for one in words for word in one)
    spread = Counter(term for one in words for term in {word.term for word in one})
    elsewhere = Counter(term for text in others for term in reader.terms(text))
    size, size_elsewhere = here.total(), elsewhere.total()
    shown = spellings(_all(words))
    found = [
        Keyword(
            word=shown[term],
            term=term,
            count=count,
            elsewhere=elsewhere[term],
            texts=spread[term],
            g2=log_likelihood(count, elsewhere[term], size, size_elsewhere),
            log_ratio=_log_ratio(count, elsewhere[term], size, size_elsewhere),
        )
        for term, count in here.items()
        if count >= minimum
    ]
    typical = [keyword for keyword in found if keyword.g2 > 0]
    return sorted(typical, key=lambda keyword: (-keyword.g2, keyword.word))[:limit]


def log_likelihood(count: int, elsewhere: int, size: int, size_elsewhere: int) -> float:
    """Dunning's G2 of a word of `count` in `size` words here and `elsewhere` in `size_elsewhere`; minus when rarer."""
    n = size + size_elsewhere
    if not size or not size_elsewhere:
        return 0.0
    total = 0.0
    for seen, whole in ((count, size), (elsewhere, size_elsewhere)):
        share = (count + elsewhere) / n
        for observed, expected in ((seen, whole * share), (whole - seen, whole * (1 - share))):
            total += observed * log(observed / expected) if observed else 0.0
    rarer = count * size_elsewhere < elsewhere * size
    return -2 * total if rarer else max(0.0, 2 * total)


def _log_ratio(count: int, elsewhere: int, size: int, size_elsewhere: int) -> float:
    if not size_elsewhere:
        return 0.0
    return log2((count or 0.5) / size) - log2((elsewhere or 0.5) / size_elsewhere)


def _all(words: Iterable[list[Word]]) -> Iterable[Word]:
    return (word for one in words for word in one)
