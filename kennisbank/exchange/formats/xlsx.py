"""Excel files (XLSX): the values on the first sheet."""

import datetime
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from kennisbank.exchange.formats.archive import check_sizes
from kennisbank.exchange.formats.source import LeesFout, Melding
from kennisbank.exchange.formats.tables import MAX_KOLOMMEN, MAX_RIJEN, Kolom, Tabel, build_table

_OLE2 = b"\xd0\xcf\x11\xe0"


def read_xlsx(inhoud: bytes, naam: str, kolommen: Sequence[Kolom]) -> Tabel:
    """Read the first sheet, formulas as the values that were saved with them. Raises LeesFout for what is no XLSX."""
    if not inhoud:
        raise LeesFout(f"{naam} is leeg.")
    if inhoud.startswith(_OLE2):
        raise LeesFout(
            f"{naam} is met een wachtwoord beveiligd of in het oude .xls-formaat. Sla het op als gewoon .xlsx-bestand."
        )
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as archief:
            check_sizes(archief, naam)
        sheets, rows = _rows(inhoud)
    except LeesFout:
        raise
    except Exception as error:
        raise LeesFout(f"{naam} is geen goed Excel-bestand (.xlsx), of het is beschadigd.") from error
    meldingen = [Melding("", f"Alleen het eerste blad is gelezen; er zijn er {sheets}.")] if sheets > 1 else []
    return build_table(naam, rows, kolommen, meldingen)


def _rows(inhoud: bytes) -> tuple[int, list[tuple[int, list[str]]]]:
    """Number of sheets, and the rows of the first; a few more than may be, so that too many is noticed."""
    book = load_workbook(BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        values = sheet.iter_rows(max_row=MAX_RIJEN + 10, max_col=MAX_KOLOMMEN + 1, values_only=True)
        return len(book.worksheets), list(_texts(values))
    finally:
        book.close()


def _texts(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        yield number, [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell as people would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_xlsx(sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> bytes:
    """A workbook of named sheets with texts, the first row of each in bold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for number in range(1, sheet.max_column + 1):
            sheet.column_dimensions[sheet.cell(1, number).column_letter].width = 28
    uit = BytesIO()
    book.save(uit)
    return uit.getvalue()
