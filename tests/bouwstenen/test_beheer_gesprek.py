"""Gesprekken in the admin: whose they are, delivering and correcting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bouwstenen.models import Gesprek
from kennisbank.accounts.models import User
from tests.factories import GesprekFactory, OrganisatieFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(action: str, *args: Any) -> str:
    """A screen for gesprekken."""
    return reverse(f"bouwstenen_gesprek_modeladmin_{action}", args=args)


@pytest.fixture
def leider(db: None) -> User:
    """A gespreksleider."""
    return UserFactory(rol="gespreksleider")


def filled_in(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = response.context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False):
            data[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return data | changes


def test_gespreksleider_sees_and_changes_own_gesprekken_only(client: Client, leider: User) -> None:
    own, other = GesprekFactory(titel="Van mij", gespreksleider=leider), GesprekFactory(titel="Van een ander")
    client.force_login(leider)
    html = client.get(url("index")).content.decode()
    assert "Van mij" in html
    assert "Van een ander" not in html
    assert client.get(url("edit", own.pk)).status_code == 200
    for action in ("edit", "inspect", "history", "delete"):
        assert client.get(url(action, other.pk)).status_code in {302, 403}, action
    client.post(url("edit", other.pk), {"titel": "Gekaapt"})
    other.refresh_from_db()
    assert other.titel == "Van een ander"


def test_gespreksleider_does_not_see_who_else_has_an_account(client: Client, leider: User) -> None:
    client.force_login(leider)
    form = client.get(url("create")).context["form"]
    assert "gespreksleider" not in form.fields


def test_redacteur_chooses_the_gespreksleider_among_who_may_lead(
    client: Client, redacteur: User, leider: User, deelnemer: User
) -> None:
    client.force_login(redacteur)
    choices = set(client.get(url("create")).context["form"].fields["gespreksleider"].queryset)
    assert leider in choices
    assert deelnemer not in choices


def test_new_gesprek_belongs_to_who_adds_it(client: Client, leider: User) -> None:
    client.force_login(leider)
    data = {"titel": "Nieuw gesprek", "datum": "2025-05-01", "format": "vragen", "werkvorm": "locatie", "stap": "1"}
    assert client.post(url("create"), data).status_code == 302
    assert Gesprek.objects.get(titel="Nieuw gesprek").gespreksleider == leider


def test_delivering_makes_the_record_final(client: Client, leider: User) -> None:
    gesprek = GesprekFactory(gespreksleider=leider)
    client.force_login(leider)
    response = client.post(url("edit", gesprek.pk), filled_in(client.get(url("edit", gesprek.pk)), opleveren="on"))
    assert response.status_code == 302
    gesprek.refresh_from_db()
    assert gesprek.is_opgeleverd


def test_delivering_without_a_record_is_refused_at_the_field_and_saves_nothing(client: Client, leider: User) -> None:
    gesprek = GesprekFactory(gespreksleider=leider, verslag="")
    client.force_login(leider)
    data = filled_in(client.get(url("edit", gesprek.pk)), opleveren="on", titel="Andere titel")
    page = client.post(url("edit", gesprek.pk), data)
    assert "Schrijf eerst een verslag" in str(page.context["form"].errors["verslag"])
    gesprek.refresh_from_db()
    assert gesprek.titel != "Andere titel"


def test_correcting_a_delivered_gesprek_needs_a_reason_and_leaves_a_trace(client: Client, redacteur: User) -> None:
    gesprek = GesprekFactory(opgeleverd=True)
    client.force_login(redacteur)
    data = filled_in(client.get(url("edit", gesprek.pk)), aantal_deelnemers="9")
    page = client.post(url("edit", gesprek.pk), data)
    assert "Vertel waarom je het corrigeert" in str(page.context["form"].errors["reden"])
    assert client.post(url("edit", gesprek.pk), data | {"reden": "Verkeerd geteld"}).status_code == 302
    correctie = gesprek.correcties.get()
    assert (correctie.veld, correctie.oud, correctie.nieuw) == ("aantal_deelnemers", "8", "9")


def test_nobody_deletes_a_gesprek(client: Client) -> None:
    gesprek = GesprekFactory()
    client.force_login(UserFactory(rol="beheerder"))
    client.post(url("delete", gesprek.pk))
    assert Gesprek.objects.filter(pk=gesprek.pk).exists()


def test_list_needs_the_same_queries_for_many(
    client: Client, redacteur: User, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    organisatie = OrganisatieFactory()
    GesprekFactory.create_batch(40, organisaties=[organisatie])
    client.force_login(redacteur)
    client.get(url("index"))
    with django_assert_max_num_queries(40):
        assert client.get(url("index")).status_code == 200


def test_organisatie_is_saved_and_a_second_of_the_same_name_refused(client: Client, redacteur: User) -> None:
    client.force_login(redacteur)
    create = reverse("bouwstenen_organisatie_modeladmin_create")
    assert client.post(create, {"naam": "Dienst Zee", "soort": "uitvoering"}).status_code == 302
    page = client.post(create, {"naam": "Dienst Zee", "soort": "beleid"})
    assert "naam" in page.context["form"].errors
