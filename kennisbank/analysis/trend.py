"""How often themas come up over time, and whether that changes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import erfc, sqrt
from typing import Literal

Step = Literal["jaar", "kwartaal", "maand"]
Z = 1.959963984540054
"""Of a 95% interval."""
FEW = 5
"""A share of fewer bouwstenen than this says next to nothing."""

FEW_GROUPS = 5
"""With so few gesprekken every order of them looks like chance."""

_NOTHING = 1e-12
_MONTHS = {"jaar": 12, "kwartaal": 3, "maand": 1}


@dataclass(frozen=True)
class Period:
    """A year, quarter or month: its first day, its name ("2026", "2026 K2", "2026-04") and how much was in it."""

    start: date
    label: str
    total: int

    @property
    def is_small(self) -> bool:
        """Whether shares in this period say next to nothing."""
        return self.total < FEW


@dataclass(frozen=True)
class Point:
    """One period of a series. `share` of the period's total, with its 95% interval; None when nothing was said."""

    count: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Series:
    """One thema over time. `direction` is z of the trend test (above 0: more often), `p` its chance; None: no test."""

    name: str
    points: tuple[Point, ...]
    total: int
    direction: float | None
    p: float | None


@dataclass(frozen=True)
class Trend:
    """All series over the same periods, empty ones in between included; the most frequent series first."""

    step: Step
    periods: tuple[Period, ...]
    series: tuple[Series, ...]


def per_period(
    items: Iterable[tuple[date, Collection[str]]],
    *,
    step: Step = "jaar",
    names: Collection[str] | None = None,
    groups: Sequence[Hashable] | None = None,
) -> Trend:
    """Count per period in how many items (the day and the themas of a bouwsteen) each name stands.

    `names` chooses which to follow; without it all. The share of a period has a Wilson score interval (Wilson 1927).
    `groups` gives the gesprek of each item. With it the trend is tested over gesprekken (see `grouped_trend`): one
    gesprek that is all about one thema is no trend, however many bouwstenen it gave. Without it, over the items (see
    `cochran_armitage`). Raises ValueError when the groups are not one per item.
    """
    dated = [(_start(day, step), frozenset(found)) for day, found in items]
    if groups is not None and len(groups) != len(dated):
        raise ValueError("one group for each item, please")
    starts = list(_from_to(min(day for day, _ in dated), max(day for day, _ in dated), step)) if dated else []
    places = {start: place for place, start in enumerate(starts)}
    totals = [0] * len(starts)
    counts: dict[str, list[int]] = {name: [0] * len(starts) for name in names or ()}
    for day, found in dated:
        totals[places[day]] += 1
        for name in found if names is None else found & counts.keys():
            counts.setdefault(name, [0] * len(starts))[places[day]] += 1
    series = []
    for name, numbers in counts.items():
        if groups is None:
            tested = cochran_armitage(numbers, totals)
        else:
            tested = grouped_trend(((places[day], name in found) for day, found in dated), groups)
        series.append(_series(name, numbers, totals, tested))
    series.sort(key=lambda one: (-one.total, one.name))
    periods = [Period(start, _label(start, step), total) for start, total in zip(starts, totals, strict=True)]
    return Trend(step, tuple(periods), tuple(series))


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95% score interval of a share: E.B. Wilson, "Probable inference", JASA 22 (1927). Raises for no total."""
    share, squared = count / total, Z * Z / total
    middle = share + squared / 2
    spread = Z * sqrt((share * (1 - share) + squared / 4) / total)
    return max(0.0, (middle - spread) / (1 + squared)), min(1.0, (middle + spread) / (1 + squared))


def cochran_armitage(counts: Iterable[int], totals: Iterable[int]) -> tuple[float, float] | None:
    """z and two-sided p of a linear trend in the shares; None when all are equal or there is one period only.

    z = sum t (count - total * p) / sqrt(p (1 - p) (sum total t^2 - (sum total t)^2 / n)), with t the number of the
    period and p the share over all: Cochran 1954, Armitage 1955.
    """
    seen = [(place, count, total) for place, (count, total) in enumerate(zip(counts, totals, strict=True)) if total]
    n = sum(total for _, _, total in seen)
    if not n:
        return None
    share = sum(count for _, count, _ in seen) / n
    mean = sum(place * total for place, _, total in seen) / n
    spread = share * (1 - share) * sum(total * (place - mean) ** 2 for place, _, total in seen)
    if spread <= 0:
        return None
    z = sum(place * (count - total * share) for place, count, total in seen) / sqrt(spread)
    return z, erfc(abs(z) / sqrt(2))


def grouped_trend(items: Iterable[tuple[float, bool]], groups: Sequence[Hashable]) -> tuple[float, float] | None:
    """z and two-sided p of a trend over groups; items are (number of the period, has the thema), one group each.

    What if the gesprekken had been held in another order? T = sum t_g R_g, with t_g the mean period of a gesprek and
    R_g = its bouwstenen with the thema minus what the share over all gives. Over all orders of the t_g its mean is 0
    and its variance sum (t_g - t)^2 * sum R_g^2 / (G - 1): Strasser & Weber, "On the asymptotic theory of permutation
    statistics" (1999). p is that of a normal distribution; with FEW_GROUPS gesprekken or fewer there is no test: None.
    """
    listed = list(items)
    share = sum(has for _, has in listed) / len(listed) if listed else 0.0
    times: dict[Hashable, list[float]] = {}
    rests: dict[Hashable, float] = {}
    for (time, has), group in zip(listed, groups, strict=True):
        times.setdefault(group, []).append(time)
        rests[group] = rests.get(group, 0.0) + has - share
    if len(rests) <= FEW_GROUPS:
        return None
    moments = {group: sum(seen) / len(seen) for group, seen in times.items()}
    mean = sum(moments.values()) / len(moments)
    spread = sum((moment - mean) ** 2 for moment in moments.values()) * sum(rest**2 for rest in rests.values())
    if spread <= _NOTHING:
        return None
    found = sum((moments[group] - mean) * rest for group, rest in rests.items())
    z = found / sqrt(spread / (len(rests) - 1))
    return z, erfc(abs(z) / sqrt(2))


def _series(name: str, counts: list[int], totals: list[int], tested: tuple[float, float] | None) -> Series:
    points = tuple(_point(count, total) for count, total in zip(counts, totals, strict=True))
    return Series(name, points, sum(counts), *(tested or (None, None)))


def _point(count: int, total: int) -> Point:
    return Point(count, count / total, *wilson(count, total)) if total else Point(0, None, None, None)


def _start(day: date, step: Step) -> date:
    months = _MONTHS[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _from_to(first: date, last: date, step: Step) -> Iterator[date]:
    start = first
    while start <= last:
        yield start
        month = start.month + _MONTHS[step]
        start = date(start.year + (month > 12), (month - 1) % 12 + 1, 1)


def _label(start: date, step: Step) -> str:
    if step == "jaar":
        return str(start.year)
    return f"{start.year} K{(start.month + 2) // 3}" if step == "kwartaal" else f"{start.year}-{start.month:02}"
