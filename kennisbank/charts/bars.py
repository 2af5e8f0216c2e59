"""Bars lying down, one below the other, with their numbers; also to both sides of zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.charts.chart import Chart, Table, as_text, rows
from kennisbank.charts.drawing import BRAND, HALO, INK, LINE, SOFT, WARM, Drawing
from kennisbank.charts.lettering import text_width, wrap
from kennisbank.charts.scale import Scale

LABELS = 280.0
"""So wide the names may be."""
_PLOT = 420.0
_ROW = 34.0
_BAR = 20.0
_SIZE = 13.0
_SMALL = 12.0
_PALE = "#9cc7c3"
"""Of a bar with an interval, which must show on it."""


@dataclass(frozen=True)
class Bar:
    """One bar. `low` and `high` are the ends of its interval; `note` comes behind its number and in the table."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


def bars(
    items: Sequence[Bar],
    *,
    title: str,
    value_name: str,
    label_name: str = "",
    description: str = "",
    notes: Sequence[str] = (),
    percent: bool = False,
    digits: int = 2,
    limits: tuple[float, float] | None = None,
) -> Chart:
    """A bar for each item, in the order given. Below zero the bar is hatched and goes to the left.

    `percent` shows values as percentages; `limits` fixes the ends of the axis, which otherwise follow from the values.
    An item without a value has no bar and says so.
    """
    drawing = Drawing()
    hatched = drawing.hatch("min", WARM)
    names = [wrap(item.label, LABELS, _SIZE) for item in items]
    left = min(LABELS, max((text_width(line, _SIZE) for name in names for line in name), default=0.0)) + 12
    scale = Scale.around([*_ends(items), *(limits or (0.0, 0.0))], left, left + _PLOT, fixed=limits)
    height = len(items) * _ROW
    for tick in scale.ticks():
        x = scale.place(tick)
        drawing.add("line", x1=x, y1=0, x2=x, y2=height, stroke=LINE)
        shown = _shown(tick, percent, digits)
        drawing.text(x, height + 16, shown, size=_SMALL, text_anchor="middle", fill=SOFT)
    widest = 0.0
    for number, (item, name) in enumerate(zip(items, names, strict=True)):
        number_shown = _shown(item.value, percent, digits, fixed=True) or "geen"
        shown = f"{number_shown} {item.note}".rstrip()
        widest = max(widest, text_width(shown, _SMALL))
        _draw(drawing, item, name, number * _ROW, left, scale, shown, hatched)
    zero = scale.place(0)
    drawing.add("line", x1=zero, y1=0, x2=zero, y2=height, stroke=INK, stroke_width=1.5)
    drawing.text(left + _PLOT / 2, height + 34, value_name, size=_SMALL, text_anchor="middle", fill=SOFT)
    table = _table(items, title, label_name, value_name, percent, digits)
    svg, width, tall = drawing.finish(
        left + _PLOT + widest + 16,
        height + 40,
        title=title,
        description=description or _describe(items, value_name, percent, digits),
        kind="staven",
        notes=notes,
    )
    return Chart(svg, table, width, tall)


def _draw(
    drawing: Drawing, item: Bar, name: Sequence[str], top: float, left: float, scale: Scale, shown: str, hatched: str
) -> None:
    middle = top + _ROW / 2
    drawing.open(tooltip=f"{item.label}: {shown}")
    first = middle + _SIZE * 0.35 - (len(name) - 1) * _SIZE * 0.6
    for number, line in enumerate(name):
        drawing.text(left - 10, first + number * _SIZE * 1.2, line, size=_SIZE, text_anchor="end")
    zero = scale.place(0)
    end = zero
    if item.value is not None:
        x = scale.place(item.value)
        negative = item.value < 0
        drawing.add(
            "rect",
            x=min(x, zero),
            y=middle - _BAR / 2,
            width=abs(x - zero),
            height=_BAR,
            fill=hatched if negative else _PALE if item.low is not None else BRAND,
            stroke=WARM if negative else BRAND,
        )
        end = max(x, zero)
    if item.low is not None and item.high is not None:
        low, high = scale.place(item.low), scale.place(item.high)
        _whisker(drawing, low, high, middle)
        end = max(end, high)
    drawing.text(end + 8, middle + _SMALL * 0.35, shown, size=_SMALL, **HALO)
    drawing.close()


def _whisker(drawing: Drawing, low: float, high: float, middle: float) -> None:
    """The interval."""
    path = f"M{low:.1f} {middle - 5:.1f}v10M{low:.1f} {middle:.1f}H{high:.1f}M{high:.1f} {middle - 5:.1f}v10"
    drawing.add("path", d=path, fill="none", stroke=INK, stroke_width=1.75)


def _ends(items: Sequence[Bar]) -> list[float]:
    return [end for item in items for end in (item.value, item.low, item.high) if end is not None]


def _shown(value: float | None, percent: bool, digits: int, *, fixed: bool = False) -> str:
    if value is None:
        return ""
    return f"{as_text(float(value) * 100, 1)}%" if percent else as_text(value, digits, fixed=fixed)


def _table(items: Sequence[Bar], title: str, label: str, value: str, percent: bool, digits: int) -> Table:
    """Only the columns that hold something."""
    ranged = any(item.low is not None for item in items)
    noted = any(item.note for item in items)
    head = (label, value, *(("Van", "Tot") if ranged else ()), *(("Opmerking",) if noted else ()))
    lines = [
        (
            item.label,
            *(
                _shown(end, percent, digits) or None
                for end in ((item.value, item.low, item.high)[: 3 if ranged else 1])
            ),
            *((item.note,) if noted else ()),
        )
        for item in items
    ]
    return Table(title, head, rows(lines))


def _describe(items: Sequence[Bar], value_name: str, percent: bool, digits: int) -> str:
    known = [item for item in items if item.value is not None]
    if not known:
        return "Er is niets om te tonen."
    most = max(known, key=lambda item: item.value or 0)
    least = min(known, key=lambda item: item.value or 0)
    return (
        f"{len(items)} staven: {value_name}. Hoogste: {most.label}, {_shown(most.value, percent, digits)}. "
        f"Laagste: {least.label}, {_shown(least.value, percent, digits)}. Alle getallen staan in de tabel."
    )
