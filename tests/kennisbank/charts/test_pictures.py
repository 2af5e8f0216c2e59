"""Network, matrix, lines and bars: whole, legible, and their table says the same."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.charts.bars import Bar, bars
from kennisbank.charts.layout import place_nodes, spread_boxes
from kennisbank.charts.lettering import text_width
from kennisbank.charts.lines import MOST, Line, lines
from kennisbank.charts.matrix import matrix
from kennisbank.charts.network import Edge, Node, network
from kennisbank.drukwerk.figuur import svg_png
from tests.kennisbank.charts.looks import SVG, check, texts, tree

NAMES = ["Tegenspraak", "Menselijke maat", "Verbinding tussen beleid en uitvoering", "Ethiek", "Tijd en werkdruk"]
NODES = [Node(f"t{number}", f"{NAMES[number % 5]} {number}", 1 + number * number % 37) for number in range(60)]
EDGES = [
    Edge(f"t{a}", f"t{b}", 1 + (a * b) % 7, sure=(a + b) % 3 > 0)
    for a, b in combinations(range(55), 2)
    if (a * 7 + b * 3) % 11 == 0
]


def test_names_in_a_network_do_not_overlap_and_stay_inside() -> None:
    chart = network(NODES, EDGES, title="Samenhang")
    check(chart)
    boxes = []
    for label in tree(chart).iter(f"{SVG}text"):
        if label.get("paint-order"):
            half = text_width(label.text or "", 13) / 2
            x, y = float(label.get("x", 0)), float(label.get("y", 0))
            boxes.append((x - half, y - 10, x + half, y + 2))
    assert len(boxes) >= len(NODES)
    for (left, top, right, bottom), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert right <= l2 or r2 <= left or bottom <= t2 or b2 <= top
    assert min(box[0] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= chart.width


def test_the_strongest_lines_are_drawn_and_every_node_keeps_its_best() -> None:
    chart = network(NODES, EDGES, title="Samenhang", most_edges=80)
    assert len(chart.table.rows) == 80
    drawn = {name for row in chart.table.rows for name in row[:2]}
    assert drawn >= {node.label for node in NODES[:55] if any(node.key in (edge.a, edge.b) for edge in EDGES)}
    weights = [float(str(row[2])) for row in chart.table.rows]
    assert weights == sorted(weights, reverse=True)


def test_nodes_without_a_line_are_shown_apart() -> None:
    chart = network(NODES[:3], [Edge("t0", "t1", 2)], title="Samenhang")
    assert "Zonder verband dat is getekend:" in texts(chart)
    assert "1 zonder lijn" in chart.svg
    check(network(NODES[:3], [], title="Alleen losse"))
    check(network([], [], title="Niets"))


def test_what_is_not_sure_is_dashed() -> None:
    chart = network(NODES[:3], [Edge("t0", "t1", 2), Edge("t1", "t2", 1, sure=False)], title="Samenhang")
    dashes = [line.get("stroke-dasharray") for line in tree(chart).iter(f"{SVG}line") if line.get("stroke-width")]
    assert sorted(dash or "" for dash in dashes) == ["", "4 5"]


def test_a_line_leads_to_a_node() -> None:
    with pytest.raises(ValueError, match="not there"):
        network(NODES[:1], [Edge("t0", "weg", 1)], title="Samenhang")


def test_equal_input_gives_an_equal_network() -> None:
    assert network(NODES, EDGES, title="a").svg == network(list(NODES), EDGES[::-1], title="a").svg


@given(st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=2, max_size=12), st.floats(1, 60))
@settings(max_examples=50)
def test_boxes_are_moved_apart(places: list[tuple[float, float]], size: float) -> None:
    half = np.column_stack([np.full(len(places), size), np.linspace(5, 30, len(places))])
    found = spread_boxes(np.array(places), half)
    for a, b in combinations(range(len(places)), 2):
        assert (np.abs(found[a] - found[b]) >= half[a] + half[b] - 1e-3).any()


def test_boxes_with_room_stay_where_they_are() -> None:
    places = np.array([[0.0, 0.0], [100.0, 0.0]])
    assert spread_boxes(places, np.full((2, 2), 10.0)) == pytest.approx(places)


@pytest.mark.parametrize(
    ("size", "edges", "distances"),
    [
        (3, [(0, 1), (1, 2), (0, 2)], {(0, 1): 1, (1, 2): 1, (0, 2): 1}),
        (4, [(0, 1), (1, 2), (2, 3)], {(0, 1): 1, (0, 2): 2, (0, 3): 3, (1, 3): 2}),
    ],
    ids=["triangle", "path"],
)
def test_nodes_lie_as_far_apart_as_their_shortest_way(
    size: int, edges: list[tuple[int, int]], distances: dict[tuple[int, int], float]
) -> None:
    places = place_nodes(size, edges, [1.0] * len(edges))
    for (a, b), distance in distances.items():
        assert np.linalg.norm(places[a] - places[b]) == pytest.approx(distance, rel=0.03)


def test_the_longest_side_lies() -> None:
    places = place_nodes(4, [(0, 1), (1, 2), (2, 3)], [1.0] * 3)
    assert np.ptp(places[:, 0]) > 10 * np.ptp(places[:, 1])


def test_one_node_or_none_has_a_place() -> None:
    assert place_nodes(1, [], []).shape == (1, 2)
    assert place_nodes(0, [], []).shape == (0, 2)


def test_a_matrix_shows_every_number_and_its_table_too() -> None:
    chart = matrix(["rij"], ["een", "Een heel lange kolomnaam"], [[1.5, None]], title="Tabel", digits=1, corner="x")
    check(chart)
    assert "1,5" in texts(chart)
    assert chart.table.head == ("x", "een", "Een heel lange kolomnaam")
    assert chart.table.rows == (("rij", 1.5, None),)
    check(matrix([], [], [], title="Niets"))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_numbers_in_a_matrix_can_be_read_on_every_shade() -> None:
    values = [[float(value) for value in range(-20, 21)]]
    chart = matrix(["rij"], [str(value) for value in range(41)], values, title="Tinten", diverging=True)
    cells = [group for group in tree(chart).iter(f"{SVG}g") if group.find(f"{SVG}rect") is not None]
    shades = set()
    for cell in cells[-41:]:
        rect, label = cell.find(f"{SVG}rect"), cell.find(f"{SVG}text")
        assert rect is not None
        assert label is not None
        shades.add(rect.get("fill"))
        assert contrast(rect.get("fill", ""), label.get("fill", "")) >= 4.5
    assert len(shades) == 11


def test_marked_cells_have_an_edge() -> None:
    plain = matrix(["a"], ["b"], [[1]], title="t")
    marked = matrix(["a"], ["b"], [[1]], title="t", marks=[[True]])
    assert len(list(tree(marked).iter(f"{SVG}path"))) == len(list(tree(plain).iter(f"{SVG}path"))) + 1


def test_values_fit_the_names() -> None:
    with pytest.raises(ValueError, match="each row"):
        matrix(["a"], ["b"], [[1, 2]], title="t")


def test_lines_differ_in_more_than_colour_and_have_their_name() -> None:
    series = [Line(f"reeks {number}", [float(number), None, 2.0]) for number in range(MOST)]
    chart = lines(["2024", "2025", "2026"], series, title="Trend", x_name="Jaar", y_name="Aantal")
    check(chart)
    assert {one.name for one in series} <= set(texts(chart))
    drawn = [line for line in tree(chart).iter(f"{SVG}line") if line.get("stroke-width") == "2.25"]
    assert len({line.get("stroke-dasharray") for line in drawn}) == MOST
    heights = sorted(float(line.get("y1", 0)) for line in drawn)
    assert all(below - above >= 15 for above, below in zip(heights, heights[1:], strict=False))


def test_table_of_lines_has_the_band_too() -> None:
    one = Line("aandeel", [0.5, None], [0.25, None], [0.75, None])
    chart = lines(["2025", "2026"], [one], title="Trend", x_name="Jaar", y_name="Aandeel", percent=True)
    assert chart.table.head == ("Jaar", "aandeel", "aandeel, van", "aandeel, tot")
    assert chart.table.rows == (("2025", "50%", "25%", "75%"), ("2026", None, None, None))
    check(lines([], [], title="Niets", x_name="Jaar", y_name="Aantal"))


@pytest.mark.parametrize("series", [[Line("a", [1.0])] * (MOST + 1), [Line("a", [])]], ids=["too many", "too short"])
def test_lines_that_cannot_be_drawn_are_refused(series: list[Line]) -> None:
    with pytest.raises(ValueError, match="at most"):
        lines(["2026"], series, title="t", x_name="x", y_name="y")


def test_bars_below_nought_are_hatched_and_go_to_the_left() -> None:
    chart = bars([Bar("meer", 2.0), Bar("minder", -1.0), Bar("niets", None)], title="Residu", value_name="Residu")
    check(chart)
    drawn = [rect for rect in tree(chart).iter(f"{SVG}rect") if rect.get("stroke")]
    more, less = drawn
    assert not more.get("fill", "").startswith("url(")
    assert less.get("fill", "").startswith("url(")
    assert float(less.get("x", 0)) + float(less.get("width", 0)) == pytest.approx(float(more.get("x", 0)), abs=0.02)
    assert float(more.get("width", 0)) == pytest.approx(2 * float(less.get("width", 0)), abs=0.02)
    assert {"2,00", "-1,00", "geen"} <= set(texts(chart))


def test_table_of_bars_has_only_columns_that_hold_something() -> None:
    assert bars([Bar("a", 0.5)], title="t", value_name="v", label_name="n").table.head == ("n", "v")
    chart = bars([Bar("a", 0.5, 0.2, 0.9, "noot")], title="t", value_name="v", label_name="n", percent=True)
    assert chart.table.head == ("n", "v", "Van", "Tot", "Opmerking")
    assert chart.table.rows == (("a", "50%", "20%", "90%", "noot"),)
    check(bars([], title="Niets", value_name="v"))


def test_pictures_become_png() -> None:
    hostile = "<b>&amp; \x00 \ufffe"
    chart = network([Node("a", hostile, 3), Node("b", "b", 1)], [Edge("a", "b", 1.5)], title=f"Titel {hostile}")
    assert svg_png(chart.svg, 300).startswith(b"\x89PNG")
