"""The pictures of the workbench: from an outcome of kennisbank.analysis to a Chart with its Dutch words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kennisbank.analysis.agreement import Agreement
from kennisbank.analysis.cooccurrence import Cooccurrence, Pair
from kennisbank.analysis.crosstab import Crosstab
from kennisbank.analysis.keyness import Keyword
from kennisbank.analysis.saturation import Saturation
from kennisbank.analysis.trend import FEW, Series, Trend
from kennisbank.charts.bars import Bar, bars
from kennisbank.charts.chart import Chart, Table, rows
from kennisbank.charts.lines import MOST, Line, lines
from kennisbank.charts.matrix import matrix
from kennisbank.charts.network import MOST_EDGES, Edge, Node, network

Names = Mapping[str, str]
"""From key (slug) to what a reader sees; a key that is not in it is shown itself."""

SURE = 0.95
"""A pair that stands in so many of the resamples is drawn as sure."""
CHANCE = 1.0
_NAMED = 6
"""So many periods are named one by one."""


def cooccurrence_network(
    found: Cooccurrence, *, names: Names | None = None, title: str, most_edges: int = MOST_EDGES
) -> Chart:
    """Themas that go together more often than chance. Dashed: could be chance."""
    names = names or {}
    pairs = [pair for pair in found.pairs if pair.lift > CHANCE]
    nodes = [Node(key, names.get(key, key), count) for key, count in found.counts.items()]
    edges = [Edge(pair.a, pair.b, pair.lift, sure=pair.stability >= SURE) for pair in pairs]
    notes = [
        f"Uit {found.total} bouwstenen; een paar telt mee als het in ten minste {found.minimum} daarvan voorkomt.",
        "Hoe groter een cirkel, hoe meer bouwstenen. Hoe dikker een lijn, hoe vaker samen vergeleken met toeval.",
        f"Gestreept: in minder dan {SURE:.0%} van {found.rounds} nieuwe trekkingen bleef het verband staan.",
    ]
    if len(edges) > most_edges:
        notes.append(f"Getekend: {most_edges} van {len(edges)} verbanden; eerst de sterkste van elk thema.")
    table = cooccurrence_table(found, names=names, title=title)
    return network(nodes, edges, title=title, notes=notes, weight_name="Lift", table=table, most_edges=most_edges)


def cooccurrence_table(found: Cooccurrence, *, names: Names | None = None, title: str) -> Table:
    """Every pair with its figures."""
    names = names or {}
    head = ("Thema", "Thema", "Samen", "Verwacht", "Lift", "Lift van", "Lift tot", "Stabiliteit")
    return Table(title, head, rows([_pair_row(pair, names) for pair in found.pairs]))


def _pair_row(pair: Pair, names: Names) -> tuple[str | float | int | None, ...]:
    return (
        names.get(pair.a, pair.a),
        names.get(pair.b, pair.b),
        pair.together,
        pair.expected,
        pair.lift,
        _known(pair.low),
        _known(pair.high),
        _known(pair.stability),
    )


def _known(value: float) -> float | None:
    return None if value != value else value


def cooccurrence_matrix(found: Cooccurrence, *, names: Names | None = None, title: str, most: int = 25) -> Chart:
    """In how many bouwstenen the most frequent themas stand together, on the diagonal each thema itself."""
    names = names or {}
    keys = sorted(found.counts, key=lambda key: (-found.counts[key], key))[:most]
    together = {frozenset((pair.a, pair.b)): pair.together for pair in found.pairs}
    sure = {frozenset((pair.a, pair.b)) for pair in found.pairs if pair.lift > CHANCE and pair.stability >= SURE}
    values: list[list[float | None]] = [
        [found.counts[a] if a == b else together.get(frozenset((a, b))) for b in keys] for a in keys
    ]
    shown = [names.get(key, key) for key in keys]
    notes = [
        f"Aantal bouwstenen met beide thema’s; leeg: minder dan {found.minimum}. Op de schuine lijn: het thema zelf.",
        "Dikke rand: vaker samen dan toeval, en dat blijft zo in bijna alle nieuwe trekkingen.",
    ]
    if len(keys) < len(found.counts):
        notes.append(f"Getekend zijn de {len(keys)} grootste van {len(found.counts)} thema’s.")
    highest = max(together.values(), default=1)
    marks = [[frozenset((a, b)) in sure for b in keys] for a in keys]
    return matrix(shown, shown, values, title=title, notes=notes, corner="Thema", highest=highest, marks=marks)


def crosstab_counts(tab: Crosstab, *, names: Names | None = None, title: str, corner: str = "") -> Chart:
    """The counts of a cross table; a thick edge where there is clearly more or less than chance gives."""
    return _crosstab(
        tab, [[float(count) for count in row] for row in tab.counts], names, title, corner, residuals=False
    )


def crosstab_residuals(tab: Crosstab, *, names: Names | None = None, title: str, corner: str = "") -> Chart:
    """The adjusted residuals of a cross table: above 0 more, below 0 less than chance gives."""
    return _crosstab(tab, [list(row) for row in tab.residuals], names, title, corner, residuals=True)


def _crosstab(
    tab: Crosstab, values: Sequence[Sequence[float]], names: Names | None, title: str, corner: str, *, residuals: bool
) -> Chart:
    names = names or {}
    width = len(tab.columns)
    firm = [cell.is_striking and not cell.is_small and not cell.is_of_one for cell in tab.cells()]
    marks = [firm[row * width : (row + 1) * width] for row in range(len(tab.rows))]
    notes = [
        "Dikke rand: duidelijk meer of minder dan toeval geeft (residu van 2 of meer, verwacht aantal ten minste 5, "
        "niet vooral uit één gesprek).",
        *(warning.tekst for warning in tab.warnings),
    ]
    return matrix(
        [names.get(row, row) for row in tab.rows],
        [names.get(column, column) for column in tab.columns],
        values,
        title=title,
        notes=["Boven 0: meer dan toeval geeft. Onder 0: minder.", *notes] if residuals else notes,
        corner=corner,
        digits=1 if residuals else 0,
        diverging=residuals,
        highest=4.0 if residuals else None,
        marks=marks,
    )


def residual_bars(tab: Crosstab, column: str, *, names: Names | None = None, title: str) -> Chart:
    """The residuals of one column as bars to both sides, largest first."""
    names = names or {}
    place = tab.columns.index(column)
    found = [
        Bar(names.get(row, row), tab.residuals[i][place], note=f"({tab.counts[i][place]} van {tab.row_totals[i]})")
        for i, row in enumerate(tab.rows)
        if tab.row_totals[i]
    ]
    found.sort(key=lambda bar: (-(bar.value or 0), bar.label))
    notes = ["Naar rechts: meer dan toeval geeft. Naar links, gestreept: minder. Vanaf 2 is het de moeite waard."]
    notes += [warning.tekst for warning in tab.warnings]
    return bars(found, title=title, value_name="Residu", label_name="Rij", notes=notes, digits=1)


def trend_lines(trend: Trend, *, names: Names | None = None, title: str, only: Sequence[str] | None = None) -> Chart:
    """The share of each period of at most MOST themas: the chosen ones, or the most frequent."""
    names = names or {}
    chosen = [one for one in trend.series if only is None or one.name in only][:MOST]
    small = [period.label for period in trend.periods if period.is_small]
    notes = [f"Aandeel van de bouwstenen per {trend.step}."]
    if small:
        where = ", ".join(small) if len(small) <= _NAMED else f"{len(small)} van de {len(trend.periods)} perioden"
        notes.append(f"Minder dan {FEW} bouwstenen in {where}: daar zegt een aandeel bijna niets.")
    return lines(
        [period.label for period in trend.periods],
        [_share_line(one, names, banded=len(chosen) == 1) for one in chosen],
        title=title,
        x_name=trend.step.capitalize(),
        y_name="Aandeel",
        notes=notes,
        percent=True,
    )


def _share_line(one: Series, names: Names, *, banded: bool) -> Line:
    """The interval is drawn for one line alone: several bands hide each other."""
    shares = [point.share for point in one.points]
    if not banded:
        return Line(names.get(one.name, one.name), shares)
    low, high = [point.low for point in one.points], [point.high for point in one.points]
    return Line(names.get(one.name, one.name), shares, low, high)


def saturation_lines(saturation: Saturation, *, title: str, what: str = "thema’s") -> Chart:
    """How many different ones there are after each gesprek: in the real order, and in any order."""
    steps = saturation.steps
    real = Line("in deze volgorde", [float(step.total) for step in steps])
    low, high = [_known(step.low) for step in steps], [_known(step.high) for step in steps]
    mean = Line("gemiddeld over alle volgordes", [step.mean for step in steps], low, high)
    unseen = saturation.unseen
    notes = [
        f"Gehoord: {unseen.heard} {what}. Schatting van alles: {unseen.estimate:.0f} (95%-interval {unseen.low:.0f} "
        f"tot {unseen.high:.0f}), Chao2.",
        "De band bevat 95% van de willekeurige volgordes.",
    ]
    return lines(
        [str(step.number) for step in steps],
        [real, mean],
        title=title,
        x_name="Gesprekken",
        y_name=f"Verschillende {what}",
        notes=notes,
        digits=1,
        whole=True,
    )


def new_per_step(saturation: Saturation, labels: Sequence[str], *, title: str, what: str = "thema’s") -> Chart:
    """How many new ones each gesprek brought."""
    found = [
        Bar(label, float(len(step.new)), note="" if step.new else "(niets nieuws)")
        for label, step in zip(labels, saturation.steps, strict=True)
    ]
    return bars(found, title=title, value_name=f"Nieuwe {what}", label_name="Gesprek", digits=0)


def agreement_bars(found: Mapping[str, Agreement], *, names: Names | None = None, title: str, measure: str) -> Chart:
    """Coefficients of agreement with their intervals, from 0 (or lower) to 1."""
    names = names or {}
    shown = [
        Bar(names.get(key, key), one.value, one.low, one.high, note=f"({one.units} dubbel gecodeerd)")
        for key, one in found.items()
    ]
    notes = ["1 is volledige overeenstemming, 0 is wat toeval geeft. Het streepje is het 95%-interval."]
    lowest = min([0.0, *(end for bar in shown for end in (bar.value, bar.low) if end is not None)])
    limits = (-1.0 if lowest < -0.5 else -0.5 if lowest < 0 else 0.0, 1.0)
    return bars(shown, title=title, value_name=measure, label_name="Code", notes=notes, limits=limits)


def keyword_bars(found: Sequence[Keyword], *, title: str) -> Chart:
    """The most typical words."""
    shown = [Bar(one.word, one.g2, note=f"({one.count} keer hier, {one.elsewhere} elders)") for one in found]
    return bars(shown, title=title, value_name="Kenmerkendheid (G²)", label_name="Woord", digits=1)
