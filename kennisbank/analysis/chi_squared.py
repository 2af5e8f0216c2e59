"""The tail of the chi-squared distribution, so that the site needs no scipy."""

from __future__ import annotations

import math

_TINY = 1e-300
_ENOUGH = 1e-15
_STEPS = 10_000


def tail(statistic: float, df: int) -> float:
    """The chance of a chi-squared value at least this large with `df` degrees of freedom.

    Q(df / 2, statistic / 2), the regularised upper incomplete gamma function: by its series below the mean and by its
    continued fraction above it (Abramowitz & Stegun 1964, 6.5.29 and 6.5.31; the latter evaluated as Lentz 1976).
    Raises ValueError for a negative statistic or less than one degree of freedom.
    """
    if statistic < 0 or df < 1:
        raise ValueError("a chi-squared value is not negative and has degrees of freedom")
    a, x = df / 2, statistic / 2
    if x == 0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        return max(0.0, 1 - scale * _series(a, x))
    return min(1.0, scale * _fraction(a, x))


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for step in range(1, _STEPS):
        term *= x / (a + step)
        total += term
        if term < total * _ENOUGH:
            break
    return total


def _fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c = 1 / _TINY
    d = 1 / b
    value = d
    for step in range(1, _STEPS):
        factor = -step * (step - a)
        b += 2
        d = 1 / ((factor * d + b) or _TINY)
        c = (b + factor / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return value
