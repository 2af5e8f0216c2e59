"""Measures of a ranking: reciprocal rank, nDCG and recall, each over the first ten results.

Definitions as in Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", chapter 8, with
relevance yes or no. All are between 0 and 1, and 1 is best.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2

DEPTH = 10


@dataclass(frozen=True)
class Score:
    """Means over a set of questions. `empty`: the part of them that found nothing at all."""

    questions: int
    mrr: float
    ndcg: float
    recall: float
    empty: float


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """One divided by the place of the first right answer, 0 when it is not among the first ten."""
    return next((1 / place for place, name in enumerate(ranking[:DEPTH], 1) if name in relevant), 0.0)


def ndcg(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Discounted gain of the right answers, divided by that of a perfect ranking."""
    gain = sum(1 / log2(place + 1) for place, name in enumerate(ranking[:DEPTH], 1) if name in relevant)
    best = sum(1 / log2(place + 1) for place in range(1, min(len(relevant), DEPTH) + 1))
    return gain / best if best else 0.0


def recall(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """The part of the right answers that is among the first ten."""
    return len(set(ranking[:DEPTH]) & set(relevant)) / len(relevant) if relevant else 0.0


def score(rankings: Sequence[tuple[Sequence[str], Collection[str]]]) -> Score:
    """The means over questions, each a ranking with its right answers."""
    size = len(rankings) or 1
    return Score(
        len(rankings),
        sum(reciprocal_rank(*each) for each in rankings) / size,
        sum(ndcg(*each) for each in rankings) / size,
        sum(recall(*each) for each in rankings) / size,
        sum(not ranking for ranking, _ in rankings) / size,
    )
