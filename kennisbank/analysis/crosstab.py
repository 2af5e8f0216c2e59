"""Two features of bouwstenen against each other: counts, what chance would give, and where it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from kennisbank.analysis import chi_squared

SMALL = 5.0
"""An expected number below this is too small for the chi-squared distribution (Cochran 1954)."""
FEW_SHARE = 0.2
"""So large a share of the cells may be below SMALL (Cochran 1954)."""
FEW_GROUPS = 10
"""With fewer gesprekken than this one gesprek colours the whole table."""
MOST_OF = 0.5
"""When more than this share of a cell comes from one gesprek, the cell says something about that gesprek."""
STRIKING = 2.0
"""An adjusted residual beyond this is worth a look."""

_NAMED = 3

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Waarschuwing:
    """Why to read a figure with care: a key for code, and a sentence for readers."""

    sleutel: str
    tekst: str


@dataclass(frozen=True)
class Cell:
    """One cell. `expected` is what chance gives; `residual` how far it is off in standard deviations (0: as chance).

    `from_one`: the share of its count that comes from one gesprek (0 when gesprekken are not known).
    """

    row: str
    column: str
    count: int
    expected: float
    residual: float
    from_one: float = 0.0

    @property
    def is_striking(self) -> bool:
        """Whether there is clearly more or less here than chance gives."""
        return abs(self.residual) >= STRIKING

    @property
    def is_of_one(self) -> bool:
        """Whether there is more here than chance gives, and most of it from one gesprek."""
        return self.residual > 0 and self.from_one > MOST_OF

    @property
    def is_small(self) -> bool:
        """Whether the expected number is too small to say anything."""
        return self.expected < SMALL


@dataclass(frozen=True)
class Crosstab:
    """A cross table. Matrices are by row, then column. `p`, `cramers_v` are None when there is nothing to compare."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    expected: Rows
    residuals: Rows
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int
    chi_squared: float
    df: int
    p: float | None
    cramers_v: float | None
    warnings: tuple[Waarschuwing, ...]
    from_one: Rows

    def cells(self) -> list[Cell]:
        """All cells, row by row."""
        return [
            Cell(row, column, self.counts[i][j], self.expected[i][j], self.residuals[i][j], self.from_one[i][j])
            for i, row in enumerate(self.rows)
            for j, column in enumerate(self.columns)
        ]


def cross(
    pairs: Iterable[tuple[str, str]],
    *,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    units: Sequence[Hashable] | None = None,
    groups: Sequence[Hashable] | None = None,
) -> Crosstab:
    """Cross the pairs (value of the row, value of the column), one pair for each time it was seen.

    `rows` and `columns` give order and also empty ones; values outside them are left out. Without them: alphabetical.
    `units` names the bouwsteen and `groups` the gesprek of each pair, for the warnings: one bouwsteen in several rows
    makes the rows depend on each other, and few gesprekken make a table about those gesprekken.

    Expected e = row total * column total / n; chi-squared = sum of (count - e)^2 / e (Pearson 1900) with
    (rows - 1) * (columns - 1) degrees of freedom, empty rows and columns left out. Adjusted residual
    (count - e) / sqrt(e * (1 - row total / n) * (1 - column total / n)): Haberman, "The analysis of residuals in
    cross-classified tables", Biometrics 29 (1973); about standard normal when chance rules. Cramér's
    V = sqrt(chi-squared / (n * min(rows - 1, columns - 1))): Cramér, Mathematical Methods of Statistics (1946).
    Raises ValueError when `units` or `groups` is not as long as the pairs.
    """
    seen = list(pairs)
    for side in (units, groups):
        if side is not None and len(side) != len(seen):
            raise ValueError("one unit and one group for each pair, please")
    row_names = tuple(rows) if rows is not None else tuple(sorted({row for row, _ in seen}))
    column_names = tuple(columns) if columns is not None else tuple(sorted({column for _, column in seen}))
    row_places = {name: place for place, name in enumerate(row_names)}
    column_places = {name: place for place, name in enumerate(column_names)}
    kept = [number for number, (row, column) in enumerate(seen) if row in row_places and column in column_places]
    counts = np.zeros((len(row_names), len(column_names)), dtype=np.int64)
    largest = np.zeros(counts.shape, dtype=np.int64)
    per_group: Counter[tuple[int, int, Hashable]] = Counter()
    for number in kept:
        row, column = row_places[seen[number][0]], column_places[seen[number][1]]
        counts[row, column] += 1
        if groups is not None:
            per_group[row, column, groups[number]] += 1
    for (row, column, _), of_one in per_group.items():
        largest[row, column] = max(largest[row, column], of_one)
    warnings = [
        *_dependence(None if units is None else [units[number] for number in kept]),
        *_few_groups(None if groups is None else [groups[number] for number in kept]),
    ]
    found = _test(row_names, column_names, counts, largest / np.maximum(counts, 1))
    return replace(found, warnings=(*found.warnings, *warnings, *_of_one(found)))


