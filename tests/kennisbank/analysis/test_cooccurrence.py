"""Co-occurrence equals what pandas counts and what a bootstrap written out by hand gives."""

import math
import random
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.analysis.cooccurrence import count_pairs
from kennisbank.analysis.resampling import draw_weights, interval

SETS = st.lists(st.sets(st.sampled_from("abcdef"), max_size=4), max_size=25)
RANDOM = random.Random(7)
SAMPLE = [set(RANDOM.choices("abcdefgh", weights=range(1, 9), k=RANDOM.randint(0, 4))) for _ in range(300)]


def test_counts_equal_those_of_pandas() -> None:
    found = count_pairs(SAMPLE, minimum=1, rounds=0)
    table = pd.DataFrame([{name: name in one for name in "abcdefgh"} for one in SAMPLE]).astype(int)
    both = table.T @ table
    assert found.counts == {name: int(both.loc[name, name]) for name in "abcdefgh"}
    for a, b in combinations("abcdefgh", 2):
        pair = found.find(b, a)
        assert pair is not None
        assert pair.together == both.loc[a, b]
        assert pair.support == pytest.approx((table[a] * table[b]).mean())
        assert pair.lift == pytest.approx((table[a] * table[b]).mean() / (table[a].mean() * table[b].mean()))
        assert pair.expected == pytest.approx(len(SAMPLE) * table[a].mean() * table[b].mean())
        assert pair.jaccard == pytest.approx(both.loc[a, b] / (table[a] | table[b]).sum())


@pytest.mark.parametrize("groups", [None, [number // 7 for number in range(300)]], ids=["rows", "gesprekken"])
def test_interval_equals_a_bootstrap_written_out(groups: list[int] | None) -> None:
    rounds, seed = 60, 5
    random_numbers = np.random.default_rng(seed)
    lifts, stands = [], 0
    for _ in range(rounds):
        if groups is None:
            rows = list(random_numbers.integers(300, size=300))
        else:
            drawn = random_numbers.integers(43, size=43)
            rows = [row for group in drawn for row in range(300) if row // 7 == group]
        sample = [SAMPLE[row] for row in rows]
        a, b = sum("g" in one for one in sample), sum("h" in one for one in sample)
        both = sum({"g", "h"} <= one for one in sample)
        lifts.append(both * len(sample) / (a * b))
        stands += both * len(sample) > a * b and both >= 2
    pair = count_pairs(SAMPLE, minimum=2, rounds=rounds, seed=seed, groups=groups).find("g", "h")
    assert pair is not None
    assert (pair.low, pair.high) == pytest.approx(tuple(np.percentile(lifts, [2.5, 97.5])))
    assert pair.stability == pytest.approx(stands / rounds)


def test_equal_input_and_seed_give_an_equal_answer() -> None:
    assert count_pairs(SAMPLE, seed=3) == count_pairs([set(one) for one in SAMPLE], seed=3)
    assert count_pairs(SAMPLE, seed=3).pairs != count_pairs(SAMPLE, seed=4).pairs


def test_what_always_goes_together_is_stable_and_what_never_does_is_not_there() -> None:
    found = count_pairs([{"a", "b"}] * 20 + [{"c"}] * 20 + [{"a"}])
    assert found.find("a", "c") is None
    pair = found.find("a", "b")
    assert pair is not None
    assert pair.stability == 1
    assert pair.low <= pair.lift <= pair.high


def test_gesprekken_make_the_interval_wider() -> None:
    """Twenty times the same bouwsteen from one gesprek is no twenty proofs."""
    sets = [{"a", "b"}] * 20 + [{"a"}] * 20 + [{"b"}] * 20 + [set()] * 20
    rows = count_pairs(sets).pairs[0]
    whole = count_pairs(sets, groups=[number // 20 for number in range(80)]).pairs[0]
    assert whole.high - whole.low > 2 * (rows.high - rows.low)


@given(SETS, st.integers(1, 3))
def test_pairs_are_those_of_at_least_the_minimum_in_order_of_lift(sets: list[set[str]], minimum: int) -> None:
    found = count_pairs(sets, minimum=minimum, rounds=5)
    expected = {pair: sum(set(pair) <= one for one in sets) for pair in combinations("abcdef", 2)}
    assert {(pair.a, pair.b): pair.together for pair in found.pairs} == {
        pair: number for pair, number in expected.items() if number >= minimum
    }
    assert [pair.lift for pair in found.pairs] == sorted((pair.lift for pair in found.pairs), reverse=True)


@given(SETS)
def test_order_of_the_sets_makes_no_difference_to_the_counts(sets: list[set[str]]) -> None:
    forward, backward = count_pairs(sets, rounds=0), count_pairs(sets[::-1], rounds=0)
    assert forward.counts == backward.counts
    assert [(pair.a, pair.b, pair.lift) for pair in forward.pairs] == [
        (pair.a, pair.b, pair.lift) for pair in backward.pairs
    ]


def test_nothing_is_nothing() -> None:
    assert count_pairs([]).pairs == ()
    assert count_pairs([set(), set()]).total == 2


def test_without_rounds_nothing_is_known_about_certainty() -> None:
    pair = count_pairs([{"a", "b"}] * 3, rounds=0).pairs[0]
    assert math.isnan(pair.low)
    assert math.isnan(pair.stability)


def test_a_pair_stands_in_at_least_one_set() -> None:
    with pytest.raises(ValueError, match="at least one"):
        count_pairs([{"a"}], minimum=0)


@given(st.integers(0, 12), st.integers(0, 5))
def test_a_resample_has_as_many_rows_as_there_were(size: int, rounds: int) -> None:
    weights = draw_weights(size, rounds=rounds, seed=1)
    assert weights.shape == (rounds, size)
    assert (weights.sum(axis=1) == size).all()


def test_each_row_has_a_group() -> None:
    with pytest.raises(ValueError, match="one group"):
        draw_weights(3, rounds=1, seed=1, groups=["g"])


def test_undefined_values_do_not_count() -> None:
    low, high = interval(np.array([[1.0, np.nan, np.nan], [3.0, 2.0, np.nan]]))
    assert low[:2] == pytest.approx([1.05, 2])
    assert high[:2] == pytest.approx([2.95, 2])
    assert np.isnan([low[2], high[2]]).all()
