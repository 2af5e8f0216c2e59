"""CSV that spreadsheets in the Netherlands open well: semicolons, UTF-8 with byte order mark, no formulas."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from kennisbank.exchange.uitvoer.rijen import KOLOMMEN, Kop, Rij, clean, defuse
from kennisbank.exchange.uitvoer.tellen import Telling


def write(uit: BinaryIO, kop: Kop, rijen: Iterable[Rij]) -> None:
    """Write the rows below one row with the names of the columns. A CSV says nothing about itself."""
    tekst = io.TextIOWrapper(uit, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(tekst, delimiter=";")
    writer.writerow([kolom.naam for kolom in KOLOMMEN])
    for rij in Telling(rijen):
        writer.writerow([_cell(kolom.waarde(rij)) for kolom in KOLOMMEN])
    tekst.detach()


def _cell(value: str | int | None) -> str:
    return defuse(clean(value)) if isinstance(value, str) else "" if value is None else str(value)
