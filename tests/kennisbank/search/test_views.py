"""/zoeken/ in the browser's address bar."""

import json

import pytest
from django.test import Client


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
