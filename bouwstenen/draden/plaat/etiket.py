"""Words inside a circle."""

import math
from collections.abc import Iterator

LETTERS = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
"""Sizes to try, in units of the drawing."""
_WIDE = 0.56
_HIGH = 1.18
_MARGIN = 0.9


def fit(woorden: str, straal: float, extra: int = 1) -> tuple[float, tuple[str, ...]]:
    """The largest letter in which the words fit a circle, and its lines; no lines when none does.

    `extra` is the number of lines to keep free below the words.
    """
    for letter in LETTERS:
        for aantal in range(1, 7):
            regels = _break(woorden.split(), letter, straal, aantal, extra)
            if regels is not None:
                return letter, regels
    return LETTERS[-1], ()


def _break(woorden: list[str], letter: float, straal: float, aantal: int, extra: int) -> tuple[str, ...] | None:
    """The words on exactly so many lines, each as wide as the circle is there."""
    regels: list[str] = []
    over = list(woorden)
    for ruimte in _widths(letter, straal, aantal, extra):
        regel = ""
        while over and len(f"{regel} {over[0]}".strip()) * letter * _WIDE <= ruimte:
            regel = f"{regel} {over.pop(0)}".strip()
        if not regel:
            return None
        regels.append(regel)
    return None if over else tuple(regels)


def _widths(letter: float, straal: float, aantal: int, extra: int) -> Iterator[float]:
    """How wide the circle is at each line of words, with all lines together in its middle."""
    hoogte = letter * _HIGH
    boven = -hoogte * (aantal + extra) / 2
    for nummer in range(aantal):
        verst = max(abs(boven + nummer * hoogte), abs(boven + (nummer + 1) * hoogte))
        yield 2 * math.sqrt(max(0.0, (straal * _MARGIN) ** 2 - verst**2))


def line_height(letter: float) -> float:
    """The distance between two lines."""
    return letter * _HIGH
