"""Drawing: whatever the words are, the file is whole, harmless and the same each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.charts.chart import Chart, Table, as_text
from kennisbank.charts.drawing import Drawing, number_text
from kennisbank.charts.lettering import fit, text_width, wrap
from kennisbank.charts.scale import Scale
from tests.kennisbank.charts.looks import check, texts

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def draw(label: str, title: str = "Titel") -> Chart:
    drawing = Drawing()
    drawing.add("rect", width=9, height=9, fill=drawing.hatch("min", "#000000"))
    drawing.open(tooltip=label)
    drawing.text(1, 2, label)
    drawing.close()
    parts = drawing.finish(100, 50, title=title, description=label or "leeg", kind="proef", notes=[label])
    return Chart(parts[0], Table(title, ("a",), ((label,),)), *parts[1:])


@given(WORDS)
def test_any_text_is_escaped(label: str) -> None:
    check(draw(f"x{label}"))


def test_text_that_looks_like_code_stays_text() -> None:
    label = "<script>alert(1)</script> & \"'"
    chart = draw(label)
    check(chart)
    assert label in texts(chart)
    assert "<script" not in chart.svg


def test_equal_pictures_are_equal_and_others_have_other_ids() -> None:
    assert draw("a") == draw("a")
    first, second = draw("a"), draw("b")
    assert first.svg.split("aria-labelledby=")[1][:30] != second.svg.split("aria-labelledby=")[1][:30]


def test_a_template_shows_it_as_it_is() -> None:
    assert draw("a").svg.__html__() == str(draw("a").svg)


@pytest.mark.parametrize(("value", "text"), [(1, "1"), (0.0, "0"), (-0.001, "0"), (10.0, "10"), (1.25, "1.25")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number_text(value) == text


@given(WORDS, st.floats(30, 300), st.integers(1, 4))
def test_lines_of_text_fit(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 13, most=most)
    assert len(lines) <= most
    assert all(text_width(line, 13) <= width for line in lines)


@given(st.lists(st.sampled_from(["vak", "ambtelijk", "maat"]), max_size=8).map(" ".join))
def test_text_that_fits_loses_no_word(text: str) -> None:
    assert " ".join(wrap(text, 80, 13, most=8)) == text


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fit("vakmanschap", 1000, 13) == "vakmanschap"
    assert fit("vakmanschap", 50, 13).endswith("…")
    assert wrap("een twee drie vier vijf zes", 50, 13, most=2)[-1].endswith("…")


@given(st.lists(st.floats(-1e6, 1e6), max_size=5), st.booleans())
def test_an_axis_holds_its_values_and_has_round_marks(values: list[float], whole: bool) -> None:
    scale = Scale.around(values, 0, 100, whole=whole)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 14
    assert ticks == sorted(set(ticks))
    assert 0.0 in ticks
    for value in values:
        assert -1e-6 <= scale.place(value) <= 100 + 1e-6
        assert scale.low - 1e-6 * scale.step <= value <= scale.high + 1e-6 * scale.step
    if whole:
        assert all(tick == int(tick) for tick in ticks)


def test_a_fixed_axis_keeps_what_is_beyond_it_at_its_end() -> None:
    scale = Scale.around([], 100, 200, fixed=(0, 1))
    assert [scale.place(value) for value in (-1, 0, 0.5, 1, 9)] == [100, 100, 150, 200, 200]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), ("=1", "=1"), (3, "3"), (2.0, "2"), (2.5, "2,5"), (-0.001, "0"), (1234.567, "1234,57"), (30.0, "30")],
)
def test_numbers_as_dutch_readers_write_them(cell: str | float | None, text: str) -> None:
    assert as_text(cell) == text


def test_fixed_numbers_keep_their_noughts() -> None:
    assert as_text(2.0, 1, fixed=True) == "2,0"
    assert as_text(-0.01, 1, fixed=True) == "0,0"


def test_the_table_is_safe_in_a_spreadsheet() -> None:
    table = Table("t", ("=naam", "n"), (("=HYPERLINK(1)", -1.5), ("ja", None)))
    assert table.as_csv().decode("utf-8-sig").splitlines() == ["'=naam;n", "'=HYPERLINK(1);-1,5", "ja;"]
