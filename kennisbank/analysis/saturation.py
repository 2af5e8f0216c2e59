"""Saturation: does another gesprek still bring something new?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

import numpy as np

from kennisbank.analysis.resampling import interval

BASE = 4
RUN = 2
THRESHOLD = 0.05
"""Base size, run length and threshold for new information as Guest, Namey & Chen (2020) propose them."""
_Z = 1.959963984540054


@dataclass(frozen=True)
class Step:
    """One gesprek in its order: what it brought that was new, and how many there were by then.

    `mean` is how many there would be after so many gesprekken in any order; `low`, `high` hold 95% of the orders.
    """

    number: int
    new: tuple[str, ...]
    total: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Run:
    """Some gesprekken in a row after the base: `ratio` is what they brought that was new, as a share of the base."""

    first: int
    last: int
    new: int
    ratio: float


@dataclass(frozen=True)
class Unseen:
    """What may be still unheard. `estimate` of all there is, with a 95% interval; `unseen` = estimate - heard.

    `once` and `twice` are how many were heard in one and in two gesprekken. `coverage`: estimated chance that a
    mention of a thema in a next gesprek is of one heard before. `next_new`: how many new ones the next gesprek may
    bring.
    """

    heard: int
    estimate: float
    low: float
    high: float
    unseen: float
    once: int
    twice: int
    coverage: float
    next_new: float


@dataclass(frozen=True)
class Saturation:
    """Saturation over gesprekken in order. `reached` is the number of the gesprek before the first run at or below
    the threshold (the authors write 6+2: six gesprekken, and two more that brought too little); None if not yet."""

    steps: tuple[Step, ...]
    base: int
    base_size: int
    runs: tuple[Run, ...]
    threshold: float
    reached: int | None
    unseen: Unseen


def curve(
    sets: Sequence[Collection[str]],
    *,
    permutations: int = 200,
    seed: int = 1,
    base_size: int = BASE,
    run_length: int = RUN,
    threshold: float = THRESHOLD,
) -> Saturation:
    """Follow what each next set (the themas or words of one gesprek, in order of date) brings that is new.

    The mean over all orders is exact: S(k) = sum over themas of 1 - C(n - q, k) / C(n, k), with q the number of sets
    with the thema (Ugland, Gray & Ellingsen 2003; Mao Tau of Colwell, Mao & Chang 2004); the interval comes from
    `permutations` random orders. Runs: Guest, Namey & Chen, "A simple method to assess and report thematic saturation
    in qualitative research", PLOS ONE 15 (2020). Unseen: Chao 1987. Raises ValueError for a base or run below one.
    """
    if base_size < 1 or run_length < 1:
        raise ValueError("a base and a run have at least one gesprek")
    unique = [frozenset(one) for one in sets]
    new = _new_per_set(unique)
    amounts = [len(one) for one in new]
    means = mean_curve(unique)
    lows, highs = _orders(unique, permutations, seed)
    steps, total = [], 0
    for number, fresh in enumerate(new):
        total += len(fresh)
        steps.append(Step(number + 1, fresh, total, means[number], float(lows[number]), float(highs[number])))
    base = sum(amounts[:base_size])
    runs = _runs(amounts, base, base_size, run_length)
    reached = next((run.first - 1 for run in runs if run.ratio <= threshold), None)
    return Saturation(tuple(steps), base, base_size, runs, threshold, reached, chao2(unique))


def mean_curve(sets: Sequence[Collection[str]]) -> list[float]:
    """How many different ones there are after 1, 2, ... sets, as the mean over all orders of the sets."""
    n = len(sets)
    often = Counter(Counter(name for one in sets for name in set(one)).values())
    means = []
    for k in range(1, n + 1):
        whole = _log_choose(n, k)
        means.append(
            sum(number * (1.0 if n - q < k else 1 - exp(_log_choose(n - q, k) - whole)) for q, number in often.items())
        )
    return means


def chao2(sets: Sequence[Collection[str]]) -> Unseen:
    """Estimate from the rare ones how many there are in all: Chao, Biometrics 43 (1987), "Chao2".

    estimate = S + (m - 1) / m * Q1^2 / (2 Q2), and with Q2 = 0 its bias-corrected form (m - 1) / m * Q1 (Q1 - 1) / 2;
    m sets, S heard, Q1 and Q2 heard in one and two sets. Variance and log-normal interval: as in Chao 1987 and Colwell,
    EstimateS 9 (2013), appendix B. Coverage: Chao & Jost, Ecology 93 (2012). Expected new in the next set: Colwell
    et al., Journal of Plant Ecology 5 (2012), equation 18 with one set more.
    """
    m = len(sets)
    often = Counter(name for one in sets for name in set(one))
    heard, mentions = len(often), sum(often.values())
    levels = Counter(often.values())
    once, twice = levels[1], levels[2]
    rest = (m - 1) / m if m else 0.0
    unseen = rest * (once * once / (2 * twice) if twice else once * (once - 1) / 2)
    low, high = _log_normal(heard, unseen, _variance(rest, once, twice, heard + unseen))
    return Unseen(
        heard=heard,
        estimate=heard + unseen,
        low=low,
        high=high,
        unseen=unseen,
        once=once,
        twice=twice,
        coverage=_coverage(m, once, twice, mentions),
        next_new=unseen * once / (m * unseen + once) if unseen else 0.0,
    )


def _variance(rest: float, once: int, twice: int, estimate: float) -> float:
    if not once:
        return 0.0
    if twice:
        ratio = once / twice
        return twice * (rest / 2 * ratio**2 + rest**2 * ratio**3 + rest**2 / 4 * ratio**4)
    spread = rest * once * (once - 1) / 2 + rest**2 * once * (2 * once - 1) ** 2 / 4
    return max(0.0, spread - rest**2 * once**4 / (4 * estimate))


def _log_normal(heard: int, unseen: float, variance: float) -> tuple[float, float]:
    if not unseen or not variance:
        return heard + unseen, heard + unseen
    factor = exp(_Z * sqrt(log(1 + variance / unseen**2)))
    return heard + unseen / factor, heard + unseen * factor


def _coverage(m: int, once: int, twice: int, mentions: int) -> float:
    if m < 2 or not mentions:
        return 0.0
    if twice:
        missing = (m - 1) * once / ((m - 1) * once + 2 * twice)
    else:
        missing = (m - 1) * (once - 1) / ((m - 1) * (once - 1) + 2) if once else 0.0
    return 1 - once / mentions * missing


def _new_per_set(sets: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    known: set[str] = set()
    new = []
    for one in sets:
        new.append(tuple(sorted(one - known)))
        known |= one
    return new


def _orders(sets: Sequence[frozenset[str]], permutations: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the 95% of random orders at each number of sets; nan without permutations."""
    n = len(sets)
    if not n or permutations < 1:
        return np.full(n, np.nan), np.full(n, np.nan)
    names = sorted(frozenset().union(*sets))
    places = {name: place for place, name in enumerate(names)}
    rows = [np.fromiter((places[name] for name in one), dtype=np.intp, count=len(one)) for one in sets]
    random = np.random.default_rng(seed)
    found = np.empty((permutations, n))
    for turn in range(permutations):
        first = np.full(len(names), n, dtype=np.intp)
        for place, number in enumerate(random.permutation(n)):
            np.minimum.at(first, rows[number], place)
        found[turn] = np.cumsum(np.bincount(first, minlength=n)[:n])
    return interval(found)


def _runs(amounts: Sequence[int], base: int, base_size: int, run_length: int) -> tuple[Run, ...]:
    """Overlapping runs after the base, each one gesprek further than the one before."""
    if not base:
        return ()
    return tuple(
        Run(start + 1, start + run_length, fresh, fresh / base)
        for start in range(base_size, len(amounts) - run_length + 1)
        for fresh in [sum(amounts[start : start + run_length])]
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
