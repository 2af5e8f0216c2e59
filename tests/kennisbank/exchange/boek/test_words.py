"""The law of every format: each word of the book is in it, and in the order of the book."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from kennisbank.exchange.boek.docx import make_docx
from kennisbank.exchange.boek.epub import make_epub
from kennisbank.exchange.boek.markdown import make_markdown
from kennisbank.exchange.boek.model import Boek
from kennisbank.exchange.boek.pdf import make_pdf
from tests.kennisbank.exchange.boek import reading
from tests.kennisbank.exchange.boek.samples import book_of, make_boek
from tests.kennisbank.text.strategies import MARKDOWN, PROSE

READERS: dict[str, Callable[[Boek], list[str]]] = {
    "pdf": lambda boek: reading.read_pdf(make_pdf(boek)),
    "docx": lambda boek: reading.read_docx(make_docx(boek)),
    "epub": lambda boek: reading.read_epub(make_epub(boek)),
    "markdown": lambda boek: reading.read_markdown(make_markdown(boek)),
}
# Where an image touches a word, its description is told apart from it: "nul[Afbeelding: beeld]" is two words, not one.
TOUCHING = re.compile(r"\w!\[|\]\([^)]*\)\w|\]\w")
MAKERS: list[Callable[[Boek], bytes | str]] = [make_pdf, make_docx, make_epub, make_markdown]


def test_the_law_sees_a_word_that_is_gone_or_out_of_place() -> None:
    assert reading.missing(["een", "twee", "drie"], ["een", "twee", "x", "drie"]) == []
    assert reading.missing(["een", "twee", "drie"], ["een", "drie", "twee"]) == ["een", "twee", "drie"]
    assert len(reading.running_words(make_boek())) > 100
    assert len(reading.note_words(make_boek())) > 10


@pytest.mark.parametrize("vorm", READERS)
def test_every_word_is_there_in_order(vorm: str) -> None:
    boek = make_boek()
    gevonden = READERS[vorm](boek)
    assert reading.missing(reading.running_words(boek), gevonden) == []
    assert reading.missing(reading.note_words(boek), gevonden) == []
    assert "pagina" not in gevonden  # what a page says of a dead link is no part of the book


@pytest.mark.parametrize("vorm", READERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tekst=PROSE)
def test_no_word_of_any_prose_is_lost(vorm: str, tekst: str) -> None:
    boek = book_of(tekst, tekst)
    assert reading.missing(reading.running_words(boek), READERS[vorm](boek)) == []


@pytest.mark.parametrize("vorm", ["docx", "epub", "markdown"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tekst=MARKDOWN.filter(lambda tekst: "[^" not in tekst and not TOUCHING.search(tekst)))
def test_no_word_of_any_markdown_is_lost(vorm: str, tekst: str) -> None:
    boek = book_of(tekst)
    assert reading.missing(reading.running_words(boek), READERS[vorm](boek)) == []


@pytest.mark.parametrize("vorm", ["docx", "epub", "markdown"])
@pytest.mark.parametrize("tekst", ["nul![beeld](b)", "![beeld](b)nul"])
def test_of_an_image_that_touches_a_word_both_are_there(vorm: str, tekst: str) -> None:
    gevonden = " ".join(READERS[vorm](book_of(tekst)))
    assert "nul" in gevonden
    assert "beeld" in gevonden


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tekst=MARKDOWN)
def test_any_markdown_can_be_typeset(tekst: str) -> None:
    assert make_pdf(book_of(tekst)).startswith(b"%PDF-")


@pytest.mark.parametrize("make", MAKERS)
def test_equal_books_give_equal_bytes(make: Callable[[Boek], bytes | str]) -> None:
    assert make(make_boek()) == make(make_boek())
