"""The redactie at work in Wagtail's own edit screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from kennisbank.document.models import Hoofdstuk
from tests.pages import SiteTree


@pytest.fixture
def editor(site_tree: SiteTree, client: Client) -> Client:
    client.force_login(site_tree.user)
    return client


def form_data(page: Hoofdstuk, **changes: Any) -> dict[str, Any]:
    """What the browser sends for a hoofdstuk of one section."""
    section = {"kop": "Nieuwe kop", "tekst": "Regel een.\r\nRegel twee.  ", "bronnen-count": "0"}
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "samenvatting": page.samenvatting,
            "body": streamfield([("sectie", section)]),
            "verantwoordelijk": page.verantwoordelijk,
            "wijzigingssoort": "inhoudelijk",
            "wijzigingsnotitie": "",
            "comments": inline_formset([]),
            **changes,
        }
    )


def post(client: Client, page: Hoofdstuk, **changes: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **changes))


def test_publishing_freezes_a_version(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    note = {"action-publish": "1", "wijzigingsnotitie": "Alles in één sectie."}
    assert post(editor, page, **note).status_code == 302
    versie = page.versies.get(nummer=2)
    assert versie.toelichting == "Alles in één sectie."
    assert versie.gemaakt_door == site_tree.user
    assert versie.inhoud["secties"][0]["tekst"] == "Regel een.\nRegel twee."
    assert page.versies.get(nummer=1).inhoud["secties"][0]["kop"] == "Loyaal is niet stil"


def test_publishing_without_a_note_is_refused_and_loses_nothing(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    response = post(editor, page, **{"action-publish": "1"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Vertel lezers in een zin wat er veranderd is en waarom." in html
    assert "Regel een." in html
    assert page.versies.count() == 1


def test_draft_needs_no_note_and_makes_no_version(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    assert post(editor, page).status_code == 302
    assert page.versies.count() == 1
    assert Hoofdstuk.objects.get(pk=page.pk).body[0].value["kop"] == "Loyaal is niet stil"


def test_every_change_starts_with_an_empty_note(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    post(editor, page, **{"action-publish": "1", "wijzigingsnotitie": "Al verteld."})
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Al verteld." not in html[html.index('name="wijzigingsnotitie"') :].split(">")[0]


def test_note_of_a_draft_is_kept(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    post(editor, page, wijzigingsnotitie="Nog bezig.")
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Nog bezig." in html


def test_deelnemer_does_not_get_in(site_tree: SiteTree, client: Client, deelnemer: Any) -> None:
    client.force_login(deelnemer)
    response = post(client, site_tree.hoofdstukken[0], **{"action-publish": "1", "wijzigingsnotitie": "Nee."})
    assert response.status_code in {302, 403}
    assert site_tree.hoofdstukken[0].versies.count() == 1


def test_draft_can_be_previewed(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, form_data(page)).json()["is_valid"]
    html = editor.get(f"{address}?mode=").content.decode()
    assert "Nieuwe kop" in html
    assert "Loyaal is niet stil" not in html


def test_new_hoofdstuk_can_be_previewed_before_it_exists(site_tree: SiteTree, editor: Client) -> None:
    parent = site_tree.document
    address = reverse("wagtailadmin_pages:preview_on_add", args=["document", "hoofdstuk", parent.pk])
    new = Hoofdstuk(title="Nog niet", slug="nog-niet")
    assert editor.post(address, form_data(new)).json()["is_valid"]
    response = editor.get(f"{address}?mode=")
    assert response.status_code == 200
    assert "Nieuwe kop" in response.content.decode()


def test_copy_is_a_hoofdstuk_of_its_own(site_tree: SiteTree, editor: Client) -> None:
    page = site_tree.hoofdstukken[0]
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": site_tree.document.pk,
        "publish_copies": "on",
        "alias": "",
    }
    assert editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data).status_code == 302
    copy = Hoofdstuk.objects.get(slug="kopie")
    assert copy.urn_id != page.urn_id
    assert copy.live
    assert copy.versies.get().titel == "Kopie"
