"""Agreement equals scikit-learn, the krippendorff package, Fleiss' own example and counting out every pair."""

import random
from itertools import permutations, product

import krippendorff as reference
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from kennisbank.analysis import agreement
from kennisbank.analysis.agreement import Rating, cohen, fleiss, krippendorff, masi

CODES = st.sampled_from("abc")
GAPS = st.none() | CODES
UNITS = st.lists(st.tuples(GAPS, GAPS, GAPS), max_size=25)
# The example that handbooks compute Fleiss' kappa of: 10 subjects, 14 raters, 5 categories, kappa 0.210.
FOURTEEN = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]


@given(st.lists(st.tuples(CODES, CODES), min_size=1, max_size=40))
def test_cohen_equals_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    found = cohen(a, b, rounds=0)
    if len(set(a) | set(b)) == 1:
        assert found.value is None
    else:
        assert found.value == pytest.approx(cohen_kappa_score(a, b), abs=1e-9)


def test_cohen_leaves_out_what_one_of_them_left_out() -> None:
    assert cohen(["a", "b", None, "a"], ["a", "b", "a", None], rounds=0) == cohen(["a", "b"], ["a", "b"], rounds=0)


def test_cohen_wants_two_equal_rows() -> None:
    with pytest.raises(ValueError, match="argument"):
        cohen(["a"], [])


def test_fleiss_equals_the_published_example() -> None:
    units = [[code for code, number in enumerate(row) for _ in range(number)] for row in FOURTEEN]
    assert fleiss(units, rounds=0).value == pytest.approx(0.210, abs=0.0005)


@given(st.lists(st.tuples(CODES, CODES, CODES), min_size=1, max_size=15))
def test_fleiss_equals_counting_out_every_pair(units: list[tuple[str, str, str]]) -> None:
    alike = np.mean([x == y for unit in units for x, y in permutations(unit, 2)])
    everything = [code for unit in units for code in unit]
    chance = np.mean([x == y for x, y in product(everything, repeat=2)])
    found = fleiss(units, rounds=0)
    assert (found.observed, found.expected) == pytest.approx((alike, chance))
    if chance < 1:
        assert found.value == pytest.approx((alike - chance) / (1 - chance))


def test_fleiss_counts_the_units_that_all_have_coded() -> None:
    units: list[list[Rating]] = [["a", "a", "b"], ["b", "b", "b"], ["a", None, "b"]]
    assert fleiss(units, rounds=0).units == 2


@given(UNITS)
def test_krippendorff_equals_the_package_of_that_name(units: list[tuple[Rating, ...]]) -> None:
    found = krippendorff(units, rounds=0)
    known = [code for unit in units if sum(x is not None for x in unit) > 1 for code in unit if code is not None]
    if len(set(known)) < 2:
        assert found.value is None
        return
    table = np.array([["abc".index(code) if code else np.nan for code in unit] for unit in units], dtype=float).T
    expected = reference.alpha(reliability_data=table, level_of_measurement="nominal")
    assert found.value == pytest.approx(expected, abs=1e-9)


def test_krippendorff_equals_the_example_of_its_author() -> None:
    """Krippendorff 2011, C: four observers, twelve units, missing values; alpha nominal 0.743."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    assert krippendorff(list(zip(a, b, c, d, strict=True)), rounds=0).value == pytest.approx(0.743, abs=0.0005)


@given(st.lists(st.tuples(*[st.none() | st.frozensets(CODES)] * 3), max_size=12))
def test_alpha_with_a_distance_equals_counting_out_every_pair(units: list[tuple[Rating, ...]]) -> None:
    rated = [[codes for codes in unit if codes is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    everything = [codes for unit in rated for codes in unit]
    found = krippendorff(units, distance=masi, rounds=0)
    if len(set(everything)) < 2:
        assert found.value is None
        return
    n = len(everything)
    observed = sum(sum(masi(x, y) for x, y in permutations(unit, 2)) / (len(unit) - 1) for unit in rated) / n
    expected = sum(masi(x, y) for x, y in permutations(everything, 2)) / (n * (n - 1))
    assert found.value == pytest.approx(1 - observed / expected)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("a", "b", 1),
        ("ab", "ab", 0),
        ("ab", "a", 1 - 1 / 2 * 2 / 3),
        ("ab", "bc", 1 - 1 / 9),
    ],
)
def test_masi_by_hand(a: str, b: str, distance: float) -> None:
    assert masi(frozenset(a), frozenset(b)) == masi(frozenset(b), frozenset(a)) == pytest.approx(distance)


def test_interval_equals_a_bootstrap_written_out() -> None:
    random_numbers = random.Random(1)
    a = [random_numbers.choice("ab") for _ in range(40)]
    b = [x if random_numbers.random() < 0.7 else "a" for x in a]
    draw = np.random.default_rng(9)
    values = []
    for _ in range(80):
        rows = draw.integers(40, size=40)
        values.append(cohen_kappa_score([a[row] for row in rows], [b[row] for row in rows]))
    found = cohen(a, b, rounds=80, seed=9)
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(values, [2.5, 97.5])))


def test_complete_agreement_is_one_and_chance_is_nought() -> None:
    units = [("a", "a"), ("b", "b")] * 20
    assert [one.value for one in (cohen(*zip(*units, strict=True)), fleiss(units), krippendorff(units))] == [1, 1, 1]
    everything = list(product("ab", repeat=2)) * 50
    assert cohen(*zip(*everything, strict=True)).value == pytest.approx(0)


def test_codes_per_unit_become_yes_and_no_per_code() -> None:
    units = [[{"x", "y"}, {"x"}], [set(), None], [{"y"}, {"y"}]]
    assert agreement.as_binary(units, "y") == [(True, False), (False, None), (True, True)]
    assert agreement.as_sets(units)[1] == (frozenset(), None)
    assert agreement.per_code(units, ["x", "y"])["x"] == krippendorff([(True, True), (False, None), (False, False)])
    assert agreement.per_pair(units, ["y"])[0, 1]["y"] == cohen([True, False, True], [False, None, True])
    assert agreement.per_pair([], ["y"]) == {}


def warnings(found: agreement.Agreement) -> list[str]:
    return [warning.sleutel for warning in found.warnings]


def test_what_says_little_is_told() -> None:
    assert warnings(krippendorff([])) == ["leeg"]
    assert warnings(krippendorff([("a", None)] * 40)) == ["leeg"]
    assert warnings(krippendorff([("a", "a")] * 40)) == ["geen-variatie"]
    assert warnings(krippendorff([("a", "b"), ("a", "a")])) == ["weinig"]
    assert warnings(krippendorff([("a", "a")] * 60 + [("a", "b")])) == ["scheef"]
    assert warnings(krippendorff([("a", "a"), ("b", "b")] * 20)) == []
    assert "maar één stuk" in krippendorff([("a", "b")]).warnings[0].tekst
