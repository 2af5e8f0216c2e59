"""The bootstrap: how much a figure would differ had other gesprekken or bouwstenen been there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LOW, HIGH = 0.025, 0.975
"""The ends of a 95% interval."""


def numbered(values: Sequence[Hashable]) -> NDArray[np.intp]:
    """A number for each value, equal for equal ones, in order of appearance."""
    known: dict[Hashable, int] = {}
    return np.fromiter((known.setdefault(value, len(known)) for value in values), dtype=np.intp, count=len(values))


def draw_weights(
    size: int,
    *,
    rounds: int,
    seed: int,
    groups: Sequence[Hashable] | None = None,
    kinds: NDArray[np.intp] | None = None,
) -> Floats:
    """How often each of `size` rows is in each resample: `rounds` x `size`, drawn with replacement.

    With `groups` (one per row) whole groups are drawn, as many as there are: rows of one gesprek hang together, and a
    bootstrap of single rows would call the outcome more certain than it is (Davison & Hinkley, Bootstrap Methods and
    their Application, 1997, 3.8; Field & Welsh 2007). With `kinds` (a number per row, from 0) equal rows are taken
    together: `rounds` x number of kinds. Source of the bootstrap: Efron 1979. Raises ValueError when the groups are
    not one per row.
    """
    if groups is not None and len(groups) != size:
        raise ValueError("one group for each row, please")
    kinds = np.arange(size) if kinds is None else kinds
    width = int(kinds.max()) + 1 if size else 0
    weights = np.zeros((rounds, width))
    if not size:
        return weights
    random = np.random.default_rng(seed)
    members = None if groups is None else _members(numbered(groups))
    for number in range(rounds):
        rows = random.integers(size, size=size) if members is None else _draw_groups(random, members)
        weights[number] = np.bincount(kinds[rows], minlength=width)
    return weights


def _members(groups: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """The rows of each group."""
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.cumsum(np.bincount(groups))[:-1])


def _draw_groups(random: np.random.Generator, members: list[NDArray[np.intp]]) -> NDArray[np.intp]:
    return np.concatenate([members[number] for number in random.integers(len(members), size=len(members))])


def interval(values: Floats) -> tuple[Floats, Floats]:
    """The 95% percentile interval of each column of resamples (Efron 1979).

    Undefined values (nan) do not count; a column of nothing else has nan for its ends.
    """
    ends = np.full((2, values.shape[1]), np.nan)
    gaps = np.isnan(values)
    whole, partly = ~gaps.any(axis=0), gaps.any(axis=0) & ~gaps.all(axis=0)
    # Columns without a gap are by far the most, and numpy is a hundred times as quick with them.
    if whole.any():
        ends[:, whole] = np.quantile(values[:, whole], [LOW, HIGH], axis=0)
    if partly.any():
        ends[:, partly] = np.nanquantile(values[:, partly], [LOW, HIGH], axis=0)
    return ends[0], ends[1]
