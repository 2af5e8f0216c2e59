"""The report and the recommendations in the admin."""

import datetime

import pytest
from django.utils import timezone

from kennisbank.search.vragen.models import Aanbeveling, GesteldeVraag
from kennisbank.search.vragen.queries import hidden, popular
from kennisbank.search.vragen.services import BEWAARTERMIJN, delete_old_vragen
from tests.factories import UserFactory

RAPPORT = "/beheer/zoekrapport/"
AANBEVELINGEN = "/beheer/aanbevelingen/"
GEGEVENS = {"woorden": "handreiking", "titel": "De startkit", "adres": "/startkit/", "toelichting": "", "volgorde": "0"}


@pytest.fixture
def redacteur(client, db):
    """An editor who is logged in."""
    user = UserFactory(rol="redacteur")
    client.force_login(user)
    return user


def test_the_report_and_its_files(client, redacteur, django_assert_max_num_queries):
    today = timezone.localdate()
    GesteldeVraag.objects.create(vraag="=som(a1)", dag=today, aantal=1200, gevonden=0)
    GesteldeVraag.objects.create(vraag="alleen een oordeel", dag=today, aantal=0, niet_nuttig=2)
    with django_assert_max_num_queries(30):
        html = client.get(RAPPORT).content.decode()
    assert "=som(a1)" in html
    assert "1.200" in html
    assert "alleen een oordeel" in html
    response = client.get(f"{RAPPORT}niets.csv?dagen=90")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Vraag;Keer gevraagd;Dagen;Resultaten, de laatste keer;Nuttig;Niet nuttig",
        "'=som(a1);1200;1;0;0;0",
    ]
    assert client.get(f"{RAPPORT}onzin.csv").status_code == 404
    assert 'aria-current="true">30 dagen' in client.get(f"{RAPPORT}?dagen=²").content.decode()


def test_a_question_is_hidden_from_visitors_and_shown_again(client, redacteur):
    for days in range(3):
        day = timezone.localdate() - datetime.timedelta(days=days)
        GesteldeVraag.objects.create(vraag="tegenspraak", dag=day, aantal=5, gevonden=3)
    assert list(popular()) == ["tegenspraak"]
    html = client.post(f"{RAPPORT}verbergen/?dagen=90", {"vraag": "tegenspraak"}, follow=True).content.decode()
    assert "Verborgen voor bezoekers" in html
    assert 'aria-current="true">90 dagen' in html
    assert list(popular()) == []
    client.post(f"{RAPPORT}verbergen/", {"vraag": "tegenspraak", "toon": "1"})
    assert list(popular()) == ["tegenspraak"]
    html = client.post(f"{RAPPORT}verbergen/", {"vraag": "nooit gevraagd"}, follow=True).content.decode()
    assert "staat niet meer in het rapport" in html
    assert client.get(f"{RAPPORT}verbergen/").status_code == 405
    client.force_login(UserFactory(rol="gespreksleider"))
    client.post(f"{RAPPORT}verbergen/", {"vraag": "tegenspraak"})
    assert list(popular()) == ["tegenspraak"]


def test_what_nobody_asks_any_more_is_not_kept_as_hidden(client, redacteur):
    long_ago = timezone.localdate() - BEWAARTERMIJN - datetime.timedelta(days=1)
    GesteldeVraag.objects.create(vraag="oud", dag=long_ago, aantal=1)
    GesteldeVraag.objects.create(vraag="nieuw", dag=timezone.localdate(), aantal=1)
    for vraag in ("oud", "nieuw"):
        client.post(f"{RAPPORT}verbergen/", {"vraag": vraag})
    assert delete_old_vragen() == 1
    assert hidden() == ["nieuw"]


def test_the_report_is_for_the_redactie(client, db):
    client.force_login(UserFactory(rol="gespreksleider"))
    for url in (RAPPORT, f"{RAPPORT}meest.csv", AANBEVELINGEN):
        response = client.get(url)
        assert (response.status_code, response.headers.get("Location")) in {(403, None), (302, "/beheer/")}, url
    assert "Wat bezoekers zoeken" not in client.get("/beheer/").content.decode()


def test_adding_changing_and_deleting_a_recommendation(client, redacteur):
    assert "Wat bezoekers zoeken" in client.get("/beheer/").content.decode()
    assert client.get(AANBEVELINGEN).status_code == 200
    client.post(f"{AANBEVELINGEN}add/", GEGEVENS)
    row = Aanbeveling.objects.get()
    html = client.post(f"{AANBEVELINGEN}edit/{row.pk}/", {**GEGEVENS, "adres": "startkit"}).content.decode()
    assert "Begin het adres met / of met https://." in html
    client.post(f"{AANBEVELINGEN}edit/{row.pk}/", {**GEGEVENS, "titel": "Startkit"})
    assert Aanbeveling.objects.get().titel == "Startkit"
    client.post(f"{AANBEVELINGEN}delete/{row.pk}/")
    assert not Aanbeveling.objects.exists()
