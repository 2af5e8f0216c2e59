import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.privacy import Gegeven, find_personal_data, is_bsn, is_iban
from tests.kennisbank.text.strategies import PROSE


def kinds(tekst, *namen):
    return [(vondst.soort.value, vondst.tekst) for vondst in find_personal_data(tekst, namen)]


def bsn(eerste_acht):
    """Nine digits that pass the eleven-test, or None when no ninth digit makes them."""
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(range(9, 1, -1), eerste_acht, strict=True)) % 11
    return None if som == 10 or not int(eerste_acht) else f"{eerste_acht}{som}"


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("Mijn nummer is 111222333.", [("bsn", "111222333")]),
        ("Zij schreef 1112.22.333 op.", [("bsn", "1112.22.333")]),
        ("Mail naar jan.de-vries+werk@min-x.example.nl, graag.", [("email", "jan.de-vries+werk@min-x.example.nl")]),
        ("Bel 06-12345678 of 070 123 45 67.", [("telefoon", "06-12345678"), ("telefoon", "070 123 45 67")]),
        ("Of +31 (0)6 12 34 56 78!", [("telefoon", "+31 (0)6 12 34 56 78")]),
        ("Op NL91 ABNA 0417 1643 00 graag", [("iban", "NL91 ABNA 0417 1643 00")]),
        ("Op nl91abna0417164300.", [("iban", "nl91abna0417164300")]),
    ],
)
def test_finds_what_looks_like_personal_data(tekst, gevonden):
    assert kinds(tekst) == gevonden


@pytest.mark.parametrize(
    "tekst",
    [
        "Het kostte 123.456.789 euro in 2024.",
        "Op 22 november 2026 om 10.30 uur, zaal 1.23.",
        "Artikel 12345678 bestaat niet, en 111222334 ook niet.",
        "Zaak 2024-000123456789 en 1112223330 zijn dossiernummers.",
        "NL91 ABNA 5417 1643 00 klopt niet.",
        "Vraag het @iedereen of info@ministerie zonder punt.",
        "Bel 112, of 0900-8844.",
        "",
    ],
)
def test_leaves_other_numbers_alone(tekst):
    assert kinds(tekst) == []


def test_names_of_participants_are_found_by_each_part_and_together():
    namen = ("Fatima el Amrani", "Piet-Jan van der Roos", "Bo Li")
    assert kinds("Volgens Fatima en mevrouw Amrani is dat zo.", *namen) == [("naam", "Fatima"), ("naam", "Amrani")]
    assert kinds("Toen zei Piet-Jan van der Roos niets.", *namen) == [("naam", "Piet-Jan van der Roos")]
    assert kinds("FATIMA’s idee; Roos. Li zei het.", *namen) == [
        ("naam", "FATIMA’s"),
        ("naam", "Roos"),
    ]


def test_an_ordinary_word_is_no_name():
    assert kinds("De roos van de tuin en de heer van het huis.", "Anna Roos", "De Heer van Huis") == []


def test_two_names_in_two_sentences_are_two():
    assert kinds("Dat vond Anna. Roos niet.", "Anna Roos") == [("naam", "Anna"), ("naam", "Roos")]


@given(st.text(string.digits, min_size=8, max_size=8), PROSE, PROSE)
def test_every_bsn_is_found_wherever_it_stands(cijfers, voor, na):
    nummer = bsn(cijfers)
    if nummer is None or voor[-1:].isalnum() or voor[-1:] in "+.,-" or na[:1].isalnum():
        return
    assert is_bsn(nummer)
    assert Gegeven.BSN in {vondst.soort for vondst in find_personal_data(f"{voor} {nummer} {na}")}


@given(st.integers(0, 999_999_999))
def test_one_wrong_digit_is_no_bsn(getal):
    nummer = f"{getal:09}"
    if is_bsn(nummer):
        assert not is_bsn(nummer[:-1] + str((int(nummer[-1]) + 1) % 10))


def test_bsn_and_iban_of_other_shapes():
    assert not is_bsn("000000000")
    assert not is_bsn("1234567")
    assert is_bsn("10000008") == (sum(w * int(c) for w, c in zip(range(9, 1, -1), "01000000", strict=True)) % 11 == 8)
    assert is_iban("GB82 WEST 1234 5698 7654 32")
    assert not is_iban("GB82")


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_what_is_found_stands_there_in_order_without_overlap(tekst, namen):
    vondsten = find_personal_data(tekst, namen)
    assert all(tekst[vondst.begin : vondst.einde] == vondst.tekst for vondst in vondsten)
    assert all(een.einde <= twee.begin for een, twee in zip(vondsten, vondsten[1:], strict=False))


@pytest.mark.parametrize("teken", ["1 ", "a@", "NL91", "A1 ", "0-", "(0)", "a.", "1.", "+31"])
def test_a_hostile_text_takes_linear_time(teken):
    find_personal_data((teken * 40_000)[:40_000], ["Anna Roos"])