def _test(rows: tuple[str, ...], columns: tuple[str, ...], counts: np.ndarray, from_one: np.ndarray) -> Crosstab:
    total = int(counts.sum())
    row_totals, column_totals = counts.sum(axis=1), counts.sum(axis=0)
    expected = np.outer(row_totals, column_totals) / max(1, total)
    spread = np.sqrt(expected * np.outer(1 - row_totals / max(1, total), 1 - column_totals / max(1, total)))
    residuals = np.divide(counts - expected, spread, out=np.zeros(counts.shape), where=spread > 0)
    filled = expected > 0
    statistic = float((((counts - expected) ** 2)[filled] / expected[filled]).sum())
    height, width = int((row_totals > 0).sum()), int((column_totals > 0).sum())
    df = max(0, height - 1) * max(0, width - 1)
    return Crosstab(
        rows=rows,
        columns=columns,
        counts=tuple(tuple(int(count) for count in row) for row in counts),
        expected=_plain(expected),
        residuals=_plain(residuals),
        row_totals=tuple(int(count) for count in row_totals),
        column_totals=tuple(int(count) for count in column_totals),
        total=total,
        chi_squared=statistic,
        df=df,
        p=chi_squared.tail(statistic, df) if df else None,
        cramers_v=min(1.0, sqrt(statistic / (total * min(height - 1, width - 1)))) if df else None,
        warnings=tuple(_small(expected[filled], df)),
        from_one=_plain(from_one),
    )


def _plain(matrix: np.ndarray) -> Rows:
    return tuple(tuple(float(value) for value in row) for row in matrix)


def _small(expected: np.ndarray, df: int) -> list[Waarschuwing]:
    """Cochran 1954: at most a fifth of the cells below 5, and none below 1."""
    if not df:
        tekst = "Er is te weinig om te vergelijken: daarvoor zijn ten minste twee gevulde rijen en kolommen nodig."
        return [Waarschuwing("leeg", tekst)]
    few = int((expected < SMALL).sum())
    if few <= FEW_SHARE * expected.size and expected.min() >= 1:
        return []
    tekst = (
        f"Kleine aantallen: in {few} van de {expected.size} cellen zou het toeval minder dan {SMALL:.0f} geven. "
        "De p-waarde is dan niet te vertrouwen. Neem rijen of kolommen samen, of lees alleen de aantallen."
    )
    return [Waarschuwing("klein", tekst)]


def _dependence(units: Sequence[Hashable] | None) -> list[Waarschuwing]:
    if units is None or len(set(units)) == len(units):
        return []
    tekst = (
        f"{len(set(units))} bouwstenen tellen samen {len(units)} keer mee, omdat een bouwsteen in meer dan één rij of "
        "kolom kan staan. De cellen hangen daardoor samen: de p-waarde lijkt zekerder dan zij is."
    )
    return [Waarschuwing("afhankelijk", tekst)]


def _of_one(tab: Crosstab) -> list[Waarschuwing]:
    """Cells that strike thanks to one gesprek."""
    cells = [cell for cell in tab.cells() if cell.is_striking and cell.is_of_one and cell.count > 1]
    if not cells:
        return []
    cells.sort(key=lambda cell: -cell.residual)
    named = "; ".join(f"{cell.row} bij {cell.column}" for cell in cells[:_NAMED])
    more = f" en {len(cells) - _NAMED} andere" if len(cells) > _NAMED else ""
    tekst = f"Wat hier vaker voorkomt, komt vooral uit één gesprek: {named}{more}. Dat zegt iets over dat gesprek."
    return [Waarschuwing("een-gesprek", tekst)]


def _few_groups(groups: Sequence[Hashable] | None) -> list[Waarschuwing]:
    number = FEW_GROUPS if groups is None else len(set(groups))
    if number >= FEW_GROUPS:
        return []
    gesprekken = "één gesprek" if number == 1 else f"{number} gesprekken"
    tekst = f"Alles komt uit {gesprekken}. Wat hier opvalt, kan aan die gesprekken liggen."
    return [Waarschuwing("weinig-gesprekken", tekst)]
