"""The pictures of the workbench: whole for any outcome, and quick for a large one."""

import random
import time
from datetime import date

import pytest

from kennisbank.analysis.agreement import krippendorff
from kennisbank.analysis.cooccurrence import count_pairs
from kennisbank.analysis.crosstab import cross
from kennisbank.analysis.keyness import keywords
from kennisbank.analysis.saturation import curve
from kennisbank.analysis.trend import per_period
from kennisbank.analysis.words import Reader
from kennisbank.charts import figures
from kennisbank.charts.chart import Chart
from tests.kennisbank.charts.looks import check, texts

NAMES = {"moed": "Tegenspraak & moed", "maat": "Menselijke maat"}
SETS = [{"moed", "maat"}] * 9 + [{"moed"}] * 5 + [{"tijd"}] * 6 + [set[str]()]
PAIRS = [("moed", "inzicht")] * 20 + [("maat", "dilemma")] * 20 + [("moed", "dilemma")] * 5
ITEMS = [(date(2024 + number % 3, 1, 1), SETS[number]) for number in range(len(SETS))]
TITLE = "Een titel"

DRAWN = {
    "network": figures.cooccurrence_network(count_pairs(SETS), names=NAMES, title=TITLE),
    "together": figures.cooccurrence_matrix(count_pairs(SETS), names=NAMES, title=TITLE, most=2),
    "counts": figures.crosstab_counts(cross(PAIRS), names=NAMES, title=TITLE),
    "residuals": figures.crosstab_residuals(cross(PAIRS), names=NAMES, title=TITLE),
    "column": figures.residual_bars(cross(PAIRS), "dilemma", names=NAMES, title=TITLE),
    "trend": figures.trend_lines(per_period(ITEMS), names=NAMES, title=TITLE),
    "one trend": figures.trend_lines(per_period(ITEMS), names=NAMES, title=TITLE, only=["moed"]),
    "saturation": figures.saturation_lines(curve(SETS), title=TITLE),
    "new": figures.new_per_step(curve(SETS[8:11]), ["g1", "g2", "g3"], title=TITLE),
    "agreement": figures.agreement_bars({"moed": krippendorff([("a", "b")] * 9)}, title=TITLE, measure="Alfa"),
    "words": figures.keyword_bars(keywords(["moed moed moed"], ["maat"], reader=Reader()), title=TITLE),
    "nothing": figures.cooccurrence_network(count_pairs([]), title=TITLE),
    "no trend": figures.trend_lines(per_period([]), title=TITLE),
    "no table": figures.crosstab_residuals(cross([]), title=TITLE),
    "no saturation": figures.saturation_lines(curve([]), title=TITLE),
}


@pytest.mark.parametrize("chart", DRAWN.values(), ids=DRAWN.keys())
def test_every_picture_keeps_the_rules(chart: Chart) -> None:
    check(chart)
    assert TITLE in texts(chart)
    assert chart.table.caption == TITLE
    assert chart.table.as_csv()


def test_pair_of_the_network_is_in_the_table_with_its_figures() -> None:
    row = DRAWN["network"].table.rows[0]
    assert row[:3] == ("Menselijke maat", "Tegenspraak & moed", 9)
    assert row[3] == pytest.approx(9 * 14 / 21)
    assert row[4] == pytest.approx(9 / (9 * 14 / 21))


def test_matrix_of_pairs_has_the_themas_themselves_on_the_slanting_line() -> None:
    assert DRAWN["together"].table.rows == (("Tegenspraak & moed", 14, 9), ("Menselijke maat", 9, 9))
    assert any("de 2 grootste van 3" in text for text in texts(DRAWN["together"]))


def test_warnings_stand_in_the_picture() -> None:
    small = figures.crosstab_counts(cross([("a", "x"), ("b", "y")]), title=TITLE)
    assert any("Kleine aantallen" in text for text in texts(small))


def test_small_numbers_in_a_trend_are_told() -> None:
    chart = figures.trend_lines(per_period([(date(2024, 1, 1), {"a"})]), title=TITLE)
    assert any("Minder dan 5 bouwstenen in 2024" in text for text in texts(chart))


def test_sixty_themas_by_five_thousand_bouwstenen_take_under_a_second() -> None:
    """With 200 resamples of whole gesprekken. The time of this thread: other work on the machine does not count."""
    numbers = random.Random(1)
    themas = [f"thema {number}" for number in range(60)]
    weights = [1 / (number + 5) for number in range(60)]
    sets = [set(numbers.choices(themas, weights, k=numbers.randint(1, 4))) for _ in range(5000)]
    groups = [number // 15 for number in range(5000)]
    taken = []
    for _ in range(2):
        start = time.thread_time()
        chart = figures.cooccurrence_network(count_pairs(sets, groups=groups), title=TITLE)
        taken.append(time.thread_time() - start)
    assert min(taken) < 1
    assert sum(text.startswith("thema") for text in texts(chart)) == 60
