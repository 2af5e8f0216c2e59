"""CSV as it comes: UTF-8, with or without byte order mark, UTF-16 or Windows-1252; comma, semicolon or tab."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from kennisbank.exchange.formats.decode import decode
from kennisbank.exchange.formats.source import LeesFout, Melding
from kennisbank.exchange.formats.tables import Kolom, Tabel, build_table

SCHEIDINGSTEKENS = (";", ",", "\t")
MAX_CEL = 2_000_000
"""Longest cell that is read, in characters; how long a text may be is for whoever uses the table."""

csv.field_size_limit(MAX_CEL)


def read_csv(inhoud: bytes, naam: str, kolommen: Sequence[Kolom]) -> Tabel:
    """Read a table. Raises LeesFout for what is no CSV, and for columns that are double, missing or misspelt."""
    gelezen = decode(inhoud, naam)
    tekst = gelezen.tekst.removeprefix("\ufeff")
    if not tekst.strip():
        raise LeesFout(f"{naam} is leeg.")
    if "\x00" in tekst:
        raise LeesFout(f"{naam} bevat nultekens en is dus geen gewone CSV. Sla het op als ‘CSV UTF-8’.")
    tekst, teken = _declared(tekst)
    meldingen = [Melding("", gelezen.waarschuwing)] if gelezen.waarschuwing else []
    return build_table(naam, _records(tekst, teken or _sniff(tekst, kolommen), naam), kolommen, meldingen)


def _declared(tekst: str) -> tuple[str, str]:
    """The text without the line `sep=;` that Excel knows, and the delimiter it gives."""
    first, _, rest = tekst.partition("\n")
    found = first.strip().strip('"').casefold()
    if found.startswith("sep=") and found[4:5] in SCHEIDINGSTEKENS and len(found) == 5:
        return rest, found[4]
    return tekst, ""


def _sniff(tekst: str, kolommen: Iterable[Kolom]) -> str:
    """The delimiter by which the header names most columns that are known, else makes most columns."""
    known = {kolom.naam for kolom in kolommen}

    def score(teken: str) -> tuple[int, int]:
        try:
            header = next(csv.reader(StringIO(tekst[:MAX_CEL], newline=""), delimiter=teken), [])
        except csv.Error:
            return 0, 0
        return sum(cel.strip().casefold() in known for cel in header), len(header)

    return max(SCHEIDINGSTEKENS, key=score)


def _records(tekst: str, teken: str, naam: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(tekst, newline=""), delimiter=teken, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            yield number, row
    except csv.Error as error:
        reden = "een cel is te lang" if "limit" in str(error) else "de aanhalingstekens kloppen niet"
        raise LeesFout(f"Rij {number + 1} van {naam} is niet te lezen: {reden}.") from error


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV that spreadsheets in the Netherlands open well: semicolons, UTF-8 with byte order mark."""
    uit = StringIO(newline="")
    csv.writer(uit, delimiter=";").writerows(rows)
    return uit.getvalue().encode("utf-8-sig")
