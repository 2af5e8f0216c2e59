"""Letters in three shapes."""

import io

import docx
import pytest
from pypdf import PdfReader

from kennisbank.drukwerk import Brief, brief_docx, brief_pdf, brief_tekst
from kennisbank.text.limits import TekstTeLang
from tests.kennisbank.exchange.boek.pdf_checks import elements, problems

BRIEF = Brief(
    "Uitnodiging: praat mee over #tegenspraak",
    "Beste collega,\n\nDoe *mee* aan een **gesprek**. Lees [meer](https://example.org/meer).\n\n"
    "## Wat neem je mee\n\n- een voorbeeld\n- een vraag\n    1. kort\n    2. eerlijk\n\n"
    "> Wat jij zegt, telt.\n\n| Tijd | Wat |\n|---|---|\n| 9.00 | Inloop |\n\n---\n\n"
    "Groet,\\\nde gespreksleider[^1]\n\n"
    "[^1]: Die leidt alleen.",
    (("Wanneer", "dinsdag 12 januari 2027, 9.30 uur"), ("Waar", ""), ("Plaatsen", "8")),
)


def test_pdf_is_accessible() -> None:
    pdf = brief_pdf(BRIEF)
    assert problems(pdf) == []
    assert {"H1", "H2", "P", "L", "LI", "BlockQuote", "Table", "Link", "Note"} <= set(elements(pdf))
    tekst = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "Uitnodiging: praat mee over #tegenspraak" in tekst
    assert "Wanneer: dinsdag 12 januari 2027, 9.30 uur" in tekst
    assert "Waar:" not in tekst


def test_word_file_has_real_styles() -> None:
    alineas = [(deel.style.name, deel.text) for deel in docx.Document(io.BytesIO(brief_docx(BRIEF))).paragraphs]
    assert alineas[0] == ("Heading 1", BRIEF.titel)
    assert ("Heading 2", "Wat neem je mee") in alineas
    assert ("List Bullet", "een voorbeeld") in alineas
    assert any(tekst == "Wanneer: dinsdag 12 januari 2027, 9.30 uur" for _, tekst in alineas)


def test_text_can_be_pasted_into_a_mail() -> None:
    assert brief_tekst(BRIEF) == (
        "Uitnodiging: praat mee over #tegenspraak\n\n"
        "Wanneer: dinsdag 12 januari 2027, 9.30 uur\nPlaatsen: 8\n\n"
        "Beste collega,\n\n"
        "Doe mee aan een gesprek. Lees meer (https://example.org/meer).\n\n"
        "Wat neem je mee\n\n"
        "- een voorbeeld\n- een vraag\n  1. kort\n  2. eerlijk\n\n"
        "  Wat jij zegt, telt.\n\n"
        "Tijd | Wat\n9.00 | Inloop\n\n"
        "* * *\n\n"
        "Groet,\nde gespreksleider[1]\n\n"
        "[1] Die leidt alleen.\n"
    )


def test_equal_letters_give_equal_bytes() -> None:
    gelijk = Brief(BRIEF.titel, BRIEF.tekst, BRIEF.regels)
    assert brief_pdf(BRIEF) == brief_pdf(gelijk)
    assert brief_docx(BRIEF) == brief_docx(gelijk)


def test_an_empty_letter_is_a_letter() -> None:
    leeg = Brief("", "")
    assert PdfReader(io.BytesIO(brief_pdf(leeg))).pages
    assert docx.Document(io.BytesIO(brief_docx(leeg)))
    assert brief_tekst(leeg) == "\n"


def test_characters_that_no_font_has_do_not_stop_the_press() -> None:
    assert PdfReader(io.BytesIO(brief_pdf(Brief("Titel \ue000", "Wat een feest \U0001f973 漢字")))).pages


def test_a_text_that_is_too_long_says_so() -> None:
    with pytest.raises(TekstTeLang):
        brief_pdf(Brief("Lang", "woord " * 200_000))
