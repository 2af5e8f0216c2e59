"""The site as a whole: files for machines, and error pages as readers get them (DEBUG is off in tests)."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from kennisbank import urls
from tests.factories import BouwsteenFactory, LeeraanbodFactory, ThemaFactory
from tests.pages import SiteTree


def test_robots_txt_names_the_sitemap_and_closes_the_admin(db: None, client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /beheer/" in response.content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_favicon_is_the_mark(db: None, client: Client) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("merk.svg")


def test_sitemap_holds_public_addresses_only(
    site_tree: SiteTree, client: Client, django_assert_max_num_queries: Any
) -> None:
    shown = [BouwsteenFactory(), ThemaFactory(), LeeraanbodFactory()]
    hidden = BouwsteenFactory(ingezonden=True)
    site_tree.hoofdstukken[1].unpublish()
    with django_assert_max_num_queries(25):
        text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/document/tegenspraak/</loc>" in text
    assert "menselijke-maat" not in text
    for thing in shown:
        assert f"<loc>http://testserver{thing.get_absolute_url()}</loc>" in text
    assert hidden.get_absolute_url() not in text


def test_security_txt_is_there_when_an_address_is_set(db: None, client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@example.org"
    assert "Contact: mailto:veilig@example.org" in client.get("/.well-known/security.txt").content.decode()


def _fail(request: Any) -> None:
    raise ValueError("planted")


def _refuse(request: Any) -> None:
    raise PermissionDenied


class FaultyUrls:
    """The addresses of the site, and three that fail."""

    urlpatterns = [path("stuk/", _fail), path("dicht/", _refuse), *urls.urlpatterns]
    handler400 = urls.handler400


@pytest.fixture
def faulty(site_tree: SiteTree, settings: Any) -> Client:
    settings.ROOT_URLCONF = FaultyUrls
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [("/stuk/", 500, "Er ging iets mis"), ("/dicht/", 403, "<h1"), ("/bestaat-niet/", 404, "Deze pagina bestaat niet")],
)
def test_error_pages_are_ours_and_tell_nothing_inside(faulty: Client, address: str, status: int, title: str) -> None:
    response = faulty.get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert title in html
    assert 'lang="nl"' in html
    assert "Traceback" not in html
    assert "planted" not in html


def test_host_that_is_not_ours_is_refused_in_dutch(faulty: Client) -> None:
    response = faulty.get("/", headers={"host": "elders.example"})
    assert response.status_code == 400
    assert 'lang="nl"' in response.content.decode()


def test_form_without_token_is_refused_with_advice(site_tree: SiteTree) -> None:
    response = Client(enforce_csrf_checks=True).post("/inloggen/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert 'lang="nl"' in response.content.decode()


def test_views_of_the_site_answer_get_only(db: None, client: Client) -> None:
    assert client.post("/robots.txt").status_code == 405
