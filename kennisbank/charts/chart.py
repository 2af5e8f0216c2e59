"""What every picture is: an SVG and the table that says the same in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.text.spreadsheet import as_csv

Cell = str | int | float | None


class Svg(str):
    """An SVG document as text. Everything in it was escaped when it was drawn, so templates may show it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself: what Django asks of a text that is safe."""
        return str(self)


@dataclass(frozen=True)
class Table:
    """A table: `head` names the columns, the first cell of a row names the row. Numbers stay numbers; None: nothing."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def texts(self) -> list[list[str]]:
        """The rows as a reader sees them: decimal comma, empty for nothing."""
        return [[as_text(cell) for cell in row] for row in self.rows]

    def as_csv(self) -> bytes:
        """The table for a spreadsheet, safe against formulas: semicolons, UTF-8 with byte order mark."""
        return as_csv([list(self.head), *self.texts()])


@dataclass(frozen=True)
class Chart:
    """A picture made on the server. `svg` stands alone as a file and fits in a page; `table` says the same.

    In a template: `{{ chart.svg }}`. It scales to the width it gets; `width` and `height` are its own, in pixels.
    """

    svg: Svg
    table: Table
    width: float
    height: float


def as_text(cell: Cell, digits: int = 2, *, fixed: bool = False) -> str:
    """A number as Dutch readers write it, without needless zeros unless `fixed`; text as it is."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        text = f"{round(cell, digits) + 0.0:.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text and not fixed else text
        return text.replace(".", ",")
    return str(cell)


def rows(values: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows as a table holds them."""
    return tuple(tuple(row) for row in values)
