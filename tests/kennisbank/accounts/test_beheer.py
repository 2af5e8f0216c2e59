"""Accounts in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_beheerder_gives_an_account_its_name_organisation_and_job(client: Client) -> None:
    client.force_login(UserFactory(rol="beheerder"))
    add = reverse("wagtailusers_users:add")
    page = client.get(add)
    for name in ("weergavenaam", "organisatie", "functie"):
        assert f'name="{name}"' in page.content.decode()
    password = "drie-losse-woorden-en-meer"
    data = {
        "username": "nieuw",
        "email": "nieuw@example.org",
        "password1": password,
        "password2": password,
        "weergavenaam": "Nina Nieuw",
        "organisatie": "Dienst Zee",
        "functie": "Behandelaar",
        "groups": [Group.objects.get(name="gespreksleider").pk],
    }
    assert client.post(add, data).status_code == 302
    user = User.objects.get(username="nieuw")
    assert (user.weergavenaam, user.organisatie, user.functie) == ("Nina Nieuw", "Dienst Zee", "Behandelaar")
    edit = client.get(reverse("wagtailusers_users:edit", args=[user.pk])).content.decode()
    assert "Nina Nieuw" in edit


def test_redacteur_manages_no_accounts(client: Client, redacteur: User) -> None:
    client.force_login(redacteur)
    assert client.get(reverse("wagtailusers_users:index")).status_code in {302, 403}
