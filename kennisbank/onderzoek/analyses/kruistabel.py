"""Two features of bouwstenen against each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from django import forms

from kennisbank.analysis.crosstab import Crosstab, cross
from kennisbank.charts.chart import Cell, Table, as_text, rows
from kennisbank.charts.figures import crosstab_counts, crosstab_residuals
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, GeheelGetal, Instellingen, Uitkomst
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.kenmerken import KENMERKEN, Kenmerk

KEUZES = tuple((kenmerk.key, kenmerk.label) for kenmerk in KENMERKEN.values())
SHOWN = 3
"""So many striking cells are named in words."""


class KruistabelForm(Instellingen):
    """Which two features, and how many values of each."""

    rij = forms.ChoiceField(
        label="Rijen",
        choices=KEUZES,
        initial="thema",
        error_messages={"invalid_choice": "Kies een kenmerk uit de lijst."},
    )
    kolom = forms.ChoiceField(
        label="Kolommen",
        choices=KEUZES,
        initial="format",
        error_messages={"invalid_choice": "Kies een kenmerk uit de lijst."},
    )
    hoogstens = GeheelGetal(
        label="Hoogstens zoveel rijen",
        laagste=2,
        hoogste=60,
        initial=20,
        help_text="De vaakst genoemde blijven over.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("rij") and cleaned.get("rij") == cleaned.get("kolom"):
            self.add_error("kolom", "Kies voor de kolommen iets anders dan voor de rijen.")
        return cleaned


def work_out(corpus: Corpus, settings: Mapping[str, Any]) -> Uitkomst:
    """The table with what chance would give."""
    row, column = KENMERKEN[settings["rij"]], KENMERKEN[settings["kolom"]]
    seen = [(steen, pair) for steen in corpus.bouwstenen for pair in product(row.values(steen), column.values(steen))]
    if not seen:
        return Uitkomst(zinnen=["Geen enkele bouwsteen heeft van allebei iets. Kies andere kenmerken."])
    pairs = [pair for _, pair in seen]
    table = cross(
        pairs,
        rows=_values(row, [value for value, _ in pairs], settings["hoogstens"]),
        columns=_values(column, [value for _, value in pairs], settings["hoogstens"]),
        units=[steen.pk for steen, _ in seen],
        groups=[steen.gesprek_id or f"los {steen.pk}" for steen, _ in seen],
    )
    return Uitkomst(_pictures(table, row, column, corpus.titel), _sentences(table), [w.tekst for w in table.warnings])


def _pictures(table: Crosstab, row: Kenmerk, column: Kenmerk, corpus: str) -> list[Beeld]:
    title = f"{row.label} en {column.label.lower()}"
    cells = long_table(table, row, column)
    counts = crosstab_counts(table, title=f"{title}: {corpus}", corner=row.label)
    residuals = crosstab_residuals(table, title=f"{title}, afwijking van toeval: {corpus}", corner=row.label)
    return [
        Beeld("aantallen", f"{title}: aantallen", counts_table(table, title, corpus), counts, bestand=cells),
        Beeld("afwijkingen", f"{title}: meer of minder dan toeval", residuals.table, residuals, bestand=cells),
    ]


def _values(kenmerk: Kenmerk, found: Sequence[str], most: int) -> list[str]:
    """The values that are shown: in their own order when they have one, years by year, else the most frequent first."""
    counts = Counter(found)
    top = sorted(counts, key=lambda value: (-counts[value], value))[:most]
    if kenmerk.order:
        return [value for value in kenmerk.order if value in top]
    return sorted(top) if kenmerk.key == "jaar" else top


def counts_table(table: Crosstab, title: str, corpus: str) -> Table:
    """The numbers with totals, and behind each striking one whether it is more or less than chance."""
    body: list[list[Cell]] = []
    for place, name in enumerate(table.rows):
        numbers = zip(table.counts[place], table.residuals[place], strict=True)
        body.append([name, *(_cell(count, residual) for count, residual in numbers), table.row_totals[place]])
    body.append(["Totaal", *table.column_totals, table.total])
    return Table(f"{title}: {corpus}", ("", *table.columns, "Totaal"), rows(body))


def _cell(count: int, residual: float) -> Cell:
    if abs(residual) < 2:
        return count
    return f"{count} ({'+' if residual > 0 else '−'}{as_text(abs(residual), 1)})"


def long_table(table: Crosstab, row: Kenmerk, column: Kenmerk) -> Table:
    """One line per cell, for who counts on elsewhere."""
    head = (row.label, column.label, "Aantal", "Verwacht", "Afwijking")
    lines = [(cell.row, cell.column, cell.count, cell.expected, cell.residual) for cell in table.cells()]
    return Table(f"{row.label} en {column.label.lower()}", head, rows(lines))


def _sentences(table: Crosstab) -> list[str]:
    striking = sorted(
        (cell for cell in table.cells() if cell.is_striking and not (cell.is_small or cell.is_of_one)),
        key=lambda cell: -abs(cell.residual),
    )
    if not striking:
        return ["Nergens is er duidelijk meer of minder dan je bij toeval zou verwachten.", *_whole(table)]
    named = [
        f"{cell.row} bij {cell.column}: {cell.count} keer, waar toeval er ongeveer {as_text(cell.expected, 0)} zou "
        f"geven. Dat is duidelijk {'meer' if cell.residual > 0 else 'minder'}."
        for cell in striking[:SHOWN]
    ]
    return [*named, *_whole(table)]


def _whole(table: Crosstab) -> list[str]:
    """The test of the table as a whole, for who knows what it means."""
    if table.p is None or table.cramers_v is None:
        return []
    chance = "kleiner dan 0,001" if table.p < 0.001 else f"is {as_text(table.p, 3)}"
    return [
        f"Over de hele tabel is de samenhang {as_text(table.cramers_v)} op een schaal van 0 (geen) tot 1 (volledig). "
        f"Voor wie dat kent: Cramérs V; chi-kwadraat is {as_text(table.chi_squared, 1)} bij {table.df} "
        f"vrijheidsgraden en de p-waarde {chance}."
    ]


ANALYSE = Analyse(
    key="kruistabel",
    label="Wat komt waar vaker voor",
    uitleg="Zet twee kenmerken tegen elkaar af: thema’s per vorm van gesprek, per soort organisatie of per jaar.",
    icoon="organisatie",
    form=KruistabelForm,
    bereken=work_out,
    lezen=(
        "Elk vak telt bouwstenen. Achter een getal dat opvalt, staat hoe ver het van toeval af ligt.",
        "Een plus betekent meer dan toeval zou geven, een min minder. Vanaf 2 is het de moeite van het bekijken waard.",
    ),
    niet=(
        "Bij kleine aantallen zegt een verschil bijna niets. Lees dan de waarschuwing boven de tabel.",
        "Bouwstenen uit één gesprek lijken op elkaar. Eén gesprek kan een hele rij kleuren.",
        "Een verschil zegt niet waarom het er is. De vorm van het gesprek kan bepalen wat mensen zeggen.",
    ),
    volgorde=30,
)
