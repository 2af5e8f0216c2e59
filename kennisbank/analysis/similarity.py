"""Texts that say nearly the same: candidates for merging."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from kennisbank.analysis.vectors import Vectors, runs_of_words, weigh
from kennisbank.analysis.words import Reader, spellings

SHINGLE = 3
FEWEST = 4
"""A text of fewer runs of words than this is in every other one by chance."""
_SHOWN = 8


@dataclass(frozen=True)
class Pair:
    """Two texts, by their number (a < b), that are alike.

    `cosine` of their weighted words (1: the same words equally often). `jaccard`: shared runs of three words as a share
    of all runs of both (1: word for word the same; 0 for texts of fewer words). `contained`: that as a share of the
    runs of the shorter one (1: the one stands in the other; 0 when that has fewer than FEWEST runs). `words`: what they
    share, what weighs most first.
    """

    a: int
    b: int
    cosine: float
    jaccard: float
    contained: float
    words: tuple[str, ...]

    @property
    def score(self) -> float:
        """How alike, 0 to 1: by words or by runs of words, whichever says more."""
        return max(self.cosine, self.contained)


def near_duplicates(
    texts: Sequence[str], *, reader: Reader, cosine: float = 0.5, contained: float = 0.4, limit: int | None = None
) -> list[Pair]:
    """All pairs of texts with at least this cosine, or with so much of the one in the other; most alike first.

    Words weigh as `vectors.weigh` says. Runs of three words ("shingles"), resemblance and containment: A. Broder, "On
    the resemblance and containment of documents" (1997). Exact: an inverted index finds every pair that shares a word;
    five thousand texts take seconds. Raises ValueError for a threshold not above 0 or above 1.
    """
    if not (0 < cosine <= 1 and 0 < contained <= 1):
        raise ValueError("a threshold lies above 0 and is at most 1")
    read = [reader.words(text) for text in texts]
    words = [[word for word in one if reader.tells(word)] for one in read]
    vectors = weigh([[word.term for word in one] for one in words])
    shingles = runs_of_words([[word.folded for word in one] for one in read], SHINGLE)
    scores = {
        (a, int(b)): float(score)
        for a, others, alike in vectors.alike(cosine)
        for b, score in zip(others, alike, strict=True)
    }
    shared = _shared_runs(shingles, contained, scores)
    sizes = shingles.sizes()
    pairs = scores.keys() | shared.keys()
    shown = spellings(word for place in {place for pair in pairs for place in pair} for word in words[place])
    found = []
    for a, b in pairs:
        same, fewest = shared.get((a, b), 0), min(sizes[a], sizes[b])
        score = scores.get((a, b)) or vectors.dot(a, b)
        pair = Pair(
            a=a,
            b=b,
            cosine=min(1.0, score),
            jaccard=same / max(1, int(sizes[a] + sizes[b] - same)),
            contained=same / int(fewest) if fewest >= FEWEST else 0.0,
            words=tuple(shown[term] for term in _shared_terms(vectors, a, b)),
        )
        found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, -pair.jaccard, pair.a, pair.b))[:limit]


def _shared_runs(shingles: Vectors, contained: float, also: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """How many runs of words two texts share, if that is enough of the shorter one or if they are in `also`."""
    sizes = shingles.sizes()
    found = {}
    for a, others, shared in shingles.products():
        fewest = np.minimum(sizes[a], sizes[others])
        enough = (shared >= contained * fewest - 1e-9) & (fewest >= FEWEST)
        for b, number, is_enough in zip(others.tolist(), shared.tolist(), enough.tolist(), strict=True):
            if is_enough or (a, b) in also:
                found[a, b] = round(number)
    return found


def _shared_terms(vectors: Vectors, a: int, b: int) -> list[str]:
    """The terms that two rows share, by what each adds to their cosine."""
    (terms, values), (others, weights) = vectors.row(a), vectors.row(b)
    both, left, right = np.intersect1d(terms, others, assume_unique=True, return_indices=True)
    order = np.argsort(-(values[left] * weights[right]), kind="stable")[:_SHOWN]
    return [vectors.names[place] for place in both[order]]
