"""Letters, sheets and dates made from what an organiser tells."""

import io
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.models import Canvasvak
from bouwstenen.startkit.brieven import SCHRIJVERS, literal
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import canvasvakken
from bouwstenen.startkit.materiaal import SOORTEN, make_brief, make_invulblad, moment_tekst
from kennisbank.drukwerk.brieven import Brief, brief_docx, brief_pdf, brief_tekst
from kennisbank.drukwerk.invulbladen import invulblad_pdf

GEGEVENS = Gegevens(
    titel="Praten over *brieven* [2]",
    datum=date(2026, 12, 3),
    begin=time(13, 30),
    plek="Zaal 4_b",
    organisator="Team <Brieven> & Co",
    contact="brieven_team@voorbeeld.nl",
    opgave="schulden",
    format="verhalen",
    bouwstenen=("Bel eerst, schrijf dan", "1. Lees # hardop"),
)
BRIEVEN = list(SCHRIJVERS)


@pytest.mark.parametrize("soort", BRIEVEN)
def test_a_letter_without_any_facts_has_blanks_and_can_be_read(soort: str) -> None:
    tekst = brief_tekst(make_brief(soort, Gegevens()))
    assert "\\" not in tekst
    assert "None" not in tekst
    assert "[naam of mailadres]" in tekst


@pytest.mark.parametrize("soort", BRIEVEN)
def test_what_was_typed_stands_in_the_letter_as_it_was_typed(soort: str) -> None:
    tekst = brief_tekst(make_brief(soort, GEGEVENS))
    assert "\\" not in tekst
    assert "brieven_team@voorbeeld.nl" in tekst
    assert "[naam" not in tekst
    assert "Praten over *brieven* [2]" in tekst
    if soort != "peiling":
        assert "Team <Brieven> & Co" in tekst


def test_an_invitation_says_when_where_and_what_to_bring() -> None:
    tekst = brief_tekst(make_brief("uitnodiging_mail", GEGEVENS))
    assert "donderdag 3 december 2026, van 13.30 tot 15.00 uur" in tekst
    assert "Waar: Zaal 4_b" in tekst
    assert "Neem één ding mee" in tekst
    assert "schulden" in tekst
    assert "Neem één ding mee" not in brief_tekst(make_brief("uitnodiging_mail", replace(GEGEVENS, format="vragen")))


def test_signing_up_goes_by_address_when_there_is_one() -> None:
    gegevens = replace(GEGEVENS, aanmelden="https://voorbeeld.nl/aan_melden/?x=1&y=2")
    tekst = brief_tekst(make_brief("uitnodiging_intranet", gegevens))
    assert "Meld je aan via https://voorbeeld.nl/aan_melden/?x=1&y=2." in tekst
    assert "brieven_team" not in tekst


def test_a_word_of_thanks_lists_what_came_out() -> None:
    tekst = brief_tekst(make_brief("dankbericht", GEGEVENS))
    assert "- Bel eerst, schrijf dan\n- 1. Lees # hardop" in tekst
    assert "Dit hebben we samen gemaakt" not in brief_tekst(make_brief("dankbericht", Gegevens()))


def test_a_poll_asks_the_chosen_stellingen_or_five_of_ours() -> None:
    chosen = brief_tekst(make_brief("peiling", Gegevens(stellingen=("neutraal", "Koffie helpt."))))
    assert "1. Neutraal zijn en je mond houden zijn hetzelfde." in chosen
    assert "2. Koffie helpt." in chosen
    assert "3. " not in chosen
    assert "5. " in brief_tekst(make_brief("peiling", Gegevens()))


@pytest.mark.parametrize(
    ("changes", "tekst"),
    [
        ({}, "donderdag 3 december 2026, van 13.30 tot 15.00 uur"),
        ({"begin": None}, "donderdag 3 december 2026"),
        ({"alleen_week": True}, "in de week van 30 november 2026"),
        ({"datum": None}, ""),
        ({"begin": time(23, 0), "duur": 120}, "donderdag 3 december 2026, van 23.00 tot 01.00 uur"),
    ],
)
def test_when_it_is(changes: dict[str, object], tekst: str) -> None:
    assert moment_tekst(replace(GEGEVENS, **changes)) == tekst  # type: ignore[arg-type]


def test_letters_can_be_had_as_pdf_and_as_word() -> None:
    brief = make_brief("uitnodiging_mail", GEGEVENS)
    assert brief_pdf(brief).startswith(b"%PDF-")
    assert brief_docx(brief).startswith(b"PK")


@given(st.text(max_size=60))
def test_no_text_can_break_a_letter(tekst: str) -> None:
    assert brief_tekst(Brief(titel="x", tekst=literal(tekst))) is not None


def test_the_sheets_have_the_boxes_that_a_gesprek_has() -> None:
    assert [vak.sleutel for vak in make_invulblad("responscanvas").vakken] == Canvasvak.values
    assert [vak.naam for vak in canvasvakken()] == Canvasvak.labels
    blad = make_invulblad("model", kenmerk="0123456789", titel="Praten", datum_tekst="3 december 2026")
    assert [vak.sleutel for vak in blad.vakken] == ["hoofd", "hart", "handen", "buik", "voeten"]
    assert (blad.kenmerk, blad.titel) == ("0123456789", "Praten")
    assert io.BytesIO(invulblad_pdf(blad)).read(5) == b"%PDF-"


def test_every_kind_of_material_is_a_letter_or_a_sheet() -> None:
    assert {soort.sleutel for soort in SOORTEN.values() if soort.is_brief} == set(SCHRIJVERS)
    assert {soort.sleutel for soort in SOORTEN.values() if not soort.is_brief} == {"responscanvas", "model"}
