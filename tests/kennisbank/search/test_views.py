"""/zoeken/ in the browser's address bar."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kennisbank.search.models import Aanbeveling, GesteldeVraag
from kennisbank.search.uitvoer import Uitvoer, register, unregister
from tests.factories import BouwsteenFactory, ThemaFactory


def page(client: Client, **params: object) -> str:
    response = client.get("/zoeken/", params)
    assert response.status_code == 200
    return response.content.decode()


def test_before_the_first_question(client, kennisbank):
    html = page(client)
    assert "Zo zoek je" in html
    assert 'name="q"' in html


def test_results_with_marks_facets_and_order(client, kennisbank):
    html = page(client, q="tegenspraak")
    assert "11 resultaten voor ‘tegenspraak’" in html
    assert "<mark>Tegenspraak</mark>" in html
    assert 'name="soort"' in html
    assert 'name="thema"' in html
    assert "Nieuwste eerst" in html


def test_state_is_in_the_address(client, kennisbank):
    html = page(client, q="tegenspraak", thema="morele-moed", soort="bouwsteen", sorteer="nieuwste")
    assert "3 resultaten" in html
    assert "2 filters gekozen" in html
    assert "Haal weg: </span>Morele moed" in html
    assert "?q=tegenspraak&amp;soort=bouwsteen&amp;sorteer=nieuwste" in html, "the chip takes one choice away"


def test_markup_in_titles_and_questions_is_text(client, kennisbank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kennisbank.maat.titel = "<script>alert(1)</script> tegenwind"
        kennisbank.maat.save()
    html = page(client, q="tegenwind <img src=x>")
    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    assert "&lt;script&gt;" in html


def test_nothing_found_helps(client, kennisbank):
    html = page(client, q="qqqqq")
    assert "Niets gevonden" in html
    assert "Kijk of je woorden goed gespeld zijn" in html
    assert "Bedoelde je" in page(client, q="tegnspraak")


def test_some_of_the_words(client, kennisbank):
    assert "deel van je woorden" in page(client, q="menselijke leidinggevende")


@pytest.mark.parametrize(
    "params",
    [
        {"q": "tegenspraak", "pagina": "abc"},
        {"q": "tegenspraak", "pagina": "-1"},
        {"q": "tegenspraak", "pagina": "99999999999999999999"},
        {"q": "tegenspraak", "pagina": "²"},
        {"q": "tegenspraak", "soort": "onbekend", "thema": "'; --", "jaar": "abc"},
        {"q": "tegenspraak", "jaar": "99999999999999999"},
        {"q": "tegenspraak", "thema": ["²", "1", ""], "jaar": ["2024", "²"]},
        {"q": "tegenspraak", "sorteer": "onzin"},
        {"q": "\x00\x01 tegenspraak\x00", "thema": "\x00", "soort": "\x00"},
        {"q": "a" * 1_000_000},
        {"q": '"' * 400},
        {"q": "(((((" * 60 + "tegenspraak" + ")" * 80},
        {"q": "💥 ‮ \ud7ff"},
        {"q": "tegenspraak", "soort": ["x"] * 500},
    ],
)
def test_bad_input_is_no_error(client, kennisbank, params):
    response = client.get("/zoeken/", params, follow=True)
    assert response.status_code == 200
    assert len(response.content) < 300_000
    assert client.get("/zoeken/suggesties/", params).status_code == 200


def test_posting_is_refused(client, db):
    assert client.post("/zoeken/").status_code == 405


def test_suggestions(client, kennisbank):
    response = client.get("/zoeken/suggesties/", {"q": "morele"})
    assert json.loads(response.content) == [
        {"titel": "Morele moed", "url": kennisbank.moed.get_absolute_url(), "soort": "thema"}
    ]


def test_pages_keep_the_question(client, kennisbank, monkeypatch):
    monkeypatch.setattr("kennisbank.search.views.PER_PAGE", 4)
    html = page(client, q="tegenspraak", pagina="2")
    assert "?q=tegenspraak&amp;pagina=3" in html or "pagina=3" in html


def test_dates_have_their_error_at_the_field(client, kennisbank):
    response = client.get("/zoeken/", {"q": "tegenspraak", "van": "31 maart"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Vul een datum in, zoals 31-03-2026." in html
    assert 'value="31 maart" aria-invalid="true" aria-describedby="zoek-van-fout"' in html
    assert "11 resultaten" in html, "the rest of the question is answered"
    response = client.get("/zoeken/", {"q": "tegenspraak", "van": "2026-02-01", "tot": "2026-01-01"})
    assert response.status_code == 422
    assert "Deze dag ligt voor de eerste dag" in response.content.decode()


def test_dates_narrow_and_are_a_chip(client, kennisbank):
    html = page(client, q="tegenspraak", van="2024-01-01", tot="2024-12-31")
    assert "1 resultaat voor" in html
    assert "Haal weg: </span>van 1 januari 2024 tot en met 31 december 2024" in html
    assert 'value="2024-01-01"' in html


def test_numbers_in_the_address_have_no_thousands_separator(client, kennisbank):
    html = page(client, q="tegenspraak")
    assert 'id="f-jaar-2024"' in html
    assert 'name="jaar" value="2024"' in html


def test_many_choices_are_folded(client, kennisbank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        themas = [ThemaFactory() for _ in range(9)]
        BouwsteenFactory(titel="Kwartel", themas=themas)
    html = page(client, q="kwartel")
    assert "Toon meer (3)" in html
    chosen = page(client, q="kwartel", thema=themas[8].slug)
    assert chosen.index(f'value="{themas[8].slug}"') < chosen.index("Toon meer"), "what is chosen is in sight"


def test_the_script_gets_only_what_changes(client, kennisbank):
    response = client.get("/zoeken/", {"q": "tegenspraak"}, headers={"X-Zoek-Live": "1"})
    html = response.content.decode()
    assert html.strip().startswith('<div class="kb-zoeklijst" id="zoek-romp"')
    assert "<html" not in html
    assert "X-Zoek-Live" in response["Vary"], "no cache shows this part for the page"
    assert not GesteldeVraag.objects.exists(), "half a word is no question"


def test_a_question_counts_once_whatever_is_clicked_after_it(client, kennisbank):
    page(client, q="tegenspraak")
    page(client, q="tegenspraak", soort="bouwsteen")
    page(client, q="tegenspraak", pagina="2")
    page(client, q="tegenspraak", sorteer="titel")
    page(client, soort="bouwsteen")
    (row,) = GesteldeVraag.objects.all()
    assert (row.vraag, row.aantal, row.gevonden) == ("tegenspraak", 1, 11)


def test_queries_of_the_page(client, kennisbank, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        page(client, q="tegenspraak", thema="tegenspraak")
    with django_assert_max_num_queries(18):
        assert client.get("/zoeken/", {"q": "tegenspr"}, headers={"X-Zoek-Live": "1"}).status_code == 200


def test_what_others_search_for(client, kennisbank):
    for day in range(3):
        GesteldeVraag.objects.create(
            vraag="morele moed & lef", dag=timezone.localdate() - timedelta(days=day), aantal=2, gevonden=3
        )
    html = page(client)
    assert "Anderen zoeken naar" in html
    assert 'href="?q=morele%20moed%20%26%20lef"' in html


def test_a_recommendation_stands_above_the_results(client, kennisbank):
    Aanbeveling.objects.create(woorden="tegenspraak", titel="Oefen tegenspraak", adres="/startkit/")
    html = page(client, q="tegenspraak")
    assert html.index("Aanbevolen door de redactie") < html.index('class="kb-resultaat"')
    assert "Aanbevolen door de redactie" not in page(client, q="moed")


def test_nothing_found_shows_what_fewer_filters_give(client, kennisbank):
    html = page(client, q="tegenspraak", thema="morele-moed", soort="gesprek")
    assert "Met minder filters vind je wel iets" in html
    assert 'href="?q=tegenspraak">Zonder filters</a>: 11 resultaten' in html


def test_ways_to_take_it_along(client, kennisbank):
    register(Uitvoer("proef", "Proefbestand", url=lambda zoekvraag: f"/proef/?{zoekvraag.urlencode()}"))
    try:
        html = page(client, q="tegenspraak", thema="tegenspraak")
    finally:
        unregister("proef")
    assert 'href="/proef/?q=tegenspraak&amp;thema=tegenspraak">Proefbestand' in html
    assert 'href="/zoeken/feed/?q=tegenspraak&amp;thema=tegenspraak"' in html


def test_was_it_useful(client, kennisbank):
    response = client.post("/zoeken/nuttig/", {"zoek": "q=tegenspraak&thema=moed", "antwoord": "nee"})
    assert response.status_code == 302
    assert response["Location"] == "/zoeken/?q=tegenspraak&thema=moed"
    assert GesteldeVraag.objects.get().niet_nuttig == 1
    assert client.post("/zoeken/nuttig/", {"zoek": "%00", "antwoord": "x"}).status_code == 302
    assert client.get("/zoeken/nuttig/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/zoeken/nuttig/", {"antwoord": "ja"}).status_code == 403
