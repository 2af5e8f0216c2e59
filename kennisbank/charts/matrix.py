"""A heat map with the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence

from kennisbank.charts.chart import Chart, Table, as_text, rows
from kennisbank.charts.drawing import INK, LINE, Drawing
from kennisbank.charts.lettering import fit, text_width

LABELS = 260.0
"""So wide a name of a row or column may be."""
SHADES = 5
_CELL_HEIGHT = 26.0
_SIZE = 13.0
_NUMBER = 12.0
_ABOVE = ("#f4f9f8", "#d3e7e4", "#a3cdc9", "#6aa8a5", "#2f7377", "#0d4a4f")
_BELOW = ("#fdf7f4", "#f8e0d6", "#efbfac", "#df9175", "#b84a2c", "#8c2f16")
_LIGHT_FROM = 4
"""From this shade on numbers are white."""

Values = Sequence[Sequence[float | None]]


def matrix(
    row_names: Sequence[str],
    column_names: Sequence[str],
    values: Values,
    *,
    title: str,
    description: str = "",
    notes: Sequence[str] = (),
    corner: str = "",
    digits: int = 0,
    diverging: bool = False,
    highest: float | None = None,
    marks: Sequence[Sequence[bool]] | None = None,
) -> Chart:
    """A cell for each row and column, darker for a larger number; None is an empty cell.

    `diverging`: below zero the other colour, and a minus in front of the number. `highest` is the number (either side)
    that gets the darkest shade; by default the largest there is. `marks` puts a thick edge and bold numbers in cells
    worth a look. Raises ValueError when the values do not fit the names.
    """
    if len(values) != len(row_names) or any(len(row) != len(column_names) for row in values):
        raise ValueError("a value for each row and column, please")
    shown = [[as_text(_rounded(value, digits), digits, fixed=True) for value in row] for row in values]
    top = highest or max((abs(value) for row in values for value in row if value is not None), default=0.0)
    left = max((min(LABELS, text_width(name, _SIZE)) for name in row_names), default=0.0) + 10
    wide = max([30.0, *(text_width(text, _NUMBER) + 10 for row in shown for text in row)])
    head, slant = _head(column_names, wide)
    drawing = Drawing()
    _columns(drawing, column_names, left, wide, head, slant=slant)
    for i, name in enumerate(row_names):
        y = head + i * _CELL_HEIGHT
        drawing.text(left - 8, y + 17.5, fit(name, LABELS, _SIZE), size=_SIZE, text_anchor="end")
        for j, column in enumerate(column_names):
            marked = bool(marks and marks[i][j])
            tooltip = f"{name} × {column}: {shown[i][j] or 'niets'}"
            shade = _shade(values[i][j], top, diverging=diverging)
            _cell(drawing, left + j * wide, y, wide, shown[i][j], shade, tooltip, marked=marked)
    overhang = _overhang(column_names, wide) if slant else 0.0
    svg, width, height = drawing.finish(
        left + len(column_names) * wide + overhang + 2,
        head + len(row_names) * _CELL_HEIGHT + 2,
        title=title,
        description=description or _describe(row_names, column_names, values, digits),
        kind="matrix",
        notes=notes,
    )
    return Chart(svg, _table(title, corner, row_names, column_names, values, digits), width, height)


def _rounded(value: float | None, digits: int) -> float | int | None:
    if value is None:
        return None
    return round(value, digits) if digits else round(value)


def _head(names: Sequence[str], wide: float) -> tuple[float, bool]:
    """How high the names of the columns need to be, and whether they must stand slanting."""
    widest = max((min(LABELS, text_width(name, _SIZE)) for name in names), default=0.0)
    if widest + 6 <= wide:
        return 24.0, False
    return widest * 0.72 + 20, True


def _overhang(names: Sequence[str], wide: float) -> float:
    """How far slanting names reach beyond the last column."""
    count = len(names)
    reach = [(number + 0.5) * wide + min(LABELS, text_width(name, _SIZE)) * 0.72 for number, name in enumerate(names)]
    return max(0.0, max(reach, default=0.0) - count * wide + 8)


def _columns(drawing: Drawing, names: Sequence[str], left: float, wide: float, head: float, *, slant: bool) -> None:
    for number, name in enumerate(names):
        x = left + (number + 0.5) * wide
        if slant:
            place = f"translate({x:.1f} {head - 6:.1f}) rotate(-45)"
            drawing.add("text", fit(name, LABELS, _SIZE), font_size=_SIZE, transform=place)
        else:
            drawing.text(x, head - 7, name, size=_SIZE, text_anchor="middle")


def _shade(value: float | None, top: float, *, diverging: bool) -> tuple[str, bool]:
    """Fill and whether the number on it is white. Steps of the square root, so that small numbers show."""
    if value is None or not top:
        return "#ffffff", False
    share = min(1.0, abs(value) / top)
    step = 0 if not value else max(1, round(SHADES * (share if diverging else share**0.5)))
    return (_BELOW if diverging and value < 0 else _ABOVE)[step], step >= _LIGHT_FROM


def _cell(
    drawing: Drawing,
    x: float,
    y: float,
    wide: float,
    text: str,
    shade: tuple[str, bool],
    tooltip: str,
    *,
    marked: bool,
) -> None:
    fill, light = shade
    drawing.open(tooltip=tooltip)
    drawing.add("rect", x=x, y=y, width=wide, height=_CELL_HEIGHT, fill=fill, stroke=LINE, stroke_width=0.75)
    if marked:
        place = f"M{x + 2:.1f} {y + 2:.1f}h{wide - 4:.1f}v{_CELL_HEIGHT - 4:.1f}h{4 - wide:.1f}z"
        drawing.add("path", d=place, fill="none", stroke="#ffffff" if light else INK, stroke_width=2)
    if text:
        colour = "#ffffff" if light else INK
        weight = "bold" if marked else None
        foot = y + _CELL_HEIGHT / 2 + _NUMBER * 0.35
        drawing.text(x + wide / 2, foot, text, size=_NUMBER, text_anchor="middle", fill=colour, font_weight=weight)
    drawing.close()


def _table(
    title: str,
    corner: str,
    row_names: Sequence[str],
    column_names: Sequence[str],
    values: Values,
    digits: int,
) -> Table:
    lines = [(name, *(_rounded(value, digits) for value in row)) for name, row in zip(row_names, values, strict=True)]
    return Table(title, (corner, *column_names), rows(lines))


def _describe(row_names: Sequence[str], column_names: Sequence[str], values: Values, digits: int) -> str:
    known = [
        (value, row, column)
        for row, line in zip(row_names, values, strict=True)
        for column, value in zip(column_names, line, strict=True)
        if value is not None
    ]
    if not known:
        return "Er is niets om te tonen."
    value, row, column = max(known, key=lambda one: one[0])
    return (
        f"Tabel van {len(row_names)} rijen en {len(column_names)} kolommen. Hoogste getal: "
        f"{as_text(_rounded(value, digits), digits)} bij {row} en {column}. Alle getallen staan in de tabel."
    )
