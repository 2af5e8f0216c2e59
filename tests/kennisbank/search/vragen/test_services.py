"""Counting questions without knowing who asked, and what the redactie recommends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from kennisbank.search.vragen import services
from kennisbank.search.vragen.models import Aanbeveling, GesteldeVraag
from kennisbank.search.vragen.services import (
    BEWAARTERMIJN,
    count_vraag,
    countable,
    delete_aanbeveling,
    delete_old_vragen,
    find_aanbevelingen,
    rate_vraag,
    save_aanbeveling,
)
from tests.factories import UserFactory


@pytest.mark.parametrize(
    "vraag",
    [
        *("", "  ", "jan@example.org", "06 12345678", "bel 020-1234567", "zaak 2024-118-22", "NL91ABNA0417164300"),
        *("111222333", "a" * 101),
    ],
)
def test_what_may_be_about_a_person_is_not_counted(db, vraag):
    assert countable(vraag) == ""
    assert not count_vraag(vraag, gevonden=3, alle_woorden=True)
    assert not rate_vraag(vraag, nuttig=True)
    assert not GesteldeVraag.objects.exists()


def test_the_same_question_is_one_row_a_day_without_a_person(db):
    assert count_vraag("Morele  MOED", gevonden=3, alle_woorden=True)
    assert count_vraag("morele moed", gevonden=0, alle_woorden=False)
    assert rate_vraag("morele moed", nuttig=True)
    assert rate_vraag("morele moed", nuttig=False)
    assert rate_vraag("iets anders", nuttig=False)
    row = GesteldeVraag.objects.get(vraag="morele moed")
    assert (row.aantal, row.gevonden, row.alle_woorden, row.nuttig, row.niet_nuttig) == (2, 0, False, 1, 1)
    assert row.dag == timezone.localdate()
    names = {field.name for field in GesteldeVraag._meta.get_fields()}
    assert names == {"id", "vraag", "dag", "aantal", "gevonden", "alle_woorden", "nuttig", "niet_nuttig"}


def test_a_flood_of_questions_stops(db, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    assert [count_vraag(f"vraag {letter}", gevonden=1, alle_woorden=True) for letter in "abc"] == [True, True, False]
    assert count_vraag("vraag a", gevonden=1, alle_woorden=True), "what is there already goes on counting"


def test_a_busy_database_never_stops_a_search(db, monkeypatch):
    def busy(*_: object, **__: object) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM bestaat_niet")
        return True

    monkeypatch.setattr(services, "_add", busy)
    assert not count_vraag("moed", gevonden=1, alle_woorden=True)
    assert not rate_vraag("moed", nuttig=True)
    assert GesteldeVraag.objects.count() == 0


def test_questions_are_forgotten_after_their_term(db):
    today = timezone.localdate()
    for days in (0, BEWAARTERMIJN.days, BEWAARTERMIJN.days + 1):
        GesteldeVraag.objects.create(vraag="moed", dag=today - timedelta(days=days), aantal=1)
    assert delete_old_vragen() == 1
    assert GesteldeVraag.objects.count() == 2


def aanbeveling(**fields: object) -> Aanbeveling:
    values = {"woorden": "handreiking\nhulp bij  gesprekken", "titel": "De startkit", "adres": "/startkit/"}
    return Aanbeveling(**{**values, **fields})


def test_a_recommendation_belongs_to_all_words_of_a_line(db):
    redacteur = UserFactory(rol="redacteur")
    row = save_aanbeveling(aanbeveling(), user=redacteur)
    assert row.woorden == "handreiking\nhulp bij gesprekken"
    assert find_aanbevelingen("waar staat de Handreiking?") == [row]
    assert find_aanbevelingen("hulp bij een gesprek") == [row], "other forms of a word count"
    assert find_aanbevelingen("gesprek") == find_aanbevelingen("") == []
    delete_aanbeveling(row, user=redacteur)
    assert find_aanbevelingen("handreiking") == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"adres": "javascript:alert(1)"}, "adres"),
        ({"adres": "//elders.example"}, "adres"),
        ({"adres": "startkit"}, "adres"),
        ({"woorden": "?!"}, "woorden"),
        ({"titel": ""}, "titel"),
    ],
)
def test_a_wrong_recommendation_says_what_is_wrong(db, fields, field):
    with pytest.raises(ValidationError) as caught:
        save_aanbeveling(aanbeveling(**fields), user=UserFactory(rol="redacteur"))
    assert field in caught.value.message_dict


def test_only_the_redactie_recommends(db):
    with pytest.raises(PermissionDenied):
        save_aanbeveling(aanbeveling(), user=UserFactory(rol="deelnemer"))
    row = save_aanbeveling(aanbeveling(), user=UserFactory(rol="redacteur"))
    with pytest.raises(PermissionDenied):
        delete_aanbeveling(row, user=UserFactory(rol="onderzoeker"))
