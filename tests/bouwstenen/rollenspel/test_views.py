"""The public pages of the rollenspel, and the admin of cases."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bouwstenen.rollenspel.models import Casus, Spel
from bouwstenen.rollenspel.rollen import Rol
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import make_casus, make_spel
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_cases_are_listed_and_told_without_giving_the_effects_away(html: Callable[..., str]) -> None:
    make_casus()
    assert "Een aanvraag die niet past" in html("/rollenspel/")
    page = html("/rollenspel/een-casus/")
    assert "Wat doet rechtmatig?" in page
    assert "merkt rechtmatig" not in page
    assert "merkt rechtmatig" in html("/rollenspel/een-casus/afdrukken/")


def test_an_empty_site_says_so(html: Callable[..., str]) -> None:
    assert "Er zijn nog geen casussen" in html("/rollenspel/")


def test_a_draft_is_not_there(client: Client) -> None:
    casus = make_casus()
    Casus.objects.update(gepubliceerd=False)
    for path in (casus.get_absolute_url(), f"{casus.get_absolute_url()}afdrukken/"):
        assert client.get(path).status_code == 404


def test_lists_ask_the_same_however_long_they_are(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = UserFactory(rol="deelnemer")
    for number in range(4):
        make_spel(user, make_casus(f"casus-{number}"))
    client.force_login(user)
    with django_assert_max_num_queries(6):
        client.get("/rollenspel/")
    with django_assert_max_num_queries(6):
        client.get("/rollenspel/spellen/")


def test_a_game_is_begun_with_a_post_by_who_may(client: Client, deelnemer: User) -> None:
    casus = make_casus()
    begin = f"{casus.get_absolute_url()}beginnen/"
    assert client.post(begin, {"vorm": "scherm"}).url.startswith("/inloggen/")
    client.force_login(UserFactory())
    assert client.post(begin, {"vorm": "scherm"}).status_code == 403
    client.force_login(deelnemer)
    assert client.get(begin).status_code == 405
    answer = client.post(begin, {"vorm": "onzin"})
    assert (answer.status_code, "Kies hoe jullie spelen." in answer.content.decode()) == (422, True)
    answer = client.post(begin, {"vorm": "telefoons"})
    assert answer.url == Spel.objects.get().get_absolute_url()


def test_own_games_are_listed_for_their_facilitator_alone(client: Client, deelnemer: User) -> None:
    make_spel()
    client.force_login(deelnemer)
    assert "Je hebt nog geen spel begeleid" in client.get("/rollenspel/spellen/").content.decode()


def filled_in(keuzes: int = 2, **changes: str) -> dict[str, str]:
    """The admin form of the rechtmatige rol."""
    data = {"kijk": "Zo kijk ik.", "vraag": "Wat doe jij?"}
    for number in range(1, keuzes + 1):
        data[f"keuze{number}"] = f"Ik kies {number}"
        for rol in Rol.values:
            data |= {f"keuze{number}_{rol}_richting": "2", f"keuze{number}_{rol}_uitleg": "Dat helpt."}
    return data | changes


def test_an_editor_writes_a_role_on_one_screen(client: Client, redacteur: User) -> None:
    casus = make_casus()
    client.force_login(redacteur)
    url = reverse("casusbeheer:rol", args=[casus.pk, "rechtmatig"])
    assert "rechtmatig kiest 1" in client.get(url).content.decode()
    assert client.post(url, filled_in()).status_code == 302
    card = casus.rollen.get(rol="rechtmatig")
    assert [keuze.tekst for keuze in card.keuzes.all()] == ["Ik kies 1", "Ik kies 2"]
    assert {e.richting for keuze in card.keuzes.all() for e in keuze.effecten.all()} == {2}


def test_what_is_missing_in_a_published_case_is_said_at_the_field_and_nothing_is_lost(
    client: Client, redacteur: User
) -> None:
    casus = make_casus()
    client.force_login(redacteur)
    url = reverse("casusbeheer:rol", args=[casus.pk, "rechtmatig"])
    answer = client.post(url, filled_in(keuze2="", keuze1_netwerkend_uitleg="", kijk="Mijn nieuwe tekst"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"keuze2", "keuze1_netwerkend_uitleg"}
    assert "Mijn nieuwe tekst" in answer.content.decode()
    assert casus.rollen.get(rol="rechtmatig").kijk == "Zo ziet rechtmatig het."


def test_the_admin_says_what_a_draft_still_needs(client: Client, redacteur: User) -> None:
    client.force_login(redacteur)
    data = {"titel": "Vers", "slug": "vers", "inleiding": "x", "tekst": "y", "dilemmavraag": "Wat nu?", "volgorde": "0"}
    create = reverse("rollenspel_casus_modeladmin_create")
    refused = client.post(create, data | {"gepubliceerd": "on"})
    assert "Deze casus kan nog niet op de site." in refused.content.decode()
    assert client.post(create, data).status_code == 302
    casus = Casus.objects.get(slug="vers")
    page = client.get(reverse("casusbeheer:rollen", args=[casus.pk])).content.decode()
    assert "De rolkaart van de responsieve overheid ontbreekt." in page
    assert client.get(reverse("rollenspel_casus_modeladmin_index")).status_code == 200


def test_only_the_redactie_gets_into_the_admin_of_cases(client: Client) -> None:
    casus = make_casus()
    client.force_login(UserFactory(rol="gespreksleider"))
    for url in (
        reverse("casusbeheer:rollen", args=[casus.pk]),
        reverse("casusbeheer:rol", args=[casus.pk, "rechtmatig"]),
        reverse("rollenspel_casus_modeladmin_edit", args=[casus.pk]),
    ):
        assert client.post(url, filled_in()).status_code in {302, 403}
    assert casus.rollen.get(rol="rechtmatig").kijk == "Zo ziet rechtmatig het."
