"""From numbers to places, with round numbers along the axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_FLAT = 1e-9
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight axis: `low` lies at `start`, `high` at `end`; a mark at every `step`."""

    low: float
    high: float
    start: float
    end: float
    step: float

    @classmethod
    def around(
        cls,
        values: Iterable[float],
        start: float,
        end: float,
        *,
        fixed: tuple[float, float] | None = None,
        marks: int = 5,
        whole: bool = False,
    ) -> Scale:
        """An axis that holds these values and zero, from round number to round number."""
        known = [0.0, *values]
        low, high = fixed or (min(known), max(known))
        if high - low < _FLAT:
            high = low + 1
        step = _round_step((high - low) / marks, whole=whole)
        if fixed is None:
            low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
        return cls(low, high, start, end, step)

    def place(self, value: float) -> float:
        """Where a number lies; beyond the ends: at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """The round numbers within the axis."""
        first = ceil(self.low / self.step - 1e-9)
        last = floor(self.high / self.step + 1e-9)
        return [round(number * self.step, 12) for number in range(first, last + 1)]


def _round_step(rough: float, *, whole: bool) -> float:
    """The smallest 1, 2, 2.5 or 5 times a power of ten that is at least as large."""
    power = 10.0 ** floor(log10(rough))
    step = next((number * power for number in _STEPS if number * power >= rough * (1 - 1e-9)), 10 * power)
    return max(1.0, float(ceil(step))) if whole else step
