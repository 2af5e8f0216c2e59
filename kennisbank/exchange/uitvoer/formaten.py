"""The formats there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from kennisbank.exchange.uitvoer import als_csv, als_json, als_markdown, als_xlsx
from kennisbank.exchange.uitvoer.rijen import Kop, Rij


@dataclass(frozen=True)
class Formaat:
    """One format: its key in addresses, its name, its MIME type, what writes it and the most rows it is for."""

    key: str
    label: str
    content_type: str
    write: Callable[[BinaryIO, Kop, Iterable[Rij]], None]
    max_rijen: int


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATEN = {
    formaat.key: formaat
    for formaat in (
        Formaat("csv", "CSV (rekenblad)", "text/csv; charset=utf-8", als_csv.write, 20_000),
        Formaat("xlsx", "Excel (XLSX)", XLSX, als_xlsx.write, 10_000),
        Formaat("json", "JSON (voor programma’s)", "application/json", als_json.write, 20_000),
        Formaat("md", "Markdown (om te lezen)", "text/markdown; charset=utf-8", als_markdown.write, 20_000),
    )
}
