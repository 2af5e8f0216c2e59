"""Cross tables equal scipy and pandas, and warn when figures say little."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import contingency

from kennisbank.analysis import chi_squared
from kennisbank.analysis.crosstab import Cell, cross

RANDOM = random.Random(11)
SAMPLE = [(RANDOM.choice("abc"), RANDOM.choices("wxyz", weights=(1, 2, 3, 4))[0]) for _ in range(500)]
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=40)


def test_equals_scipy() -> None:
    found = cross(SAMPLE)
    table = pd.crosstab(pd.Series([row for row, _ in SAMPLE]), pd.Series([column for _, column in SAMPLE]))
    expected = stats.chi2_contingency(table, correction=False)
    assert np.array(found.counts).tolist() == table.to_numpy().tolist()
    assert (found.rows, found.columns) == (tuple(table.index), tuple(table.columns))
    assert np.array(found.expected) == pytest.approx(expected.expected_freq)
    assert found.chi_squared == pytest.approx(expected.statistic)
    assert found.df == expected.dof
    assert found.p == pytest.approx(expected.pvalue)
    assert found.cramers_v == pytest.approx(contingency.association(table.to_numpy(), method="cramer"))
    assert found.warnings == ()


def test_adjusted_residuals_are_standard_normal_when_chance_rules() -> None:
    """Their meaning itself, as an independent check of the formula: over shuffled tables mean 0 and variance 1."""
    rows, columns = [row for row, _ in SAMPLE], [column for _, column in SAMPLE]
    random_numbers = random.Random(2)
    drawn = []
    for _ in range(400):
        random_numbers.shuffle(columns)
        drawn.append(cross(zip(rows, columns, strict=True)).residuals)
    assert np.mean(drawn, axis=0) == pytest.approx(np.zeros((3, 4)), abs=0.2)
    assert np.var(drawn, axis=0) == pytest.approx(np.ones((3, 4)), abs=0.25)


def fills_two_by_two(pairs: list[tuple[str, str]]) -> bool:
    return len({row for row, _ in pairs}) == len({column for _, column in pairs}) == 2


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), min_size=6).filter(fills_two_by_two))
def test_in_two_by_two_every_squared_residual_is_chi_squared(pairs: list[tuple[str, str]]) -> None:
    found = cross(pairs)
    assert np.array(found.residuals) ** 2 == pytest.approx(np.full((2, 2), found.chi_squared), abs=1e-9)


@given(PAIRS)
def test_totals_add_up_and_turning_the_table_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    found, turned = cross(pairs), cross([(column, row) for row, column in pairs])
    assert sum(found.row_totals) == sum(found.column_totals) == found.total == len(pairs)
    assert np.array(found.residuals) == pytest.approx(np.array(turned.residuals).T.reshape(np.shape(found.residuals)))
    assert found.chi_squared == pytest.approx(turned.chi_squared)
    assert found.cramers_v == pytest.approx(turned.cramers_v)


@given(st.floats(0, 800), st.integers(1, 400))
def test_tail_equals_scipy(statistic: float, df: int) -> None:
    assert chi_squared.tail(statistic, df) == pytest.approx(stats.chi2.sf(statistic, df), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize(("statistic", "df"), [(-1.0, 2), (1.0, 0)])
def test_tail_refuses_what_is_no_chi_squared(statistic: float, df: int) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        chi_squared.tail(statistic, df)


def test_order_and_empty_rows_are_as_asked() -> None:
    found = cross([("b", "x"), ("a", "y"), ("weg", "x")], rows=["b", "leeg", "a"], columns=["y", "x"])
    assert found.counts == ((0, 1), (0, 0), (1, 0))
    assert found.total == 2
    assert found.df == 1
    assert found.residuals[1] == (0.0, 0.0)
    assert found.cells()[1] == Cell("b", "x", 1, 0.5, pytest.approx(2**0.5))


def test_small_numbers_are_told() -> None:
    found = cross([("a", "x"), ("b", "y")] * 4)
    assert [warning.sleutel for warning in found.warnings] == ["klein"]
    assert "4 van de 4 cellen" in found.warnings[0].tekst
    assert all(cell.is_small for cell in found.cells())
    assert cross([("a", "x"), ("b", "y")] * 10).warnings == ()


def test_a_fifth_of_the_cells_may_be_small() -> None:
    """Five columns, of which one is small: 2 of 10 cells."""
    pairs = (
        [(row, column) for row in "ab" for column in "vwxy" for _ in range(10)] + [("a", "z")] * 4 + [("b", "z")] * 4
    )
    assert cross(pairs).warnings == ()


def test_a_bouwsteen_that_counts_twice_is_told() -> None:
    pairs = [("a", "x"), ("b", "y")] * 10
    assert cross(pairs, units=range(20)).warnings == ()
    found = cross(pairs, units=[number // 2 for number in range(20)])
    assert "10 bouwstenen tellen samen 20 keer mee" in found.warnings[0].tekst


def test_few_gesprekken_are_told() -> None:
    pairs = [("a", "x"), ("b", "y")] * 10
    assert cross(pairs, groups=range(20)).warnings == ()
    assert "Alles komt uit één gesprek." in cross(pairs, groups=["g"] * 20).warnings[0].tekst
    assert "3 gesprekken" in cross(pairs, groups=[number % 3 for number in range(20)]).warnings[0].tekst


def test_a_cell_that_is_of_one_gesprek_is_told() -> None:
    """Twenty of a × x, of which fifteen from gesprek 1; b × y comes from twenty gesprekken."""
    pairs = [("a", "x")] * 20 + [("b", "y")] * 20
    groups = [1] * 15 + [*range(2, 7), *range(10, 30)]
    found = cross(pairs, groups=groups)
    cells = {(cell.row, cell.column): cell for cell in found.cells()}
    assert cells["a", "x"].from_one == 0.75
    assert cells["b", "y"].from_one == 0.05
    assert cells["a", "y"].from_one == 0
    assert [cell.is_of_one for cell in found.cells()] == [True, False, False, False]
    assert [warning.sleutel for warning in found.warnings] == ["een-gesprek"]
    assert "één gesprek: a bij x. Dat" in found.warnings[0].tekst
    assert not any(cell.is_of_one for cell in cross(pairs).cells())


def test_many_cells_of_one_gesprek_are_counted() -> None:
    pairs = [(letter, letter) for letter in "abcdefghijkl" for _ in range(60)]
    found = cross(pairs, groups=[letter for letter, _ in pairs])
    assert "en 9 andere" in found.warnings[-1].tekst


def test_nothing_to_compare_is_told() -> None:
    found = cross([("a", "x")] * 9)
    assert (found.p, found.cramers_v, found.df) == (None, None, 0)
    assert [warning.sleutel for warning in found.warnings] == ["leeg"]
    assert cross([]).total == 0


def test_each_pair_has_a_unit() -> None:
    with pytest.raises(ValueError, match="one unit"):
        cross([("a", "x")], units=[])


def test_striking_is_two_standard_deviations() -> None:
    assert Cell("a", "x", 9, 5, 2.0).is_striking
    assert Cell("a", "x", 1, 5, -2.1).is_striking
    assert not Cell("a", "x", 6, 5, 1.9).is_striking
