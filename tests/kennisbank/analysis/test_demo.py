"""The figures that the workbench shows of the demo data, counted again from the files with pandas and scipy."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from scipy import stats

from kennisbank.analysis.cooccurrence import count_pairs
from kennisbank.analysis.crosstab import cross
from kennisbank.analysis.saturation import curve
from kennisbank.analysis.trend import per_period

FIXTURES = Path(__file__).parents[3] / "fixtures"


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((FIXTURES / name).read_text())
    return rows


@pytest.fixture(scope="module")
def stenen() -> pd.DataFrame:
    """A row for each bouwsteen of a gesprek: its soort, gesprek, date and themas."""
    themas = {row["slug"] for row in read("themas.yaml") if row["soort"] == "thema"}
    when = {row["id"]: row["datum"] for row in read("gesprekken.yaml")}
    rows = [
        {
            "soort": row["soort"],
            "gesprek": row["gesprek"],
            "datum": date.fromisoformat(str(when[row["gesprek"]])),
            "themas": sorted(themas.intersection(row["themas"])),
        }
        for row in read("bouwstenen.yaml")
        if row["gesprek"] in when
    ]
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def table(stenen: pd.DataFrame) -> pd.DataFrame:
    """Ones and noughts: bouwsteen by thema."""
    return stenen["themas"].str.join("|").str.get_dummies()


def test_themas_that_stand_together(stenen: pd.DataFrame, table: pd.DataFrame) -> None:
    found = count_pairs(stenen["themas"].tolist(), minimum=3, groups=stenen["gesprek"].tolist())
    together = table.T @ table
    alone = table.sum()
    expected = {
        (a, b): (int(together.loc[a, b]), together.loc[a, b] * len(table) / (alone[a] * alone[b]))
        for number, a in enumerate(table)
        for b in list(table)[number + 1 :]
        if together.loc[a, b] >= 3
    }
    assert len(found.pairs) > 5
    assert {(pair.a, pair.b): (pair.together, pair.lift) for pair in found.pairs} == {
        names: (number, pytest.approx(lift)) for names, (number, lift) in expected.items()
    }
    assert found.counts == alone.to_dict()


def test_thema_by_soort(stenen: pd.DataFrame) -> None:
    long = stenen.explode("themas").dropna(subset="themas").reset_index()
    found = cross(
        zip(long["themas"], long["soort"], strict=True), units=long["index"].tolist(), groups=long["gesprek"].tolist()
    )
    counts = pd.crosstab(long["themas"], long["soort"])
    expected = stats.chi2_contingency(counts)
    assert np.array(found.counts).tolist() == counts.to_numpy().tolist()
    assert (found.chi_squared, found.df, found.p) == pytest.approx((expected.statistic, expected.dof, expected.pvalue))
    n, rows, columns = counts.to_numpy().sum(), counts.sum(axis=1).to_numpy(), counts.sum(axis=0).to_numpy()
    for i, j in np.ndindex(counts.shape):
        spread = np.sqrt(expected.expected_freq[i, j] * (1 - rows[i] / n) * (1 - columns[j] / n))
        assert found.residuals[i][j] == pytest.approx((counts.iloc[i, j] - expected.expected_freq[i, j]) / spread)
    assert {warning.sleutel for warning in found.warnings} >= {"klein", "afhankelijk"}


def test_share_of_each_thema_per_year(stenen: pd.DataFrame, table: pd.DataFrame) -> None:
    found = per_period(zip(stenen["datum"], stenen["themas"], strict=True))
    shares = table.groupby(pd.to_datetime(stenen["datum"]).dt.year).mean()
    assert [period.label for period in found.periods] == [str(year) for year in shares.index]
    for series in found.series:
        assert [point.share for point in series.points] == pytest.approx(shares[series.name].tolist())


def test_what_each_gesprek_brought_that_was_new(stenen: pd.DataFrame) -> None:
    order = stenen.sort_values(["datum", "gesprek"], kind="stable").groupby("gesprek", sort=False)["themas"].sum()
    found = curve([set(themas) for themas in order])
    first = stenen.explode("themas").dropna(subset="themas").sort_values(["datum", "gesprek"], kind="stable")
    brought = Counter(first.drop_duplicates("themas")["gesprek"])
    assert [len(step.new) for step in found.steps] == [brought[gesprek] for gesprek in order.index]
    often = Counter(Counter(name for themas in order for name in set(themas)).values())
    assert (found.unseen.once, found.unseen.twice) == (often[1], often[2])
    assert found.unseen.heard == stenen.explode("themas")["themas"].nunique()
