"""Lines over periods or steps, each with a mark and a dash of its own and its name at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kennisbank.charts.chart import Cell, Chart, Table, as_text, rows
from kennisbank.charts.drawing import INK, LINE, SOFT, Drawing, points
from kennisbank.charts.lettering import fit, text_width
from kennisbank.charts.scale import Scale

MOST = 8
"""More lines than this cannot be told apart."""
_PLOT_WIDTH = 640.0
_PLOT_HEIGHT = 340.0
_LEFT = 56.0
_NAMES = 240.0
_SIZE = 12.0
_MARK = 4.0


class _Look(NamedTuple):
    colour: str
    dash: str | None
    mark: str


_LOOKS = (
    _Look("#0d4a4f", None, "circle"),
    _Look("#b23a1e", "8 4", "square"),
    _Look("#1c4c93", "2 4", "triangle"),
    _Look("#8a5a00", "10 3 2 3", "diamond"),
    _Look("#5a2c91", "5 5", "cross"),
    _Look("#285e1d", "12 4", "plus"),
    _Look("#8a1538", "3 3 8 3", "down"),
    _Look("#4a5c60", "1 5", "ring"),
)


@dataclass(frozen=True)
class Line:
    """A line: a value for each point, None where there is none. `low`, `high`: the ends of a band around it."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] | None = None
    high: Sequence[float | None] | None = None


def lines(
    labels: Sequence[str],
    series: Sequence[Line],
    *,
    title: str,
    x_name: str,
    y_name: str,
    description: str = "",
    notes: Sequence[str] = (),
    percent: bool = False,
    digits: int = 2,
    whole: bool = False,
) -> Chart:
    """A line for each of at most MOST series over the labels. `whole`: only whole numbers along the axis.

    The axis begins at zero. Raises ValueError for too many series or one that does not have a value for each label.
    """
    if len(series) > MOST or any(len(one.values) != len(labels) for one in series):
        raise ValueError(f"at most {MOST} lines with a value for each label, please")
    drawing = Drawing()
    scale = Scale.around(_all(series), _PLOT_HEIGHT, 0.0, whole=whole, fixed=_percent_limits(series, percent))
    across = _Across(len(labels))
    _axes(drawing, labels, across, scale, percent, digits)
    for one, look in zip(series, _LOOKS, strict=False):
        _band(drawing, one, across, scale, look)
    for one, look in zip(series, _LOOKS, strict=False):
        _line(drawing, one, labels, across, scale, look, percent, digits)
    named = _name(drawing, series, scale)
    drawing.text(_LEFT + _PLOT_WIDTH / 2, _PLOT_HEIGHT + 44, x_name, size=_SIZE, text_anchor="middle", fill=SOFT)
    drawing.text(0, -16, y_name, size=_SIZE, fill=SOFT)
    svg, width, height = drawing.finish(
        _LEFT + _PLOT_WIDTH + 20 + named,
        _PLOT_HEIGHT + 50,
        above=26.0,
        title=title,
        description=description or _describe(labels, series, percent, digits),
        kind="lijnen",
        notes=notes,
    )
    return Chart(svg, _table(labels, series, title, x_name, percent, digits), width, height)


class _Across:
    """Where each point lies from left to right."""

    def __init__(self, amount: int) -> None:
        self._step = _PLOT_WIDTH / max(1, amount - 1)
        self._first = _LEFT if amount > 1 else _LEFT + _PLOT_WIDTH / 2

    def place(self, number: int) -> float:
        return self._first + number * self._step


def _percent_limits(series: Sequence[Line], percent: bool) -> tuple[float, float] | None:
    """Shares never go beyond 100%."""
    return (0.0, 1.0) if percent and max(_all(series), default=0.0) > 0.8 else None


def _all(series: Sequence[Line]) -> list[float]:
    """Every value and end of a band."""
    sides = [side for one in series for side in (one.values, one.low or (), one.high or ())]
    return [value for side in sides for value in side if value is not None]


