"""Themas as a network: what often goes together lies together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from kennisbank.charts.chart import Chart, Table, rows
from kennisbank.charts.drawing import BRAND, HALO, LINE, SOFT, Drawing
from kennisbank.charts.layout import Floats, place_nodes, spread_boxes
from kennisbank.charts.lettering import text_width, wrap

MOST_EDGES = 120
"""With more lines than this a picture says nothing; the strongest are drawn."""
_FIRSTS = 2
_LARGEST = 24.0
_SMALLEST = 5.0
_SIZE = 13.0
_LABEL = 130.0
_PAD = 4.0
_SURE, _UNSURE = "#56797a", "#7f9798"
_EDGE = 112.0
"""How long a line of middling strength is."""


@dataclass(frozen=True)
class Node:
    """A node: its key, its name, and how large it is (a number of bouwstenen)."""

    key: str
    label: str
    size: int


@dataclass(frozen=True)
class Edge:
    """A line between two nodes. `weight` above 0 gives its width; one that is not `sure` is dashed."""

    a: str
    b: str
    weight: float
    sure: bool = True
    note: str = ""


def network(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    title: str,
    description: str = "",
    notes: Sequence[str] = (),
    weight_name: str = "Sterkte",
    table: Table | None = None,
    most_edges: int = MOST_EDGES,
) -> Chart:
    """Nodes with the strongest lines between them; those without a line stand below the rest.

    Of more than `most_edges` lines, the two best of every node come first and then the strongest: else a few small
    nodes would take all. A sure line is better than one that is not.
    Circles have an area that goes with their size, lines a width that goes with their weight. `table` replaces the
    table of lines. Equal input gives an equal picture. Raises ValueError for a line to a node that is not there.
    """
    known = {node.key for node in nodes}
    if any(edge.a not in known or edge.b not in known for edge in edges):
        raise ValueError("a line leads to a node that is not there")
    chosen = _choose(edges, most_edges)
    tied = {key for edge in chosen for key in (edge.a, edge.b)}
    inside = [node for node in nodes if node.key in tied]
    alone = [node for node in nodes if node.key not in tied]
    largest = max((node.size for node in nodes), default=1)
    drawing = Drawing()
    width, height = _draw_tied(drawing, inside, chosen, largest)
    width, height = _draw_alone(drawing, alone, largest, width, height)
    svg, whole_width, whole_height = drawing.finish(
        width,
        height,
        title=title,
        description=description or _describe(nodes, chosen, alone, len(edges)),
        kind="netwerk",
        notes=notes,
    )
    return Chart(svg, table or _table(nodes, chosen, title, weight_name), whole_width, whole_height)


def _choose(edges: Sequence[Edge], most: int) -> list[Edge]:
    """The lines to draw, strongest first."""
    best = sorted(edges, key=lambda edge: (not edge.sure, -edge.weight, edge.a, edge.b))
    seen: Counter[str] = Counter()
    firsts: list[Edge] = []
    rest: list[Edge] = []
    for edge in best:
        wanted = min(seen[edge.a], seen[edge.b]) < _FIRSTS
        (firsts if wanted else rest).append(edge)
        if wanted:
            seen.update((edge.a, edge.b))
    return sorted([*firsts, *rest][:most], key=lambda edge: (-edge.weight, edge.a, edge.b))


class _Shape:
    """A node as drawn: its radius, the lines of its name, and the box around both with the circle's middle in it."""

    def __init__(self, node: Node, largest: int) -> None:
        self.node = node
        self.radius = max(_SMALLEST, _LARGEST * sqrt(node.size / max(1, largest)))
        self.lines = wrap(node.label, _LABEL, _SIZE, most=3)
        words = max((text_width(line, _SIZE) for line in self.lines), default=0.0)
        self.half_width = max(self.radius, words / 2) + _PAD
        self.height = 2 * self.radius + len(self.lines) * _SIZE * 1.2 + 2 * _PAD + 2

    def draw(self, drawing: Drawing, x: float, top: float) -> None:
        """Draw it with its box's top at `top` and its middle at `x`."""
        y = top + _PAD + self.radius
        drawing.open(tooltip=f"{self.node.label}: {self.node.size}")
        drawing.add("circle", cx=x, cy=y, r=self.radius, fill="#d3e7e4", stroke=BRAND, stroke_width=2)
        if self.radius >= 11:
            drawing.text(x, y + 4, str(self.node.size), size=11, text_anchor="middle")
        for number, line in enumerate(self.lines):
            foot = y + self.radius + _SIZE * (1.05 + 1.2 * number)
            drawing.text(
                x,
                foot,
                line,
                size=_SIZE,
                text_anchor="middle",
                **HALO,
            )
        drawing.close()


