"""The pages of the searches that somebody keeps."""

import pytest
from django.urls import reverse

from kennisbank.accounts.zoekopdrachten.berichten import unsubscribe_url
from kennisbank.accounts.zoekopdrachten.models import Frequentie, Zoekopdracht
from kennisbank.search.testing import fresh_index
from tests.factories import UserFactory

LIJST = "/zoekopdrachten/"
NIEUW = "/zoekopdrachten/nieuw/?q=tegenspraak&jaar=2026"


@pytest.fixture
def user(client, db, tmp_path):
    """Somebody who is logged in."""
    with fresh_index(tmp_path):
        user = UserFactory()
        client.force_login(user)
        yield user


def kept(user, **fields: object) -> Zoekopdracht:
    values = {"naam": "Moed", "query": "q=moed", **fields}
    return Zoekopdracht.objects.create(user=user, **values)


def test_from_the_search_page_to_the_list(client, user):
    html = client.get("/zoeken/?q=tegenspraak&jaar=2026").content.decode()
    assert f'href="{NIEUW.replace("&", "&amp;")}"' in html
    html = client.get(NIEUW).content.decode()
    assert 'value="tegenspraak, 2026"' in html
    response = client.post(NIEUW, {"naam": "Tegenspraak dit jaar", "frequentie": "wekelijks"}, follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(LIJST, 302)]
    assert "is bewaard" in html
    assert 'href="/zoeken/?q=tegenspraak&amp;jaar=2026">Tegenspraak dit jaar' in html
    assert Zoekopdracht.objects.get().frequentie == Frequentie.WEKELIJKS


def test_errors_are_at_the_field_and_what_was_typed_stays(client, user):
    kept(user)
    response = client.post(NIEUW, {"naam": "Moed", "frequentie": "dagelijks"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "al een zoekopdracht met deze naam" in html
    assert 'value="Moed"' in html
    assert client.post(NIEUW, {"naam": "", "frequentie": "x"}).status_code == 422


def test_renaming_and_deleting(client, user):
    row = kept(user)
    url = reverse("zoekopdrachten:wijzigen", args=[row.pk])
    assert 'value="Moed"' in client.get(url).content.decode()
    client.post(url, {"naam": "Morele moed", "frequentie": "geen"})
    row.refresh_from_db()
    assert (row.naam, row.query) == ("Morele moed", "q=moed")
    assert client.get(f"{url}verwijderen/").status_code == 405
    client.post(f"{url}verwijderen/")
    assert not Zoekopdracht.objects.exists()
    assert "nog geen zoekopdrachten" in client.get(LIJST).content.decode()


def test_nobody_sees_those_of_somebody_else(client, user):
    url = reverse("zoekopdrachten:wijzigen", args=[kept(UserFactory(), naam="Geheim").pk])
    assert "Geheim" not in client.get(LIJST).content.decode()
    for answer in (client.get(url), client.post(url, {}), client.post(f"{url}verwijderen/")):
        assert answer.status_code == 404
    client.logout()
    for address in (LIJST, NIEUW, url):
        assert client.get(address)["Location"].startswith("/inloggen/")


def test_asking_nothing_can_not_be_kept(client, user):
    assert client.get("/zoekopdrachten/nieuw/")["Location"] == "/zoeken/"


def test_the_list_is_cut_into_pages_and_takes_few_queries(client, user, django_assert_max_num_queries):
    for number in range(30):
        kept(user, naam=f"Zoekopdracht {number:02}")
    with django_assert_max_num_queries(10):
        html = client.get(LIJST).content.decode()
    assert "Zoekopdracht 24" in html
    assert "Zoekopdracht 25" not in html


def test_a_mere_visit_to_the_link_in_the_mail_changes_nothing(client, user):
    row = kept(user, frequentie=Frequentie.DAGELIJKS)
    url = "/" + unsubscribe_url(row).split("/", 3)[3]
    client.logout()
    assert "Stop de mails" in client.get(url).content.decode()
    row.refresh_from_db()
    assert row.frequentie == Frequentie.DAGELIJKS
    assert "geen mail meer" in client.post(url, follow=True).content.decode()
    row.refresh_from_db()
    assert row.frequentie == Frequentie.GEEN
    assert client.get("/zoekopdrachten/afmelden/onzin/").status_code == 404
