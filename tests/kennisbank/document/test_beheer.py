"""Hoofdstukken in the page editor of Wagtail."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk, LevendDocument
from kennisbank.document.services import latest_draft
from tests.factories import UserFactory
from tests.pages import SiteTree


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def url(site: SiteTree) -> str:
    """The editor of the first hoofdstuk."""
    return reverse("wagtailadmin_pages:edit", args=[site.hoofdstukken[0].pk])


def stored(site: SiteTree) -> Hoofdstuk:
    return Hoofdstuk.objects.get(pk=site.hoofdstukken[0].pk)


def draft_text(site: SiteTree) -> str:
    return str(latest_draft(stored(site)).body[0].value["tekst"])


def filled_in(site: SiteTree, page: HttpResponse | None = None, **changes: Any) -> dict[str, Any]:
    """What the editor sends: the newest draft, one section with a new text."""
    draft = latest_draft(stored(site))
    block = draft.body[0]
    context = page.context if page else {}
    data = {
        "title": draft.title,
        "slug": draft.slug,
        "samenvatting": draft.samenvatting,
        "verantwoordelijk": draft.verantwoordelijk,
        "wijzigingssoort": "inhoudelijk",
        "wijzigingsnotitie": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "sectie",
        "body-0-id": str(block.id),
        "body-0-value-kop": "Loyaal is niet stil",
        "body-0-value-tekst": "Nieuwe tekst.",
        "body-0-value-bronnen-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    if page:
        data |= {
            "loaded_revision_id": str(stored(site).latest_revision_id),
            "loaded_revision_created_at": context["loaded_revision_created_at"],
        }
    return data | changes


def test_saving_a_draft_works(editor: Client, site_tree: SiteTree) -> None:
    response = editor.post(url(site_tree), filled_in(site_tree, editor.get(url(site_tree))))
    assert response.status_code == 302
    assert draft_text(site_tree) == "Nieuwe tekst."
    assert stored(site_tree).versies.count() == 1


def test_publishing_without_a_note_is_refused_at_the_field(editor: Client, site_tree: SiteTree) -> None:
    data = filled_in(site_tree, editor.get(url(site_tree)), **{"action-publish": "1"})
    page = editor.post(url(site_tree), data)
    assert "Vertel lezers in een zin" in str(page.context["form"].errors["wijzigingsnotitie"])
    assert "Nieuwe tekst." in page.content.decode()
    assert stored(site_tree).versies.count() == 1


def test_publishing_freezes_a_version_with_its_note(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    data = filled_in(
        site_tree, editor.get(url(site_tree)), wijzigingsnotitie="Korter gemaakt", **{"action-publish": "1"}
    )
    assert editor.post(url(site_tree), data).status_code == 302
    versie = stored(site_tree).versies.last()
    assert (versie.nummer, versie.toelichting, versie.gemaakt_door) == (2, "Korter gemaakt", redacteur)
    assert versie.inhoud["secties"][0]["tekst"] == "Nieuwe tekst."
    assert editor.get(url(site_tree)).context["form"]["wijzigingsnotitie"].value() == ""


def test_publishing_is_all_or_nothing(editor: Client, site_tree: SiteTree, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("de schijf is vol")

    data = filled_in(site_tree, editor.get(url(site_tree)), wijzigingsnotitie="x", **{"action-publish": "1"})
    before = stored(site_tree).latest_revision_id
    monkeypatch.setattr("kennisbank.document.freezing.freeze_hoofdstuk", fail)
    with pytest.raises(OSError, match="schijf"):
        editor.post(url(site_tree), data)
    assert stored(site_tree).latest_revision_id == before
    assert stored(site_tree).body[0].value["tekst"] != "Nieuwe tekst."


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_text_of_another_editor_is_never_overwritten(
    editor: Client, site_tree: SiteTree, redacteur: User, action: str
) -> None:
    mine = filled_in(site_tree, editor.get(url(site_tree)), wijzigingsnotitie="Mijn wijziging")
    if action:
        mine[action] = "1"
    other = latest_draft(stored(site_tree))
    other.body[0].value["tekst"] = "Van een ander."
    other.save_revision(user=redacteur)

    page = editor.post(url(site_tree), mine)
    html = page.content.decode()
    assert page.status_code == 200
    assert "Iemand anders heeft dit hoofdstuk intussen bewaard" in html
    assert "Nieuwe tekst." in html
    assert draft_text(site_tree) == "Van een ander."
    assert stored(site_tree).versies.count() == 1

    again = filled_in(site_tree, page, wijzigingsnotitie="Samen")
    assert editor.post(url(site_tree), again).status_code == 302
    assert draft_text(site_tree) == "Nieuwe tekst."


def test_autosave_works_and_refuses_an_outdated_text(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    page = editor.get(url(site_tree))
    data = filled_in(site_tree, page)
    saved = editor.post(url(site_tree), data, headers={"accept": "application/json"})
    assert json.loads(saved.content)["success"]
    assert draft_text(site_tree) == "Nieuwe tekst."
    refused = editor.post(url(site_tree), data, headers={"accept": "application/json"})
    assert json.loads(refused.content)["error_code"] == "invalid_revision"


def test_new_hoofdstuk_is_published_with_a_note_only(editor: Client, site_tree: SiteTree) -> None:
    add = reverse("wagtailadmin_pages:add", args=["document", "hoofdstuk", site_tree.document.pk])
    data = filled_in(site_tree, title="Nieuw hoofdstuk", slug="nieuw-hoofdstuk", **{"action-publish": "1"})
    data["body-0-id"] = ""
    page = editor.post(add, data)
    assert "wijzigingsnotitie" in page.context["form"].errors
    assert editor.post(add, data | {"wijzigingsnotitie": "Eerste versie"}).status_code == 302
    assert Hoofdstuk.objects.get(slug="nieuw-hoofdstuk").versies.count() == 1


def test_wrong_blocks_are_told_in_dutch_at_the_field(editor: Client, site_tree: SiteTree) -> None:
    data = filled_in(
        site_tree,
        editor.get(url(site_tree)),
        **{
            "wijzigingsnotitie": "x",
            "action-publish": "1",
            "body-0-value-kop": "",
            "body-0-value-bronnen-count": "1",
            "body-0-value-bronnen-0-deleted": "",
            "body-0-value-bronnen-0-order": "0",
            "body-0-value-bronnen-0-value-bouwsteen": "<b>",
            "body-0-value-bronnen-0-value-rol": "bron",
        },
    )
    page = editor.post(url(site_tree), data)
    html = page.content.decode()
    assert "Dit is geen kenmerk van een bouwsteen" in html
    assert "Dit is een verplicht veld." in html
    assert stored(site_tree).versies.count() == 1


def test_published_hoofdstuk_and_its_document_cannot_be_deleted(editor: Client, site_tree: SiteTree) -> None:
    editor.force_login(UserFactory(rol="beheerder"))
    for page in (site_tree.hoofdstukken[0], site_tree.document):
        response = editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "kan niet weg: elke versie blijft bestaan" in response.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    editor.post(f"{bulk}?id={site_tree.hoofdstukken[0].pk}&id={site_tree.over.pk}")
    assert Hoofdstuk.objects.count() == 2
    assert LevendDocument.objects.exists()


def test_bulk_publishing_asks_for_a_note_first(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    draft = latest_draft(stored(site_tree))
    draft.wijzigingsnotitie = ""
    draft.body[0].value["tekst"] = "Zonder notitie."
    draft.save_revision(user=redacteur)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{bulk}?id={site_tree.hoofdstukken[0].pk}", follow=True)
    assert "zegt nog niet wat er veranderd is" in response.content.decode()
    assert stored(site_tree).versies.count() == 1


def test_markdown_field_offers_room_help_and_a_preview(editor: Client, site_tree: SiteTree) -> None:
    html = editor.get(url(site_tree)).content.decode()
    assert reverse("kennisbank_voorbeeld") in html
    assert "Een lege regel begint een nieuwe alinea" in html


def test_preview_renders_clean_html_for_who_is_in_the_admin(client: Client, redacteur: User, deelnemer: User) -> None:
    preview = reverse("kennisbank_voorbeeld")
    data = {"tekst": "**vet** <script>alert(1)</script> [[Nergens]]"}
    assert client.post(preview, data).status_code in {302, 403}
    client.force_login(deelnemer)
    assert client.post(preview, data).status_code in {302, 403}
    client.force_login(redacteur)
    html = client.post(preview, data).content.decode()
    assert "<strong>vet</strong>" in html
    assert "<script>" not in html
    assert client.get(preview).status_code == 405
    assert client.post(preview, {"tekst": "a" * 1_000_000}).status_code == 200