def _axes(drawing: Drawing, labels: Sequence[str], across: _Across, scale: Scale, percent: bool, digits: int) -> None:
    for tick in scale.ticks():
        y = scale.place(tick)
        drawing.add("line", x1=_LEFT, y1=y, x2=_LEFT + _PLOT_WIDTH, y2=y, stroke=LINE)
        drawing.text(_LEFT - 8, y + 4, _shown(tick, percent, digits), size=_SIZE, text_anchor="end", fill=SOFT)
    widest = max((text_width(label, _SIZE) for label in labels), default=0.0) + 12
    every = max(1, -(-int(widest * len(labels)) // int(_PLOT_WIDTH + widest)))
    for number, label in enumerate(labels):
        if number % every == 0:
            x = across.place(number)
            drawing.add("line", x1=x, y1=_PLOT_HEIGHT, x2=x, y2=_PLOT_HEIGHT + 5, stroke=SOFT)
            drawing.text(x, _PLOT_HEIGHT + 20, label, size=_SIZE, text_anchor="middle", fill=SOFT)
    zero = scale.place(0)
    drawing.add("line", x1=_LEFT, y1=zero, x2=_LEFT + _PLOT_WIDTH, y2=zero, stroke=INK, stroke_width=1.5)


def _band(drawing: Drawing, one: Line, across: _Across, scale: Scale, look: _Look) -> None:
    if one.low is None or one.high is None:
        return
    ends = [
        (across.place(number), scale.place(low), scale.place(high))
        for number, (low, high) in enumerate(zip(one.low, one.high, strict=True))
        if low is not None and high is not None
    ]
    shape = [(x, high) for x, _, high in ends] + [(x, low) for x, low, _ in reversed(ends)]
    if shape:
        drawing.add("polygon", points=points(shape), fill=look.colour, fill_opacity=0.14)


def _line(
    drawing: Drawing,
    one: Line,
    labels: Sequence[str],
    across: _Across,
    scale: Scale,
    look: _Look,
    percent: bool,
    digits: int,
) -> None:
    runs = _runs(one.values)
    for before, after in pairwise(runs):
        ends = [(across.place(number), scale.place(value)) for number, value in (before[-1], after[0])]
        drawing.add("polyline", points=points(ends), fill="none", stroke=look.colour, stroke_opacity=0.35)
    for run in runs:
        places = [(across.place(number), scale.place(value)) for number, value in run]
        drawing.add(
            "polyline",
            points=points(places),
            fill="none",
            stroke=look.colour,
            stroke_width=2.25,
            stroke_dasharray=look.dash,
            stroke_linejoin="round",
        )
        marked = len(one.values) <= 60
        for (number, value), (x, y) in zip(run, places, strict=True):
            if marked or len(run) == 1:
                drawing.open(tooltip=f"{one.name}, {labels[number]}: {_shown(value, percent, digits)}")
                _mark(drawing, look, x, y)
                drawing.close()


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The points in a row that have a value; a gap breaks the line (and gets a thin one over it)."""
    found: list[list[tuple[int, float]]] = [[]]
    for number, value in enumerate(values):
        if value is not None:
            found[-1].append((number, value))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


_SHAPES = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle": ((0, -1.3), (1.2, 1), (-1.2, 1)),
    "down": ((0, 1.3), (1.2, -1), (-1.2, -1)),
    "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
}


def _mark(drawing: Drawing, look: _Look, x: float, y: float) -> None:
    if look.mark in _SHAPES:
        shape = [(x + dx * _MARK, y + dy * _MARK) for dx, dy in _SHAPES[look.mark]]
        drawing.add("polygon", points=points(shape), fill=look.colour, stroke="#ffffff")
    elif look.mark in {"cross", "plus"}:
        ends = "M-4 -4L4 4M-4 4L4 -4" if look.mark == "cross" else "M-5 0H5M0 -5V5"
        drawing.add("path", d=ends, transform=f"translate({x:.1f} {y:.1f})", stroke=look.colour, stroke_width=2.5)
    elif look.mark == "ring":
        drawing.add("circle", cx=x, cy=y, r=_MARK, fill="#ffffff", stroke=look.colour, stroke_width=2)
    else:
        drawing.add("circle", cx=x, cy=y, r=_MARK, fill=look.colour, stroke="#ffffff")


def _name(drawing: Drawing, series: Sequence[Line], scale: Scale) -> float:
    """The names to the right of the lines, at the height where each ends but never over each other; their width."""
    wanted = []
    for number, one in enumerate(series):
        last = next((value for value in reversed(one.values) if value is not None), 0.0)
        wanted.append((scale.place(last), number))
    wanted.sort()
    widest, x = 0.0, _LEFT + _PLOT_WIDTH + 20
    for height, number in zip(_apart([y for y, _ in wanted]), (number for _, number in wanted), strict=True):
        look, name = _LOOKS[number], fit(series[number].name, _NAMES, _SIZE)
        drawing.add(
            "line",
            x1=x,
            y1=height,
            x2=x + 26,
            y2=height,
            stroke=look.colour,
            stroke_width=2.25,
            stroke_dasharray=look.dash,
        )
        _mark(drawing, look, x + 13, height)
        drawing.text(x + 32, height + 4, name, size=_SIZE)
        widest = max(widest, 32 + text_width(name, _SIZE))
    return widest


def _apart(heights: Sequence[float]) -> list[float]:
    """Rising heights moved so that lines of text fit between them, first down and then back up above the axis."""
    step = _SIZE * 1.6
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + step) if found else height)
    limit = _PLOT_HEIGHT
    for number in range(len(found) - 1, -1, -1):
        found[number] = limit = min(found[number], limit)
        limit -= step
    return found


def _shown(value: float | None, percent: bool, digits: int) -> str:
    if value is None:
        return ""
    return f"{as_text(float(value) * 100, 1)}%" if percent else as_text(value, digits)


def _table(labels: Sequence[str], series: Sequence[Line], title: str, x_name: str, percent: bool, digits: int) -> Table:
    """A row for each label; the ends of a band in columns of their own."""
    head, columns = [x_name], []
    for one in series:
        sides = [(one.name, one.values)]
        if one.low is not None and one.high is not None:
            sides += [(f"{one.name}, van", one.low), (f"{one.name}, tot", one.high)]
        for name, values in sides:
            head.append(name)
            columns.append(values)

    def cell(value: float | None) -> Cell:
        return (_shown(value, percent, digits) or None) if percent or value is None else value

    lines = [(label, *(cell(values[number]) for values in columns)) for number, label in enumerate(labels)]
    return Table(title, tuple(head), rows(lines))


def _describe(labels: Sequence[str], series: Sequence[Line], percent: bool, digits: int) -> str:
    told = []
    for one in series:
        known = [(labels[number], value) for number, value in enumerate(one.values) if value is not None]
        if known:
            (first, start), (last, end) = known[0], known[-1]
            shown = f"van {_shown(start, percent, digits)} ({first}) naar {_shown(end, percent, digits)} ({last})"
            told.append(f"{one.name}: {shown}.")
    return " ".join([*told, "Alle getallen staan in de tabel."]) if told else "Er is niets om te tonen."
