"""A book as Markdown."""

from kennisbank.exchange.boek.markdown import make_markdown
from tests.kennisbank.exchange.boek.samples import make_boek


def test_a_link_to_a_hoofdstuk_of_the_book_stays_in_the_book() -> None:
    tekst = make_markdown(make_boek())
    assert "Lees eerst [Tegenspraak](#h1)" in tekst
    assert "[wat helpt](#h2-s1)" in tekst
    assert "](https://kennisbank.example/bouwstenen/7h3k9m2p4q/)" in tekst


def test_equal_books_give_equal_text() -> None:
    assert make_markdown(make_boek()) == make_markdown(make_boek())
