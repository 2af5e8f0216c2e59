"""The pages to talk along: open to read for all, to write for deelnemers, with the typed text kept on a mistake."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie
from kennisbank.redactie.discussie.models import Discussie
from kennisbank.redactie.discussie.services import (
    add_reactie,
    hide_reactie,
    start_discussie,
    start_discussie_on_passage,
)
from tests.factories import BouwsteenFactory, UserFactory
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db


@pytest.fixture
def lezer() -> User:
    return UserFactory(rol="deelnemer")


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    return Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)


def _sectie_id(hoofdstuk: Hoofdstuk) -> str:
    return str(newest_versie(hoofdstuk).inhoud["secties"][0]["id"])


def test_every_section_leads_to_starting_a_discussion(client: Client, hoofdstuk: Hoofdstuk, lezer: User) -> None:
    html = client.get(hoofdstuk.url).content.decode()
    address = f"{hoofdstuk.url}bespreken/?sectie={_sectie_id(hoofdstuk)}"
    assert address in html
    assert client.get(address).status_code == 302  # to the login page
    client.force_login(lezer)
    assert client.get(address).status_code == 200


def test_starting_on_a_sentence_leads_to_the_thread(client: Client, hoofdstuk: Hoofdstuk, lezer: User) -> None:
    client.force_login(lezer)
    address = f"{hoofdstuk.url}bespreken/?sectie={_sectie_id(hoofdstuk)}"
    choices = client.get(address).context["formulier"].fields["waarover"].choices
    response = client.post(address, {"waarover": choices[1][0], "tekst": "Hoezo?", "versie": 1}, follow=True)
    assert response.redirect_chain[0][0] == Discussie.objects.get().get_absolute_url()
    assert "Wie loyaal is" in Discussie.objects.get().citaat
    assert "Discussies" in client.get(hoofdstuk.url).content.decode()


def test_selected_words_are_offered_first(client: Client, hoofdstuk: Hoofdstuk, lezer: User) -> None:
    client.force_login(lezer)
    query = {"sectie": _sectie_id(hoofdstuk), "citaat": "zegt wat er speelt"}
    page = client.get(f"{hoofdstuk.url}bespreken/", query)
    assert "Wat je selecteerde: ‘zegt wat er speelt’" in page.content.decode()
    data = {"waarover": "selectie", "citaat": "zegt wat er speelt", "tekst": "Echt?", "versie": 1}
    client.post(f"{hoofdstuk.url}bespreken/?sectie={query['sectie']}", data)
    assert Discussie.objects.get().exact == "zegt wat er speelt"


def test_a_mistake_keeps_what_was_typed(client: Client, hoofdstuk: Hoofdstuk, lezer: User) -> None:
    client.force_login(lezer)
    address = f"{hoofdstuk.url}bespreken/?sectie={_sectie_id(hoofdstuk)}"
    response = client.post(address, {"tekst": "Mijn lange verhaal", "versie": 1})
    assert response.status_code == 422
    assert "Mijn lange verhaal" in response.content.decode()
    assert "Kies een zin of de hele sectie." in response.content.decode()


@pytest.mark.parametrize("query", ["", "?sectie=bestaat-niet"])
def test_a_section_that_is_not_there_is_404(client: Client, hoofdstuk: Hoofdstuk, lezer: User, query: str) -> None:
    client.force_login(lezer)
    assert client.get(f"{hoofdstuk.url}bespreken/{query}").status_code == 404


def test_lists_stay_within_their_budget(
    client: Client, hoofdstuk: Hoofdstuk, lezer: User, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        discussie = start_discussie_on_passage(
            hoofdstuk, versie=1, sectie_id=_sectie_id(hoofdstuk), tekst=f"Vraag {number}", user=lezer
        )
        add_reactie(discussie, tekst="Antwoord", user=UserFactory(rol="deelnemer"))
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert client.get(f"{hoofdstuk.url}discussies/").status_code == 200


def test_reacting_and_an_empty_reaction(client: Client, lezer: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Eerst.", user=lezer)
    address = reverse("discussies:reageer", args=[discussie.urn_id])
    assert client.post(address, {"tekst": "Ik ook"}).status_code == 302  # to the login page
    client.force_login(lezer)
    assert client.get(address).status_code == 405
    assert client.post(address, {"tekst": " "}).status_code == 422
    client.post(address, {"tekst": "Ik ook"})
    assert "Ik ook" in client.get(discussie.get_absolute_url()).content.decode()


def test_page_of_a_bouwsteen_shows_its_discussion(client: Client, lezer: User) -> None:
    bouwsteen = BouwsteenFactory()
    client.force_login(lezer)
    client.post(reverse("discussies:over", args=["bouwsteen", bouwsteen.urn_id]), {"tekst": "Zo herkenbaar"})
    assert "Zo herkenbaar" in client.get(bouwsteen.get_absolute_url()).content.decode()


def test_hidden_words_are_for_the_redactie_only(client: Client, lezer: User, redacteur: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Een scherp woord", user=lezer)
    hide_reactie(discussie.reacties.get(), reden="Gaat over een persoon", user=redacteur)
    html = client.get(discussie.get_absolute_url()).content.decode()
    assert "Een scherp woord" not in html
    assert "Gaat over een persoon" in html
    client.force_login(redacteur)
    assert "Een scherp woord" in client.get(discussie.get_absolute_url()).content.decode()


def test_moderating_is_refused_to_others_and_asks_for_a_reason(client: Client, lezer: User, redacteur: User) -> None:
    reactie = start_discussie(BouwsteenFactory(), tekst="Een scherp woord", user=lezer).reacties.get()
    address = reverse("discussies:modereer", args=[reactie.pk])
    client.force_login(lezer)
    assert client.post(address, {"reden": "Omdat"}).status_code == 403
    client.force_login(redacteur)
    assert client.post(address, {"reden": ""}).status_code == 422
    assert client.post(address, {"reden": "Gaat over een persoon"}).status_code == 302
    reactie.refresh_from_db()
    assert reactie.verborgen


def test_resolving_and_opening_again(client: Client, lezer: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Eerst.", user=lezer)
    address = reverse("discussies:los_op", args=[discussie.urn_id])
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.post(address).status_code == 403
    client.force_login(lezer)
    client.post(address)
    assert not Discussie.objects.open().exists()
    client.post(address, {"heropen": "ja"})
    assert Discussie.objects.open().exists()


def test_threads_on_a_chapter_that_readers_may_not_see_are_hidden(
    client: Client, hoofdstuk: Hoofdstuk, lezer: User
) -> None:
    discussie = start_discussie_on_passage(
        hoofdstuk, versie=1, sectie_id=_sectie_id(hoofdstuk), tekst="Vraag", user=lezer
    )
    hoofdstuk.unpublish()
    assert client.get(discussie.get_absolute_url()).status_code == 404
