"""A title is the first sentence, and never cuts a word in two when it does not have to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.meelezen.titels import MAX_TITEL, make_titel


@pytest.mark.parametrize(
    ("tekst", "titel"),
    [
        ("Luister eerst. Schrijf dan pas.", "Luister eerst."),
        ("Luister **eerst** naar [[Tegenspraak]]", "Luister eerst naar Tegenspraak"),
        ("regel een\nregel twee", "regel een regel twee"),
        ("woord " * 40, "woord " * 19 + "woord…"),
        ("x" * 300, "x" * 119 + "…"),
    ],
)
def test_titles(tekst, titel):
    assert make_titel(tekst) == titel


@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_always_fits_on_one_line(tekst):
    titel = make_titel(tekst)
    assert len(titel) <= MAX_TITEL
    assert "\n" not in titel
