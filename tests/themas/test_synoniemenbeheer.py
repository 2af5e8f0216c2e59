"""Groups of synonyms in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kennisbank.accounts.models import User
from kennisbank.search.models import Synoniemgroep
from kennisbank.search.synoniemen.services import save_synoniemgroep
from tests.factories import SynoniemFactory, ThemaFactory, UserFactory
from themas.zoeken import thema_synoniemen

pytestmark = pytest.mark.django_db


def url(action: str, *args: Any) -> str:
    return reverse(f"search_synoniemgroep_modeladmin_{action}", args=args)


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    client.force_login(redacteur)
    return client


@pytest.fixture
def groep() -> Synoniemgroep:
    return Synoniemgroep.objects.create(woorden="baas\nleidinggevende")


def test_add_list_change_and_delete(editor: Client) -> None:
    assert (
        editor.post(url("create"), {"woorden": " AVG \n\n algemene  verordening\n", "toelichting": ""}).status_code
        == 302
    )
    groep = Synoniemgroep.objects.get()
    assert groep.termen() == ["AVG", "algemene verordening"]
    assert "AVG, algemene verordening" in editor.get(url("index")).content.decode()
    assert "AVG" in editor.get(url("index"), {"q": "avg"}).content.decode()
    assert editor.post(url("edit", groep.pk), {"woorden": "AVG\nprivacywet", "toelichting": "x"}).status_code == 302
    groep.refresh_from_db()
    assert groep.woorden == "AVG\nprivacywet"
    assert editor.post(url("delete", groep.pk)).status_code == 302
    assert not Synoniemgroep.objects.exists()


@pytest.mark.parametrize(
    ("woorden", "message"),
    [
        ("", "verplicht"),
        ("AVG", "minstens twee"),
        ("AVG\navg", "minstens twee"),
        ("AVG\neen twee drie vier vijf zes", "kan niet"),
        ("AVG\n!!!", "kan niet"),
        ("AVG\n" + "x" * 101, "kan niet"),
        ("\n".join(f"woord{number}" for number in range(31)), "hoogstens 30"),
    ],
)
def test_what_makes_no_group_is_refused_at_the_field(editor: Client, woorden: str, message: str) -> None:
    response = editor.post(url("create"), {"woorden": woorden, "toelichting": "waarom"})
    html = response.content.decode()
    assert message in html
    assert "waarom" in html, "what was typed is still there"
    assert not Synoniemgroep.objects.exists()


def test_only_who_may(client: Client, groep: Synoniemgroep) -> None:
    someone = UserFactory()
    client.force_login(someone)
    for screen in (url("index"), url("create"), url("edit", groep.pk), url("delete", groep.pk)):
        assert client.post(screen, {"woorden": "a\nb"}).status_code in {302, 403}
    with pytest.raises(PermissionDenied):
        save_synoniemgroep(Synoniemgroep(woorden="a\nb"), user=someone)
    assert Synoniemgroep.objects.get().woorden == "baas\nleidinggevende"


def test_list_needs_the_same_queries_for_many(
    editor: Client, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    Synoniemgroep.objects.bulk_create(Synoniemgroep(woorden=f"a{number}\nb{number}") for number in range(40))
    editor.get(url("index"))
    with django_assert_max_num_queries(30):
        assert editor.get(url("index")).status_code == 200


def test_synonyms_of_themas() -> None:
    SynoniemFactory(thema=ThemaFactory(naam="Tegenspraak"), term="weerwoord")
    SynoniemFactory(thema=ThemaFactory(naam="Weg", opgegaan_in=ThemaFactory()), term="foetsie")
    assert list(thema_synoniemen()) == [["Tegenspraak", "weerwoord"]]
