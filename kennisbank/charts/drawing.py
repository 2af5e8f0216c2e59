"""Writing SVG: every text and attribute escaped, no style attributes, ids that follow from what is drawn."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kennisbank.charts.chart import Svg
from kennisbank.charts.lettering import FONT, wrap

INK = "#12262a"
SOFT = "#4a5c60"
LINE = "#cdd9d8"
PAPER = "#ffffff"
BRAND = "#0d4a4f"
WARM = "#b23a1e"

HALO: dict[str, Any] = {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
"""White around letters that stand on lines."""

MARGIN = 16.0
TITLE_SIZE = 18.0
NOTE_SIZE = 12.0
_ID = "\ue000"
"""Stands for the id of the picture until that is known; removed from every text."""
_FORBIDDEN_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000]")

Value = str | float | int | None


class Drawing:
    """A picture being drawn; sizes in pixels, from the top left corner."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []

    def add(self, tag: str, content: str | None = None, **attributes: Value) -> None:
        """An element; `stroke_width=2` becomes stroke-width="2", None leaves an attribute out."""
        self._parts.append(element(tag, content, **attributes))

    def open(self, tag: str = "g", *, tooltip: str = "", **attributes: Value) -> None:
        """Begin a group; `tooltip` is shown when a mouse rests on it."""
        self._parts.append(f"<{tag}{_attributes(attributes)}>")
        if tooltip:
            self.add("title", tooltip)

    def close(self, tag: str = "g") -> None:
        """End a group."""
        self._parts.append(f"</{tag}>")

    def text(self, x: float, y: float, content: str, *, size: float = 13, **attributes: Value) -> None:
        """A line of text, with y at its foot."""
        self.add("text", content, x=x, y=y, font_size=size, **attributes)

    def hatch(self, name: str, colour: str, *, step: float = 6, width: float = 2, angle: int = 45) -> str:
        """A pattern of slanting lines on white; returns what to fill with."""
        line = element("line", x1=0, y1=0, x2=0, y2=step, stroke=colour, stroke_width=width * 2)
        ground = element("rect", width=step, height=step, fill=PAPER)
        self._parts.append(
            f'<pattern id="{_ID}-{name}" width="{step:g}" height="{step:g}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({angle})">{ground}{line}</pattern>'
        )
        return f"url(#{_ID}-{name})"

    def finish(
        self,
        width: float,
        height: float,
        *,
        title: str,
        description: str,
        kind: str,
        notes: Iterable[str] = (),
        above: float = 0.0,
    ) -> tuple[Svg, float, float]:
        """The whole SVG: title above, notes (how to read it) below; and its width and height.

        What was drawn begins at 0, 0 and is `width` by `height`, with `above` used over it; the margins come around it.
        """
        full = max(width, 320.0)
        heading = wrap(title, full, TITLE_SIZE * 1.08, most=3)
        foot = [line for note in notes for line in wrap(note, full, NOTE_SIZE, most=6)]
        top = MARGIN + len(heading) * TITLE_SIZE * 1.3 + 10 + above
        whole_width = full + 2 * MARGIN
        whole_height = top + height + (len(foot) * NOTE_SIZE * 1.45 + 14 if foot else 0) + MARGIN
        parts = [element("rect", width=whole_width, height=whole_height, fill=PAPER)]
        for number, line in enumerate(heading):
            y = MARGIN + TITLE_SIZE * (0.9 + 1.3 * number)
            parts.append(element("text", line, x=MARGIN, y=y, font_size=TITLE_SIZE, font_weight="bold"))
        parts.append(f'<g transform="translate({number_text(MARGIN)} {number_text(top)})">{"".join(self._parts)}</g>')
        for number, line in enumerate(foot):
            y = top + height + 14 + NOTE_SIZE * (0.9 + 1.45 * number)
            parts.append(element("text", line, x=MARGIN, y=y, font_size=NOTE_SIZE, fill=SOFT))
        body = "".join(parts)
        own = f"kb-{kind}-{hashlib.sha256(f'{title}{description}{body}'.encode()).hexdigest()[:10]}"
        root = _attributes(
            {
                "class": f"kb-grafiek kb-grafiek--{kind}",
                "viewBox": f"0 0 {number_text(whole_width)} {number_text(whole_height)}",
                "width": whole_width,
                "height": whole_height,
                "role": "img",
                "aria-labelledby": f"{own}-titel {own}-uitleg",
                "font-family": FONT,
                "fill": INK,
            }
        )
        named = element("title", title, id=f"{own}-titel") + element("desc", description, id=f"{own}-uitleg")
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"{root}>{named}{body.replace(_ID, own)}</svg>'
        return Svg(svg), whole_width, whole_height


def element(tag: str, content: str | None = None, **attributes: Value) -> str:
    """An element as text."""
    inside = _attributes(attributes)
    return f"<{tag}{inside}/>" if content is None else f"<{tag}{inside}>{escape(clean(content))}</{tag}>"


def _attributes(attributes: dict[str, Value]) -> str:
    return "".join(
        f" {name.rstrip('_').replace('_', '-')}={_quoted(value)}"
        for name, value in attributes.items()
        if value is not None
    )


def _quoted(value: str | float | int) -> str:
    if isinstance(value, str):
        return quoteattr(_FORBIDDEN_RE.sub("", value) if _ID not in value else value)
    return f'"{number_text(value)}"'


def clean(content: str) -> str:
    """A text as XML can hold it: no control characters."""
    return _FORBIDDEN_RE.sub("", content)


def number_text(value: float) -> str:
    """A number as short as a hundredth of a pixel needs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def points(places: Sequence[tuple[float, float]]) -> str:
    """Places as `points` of a line or shape."""
    return " ".join(f"{number_text(x)},{number_text(y)}" for x, y in places)
