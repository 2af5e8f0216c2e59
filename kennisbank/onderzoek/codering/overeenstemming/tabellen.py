"""The figures of a round as tables and as a picture. Coders appear by number only."""

from collections.abc import Callable

from kennisbank.charts.bars import Bar, bars
from kennisbank.charts.chart import Cell, Chart, Table
from kennisbank.onderzoek.codering.lezen import Stand
from kennisbank.onderzoek.codering.overeenstemming.berekening import GEEN, Overeenstemming

Maker = Callable[[Stand, Overeenstemming], Table]


def _codes(stand: Stand, found: Overeenstemming) -> Table:
    head = (
        "Code", "Alpha van Krippendorff", "Van", "Tot", "Kappa van Fleiss", "Zelfde antwoord (deel)", "Gegeven (deel)",
        "Bouwstenen dubbel gecodeerd",
    )  # fmt: skip
    rows = tuple(
        (
            row.code.naam,
            row.alpha.value,
            row.alpha.low,
            row.alpha.high,
            row.kappa.value,
            row.gelijk,
            row.gegeven,
            row.alpha.units,
        )
        for row in found.codes
    )
    return Table("Overeenstemming per code", head, rows)


def _paren(stand: Stand, found: Overeenstemming) -> Table:
    head = ("Codeurs", "Kappa van Cohen", "Samen gecodeerd", "Precies hetzelfde")
    rows = tuple(
        (f"Codeur {row.een} en codeur {row.ander}", row.kappa.value, row.samen, row.precies_gelijk)
        for row in found.paren
    )
    return Table("Overeenstemming per twee codeurs", head, rows)


def _verwarring(stand: Stand, found: Overeenstemming) -> Table:
    rows = tuple((row.code.naam, row.ander.naam if row.ander else GEEN, row.aantal) for row in found.verwarring)
    return Table("Welke codes tegenover elkaar stonden", ("De een koos", "De ander koos", "Aantal keer"), rows)


def _antwoorden(stand: Stand, found: Overeenstemming) -> Table:
    head = (
        "Bouwsteen", "Versie", "Code", *(f"Codeur {codeur.nummer}" for codeur in stand.codeurs), "Uitkomst", "Besloten",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for plek in stand.plekken:
        answers = dict.fromkeys(plek.stemmen.voor, "wel") | dict.fromkeys(plek.stemmen.tegen, "niet")
        given = stand.antwoorden.get(plek.eenheid.pk, {})
        cells = [answers.get(each.nummer, "weet niet" if each.nummer in given else "") for each in stand.codeurs]
        outcome = {True: "wel", False: "niet", None: ""}[plek.toegekend]
        decided = plek.besluit.get_wijze_display() if plek.besluit else ""
        versie = plek.eenheid.versie
        rows.append((versie.bouwsteen.urn, versie.nummer, plek.code.naam, *cells, outcome, decided))
    return Table("Alle antwoorden", head, tuple(rows))


TABELLEN: dict[str, Maker] = {
    "codes": _codes,
    "codeurs": _paren,
    "verwarring": _verwarring,
    "antwoorden": _antwoorden,
}


def draw(found: Overeenstemming) -> Chart:
    """The alpha of each code, with its interval."""
    items = [Bar(row.code.naam, row.alpha.value, row.alpha.low, row.alpha.high) for row in found.codes]
    return bars(
        items,
        title="Overeenstemming per code",
        value_name="Alpha van Krippendorff",
        label_name="Code",
        notes=("Streepjes: 95% onzekerheid.", "0 is wat toeval geeft, 1 is alles hetzelfde."),
    )
