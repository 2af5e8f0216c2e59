"""Saturation equals the walk through all orders and the formulas written out with fractions."""

from collections import Counter
from fractions import Fraction
from itertools import permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.analysis.saturation import chao2, curve, mean_curve

SETS = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=5), max_size=6)
LONG = [{"a", "b", "c"}, {"a", "d"}, {"b", "e"}, {"f"}, {"a", "g"}, {"b"}, {"a"}, {"h", "a"}]


@given(SETS)
def test_mean_curve_equals_the_mean_over_all_orders(sets: list[set[str]]) -> None:
    walks = [[len(set().union(*order[: k + 1])) for k in range(len(sets))] for order in permutations(sets)]
    assert mean_curve(sets) == pytest.approx(np.mean(walks, axis=0)[: len(sets)] if sets else [])


def test_mean_curve_equals_the_formula_with_whole_numbers() -> None:
    often = Counter(Counter(name for one in LONG for name in one).values())
    n = len(LONG)
    exact = [
        sum(number * (1 - Fraction(comb(n - q, k), comb(n, k))) for q, number in often.items()) for k in range(1, n + 1)
    ]
    assert mean_curve(LONG) == pytest.approx([float(value) for value in exact])


@given(SETS)
def test_what_is_new_adds_up_to_all_there_is(sets: list[set[str]]) -> None:
    found = curve(sets, permutations=20)
    assert sorted(name for step in found.steps for name in step.new) == sorted(set().union(*sets))
    assert [step.total for step in found.steps] == [len(set().union(*sets[: k + 1])) for k in range(len(sets))]
    if sets:
        assert found.steps[-1].mean == pytest.approx(found.steps[-1].total)
        assert found.steps[-1].low == found.steps[-1].high == found.steps[-1].total


def test_the_band_holds_95_percent_of_random_orders() -> None:
    random_numbers = np.random.default_rng(4)
    walks = np.array(
        [
            [len(set().union(*(LONG[row] for row in order[: k + 1]))) for k in range(len(LONG))]
            for order in (random_numbers.permutation(len(LONG)) for _ in range(150))
        ]
    )
    found = curve(LONG, permutations=150, seed=4)
    assert [step.low for step in found.steps] == pytest.approx(np.percentile(walks, 2.5, axis=0))
    assert [step.high for step in found.steps] == pytest.approx(np.percentile(walks, 97.5, axis=0))


def test_runs_overlap_and_are_measured_against_the_base() -> None:
    """By hand after Guest, Namey & Chen 2020: base a-f is 6; runs 5-6, 6-7 and 7-8 bring g, nothing and h."""
    found = curve(LONG)
    assert found.base == 6
    assert [(run.first, run.last, run.new, run.ratio) for run in found.runs] == [
        (5, 6, 1, pytest.approx(1 / 6)),
        (6, 7, 0, 0),
        (7, 8, 1, pytest.approx(1 / 6)),
    ]
    assert found.reached == 5


def test_without_enough_gesprekken_saturation_is_not_reached() -> None:
    found = curve(LONG[:5])
    assert found.runs == ()
    assert found.reached is None
    assert curve([]).unseen.heard == 0


@pytest.mark.parametrize("options", [{"base_size": 0}, {"run_length": 0}])
def test_a_base_and_a_run_have_at_least_one_gesprek(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        curve(LONG, **options)


def test_chao2_equals_the_formula_by_hand() -> None:
    """Of 8 gesprekken: heard 8 themas; c, d, e, f, g, h in one of them, none in two: bias-corrected form."""
    found = chao2(LONG)
    assert (found.heard, found.once, found.twice) == (8, 6, 0)
    assert found.estimate == pytest.approx(8 + 7 / 8 * 6 * 5 / 2)
    with_twos = [*LONG, {"c", "d"}]
    found = chao2(with_twos)
    assert (found.once, found.twice) == (4, 2)
    assert found.estimate == pytest.approx(8 + 8 / 9 * 4**2 / (2 * 2))
    assert found.unseen == pytest.approx(found.estimate - 8)


def test_variance_and_interval_equal_the_formulas_by_hand() -> None:
    found = chao2([*LONG, {"c", "d"}])
    m, ratio, unseen = 9, 4 / 2, 8 / 9 * 4
    variance = 2 * ((m - 1) / m / 2 * ratio**2 + ((m - 1) / m) ** 2 * ratio**3 + ((m - 1) / m) ** 2 / 4 * ratio**4)
    factor = np.exp(1.959963984540054 * np.sqrt(np.log(1 + variance / unseen**2)))
    assert (found.low, found.high) == pytest.approx((8 + unseen / factor, 8 + unseen * factor))


def test_coverage_and_next_new_equal_the_formulas_by_hand() -> None:
    found = chao2([*LONG, {"c", "d"}])
    mentions, m, q1, q2 = 16, 9, 4, 2
    assert found.coverage == pytest.approx(1 - q1 / mentions * ((m - 1) * q1 / ((m - 1) * q1 + 2 * q2)))
    q0 = found.unseen
    assert found.next_new == pytest.approx(q0 * (1 - (1 - q1 / (m * q0 + q1))))


@given(SETS)
def test_there_is_never_less_than_was_heard(sets: list[set[str]]) -> None:
    found = chao2(sets)
    assert found.heard <= found.low <= found.estimate + 1e-9
    assert found.estimate <= found.high + 1e-9
    assert 0 <= found.coverage <= 1
    assert found.next_new >= 0


def test_what_everybody_says_leaves_nothing_unheard() -> None:
    found = chao2([{"a", "b"}] * 5)
    assert (found.unseen, found.coverage, found.next_new) == (0, 1, 0)
    assert (found.low, found.high) == (2, 2)


def test_one_gesprek_says_nothing_about_the_rest() -> None:
    found = chao2([{"a", "b"}])
    assert (found.estimate, found.coverage) == (2, 0)
