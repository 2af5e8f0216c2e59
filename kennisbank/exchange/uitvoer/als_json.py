"""JSON with a shape that is written down in docs/handleiding/uitvoer.md; `versie` goes up when that changes.

The rows come one by one, so that a large file is never in memory; how many there were stands behind them.
"""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from kennisbank.exchange.uitvoer.rijen import Kop, Rij
from kennisbank.exchange.uitvoer.tellen import Telling

FORMAAT = "kennisbank-uitvoer"
VERSIE = 1


def write(uit: BinaryIO, kop: Kop, rijen: Iterable[Rij]) -> None:
    """Write what the file says about itself, the rows, and their number and fingerprint."""
    telling = Telling(rijen)
    uit.write(_dump(_head(kop))[:-2].encode() + b',\n "rijen": [')
    for rij in telling:
        uit.write(b",\n  " if telling.aantal > 1 else b"\n  ")
        uit.write(json.dumps(rij.as_data(), ensure_ascii=False).encode())
    tail = {"aantal": telling.aantal, "vingerafdruk": f"sha256:{telling.vingerafdruk}"}
    uit.write(b"\n ],\n" + _dump(tail)[2:].encode() + b"\n")


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _head(kop: Kop) -> dict[str, Any]:
    return {
        "formaat": FORMAAT,
        "versie": VERSIE,
        "titel": kop.titel,
        "zoekvraag": {"omschrijving": kop.omschrijving, "query": kop.query, "url": kop.url},
        "selectie": kop.selectie,
        "weggelaten": kop.weggelaten,
        "peildatum": kop.peildatum or None,
        "editie": {"titel": kop.editie, "url": kop.editie_url} if kop.editie else None,
    }
