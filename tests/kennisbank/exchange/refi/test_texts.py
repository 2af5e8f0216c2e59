"""Whichever way a program counts, the words it selected are found; else the standard's way is taken."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kennisbank.exchange.refi.model import Selectie, Tekstbron
from kennisbank.exchange.refi.texts import key_of, slice_selections
from tests.kennisbank.exchange.refi.samples import guid

DELEN = ["Eerst 🙂🙂 vragen.\nDan schrijven.", "Cafe\u0301 👩\u200d👧 open.", "Slot\n\n- van é."]
TEKST = "\n\n".join(DELEN) + "\n"


def count(tekst: str, tot: int, manier: str) -> int:
    """Where a position lies for a program that counts in its own way."""
    before = tekst[:tot]
    extra = 1 if "bom" in manier else 0
    if "crlf" in manier:
        before = before.replace("\n", "\r\n")
    return extra + (len(before.encode("utf-16-le")) // 2 if "utf16" in manier else len(before))


@pytest.mark.parametrize("bestand", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("manier", ["punten", "utf16", "bom", "crlf", "crlf utf16"])
def test_every_way_of_counting_is_understood(bestand: str, manier: str) -> None:
    places = [(TEKST.index(deel), TEKST.index(deel) + len(deel)) for deel in DELEN]
    selecties = tuple(
        Selectie(guid(n), count(TEKST, start, manier), count(TEKST, eind, manier))
        for n, (start, eind) in enumerate(places)
    )
    bron = Tekstbron(guid(9), "Bron", TEKST.replace("\n", bestand), selecties=selecties)
    keys = [key_of(deel) for deel in DELEN]
    assert [key_of(piece or "") for piece in slice_selections(bron, set(keys))] == keys


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_any_text_and_position_gives_words_or_nothing(tekst: str, start: int, eind: int) -> None:
    assume("\r" not in tekst)
    [piece] = slice_selections(Tekstbron(guid(1), "", tekst, selecties=(Selectie(guid(2), start, eind),)), set())
    assert piece == ((tekst[start:eind] or None) if 0 <= start < eind <= len(tekst) else None)
