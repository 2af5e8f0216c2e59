"""XLSX: one sheet with the rows, one that says what they are. Every cell is text or a number, never a formula."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from kennisbank.drukwerk.tekst.zipping import rewrite_zip
from kennisbank.exchange.uitvoer.rijen import KOLOMMEN, Kop, Rij, about, clean
from kennisbank.exchange.uitvoer.tellen import Telling

MAX_CEL = 32_767
"""Longest text that a cell can hold, in UTF-16 code units."""
INGEKORT = "… (ingekort: de hele tekst staat op de site)"
_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  # the same in every file; openpyxl takes no time zone
_WIDTHS = {"Titel": 50, "Tekst": 80, "Thema’s": 30, "Gesprek": 40}


def write(uit: BinaryIO, kop: Kop, rijen: Iterable[Rij]) -> None:
    """Write a workbook with the sheets "Rijen" and "Over dit bestand"."""
    book = Workbook(write_only=True)
    book.properties.creator = "Kennisbank Ambtelijk Vakmanschap"
    book.properties.title = clean(kop.titel)[:255]
    book.properties.created = book.properties.modified = _MOMENT
    telling = Telling(rijen)
    _write_rows(book.create_sheet("Rijen"), telling)
    _write_about(book.create_sheet("Over dit bestand"), about(kop, telling.aantal, telling.vingerafdruk))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archief:
        # Not book.save(): that puts the moment of saving in the file.
        ExcelWriter(book, archief).save()
    uit.write(rewrite_zip(made.getvalue()))


def _write_rows(sheet: Any, rijen: Iterable[Rij]) -> None:
    for place, kolom in enumerate(KOLOMMEN, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(kolom.naam, 18)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, kolom.naam, bold=True) for kolom in KOLOMMEN])
    for rij in rijen:
        sheet.append([_cell(sheet, kolom.waarde(rij)) for kolom in KOLOMMEN])


def _write_about(sheet: Any, lines: Sequence[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 100
    for label, value in lines:
        sheet.append([_cell(sheet, label, bold=True), _cell(sheet, value)])


def _cell(sheet: Any, value: str | int | None, *, bold: bool = False) -> Any:
    """A cell; text stays text, also when it begins like a formula or looks like a number."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=shorten(clean(value)))
    cell.data_type = "s"  # openpyxl makes a formula of "=1+1" and an error of "#N/A"
    if bold:
        cell.font = Font(bold=True)
    elif "\n" in value:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def shorten(tekst: str) -> str:
    """What fits in a cell, with a word at the end when that is not all."""
    if len(tekst) <= MAX_CEL // 2 or _units(tekst) <= MAX_CEL:
        return tekst
    kept = tekst.encode("utf-16-le")[: (MAX_CEL - len(INGEKORT)) * 2].decode("utf-16-le", errors="ignore")
    return kept + INGEKORT


def _units(tekst: str) -> int:
    return len(tekst.encode("utf-16-le")) // 2
