import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.normalise import normalise, normalise_line


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("ide\u0308e", "idëe"),
        ("regel  \t\nvolgende \u00a0\n", "regel\nvolgende"),
        ("nul\x00bel\x07", "nulbel"),
        ("\ufefftekst\u200b", "tekst"),
        ("\n\n  code\n\n\n\nna\n\n", "  code\n\n\n\nna"),
        ("links\u202e naar rechts", "links naar rechts"),
        ("los \ud800 surrogaat", "los  surrogaat"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_normalise(tekst, verwacht):
    assert normalise(tekst) == verwacht


@given(st.text())
def test_normalise_is_idempotent(tekst):
    eens = normalise(tekst)
    assert normalise(eens) == eens
    assert unicodedata.is_normalized("NFC", eens)
    assert "\r" not in eens
    assert "\x00" not in eens


@given(st.text())
def test_browsers_line_ends_make_no_difference(tekst):
    assert normalise(tekst.replace("\r", "").replace("\n", "\r\n")) == normalise(tekst.replace("\r", ""))


def test_a_line_has_no_line_ends():
    assert normalise_line("  een \r\n twee\t drie ") == "een twee drie"
