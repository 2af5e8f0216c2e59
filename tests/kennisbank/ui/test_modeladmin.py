"""The holes of wagtail-modeladmin stay closed."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.ui.modeladmin import defuse
from tests.factories import GesprekFactory, ThemaFactory, UserFactory

INDEX = "bouwstenen_gesprek_modeladmin_index"


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-2", "'-2"),
        ("@x", "'@x"),
        ("\t=x", "'\t=x"),
        ("gewoon", "gewoon"),
        ("a=b", "a=b"),
        (-2, -2),
        (None, None),
    ],
)
def test_defuse(value: object, expected: object) -> None:
    assert defuse(value) == expected


@pytest.mark.parametrize("lookup", ["password__startswith", "password__regex", "email__contains", "is_superuser"])
def test_address_cannot_probe_what_is_behind_a_relation(editor: Client, redacteur: User, lookup: str) -> None:
    GesprekFactory(titel="Het enige", gespreksleider=redacteur)
    for value in ("argon2", "md5", "$", "0", "zzz"):
        page = editor.get(reverse(INDEX), {f"gespreksleider__{lookup}": value})
        assert page.status_code == 200
        assert "Het enige" in page.content.decode(), "the answer must not depend on a hidden field"


@pytest.mark.parametrize(
    "query",
    [
        "onbekend=1",
        "titel__foo=1",
        "stap__exact=x",
        "organisatie=x",
        "organisatie=%00",
        "format__exact=bestaat-niet",
        "o=99.x.-",
        "p=x",
        "ot=x",
        "e=1",
        "pk__in=1,2",
    ],
)
def test_nonsense_in_the_address_is_no_server_error(editor: Client, query: str) -> None:
    GesprekFactory()
    assert editor.get(f"{reverse(INDEX)}?{query}").status_code == 200


def test_declared_filters_and_search_work(editor: Client) -> None:
    GesprekFactory(titel="Het eerste", format="vragen")
    GesprekFactory(titel="Het tweede", format="model")
    html = editor.get(reverse(INDEX), {"format__exact": "model"}).content.decode()
    assert "Het tweede" in html
    assert "Het eerste" not in html
    html = editor.get(reverse(INDEX), {"q": "eerste"}).content.decode()
    assert "Het eerste" in html
    assert "Het tweede" not in html


@pytest.mark.parametrize("action", ["edit", "inspect", "history", "delete"])
@pytest.mark.parametrize("pk", ["abc", "999999", "99999999999999999999999999"])
def test_unknown_ids_are_not_found(editor: Client, action: str, pk: str) -> None:
    assert editor.get(reverse(f"bouwstenen_gesprek_modeladmin_{action}", args=[pk])).status_code in {302, 404}


def test_history_is_for_who_may_change_the_object(client: Client, redacteur: User) -> None:
    thema = ThemaFactory()
    url = reverse("themas_thema_modeladmin_history", args=[thema.pk])
    client.force_login(redacteur)
    assert client.get(url).status_code == 200
    client.force_login(UserFactory(rol="gespreksleider"))
    assert client.get(url).status_code in {302, 403}


def test_export_holds_no_formulas(editor: Client) -> None:
    GesprekFactory(titel="=cmd|' /C calc'!A0", opgave="@SUM(1)")
    response = editor.get(reverse(INDEX), {"export": "csv"})
    [row] = csv.DictReader(StringIO(b"".join(response.streaming_content).decode()))
    assert not any(str(value).startswith(("=", "+", "-", "@")) for value in row.values())
