"""Which themas go together more often than chance, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kennisbank.analysis.resampling import draw_weights, interval, numbered

_CELLS = 4_000_000
"""So many numbers at most in one block of a matrix: some dozens of megabytes."""


@dataclass(frozen=True)
class Pair:
    """Two themas and how they go together.

    `together`: number of sets with both. `support`: that as a share of all sets. `expected`: number of sets with both
    if the two had nothing to do with each other. `lift`: together / expected; 1 is chance. `low`, `high`: its 95%
    bootstrap interval. `stability`: share of resamples in which the two still go together more often than chance
    (lift above 1) in at least `minimum` sets. `jaccard`: sets with both as a share of the sets with either.
    """

    a: str
    b: str
    together: int
    support: float
    expected: float
    lift: float
    low: float
    high: float
    stability: float
    jaccard: float


@dataclass(frozen=True)
class Cooccurrence:
    """The pairs of at least `minimum` sets, highest lift first. `counts`: number of sets of each thema."""

    total: int
    counts: dict[str, int]
    pairs: tuple[Pair, ...]
    minimum: int
    rounds: int
    seed: int

    def find(self, a: str, b: str) -> Pair | None:
        """The pair of these two, in either order."""
        return next((pair for pair in self.pairs if {pair.a, pair.b} == {a, b}), None)


def count_pairs(
    sets: Sequence[Collection[str]],
    *,
    minimum: int = 2,
    rounds: int = 200,
    seed: int = 1,
    groups: Sequence[Hashable] | None = None,
) -> Cooccurrence:
    """Count in how many sets (the themas of a bouwsteen) each two themas stand together.

    lift(a, b) = n * n(a, b) / (n(a) * n(b)), which Brin, Motwani, Ullman & Tsur, "Dynamic itemset counting" (1997),
    call interest. Its interval is the percentile interval of a bootstrap of `rounds` resamples (Efron 1979), of whole
    groups (gesprekken) when `groups` gives the group of each set. A resample in which one of the two is missing says
    nothing about lift and counts as not stable. Equal input and seed give an equal answer. Raises ValueError for a
    `minimum` below 1.
    """
    if minimum < 1:
        raise ValueError("a pair stands together in at least one set")
    unique = [frozenset(one) for one in sets]
    counts = Counter(name for one in unique for name in one)
    names = sorted(counts)
    places = {name: place for place, name in enumerate(names)}
    together = _together(unique, places)
    found = sorted(pair for pair, number in together.items() if number >= minimum)
    kinds = numbered(unique)
    weights = draw_weights(len(unique), rounds=rounds, seed=seed, groups=groups, kinds=kinds)
    lows, highs, stable = _resample(list(dict.fromkeys(unique)), places, found, minimum, weights)
    pairs = []
    for number, (i, j) in enumerate(found):
        a, b, both = names[i], names[j], together[i, j]
        expected = counts[a] * counts[b] / len(unique)
        pairs.append(
            Pair(
                a=a,
                b=b,
                together=both,
                support=both / len(unique),
                expected=expected,
                lift=both / expected,
                low=float(lows[number]),
                high=float(highs[number]),
                stability=float(stable[number]),
                jaccard=both / (counts[a] + counts[b] - both),
            )
        )
    pairs.sort(key=lambda pair: (-pair.lift, -pair.together, pair.a, pair.b))
    return Cooccurrence(len(unique), dict(sorted(counts.items())), tuple(pairs), minimum, rounds, seed)


def _together(sets: Sequence[Collection[str]], places: dict[str, int]) -> Counter[tuple[int, int]]:
    """In how many sets each two stand, by their places, the lower first."""
    return Counter(pair for one in sets for pair in combinations(sorted(places[name] for name in one), 2))


def _resample(
    sets: Sequence[Collection[str]],
    places: dict[str, int],
    pairs: Sequence[tuple[int, int]],
    minimum: int,
    weights: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Low and high ends of the lift of each pair over the resamples, and the share in which it stands."""
    rounds = len(weights)
    empty = np.full(len(pairs), np.nan)
    if not rounds or not pairs:
        return empty, empty.copy(), empty.copy()
    member = np.zeros((len(sets), len(places)), dtype=np.float32)
    for row, one in enumerate(sets):
        member[row, [places[name] for name in one]] = 1
    # Counts below 2^24 are exact in single precision, which multiplies twice as fast.
    light = weights.astype(np.float32)
    single = (light @ member).astype(np.float64)
    totals = weights.sum(axis=1)
    low, high, stable = empty, empty.copy(), empty.copy()
    step = max(1, _CELLS // max(len(sets), rounds))
    for start in range(0, len(pairs), step):
        part = slice(start, start + step)
        left, right = np.array(pairs[part]).T
        both = (light @ (member[:, left] * member[:, right])).astype(np.float64)
        product = single[:, left] * single[:, right]
        lifts = np.divide(both * totals[:, None], product, out=np.full(both.shape, np.nan), where=product > 0)
        low[part], high[part] = interval(lifts)
        stable[part] = ((lifts > 1) & (both >= minimum)).mean(axis=0)
    return low, high, stable
