"""The start page of the workbench and the pages of selecties."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.services import create_selectie
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
Html = Callable[..., str]


@pytest.fixture
def selectie(onderzoeker: User) -> Selectie:
    BouwsteenFactory(titel="Eerste", themas=[ThemaFactory(naam="Lef")])
    return create_selectie(read_corpus(), naam="Mijn keuze", user=onderzoeker)


@pytest.mark.parametrize("rol", ["onderzoeker", "redacteur", "beheerder"])
def test_who_has_the_workbench_finds_it_in_the_menu(client: Client, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    page = client.get("/onderzoek/")
    assert page.status_code == 200
    assert 'href="/onderzoek/">Werkbank' in page.content.decode()


def test_others_are_told_or_log_in_first(client: Client) -> None:
    assert client.get("/onderzoek/").url.startswith("/inloggen/")  # type: ignore[attr-defined]
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.get("/onderzoek/").status_code == 403
    assert client.get("/onderzoek/selecties/").status_code == 403
    assert "Werkbank" not in client.get("/profiel/").content.decode()


def test_making_a_selectie_of_everything(client: Client, html: Html) -> None:
    BouwsteenFactory.create_batch(2)
    assert "2 bouwstenen" in html("/onderzoek/selecties/nieuw/")
    answer = client.post("/onderzoek/selecties/nieuw/", {"naam": "Alles van nu", "gedeeld": "on"}, follow=True)
    page = answer.content.decode()
    made = Selectie.objects.get()
    assert answer.redirect_chain[-1][0] == f"/onderzoek/selecties/{made.kenmerk}/"
    assert made.gedeeld
    assert made.vingerafdruk in page
    assert "Er is sindsdien niets veranderd" in page


def test_a_missing_name_is_said_at_the_field_and_what_was_typed_stays(client: Client, html: Html) -> None:
    BouwsteenFactory()
    answer = client.post("/onderzoek/selecties/nieuw/", {"naam": "", "toelichting": "Dit blijft staan"})
    assert answer.status_code == 422
    assert "Geef de selectie een naam." in answer.content.decode()
    assert "Dit blijft staan" in answer.content.decode()


def test_nothing_found_makes_no_selectie(html: Html) -> None:
    assert "Hier zitten geen bouwstenen in" in html("/onderzoek/selecties/nieuw/")


def test_the_page_says_what_changed_and_how_to_take_a_fresh_one(html: Html, selectie: Selectie) -> None:
    BouwsteenFactory(titel="Tweede")
    page = html(selectie.get_absolute_url())
    assert "Eerste" in page
    assert "Tweede" not in page
    assert "1 erbij" in page
    assert "/onderzoek/selecties/nieuw/" in page


def test_a_colleague_opens_it_by_its_address_and_cannot_change_it(client: Client, selectie: Selectie) -> None:
    client.force_login(UserFactory(rol="onderzoeker"))
    page = client.get(selectie.get_absolute_url()).content.decode()
    assert "Mijn keuze" in page
    assert "verwijderen/" not in page
    assert client.get(f"{selectie.get_absolute_url()}wijzigen/").status_code == 403
    assert client.post(f"{selectie.get_absolute_url()}verwijderen/").status_code == 403


def test_lists_show_own_ones_and_shared_ones_of_others(client: Client, html: Html, selectie: Selectie) -> None:
    assert "Mijn keuze" in html("/onderzoek/selecties/")
    client.force_login(UserFactory(rol="redacteur"))
    assert "Niemand deelt" in client.get("/onderzoek/selecties/?van=anderen").content.decode()
    Selectie.objects.update(gedeeld=True)
    assert "Mijn keuze" in client.get("/onderzoek/selecties/?van=anderen").content.decode()


def test_renaming_and_deleting_with_a_question_first(client: Client, html: Html, selectie: Selectie) -> None:
    address = selectie.get_absolute_url()
    assert 'value="Mijn keuze"' in html(f"{address}wijzigen/")
    client.post(f"{address}wijzigen/", {"naam": "Andere naam"})
    assert "Andere naam" in html(address)
    assert "echt verwijderen" in html(f"{address}verwijderen/")
    assert Selectie.objects.exists()
    client.post(f"{address}verwijderen/")
    assert not Selectie.objects.exists()


def test_a_selectie_that_is_not_there(client: Client, onderzoeker: User) -> None:
    assert client.get("/onderzoek/selecties/0000000000/").status_code == 404
    assert client.get("/onderzoek/?selectie=bestaat-niet").status_code == 404


def test_query_budgets(
    html: Html, selectie: Selectie, django_assert_max_num_queries: Callable[..., Any], onderzoeker: User
) -> None:
    BouwsteenFactory.create_batch(20, themas=ThemaFactory.create_batch(2))
    full = create_selectie(read_corpus(), naam="Vol", user=onderzoeker)
    with django_assert_max_num_queries(10):
        html("/onderzoek/")
    with django_assert_max_num_queries(10):
        html("/onderzoek/selecties/")
    with django_assert_max_num_queries(30):
        html(full.get_absolute_url())


def test_the_search_page_leads_to_the_workbench_for_who_has_it(client: Client, html: Html, index: None) -> None:
    page = html("/zoeken/?q=brief")
    assert "/onderzoek/?q=brief" in page
    assert "/onderzoek/selecties/nieuw/?q=brief" in page
    client.logout()
    assert "/onderzoek/" not in client.get("/zoeken/?q=brief").content.decode()
