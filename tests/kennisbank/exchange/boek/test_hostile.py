"""Whatever is typed, a book comes out; and in reasonable time."""

from collections.abc import Callable
from datetime import date

import pytest

from kennisbank.exchange.boek.docx import make_docx
from kennisbank.exchange.boek.epub import make_epub
from kennisbank.exchange.boek.markdown import make_markdown
from kennisbank.exchange.boek.model import Boek, BoekHoofdstuk, BoekSectie, Bronvermelding
from kennisbank.exchange.boek.pdf import make_pdf
from tests.kennisbank.exchange.boek.pdf_checks import problems
from tests.kennisbank.exchange.boek.reading import read_docx, read_epub, read_markdown, read_pdf
from tests.kennisbank.exchange.boek.samples import HOSTILE, ZIN, book_of, make_boek
from tests.kennisbank.text.timing import seconds

Make = Callable[[Boek], bytes | str]
MAKERS: list[Make] = [make_pdf, make_docx, make_epub, make_markdown]
LAST = {
    make_pdf: lambda boek: read_pdf(make_pdf(boek)),
    make_docx: lambda boek: read_docx(make_docx(boek)),
    make_epub: lambda boek: read_epub(make_epub(boek)),
    make_markdown: lambda boek: read_markdown(make_markdown(boek)),
}
HUGE = {
    "alinea": ZIN * 3_500,
    "alinea's": f"{ZIN * 40}\n\n" * 85,
    "woord": "x" * 199_000,
    "tabel": "|a|b|c|\n|-|-|-|\n" + "|een woord|twee|3|\n" * 4_500,
    "koppen": "".join(f"## Kop {nummer}\n\ntekst\n\n" for nummer in range(2_000)),
    "lijst": "- punt\n" * 15_000,
}


@pytest.mark.parametrize("naam", HOSTILE)
@pytest.mark.parametrize("make", MAKERS)
def test_a_hostile_text_is_a_book_all_the_same(make: Make, naam: str) -> None:
    tekst = f"{HOSTILE[naam]}\n\nhekkensluiter"
    assert LAST[make](book_of("begin", tekst)).count("hekkensluiter") == 1


@pytest.mark.parametrize("naam", HOSTILE)
def test_a_hostile_text_leaves_the_pdf_accessible(naam: str) -> None:
    assert problems(make_pdf(book_of(HOSTILE[naam]))) == []


@pytest.mark.parametrize("make", MAKERS)
def test_every_field_may_be_hostile(make: Make) -> None:
    kwaad = "#x $a$ <w:p> ]]> & \" ' \\ \x00\x0b\x1b\ud800\ufffe\n*y* _z_ [a](b) 😀 einde"
    bron = Bronvermelding(kwaad, kwaad, kwaad, kwaad, tegengeluid=True)
    hoofdstuk = BoekHoofdstuk(
        kwaad, kwaad, (kwaad,), 1, date(2026, 1, 1), kwaad, (BoekSectie(kwaad, kwaad, (bron,), (bron,)),)
    )
    boek = Boek(kwaad, kwaad, kwaad, date(2026, 1, 1), kwaad, (hoofdstuk,), kwaad, kwaad, kwaad)
    assert LAST[make](boek).count("einde") > 10


@pytest.mark.parametrize("make", MAKERS)
def test_a_book_of_nothing_is_a_book(make: Make) -> None:
    assert make(make_boek(titel="", subtitel="", editie="", uitgever="", urn="", url="", inleiding="", hoofdstukken=()))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("naam", HUGE)
def test_a_text_as_long_as_may_be_takes_seconds(make: Make, naam: str) -> None:
    assert seconds(make, book_of(HUGE[naam])) < 30


@pytest.mark.parametrize("make", MAKERS)
def test_an_edition_of_15000_words_takes_a_few_seconds(make: Make) -> None:
    tekst = f"{ZIN * 9}[[Luisteren]] en **vet**.[^a]\n\n" * 9 + "[^a]: Een noot."
    boek = make_boek()
    (eerste, *_) = boek.hoofdstukken
    secties = tuple(BoekSectie(f"Sectie {nummer}", tekst, eerste.secties[0].bronnen) for nummer in range(3))
    hoofdstukken = tuple(
        BoekHoofdstuk(f"Deel {nummer}", "", (), 1, boek.datum, f"/document/{nummer}/", secties) for nummer in range(5)
    )
    groot = make_boek(hoofdstukken=hoofdstukken)
    assert sum(len(sectie.tekst.split()) for deel in hoofdstukken for sectie in deel.secties) > 13_000
    assert seconds(make, groot) < 5
