"""Counts per period equal pandas, intervals and tests equal scipy."""

import math
from datetime import date, timedelta
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kennisbank.analysis.trend import Step, cochran_armitage, grouped_trend, per_period, wilson

DAYS = st.dates(date(2023, 11, 1), date(2026, 2, 28))
ITEMS = st.lists(st.tuples(DAYS, st.sets(st.sampled_from("abc"))), min_size=1, max_size=30)
FREQUENCY: dict[Step, str] = {"jaar": "Y", "kwartaal": "Q", "maand": "M"}


@given(ITEMS, st.sampled_from(list(FREQUENCY)))
def test_counts_equal_those_of_pandas(items: list[tuple[date, set[str]]], step: Step) -> None:
    found = per_period(items, step=step)
    when = pd.PeriodIndex([pd.Timestamp(day) for day, _ in items], freq=FREQUENCY[step])
    table = pd.DataFrame([{name: name in one for name in "abc"} for _, one in items], index=when).astype(int)
    whole = pd.period_range(when.min(), when.max(), freq=FREQUENCY[step])
    totals = table.groupby(level=0).size().reindex(whole, fill_value=0)
    assert [period.total for period in found.periods] == totals.tolist()
    assert [period.start for period in found.periods] == [period.start_time.date() for period in whole]
    counts = table.groupby(level=0).sum().reindex(whole, fill_value=0)
    for series in found.series:
        assert [point.count for point in series.points] == counts[series.name].tolist()
        assert series.total == counts[series.name].sum()
    assert {series.name for series in found.series} == {name for _, one in items for name in one}


@given(st.integers(1, 400), st.data())
def test_wilson_equals_scipy(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    expected = stats.binomtest(count, total).proportion_ci(method="wilson")
    assert wilson(count, total) == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8))
def test_trend_test_equals_the_correlation_over_single_bouwstenen(periods: list[tuple[int, int]]) -> None:
    """z = r * sqrt(n), with r the correlation of having the thema with the number of the period."""
    counts, totals = [has for has, _ in periods], [has + lacks for has, lacks in periods]
    has = [value for yes, no in periods for value in [1] * yes + [0] * no]
    when = [number for number, (yes, no) in enumerate(periods) for _ in range(yes + no)]
    found = cochran_armitage(counts, totals)
    if len(set(has)) < 2 or len(set(when)) < 2:
        assert found is None
        return
    z = np.corrcoef(has, when)[0, 1] * math.sqrt(len(has))
    assert found == pytest.approx((z, 2 * stats.norm.sf(abs(z))), abs=1e-9)


GROUPED = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.booleans(), min_size=1, max_size=4)), min_size=6, max_size=10
)


def flat(gesprekken: list[tuple[int, list[bool]]]) -> tuple[list[tuple[float, bool]], list[int]]:
    """Items and their groups."""
    items = [(float(when), has) for when, stenen in gesprekken for has in stenen]
    return items, [number for number, (_, stenen) in enumerate(gesprekken) for _ in stenen]


@given(GROUPED)
def test_trend_over_gesprekken_equals_their_correlation(gesprekken: list[tuple[int, list[bool]]]) -> None:
    """z = r * sqrt(G - 1), with r over gesprekken of when it was and what it had beyond the share over all."""
    items, groups = flat(gesprekken)
    share = np.mean([has for _, has in items])
    when = [float(moment) for moment, _ in gesprekken]
    beyond = [sum(stenen) - share * len(stenen) for _, stenen in gesprekken]
    found = grouped_trend(items, groups)
    if np.ptp(when) == 0 or np.ptp(beyond) < 1e-9:
        assert found is None
        return
    z = np.corrcoef(when, beyond)[0, 1] * math.sqrt(len(gesprekken) - 1)
    assert found == pytest.approx((z, 2 * stats.norm.sf(abs(z))), abs=1e-9)


def test_trend_over_gesprekken_has_mean_nought_and_spread_one_over_all_orders() -> None:
    """What z means, by walking through all orders of six gesprekken."""
    stenen = [[True, True, False], [False], [True], [False, False], [True, False, False, False], [True, True]]
    found = []
    for order in permutations(range(6)):
        tested = grouped_trend(*flat([(when, stenen[number]) for when, number in enumerate(order)]))
        assert tested is not None
        found.append(tested[0])
    assert np.mean(found) == pytest.approx(0, abs=1e-9)
    assert np.var(found) == pytest.approx(1)


def test_one_gesprek_about_one_thema_is_no_trend() -> None:
    items = [(date(2020 + number // 10, 1, 1), {"trots"} if number >= 90 else {"iets"}) for number in range(100)]
    alone = {series.name: series.p or 0 for series in per_period(items).series}
    together = per_period(items, groups=[number // 10 for number in range(100)])
    grouped = {series.name: series.p or 0 for series in together.series}
    assert alone["trots"] < 0.0001
    assert grouped["trots"] > 0.05


def test_few_gesprekken_give_no_trend() -> None:
    items = [(date(2020 + number, 1, 1), {"a"} if number > 2 else set()) for number in range(5)]
    assert per_period(items, groups=range(5)).series[0].p is None
    assert grouped_trend([], []) is None


def test_each_item_has_a_group() -> None:
    with pytest.raises(ValueError, match="one group"):
        per_period([(date(2026, 1, 1), {"a"})], groups=[])


def test_more_and_more_goes_up_and_less_and_less_goes_down() -> None:
    days = [date(2020, 1, 1) + timedelta(days=91 * number) for number in range(20)]
    items = [(day, {"op"} if number > 9 else {"af"}) for number, day in enumerate(days)]
    found = {series.name: series for series in per_period(items).series}
    assert found["op"].direction == pytest.approx(-(found["af"].direction or 0))
    assert (found["op"].direction or 0) > 2
    assert (found["op"].p or 1) < 0.05


def test_periods_in_which_nothing_was_said_are_there_without_a_share() -> None:
    found = per_period([(date(2026, 1, 30), {"a"}), (date(2026, 3, 1), {"b"})], step="maand")
    assert [period.label for period in found.periods] == ["2026-01", "2026-02", "2026-03"]
    assert [period.is_small for period in found.periods] == [True] * 3
    assert found.series[0].points[1].share is None


def test_names_of_periods() -> None:
    items = [(date(2025, 12, 31), {"a"}), (date(2026, 1, 1), {"a"})]
    assert [period.label for period in per_period(items, step="kwartaal").periods] == ["2025 K4", "2026 K1"]
    assert [period.label for period in per_period(items).periods] == ["2025", "2026"]


def test_only_the_chosen_names_are_followed() -> None:
    found = per_period([(date(2026, 1, 1), {"a", "b"})], names=["b", "nooit"])
    assert [(series.name, series.total) for series in found.series] == [("b", 1), ("nooit", 0)]


def test_nothing_is_nothing() -> None:
    assert per_period([]).periods == ()
