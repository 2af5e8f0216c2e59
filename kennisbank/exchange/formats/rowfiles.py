"""Any table: CSV or XLSX, by the ending of its name."""

from collections.abc import Sequence
from pathlib import Path

from kennisbank.exchange.formats.csv import read_csv
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.formats.tables import Kolom, Tabel
from kennisbank.exchange.formats.xlsx import read_xlsx

MAX_BESTAND = 50_000_000
"""Largest table, in bytes."""


def read_table(path: Path, kolommen: Sequence[Kolom]) -> Tabel:
    """Read the table at a path. Raises LeesFout."""
    try:
        if not path.is_file():
            raise LeesFout(f"{path} bestaat niet of is geen bestand.")
        if path.stat().st_size > MAX_BESTAND:
            raise LeesFout(f"{path.name} is groter dan {MAX_BESTAND // 1_000_000} MB.")
        return read_table_bytes(path.read_bytes(), path.name, kolommen)
    except OSError as error:
        raise LeesFout(f"{path} kan niet worden gelezen: {error.strerror or error}.") from error


def read_table_bytes(inhoud: bytes, bestandsnaam: str, kolommen: Sequence[Kolom]) -> Tabel:
    """Read a table from the bytes of a file. Raises LeesFout."""
    soort = Path(bestandsnaam).suffix.lower()
    if soort in {".csv", ".tsv", ".txt"}:
        return read_csv(inhoud, bestandsnaam, kolommen)
    if soort == ".xlsx":
        return read_xlsx(inhoud, bestandsnaam, kolommen)
    raise LeesFout(f"{bestandsnaam} is geen .csv- of .xlsx-bestand.")