def _draw_tied(drawing: Drawing, nodes: Sequence[Node], edges: Sequence[Edge], largest: int) -> tuple[float, float]:
    if not nodes:
        return 0.0, 0.0
    shapes = [_Shape(node, largest) for node in nodes]
    tops = _places(shapes, edges)
    order = {node.key: number for number, node in enumerate(nodes)}
    weights = [edge.weight for edge in edges]
    weakest, strongest = min(weights), max(weights)
    drawing.open(fill="none")
    for edge in reversed(edges):
        a, b = order[edge.a], order[edge.b]
        share = _share(edge.weight, weakest, strongest)
        drawing.add(
            "line",
            x1=tops[a][0],
            y1=tops[a][1] + _PAD + shapes[a].radius,
            x2=tops[b][0],
            y2=tops[b][1] + _PAD + shapes[b].radius,
            stroke_width=1 + 6 * share,
            stroke_dasharray=None if edge.sure else "4 5",
            stroke=_SURE if edge.sure else _UNSURE,
        )
    drawing.close()
    for number in sorted(range(len(shapes)), key=lambda number: -shapes[number].radius):
        shapes[number].draw(drawing, float(tops[number][0]), float(tops[number][1]))
    return (
        max(float(x) + shape.half_width for (x, _), shape in zip(tops, shapes, strict=True)),
        max(float(y) + shape.height for (_, y), shape in zip(tops, shapes, strict=True)),
    )


def _share(weight: float, weakest: float, strongest: float) -> float:
    """Between weakest (0) and strongest (1), by ratio: twice as strong is one step, however strong."""
    if strongest <= weakest or weakest <= 0:
        return 0.5
    return log(weight / weakest) / log(strongest / weakest)


def _places(shapes: Sequence[_Shape], edges: Sequence[Edge]) -> Floats:
    """The middle of the top of the box of each node, with all boxes in the quarter right and below 0, 0."""
    order = {shape.node.key: number for number, shape in enumerate(shapes)}
    pairs = [(order[edge.a], order[edge.b]) for edge in edges]
    weights = [edge.weight for edge in edges]
    lengths = [1.4 - 0.8 * _share(weight, min(weights), max(weights)) for weight in weights]
    half = np.array([[shape.half_width, shape.height / 2] for shape in shapes])
    middles = spread_boxes(place_nodes(len(shapes), pairs, lengths) * _EDGE, half)
    tops = middles - np.column_stack([np.zeros(len(shapes)), half[:, 1]])
    return tops - np.array([(middles - half)[:, 0].min(), (middles - half)[:, 1].min()])


def _draw_alone(
    drawing: Drawing, nodes: Sequence[Node], largest: int, width: float, height: float
) -> tuple[float, float]:
    """Nodes without a line, in rows below the rest."""
    if not nodes:
        return width, height
    width = max(width, 700.0)
    top = height + 34
    drawing.add("line", x1=0, y1=height + 8, x2=width, y2=height + 8, stroke=LINE)
    drawing.text(0, height + 26, "Zonder verband dat is getekend:", size=12, fill=SOFT)
    x, tallest = 0.0, 0.0
    for shape in [_Shape(node, largest) for node in nodes]:
        if x and x + 2 * shape.half_width > width:
            x, top, tallest = 0.0, top + tallest + 6, 0.0
        shape.draw(drawing, x + shape.half_width, top)
        x += 2 * shape.half_width + 8
        tallest = max(tallest, shape.height)
    return width, top + tallest


def _table(nodes: Sequence[Node], edges: Sequence[Edge], title: str, weight_name: str) -> Table:
    names = {node.key: node.label for node in nodes}
    lines = [(names[edge.a], names[edge.b], edge.weight, edge.note) for edge in edges]
    return Table(title, ("Van", "Naar", weight_name, "Opmerking"), rows(lines))


def _describe(nodes: Sequence[Node], drawn: Sequence[Edge], alone: Sequence[Node], all_edges: int) -> str:
    if not nodes:
        return "Er is niets om te tonen."
    names = {node.key: node.label for node in nodes}
    told = [f"Netwerk van {len(nodes)} punten en {len(drawn)} lijnen"]
    told[0] += f", de sterkste van {all_edges}." if len(drawn) < all_edges else "."
    if drawn:
        strongest = "; ".join(f"{names[edge.a]} en {names[edge.b]}" for edge in drawn[:3])
        told.append(f"Sterkst verbonden: {strongest}.")
    if alone:
        told.append(f"{len(alone)} zonder lijn.")
    return " ".join([*told, "Alle lijnen staan in de tabel."])
