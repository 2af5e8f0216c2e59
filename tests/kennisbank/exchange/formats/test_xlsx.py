"""Excel files: values of the first sheet, and clear words for what is none."""

import datetime
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.formats.tables import Kolom
from kennisbank.exchange.formats.xlsx import read_xlsx, write_xlsx

KOLOMMEN = (Kolom("titel", "", verplicht=True), Kolom("tekst", ""), Kolom("datum", ""))


def test_reads_what_was_written() -> None:
    inhoud = write_xlsx([("een", [("titel", "tekst"), ("Ideeën", "=1+1")]), ("twee", [("x",)])])
    tabel = read_xlsx(inhoud, "proef.xlsx", KOLOMMEN)
    assert tabel.rijen[0].cellen["titel"] == "Ideeën"
    assert "eerste blad" in tabel.waarschuwingen[0].tekst


def test_cells_become_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["titel", "tekst", "datum"])
    sheet.append([3.0, True, datetime.date(2025, 3, 12)])
    sheet.append([None, None, None])
    sheet.append(["b", None, datetime.datetime(2025, 3, 12, 10)])  # noqa: DTZ001 - cells have no time zone
    uit = BytesIO()
    book.save(uit)
    rijen = read_xlsx(uit.getvalue(), "proef.xlsx", KOLOMMEN).rijen
    assert rijen[0].cellen == {"titel": "3", "tekst": "ja", "datum": "2025-03-12"}
    assert (rijen[1].nummer, rijen[1].cellen["datum"]) == (4, "2025-03-12")


def _zip(**files: bytes) -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in files.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "leeg"),
        (b"titel;tekst", "geen goed Excel-bestand"),
        (b"\xd0\xcf\x11\xe0rest", "wachtwoord"),
        (_zip(iets=b"x"), "geen goed Excel-bestand"),
        (_zip(bom=b"\0" * 101_000_000), "groter dan 100 MB"),
        (write_xlsx([("een", [("titel",), ("a",)])])[:900], "geen goed Excel-bestand"),
        (write_xlsx([("een", [("titel", "titel"), ("a", "b")])]), "meer dan één keer"),
    ],
)
def test_says_what_is_wrong(inhoud: bytes, melding: str) -> None:
    with pytest.raises(LeesFout, match=melding):
        read_xlsx(inhoud, "proef.xlsx", KOLOMMEN)
