"""The template that people download to fill in with bouwstenen."""

from kennisbank.exchange.formats.csv import write_csv
from kennisbank.exchange.formats.xlsx import write_xlsx
from kennisbank.exchange.rows import KOLOMMEN

KOPPEN = [kolom.naam for kolom in KOLOMMEN]
VOORBEELDEN = (
    (
        "Bel eerst, schrijf daarna",
        "Wij bellen nu voor we een **afwijzing** versturen. Dat scheelt de helft van de bezwaren.",
        "voorbeeld",
        "nee",
        "",
        "",
        "",
        "",
        "2025-03-12",
        "voorbeeld-1",
    ),
    (
        "Bellen kost tijd die we niet hebben",
        "Met twintig dossiers op een dag lukt bellen niet. Wie kiest dan, en hoe leggen we dat uit?",
        "dilemma",
        "ja",
        "",
        "",
        "",
        "",
        "12-03-2025",
        "voorbeeld-2",
    ),
)


def sample_csv() -> bytes:
    """The template as CSV."""
    return write_csv([KOPPEN, *VOORBEELDEN])


def sample_xlsx() -> bytes:
    """The template as XLSX, with the meaning of every column on a second sheet."""
    uitleg = [("kolom", "verplicht", "wat erin staat")]
    uitleg += [(kolom.naam, "ja" if kolom.verplicht else "nee", kolom.uitleg) for kolom in KOLOMMEN]
    return write_xlsx([("bouwstenen", [KOPPEN, *VOORBEELDEN]), ("uitleg", uitleg)])
