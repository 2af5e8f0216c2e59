"""Sentences whose bouwsteen was withdrawn are put before an editor until somebody looked."""

import pytest
from django.urls import reverse

from bouwstenen.citaten.services import restore_quote, withdraw_quote
from bouwstenen.services import publish_bouwstenen, withdraw_bouwstenen
from kennisbank.redactie.ankers import ingetrokken, wezen
from kennisbank.redactie.ankers.lezen import find_passages
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.overview import waiting_work
from tests.kennisbank.redactie.ankers.conftest import BRIEF, EEN, PRINTER, VRAAG

pytestmark = pytest.mark.django_db
URL = "herkomst:wezen"


@pytest.fixture
def editor(client, redacteur):
    client.force_login(redacteur)
    return client


def test_both_kinds_of_withdrawal_are_listed_and_counted(werk, editor, redacteur):
    citaat, steen = werk.tie(VRAAG).bouwsteen, werk.tie(BRIEF).bouwsteen
    werk.tie(PRINTER)
    withdraw_quote(citaat)
    withdraw_bouwstenen([steen], reden="Dubbel.", user=redacteur)
    _, zinnen = ingetrokken.read_queue(None)
    assert [(zin.anker.exact, zin.is_citaat) for zin in zinnen] == [(VRAAG, True), (BRIEF, False)]
    work = {item.label: item.aantal for item in waiting_work(redacteur)}
    assert work["zinnen met een ingetrokken bron"] == 2
    assert wezen.count_waiting() == 0


def test_the_withdrawn_words_are_not_on_the_screen(werk, editor):
    steen = werk.tie(VRAAG).bouwsteen
    withdraw_quote(steen)
    html = editor.get(reverse(URL)).content.decode()
    assert "Een goede vraag" in html
    assert steen.titel not in html
    assert steen.tekst not in html


def test_it_says_when_the_sentence_rests_on_something_else_too(werk):
    steen = werk.tie(VRAAG).bouwsteen
    werk.tie(VRAAG)
    withdraw_quote(steen)
    _, (zin,) = ingetrokken.read_queue(None)
    assert zin.andere == 1


def test_once_looked_at_it_is_gone_from_the_list_and_old_versions_keep_it(werk, editor):
    anker = werk.tie(VRAAG)
    withdraw_quote(anker.bouwsteen)
    data = {"actie": "bekeken", "anker": anker.pk, "versie": werk.versie.nummer}
    assert editor.post(reverse(URL), data).status_code == 302
    editor.post(reverse(URL), data)
    assert ingetrokken.count_waiting() == 0
    assert Anker.objects.get(pk=anker.pk).reden == ingetrokken.REDEN


def test_nothing_is_untied_on_a_text_that_has_changed_meanwhile(werk, editor):
    anker = werk.tie(VRAAG)
    withdraw_quote(anker.bouwsteen)
    old = werk.versie.nummer
    werk.publish_texts(f"{VRAAG} Er kwam iets bij.")
    editor.post(reverse(URL), {"actie": "bekeken", "anker": anker.pk, "versie": old})
    assert ingetrokken.count_waiting() == 1


def test_after_consent_is_given_again_nothing_waits(werk, redacteur):
    steen = werk.tie(VRAAG).bouwsteen
    withdraw_quote(steen)
    restore_quote(steen)
    steen.refresh_from_db()
    publish_bouwstenen([steen], user=redacteur)
    assert ingetrokken.count_waiting() == 0


def test_for_readers_the_sentence_rests_on_it_no_longer(werk):
    steen = werk.tie(VRAAG).bouwsteen
    werk.tie(BRIEF)
    withdraw_quote(steen)
    passages = find_passages(werk.hoofdstuk, werk.versie.nummer)
    assert [passage.exact for passage in passages[EEN]] == [BRIEF]


def test_as_many_queries_for_many_sentences(werk, django_assert_max_num_queries):
    for zin in (VRAAG, BRIEF, PRINTER):
        for _ in range(3):
            withdraw_quote(werk.tie(zin).bouwsteen)
    with django_assert_max_num_queries(7):
        pagina, zinnen = ingetrokken.read_queue(None)
    assert len(zinnen) == 9
