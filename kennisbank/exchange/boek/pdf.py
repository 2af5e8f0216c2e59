"""A book as PDF by the rules of PDF/UA-1 and PDF/A-2a, set by Typst without network, packages or system fonts."""

from datetime import UTC, datetime
from pathlib import Path

from kennisbank.drukwerk.tekst.typst_blocks import Data
from kennisbank.drukwerk.zetten import ONBEKEND, typeset
from kennisbank.exchange.boek.compose import compose
from kennisbank.exchange.boek.model import Boek
from kennisbank.exchange.boek.typst_data import book_data

SJABLOON = Path(__file__).parent / "sjablonen" / "boek.typ"
ONTBREEKT = (
    f"Een enkel teken staat niet in de letters van dit bestand; op die plek zie je {ONBEKEND}. In de andere "
    "bestandsvormen van deze uitgave staat het er wel."
)


def make_pdf(boek: Boek) -> bytes:
    """Write a book as PDF; equal books give equal bytes."""
    moment = datetime(boek.datum.year, boek.datum.month, boek.datum.day, tzinfo=UTC)
    return typeset(SJABLOON, book_data(compose(boek)), moment=moment, when_unshown=_warn)


def _warn(data: Data) -> Data:
    return {**data, "verantwoording": [*data["verantwoording"], ONTBREEKT]}
