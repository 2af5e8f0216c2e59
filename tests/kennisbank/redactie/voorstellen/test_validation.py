"""What can be handed in, and what the writer is told when it cannot."""

import pytest
from django.core.exceptions import ValidationError

from kennisbank.document.models import HoofdstukVersie
from kennisbank.redactie.voorstellen.planning import Inbreng
from kennisbank.redactie.voorstellen.validation import clean_inbreng
from kennisbank.text.limits import MAX_TEKENS
from tests.pages import inhoud, sectie

EEN, TWEE = sectie(1, "Een", "Eerste tekst."), sectie(2, "Twee", "Tweede tekst.")
BASIS = HoofdstukVersie(nummer=3, inhoud=inhoud("Titel", EEN, TWEE))


def clean(
    inbreng: Inbreng, soort: str = "wijziging", sectie_id: str = EEN["id"], motivatie: str = "Daarom."
) -> Inbreng:
    return clean_inbreng(inbreng, motivatie, soort, BASIS, sectie_id)


def faults(*args: object, **kwargs: object) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        clean(*args, **kwargs)
    return refused.value.message_dict


def test_words_get_one_spelling() -> None:
    cleaned = clean(Inbreng("  Een \n kop ", "Cafe\u0301.\r\n\r\nTweede.  \n"))
    assert cleaned == Inbreng("Een kop", "Café.\n\nTweede.")


@pytest.mark.parametrize("soort", ["verwijdering", "verplaatsing"])
def test_a_removal_or_move_takes_no_words_from_the_form(soort: str) -> None:
    cleaned = clean(Inbreng("Andere kop", "Andere tekst.", TWEE["id"]), soort)
    assert (cleaned.kop, cleaned.tekst) == ("Een", "Eerste tekst.")


def test_all_faults_at_once_each_at_its_field() -> None:
    found = faults(Inbreng(" ", " "), motivatie="")
    assert set(found) == {"kop", "tekst", "motivatie"}
    assert "laten vervallen" in found["tekst"][0]


def test_too_long() -> None:
    assert set(faults(Inbreng("k" * 151, "t" * (MAX_TEKENS + 1)), motivatie="m" * 5_001)) == {
        "kop",
        "tekst",
        "motivatie",
    }


def test_a_section_that_the_base_does_not_have() -> None:
    assert "Open het hoofdstuk opnieuw" in faults(Inbreng("Kop", "Tekst."), sectie_id="weg")["basis"][0]
    assert clean(Inbreng("Kop", "Tekst."), "nieuwe_sectie", "") == Inbreng("Kop", "Tekst.")


@pytest.mark.parametrize(
    ("inbreng", "soort", "field"),
    [
        (Inbreng("Een", "Eerste tekst.\r\n"), "wijziging", "tekst"),
        (Inbreng("Een", "", ""), "verplaatsing", "na_sectie_id"),
    ],
)
def test_nothing_changed(inbreng: Inbreng, soort: str, field: str) -> None:
    assert "niets veranderd" in faults(inbreng, soort)[field][0]


def test_another_heading_is_a_change() -> None:
    assert clean(Inbreng("Een!", "Eerste tekst.")).kop == "Een!"
