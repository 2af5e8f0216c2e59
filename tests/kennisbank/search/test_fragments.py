"""Fragments show why something was found, and are never more than text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.search.fragments import LENGTH, MARGIN, WINDOW, Deel, fragment, mark
from kennisbank.search.question import parse_question


def show(parts: list[Deel]) -> str:
    return "".join(f"[{part.tekst}]" if part.raak else part.tekst for part in parts)


def stems(text: str) -> frozenset[str]:
    return parse_question(text).stems


def test_all_forms_of_a_word_are_marked():
    text = "Een goed gesprek vraagt moed. Gesprekken zijn geen debatten."
    assert show(fragment(text, stems("gesprek"))) == "Een goed [gesprek] vraagt moed. [Gesprekken] zijn geen debatten."


def test_the_window_with_most_words_is_chosen():
    text = "moed " + "zomaar wat tekst " * 60 + "moed en maat horen samen " + "nog meer tekst " * 60
    shown = show(fragment(text, stems("moed maat")))
    assert "[moed] en [maat]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_without_a_hit_the_beginning_is_shown():
    shown = show(fragment("woord " * 100, stems("moed")))
    assert shown.startswith("woord woord")
    assert shown.endswith(" …")
    assert "woo …" not in shown


def test_stop_words_are_not_marked():
    assert show(fragment("van de moed", stems("de moed"))) == "van de [moed]"


def test_accents():
    assert show(mark("Coo\u0308rdinatie", stems("coordinatie"))) == "[Coördinatie]"


def test_empty():
    assert fragment("", stems("moed")) == []


@given(st.text(max_size=600), st.text(max_size=20))
@settings(deadline=None)
def test_a_fragment_is_short_and_in_one_piece(text, question):
    parts = fragment(text + " moed " + text, stems(question + " moed"))
    shown = "".join(part.tekst for part in parts)
    inner = shown.removeprefix("… ").removesuffix(" …").strip()
    assert len(inner) <= WINDOW + 2 * MARGIN + LENGTH + 2 * len(text)
    assert all(part.tekst for part in parts)
    assert any(part.raak for part in parts)
