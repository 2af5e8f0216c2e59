"""A book as PDF that everybody can read."""

import io
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from kennisbank.drukwerk.zetten import ONBEKEND
from kennisbank.exchange.boek.pdf import ONTBREEKT, make_pdf
from tests.kennisbank.exchange.boek.pdf_checks import elements, problems
from tests.kennisbank.exchange.boek.samples import BASIS, book_of, make_boek


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return make_pdf(make_boek())


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_passes_what_can_be_checked_of_pdf_ua(pdf: bytes) -> None:
    assert problems(pdf) == []


def test_the_checks_see_a_file_that_does_not_pass() -> None:
    assert problems(typst.compile(b"= Kop", pdf_tags=False)) == ["the file is not tagged"]
    gezien = problems(typst.compile(b'= Kop\n=== Te diep\n#link("https://x.nl")[x]'))
    assert "H3 comes after H1" in gezien
    assert "the language is not Dutch" in gezien
    assert "the title is not what the window shows" in gezien


def test_every_kind_of_block_has_its_tag(pdf: bytes) -> None:
    soorten = elements(pdf)
    for soort in (
        "H1",
        "H2",
        "H3",
        "H4",
        "P",
        "L",
        "LI",
        "BlockQuote",
        "Code",
        "Table",
        "TH",
        "TD",
        "Link",
        "Note",
        "TOC",
    ):
        assert soort in soorten
    assert soorten.count("H1") == 4  # contents, introduction and two hoofdstukken
    assert soorten.count("Note") == 3


def test_says_what_it_is(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Samen werken aan Ambtelijk Vakmanschap"
    assert reader.metadata.author == "Redactie van de kennisbank"
    assert reader.metadata.creation_date_raw == "D:20260309000000Z"


def test_bookmarks_lead_to_every_hoofdstuk_and_section(reader: PdfReader) -> None:
    assert _titles(reader.outline) == [
        "Inhoud",
        "Inleiding",
        "1 Tegenspraak geven en krijgen",
        ["Wat iedereen ziet", ["Een tussenkop", ["Dieper"]], "En dan?", "Bronnen"],
        "2 Luisteren",
        ["Wat helpt"],
    ]


def test_links_lead_out_of_the_book_and_into_it(reader: PdfReader) -> None:
    notities = [notitie.get_object() for page in reader.pages for notitie in page.get("/Annots", [])]
    adressen = {str(notitie["/A"]["/URI"]) for notitie in notities if "/URI" in notitie.get("/A", {})}
    assert {
        f"{BASIS}/bouwstenen/7h3k9m2p4q/",
        f"{BASIS}/edities/3/",
        "https://www.voorbeeld.nl/gids?a=1&b=2",
    } <= adressen
    assert not any("/document/luisteren/#" in adres for adres in adressen)
    assert sum("/URI" not in notitie.get("/A", {}) for notitie in notities) >= 15


def test_pages_are_numbered_and_say_where_you_are(reader: PdfReader) -> None:
    tekst = reader.pages[5].extract_text()
    assert tekst.rstrip().endswith(("6", "Tegenspraak geven en krijgen"))
    assert "Tegenspraak geven en krijgen" in tekst
    assert "Editie 3" in tekst
    assert reader.page_labels[5] == "6"


def test_a_character_that_no_font_has_is_marked_and_explained() -> None:
    tekst = _text(make_pdf(book_of("Een 😀 en \ue000.")))
    assert f"Een {ONBEKEND} en {ONBEKEND}." in tekst
    assert ONTBREEKT.partition(";")[0] in " ".join(tekst.split())
    assert ONBEKEND not in _text(make_pdf(book_of("Gewoon: العربية, שלום, ελληνικά, русский, ≥ ✓ €.")))


def test_a_very_long_word_stays_on_the_page() -> None:
    regels = [regel for regel in _text(make_pdf(book_of("x" * 3000))).splitlines() if "xx" in regel]
    assert sum(len(regel) for regel in regels) == 3000
    assert max(len(regel) for regel in regels) < 80


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u200b", "")


def _titles(outline: Any) -> list[Any]:
    return [_titles(deel) if isinstance(deel, list) else deel.title for deel in outline]
