"""Answers: one per coder and bouwsteen, own ones only, and none that gets lost when the round closes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bouwstenen.citaten.services import withdraw_quote
from kennisbank.onderzoek.codering.coderen.services import MAX_LATE, Bewaard, save_antwoord
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.models import Codeerronde, Codering, Codeur, Oordeel
from kennisbank.onderzoek.codering.services import close_ronde, reopen_ronde
from tests.coderen import answer, make_open

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def ronde() -> Codeerronde:
    return make_open(stenen=3)


@pytest.fixture
def codeur(ronde: Codeerronde) -> Codeur:
    return ronde.codeurs.select_related("user", "ronde").get(nummer=1)


def test_the_same_answer_twice_and_another_one_leave_one(codeur: Codeur) -> None:
    for given in ("12", "12", "3"):
        assert answer(codeur, 1, given) == Bewaard.OP_TIJD
    row = Codering.objects.get()
    assert [code.nummer for code in row.codes.all()] == [3]
    with pytest.raises(IntegrityError), transaction.atomic():
        Codering.objects.create(codeur=codeur, eenheid=row.eenheid)


def test_none_of_these_and_no_idea_take_the_place_of_codes(codeur: Codeur) -> None:
    for given, oordeel in (("1", Oordeel.CODES), ("-", Oordeel.GEEN), ("?", Oordeel.WEET_NIET)):
        answer(codeur, 1, given)
        assert Codering.objects.get().oordeel == oordeel
    assert not Codering.objects.get().codes.exists()


def test_an_empty_answer_takes_the_answer_away_and_a_remark_alone_is_no_answer(codeur: Codeur) -> None:
    answer(codeur, 1, "1")
    answer(codeur, 1, "", "Ik twijfel.")
    assert not Codering.objects.answered().exists()
    answer(codeur, 1, "")
    assert not Codering.objects.exists()


def test_codes_together_with_no_idea_are_refused(codeur: Codeur) -> None:
    unit, code = codeur.ronde.eenheden.get(nummer=1), codeur.ronde.codes.get(nummer=1)
    with pytest.raises(ValidationError) as seen:
        save_antwoord(codeur, unit, codes=[code], oordeel=Oordeel.WEET_NIET, user=codeur.user)
    assert "codes" in seen.value.message_dict


def test_nobody_answers_for_another_or_about_another_round(codeur: Codeur) -> None:
    other = make_open(stenen=1)
    with pytest.raises(PermissionDenied):
        save_antwoord(codeur, codeur.ronde.eenheden.get(nummer=1), oordeel=Oordeel.GEEN, user=codeur.ronde.leider)
    with pytest.raises(ValidationError, match="hoort niet bij"):
        save_antwoord(codeur, other.eenheden.get(nummer=1), oordeel=Oordeel.GEEN, user=codeur.user)


def test_a_quote_withdrawn_meanwhile_can_not_be_coded_and_does_not_count(ronde: Codeerronde, codeur: Codeur) -> None:
    answer(codeur, 1, "1")
    withdraw_quote(ronde.eenheden.get(nummer=1).versie.bouwsteen)
    with pytest.raises(ValidationError, match="ingetrokken"):
        answer(codeur, 1, "2")
    stand = read_stand(ronde)
    assert [unit.nummer for unit in stand.eenheden] == [2, 3]
    assert stand.antwoorden == {}


def test_an_answer_after_closing_is_kept_apart_and_counts_when_the_round_reopens(
    ronde: Codeerronde, codeur: Codeur
) -> None:
    answer(codeur, 1, "1")
    close_ronde(ronde, user=ronde.leider)
    for _ in range(2):
        assert answer(codeur, 2, "23", "Net te laat") == Bewaard.NAGEKOMEN
    assert Codering.objects.count() == 1
    reopen_ronde(ronde, reden="Er kwam nog iets", user=ronde.leider)
    late = Codering.objects.get(eenheid__nummer=2)
    assert ([code.nummer for code in late.codes.all()], late.opmerking) == ([2, 3], "Net te laat")
    answer(codeur, 2, "1")
    close_ronde(ronde, user=ronde.leider)
    reopen_ronde(ronde, reden="Nog eens", user=ronde.leider)
    assert [code.nummer for code in Codering.objects.get(eenheid__nummer=2).codes.all()] == [1]


def test_there_is_an_end_to_what_is_kept_after_closing(ronde: Codeerronde, codeur: Codeur) -> None:
    answer(codeur, 1, "1")
    close_ronde(ronde, user=ronde.leider)
    kept = [answer(codeur, 2, "1", f"Opmerking {number}") for number in range(MAX_LATE + 1)]
    assert kept == [Bewaard.NAGEKOMEN] * MAX_LATE + [Bewaard.NIET]
