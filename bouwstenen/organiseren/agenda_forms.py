"""The form for an agenda of one's own: a fixed number of lines, of which empty ones do not count."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from bouwstenen.startkit.inhoud import Onderdeel

REGELS = 10
"""So many lines the form shows, or two more than there are parts."""

Rij = dict[str, str]


def rows_for(onderdelen: Sequence[Onderdeel]) -> list[Rij]:
    """The lines of the form for these parts, and empty ones to add to."""
    rows = [
        {"titel": part.titel, "minuten": str(part.minuten), "uitleg": part.uitleg, "fout": ""} for part in onderdelen
    ]
    return _filled_up(rows)


def _filled_up(rows: list[Rij]) -> list[Rij]:
    empty = max(REGELS - len(rows), 2)
    return [*rows, *({"titel": "", "minuten": "", "uitleg": "", "fout": ""} for _ in range(empty))]


def read_agenda(data: QueryDict) -> tuple[list[Rij], list[dict[str, Any]], list[str]]:
    """What was typed: the lines to show again, the parts, and what is wrong in words."""
    rows: list[Rij] = []
    parts: list[dict[str, Any]] = []
    fouten: list[str] = []
    typed = zip(data.getlist("titel"), data.getlist("minuten"), data.getlist("uitleg"), strict=False)
    for titel, minuten, uitleg in typed:
        row = {"titel": titel[:200], "minuten": minuten.strip()[:10], "uitleg": uitleg[:500], "fout": ""}
        if not titel.strip() and not row["minuten"] and not uitleg.strip():
            continue
        row["fout"] = _wrong(row)
        if row["fout"]:
            fouten.append(f"Regel {len(rows) + 1}: {row['fout']}")
        else:
            parts.append({"titel": titel, "minuten": int(row["minuten"]), "uitleg": uitleg})
        rows.append(row)
    if not parts and not fouten:
        fouten.append("Vul ten minste één onderdeel in, of zet de agenda van de vorm terug.")
    return _filled_up(rows), parts, fouten


def _wrong(row: Rij) -> str:
    if not row["titel"].strip():
        return "Geef dit onderdeel een naam."
    if not (row["minuten"].isascii() and row["minuten"].isdigit()):
        return "Vul het aantal minuten in, in cijfers."
    return "" if 1 <= int(row["minuten"]) <= 240 else "Kies tussen 1 en 240 minuten."
