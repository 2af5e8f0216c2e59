"""Tables for a spreadsheet, safe to open."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER_RE = re.compile(r"-?[0-9]+(,[0-9]+)?")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as spreadsheets in the Netherlands open it: semicolons, UTF-8 with byte order mark.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
    """
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number, with a minus or a decimal comma too, stays one."""
    return cell if _NUMBER_RE.fullmatch(cell) else plain_text(cell)


def plain_text(cell: str) -> str:
    """Words that somebody typed, as a cell that no spreadsheet takes for anything else."""
    return f"'{cell}" if cell.startswith(_FORMULA_START) else cell
