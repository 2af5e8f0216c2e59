"""Versions: the list, permalinks that never change, differences, and redirects after a rename."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import HoofdstukVersie
from kennisbank.document.services import update_hoofdstuk
from tests.pages import SiteTree

BASE = "/document/tegenspraak/versies/"


def publish(tree: SiteTree, tekst: str, toelichting: str) -> None:
    page = tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = tekst
    update_hoofdstuk(page, secties=secties, user=tree.user, publish=True, toelichting=toelichting)


def main_part(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return html[html.index("<article") : html.index("</article>")]


def test_list_names_every_version_with_its_note(site_tree: SiteTree, client: Client) -> None:
    publish(site_tree, "Anders.", "Scherper gemaakt.")
    html = client.get(BASE).content.decode()
    assert "2 versies" in html
    assert html.index("Scherper gemaakt.") < html.index("Eerste versie")
    assert "2 secties" in html
    assert f'href="{BASE}2/verschil/"' in html
    assert f'href="{BASE}1/verschil/"' not in html


def test_permalink_stays_the_same_after_a_later_publish(site_tree: SiteTree, client: Client) -> None:
    before = main_part(client, f"{BASE}1/")
    publish(site_tree, "Heel iets anders.", "Omgegooid.")
    assert main_part(client, f"{BASE}1/") == before
    assert "Heel iets anders." in main_part(client, f"{BASE}2/")
    html = client.get(f"{BASE}1/").content.decode()
    assert "Dit is versie 1 van Tegenspraak geven" in html
    assert "Lees versie 2" in html


def test_permalink_shows_that_the_text_is_as_it_was(site_tree: SiteTree, client: Client) -> None:
    versie = HoofdstukVersie.objects.get(hoofdstuk=site_tree.hoofdstukken[0])
    html = client.get(f"{BASE}1/").content.decode()
    assert versie.sha256 in html
    assert versie.urn in html
    assert "niet veranderd sinds de publicatie" in html


def test_permalink_says_when_the_text_does_not_match_its_digest(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    HoofdstukVersie.objects.create(
        hoofdstuk=page, nummer=2, titel="Vals", inhoud=inhoud_of(page), sha256="0" * 64, wijzigingssoort="inhoudelijk"
    )
    assert "klopt niet met het controlegetal" in client.get(f"{BASE}2/").content.decode()


@pytest.mark.parametrize("nummer", ["0", "2", "99", "9" * 30])
def test_unknown_number_is_not_found_in_dutch(site_tree: SiteTree, client: Client, nummer: str) -> None:
    for path in [f"{BASE}{nummer}/", f"{BASE}{nummer}/verschil/"]:
        response = client.get(path)
        assert response.status_code == 404
        assert "Deze pagina bestaat niet" in response.content.decode()


def test_unknown_hoofdstuk_is_not_found(site_tree: SiteTree, client: Client) -> None:
    assert client.get("/document/nergens/versies/").status_code == 404
    assert client.get("/nergens/tegenspraak/versies/1/").status_code == 404


def test_difference_shows_what_came_and_went(site_tree: SiteTree, client: Client) -> None:
    publish(site_tree, "Wie loyaal is, zegt wat er speelt. Altijd.", "Stelliger.")
    html = client.get(f"{BASE}2/verschil/").content.decode()
    assert "Stelliger." in html
    assert '<ins class="kb-erbij">' in html
    assert "Altijd" in html
    assert '<del class="kb-eraf">' in html
    assert "Na het besluit" not in html[html.index("<main") :]


def test_first_version_has_nothing_to_compare_with(site_tree: SiteTree, client: Client) -> None:
    assert "Dit is de eerste versie" in client.get(f"{BASE}1/verschil/").content.decode()


def test_old_address_redirects_also_to_versions(
    site_tree: SiteTree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    draft = site_tree.hoofdstukken[0].get_latest_revision_as_object()
    draft.slug = "tegenspreken"
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(user=site_tree.user).publish(user=site_tree.user)
    cache.clear()
    for rest in ["", "versies/", "versies/1/", "versies/1/verschil/"]:
        response = client.get(f"/document/tegenspraak/{rest}")
        assert response.status_code == 301, rest
        assert response["Location"].endswith(f"/document/tegenspreken/{rest}")
        assert client.get(response["Location"]).status_code == 200
