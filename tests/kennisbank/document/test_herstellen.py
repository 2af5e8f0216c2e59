"""Putting an old version back: as a new one, by who may publish, and never over a text that nobody saw."""

import pytest
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie
from tests.histories import rewrite
from tests.pages import SiteTree

BASE = "/document/tegenspraak/versies/"
RESTORE = f"{BASE}1/herstellen/"
REASON = "De vorige wijziging was een vergissing."


@pytest.fixture
def changed(site_tree: SiteTree) -> Hoofdstuk:
    rewrite(site_tree.hoofdstukken[0], "Een vergissing.", site_tree.user)
    return site_tree.hoofdstukken[0]


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    client.force_login(redacteur)
    return client


def test_the_page_shows_what_would_change_and_asks_why(changed: Hoofdstuk, editor: Client) -> None:
    html = editor.get(RESTORE).content.decode()
    assert "Waarom zet je deze versie terug?" in html
    assert "vergissing" in html
    assert '<ins class="kb-erbij">' in html
    assert newest_versie(changed).nummer == 2, "looking changes nothing"


def test_restoring_publishes_the_old_text_as_a_new_version(changed: Hoofdstuk, editor: Client, redacteur: User) -> None:
    response = editor.post(RESTORE, {"basis": 2, "toelichting": f"  {REASON}\r\n"})
    assert response.status_code == 302
    newest = newest_versie(changed)
    assert newest.nummer == 3
    assert newest.inhoud == changed.versies.get(nummer=1).inhoud
    assert (newest.toelichting, newest.gemaakt_door) == (REASON, redacteur)
    html = editor.get(response["Location"]).content.decode()
    assert "Versie 1 is teruggezet" in html
    assert "Wie loyaal is" in html


def test_restoring_can_be_undone_by_restoring_again(changed: Hoofdstuk, editor: Client) -> None:
    editor.post(RESTORE, {"basis": 2, "toelichting": REASON})
    editor.post(f"{BASE}2/herstellen/", {"basis": 3, "toelichting": "Toch niet."})
    assert newest_versie(changed).inhoud == changed.versies.get(nummer=2).inhoud
    assert newest_versie(changed).nummer == 4


@pytest.mark.parametrize("note", ["", "   ", "x" * 301])
def test_a_reason_is_required_and_not_too_long(changed: Hoofdstuk, editor: Client, note: str) -> None:
    response = editor.post(RESTORE, {"basis": 2, "toelichting": note})
    assert response.status_code == 422
    assert "kb-foutenlijst" in response.content.decode()
    assert note.strip() in response.content.decode()
    assert newest_versie(changed).nummer == 2


def test_somebody_who_published_meanwhile_is_not_overwritten(
    changed: Hoofdstuk, editor: Client, site_tree: SiteTree
) -> None:
    rewrite(changed, "Nieuw werk van een ander.", site_tree.user)
    response = editor.post(RESTORE, {"basis": 2, "toelichting": REASON})
    html = response.content.decode()
    assert response.status_code == 409
    assert "intussen een nieuwere versie" in html
    assert REASON in html
    assert "Nieuw werk" in html, "the text of now, and no longer the one that was seen"
    assert 'name="basis" value="3"' in html
    assert newest_versie(changed).nummer == 3
    assert editor.post(RESTORE, {"basis": 3, "toelichting": REASON}).status_code == 302


@pytest.mark.parametrize("basis", ["", "nul", "-3"])
def test_a_form_without_a_good_basis_asks_again(changed: Hoofdstuk, editor: Client, basis: str) -> None:
    response = editor.post(RESTORE, {"basis": basis, "toelichting": REASON})
    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert newest_versie(changed).nummer == 2


def test_a_text_that_is_there_already_is_not_put_back(changed: Hoofdstuk, editor: Client) -> None:
    path = f"{BASE}2/herstellen/"
    assert "Er is niets terug te zetten" in editor.get(path).content.decode()
    assert editor.post(path, {"basis": 2, "toelichting": REASON}).status_code == 422
    assert newest_versie(changed).nummer == 2


def test_only_who_may_publish_restores(changed: Hoofdstuk, client: Client, deelnemer: User) -> None:
    assert client.get(RESTORE).status_code == 302
    assert "/inloggen/" in client.get(RESTORE)["Location"]
    client.force_login(deelnemer)
    for response in [client.get(RESTORE), client.post(RESTORE, {"basis": 2, "toelichting": REASON})]:
        assert response.status_code == 403
    assert newest_versie(changed).nummer == 2
    assert "herstellen" not in client.get(f"{BASE}1/").content.decode()


def test_a_locked_hoofdstuk_keeps_its_text_and_the_typed_reason(
    changed: Hoofdstuk, editor: Client, site_tree: SiteTree
) -> None:
    Hoofdstuk.objects.filter(pk=changed.pk).update(locked=True)
    response = editor.post(RESTORE, {"basis": 2, "toelichting": REASON})
    assert response.status_code == 403
    assert REASON in response.content.decode()
    assert newest_versie(changed).nummer == 2


def test_the_button_is_on_old_versions_for_editors(changed: Hoofdstuk, editor: Client) -> None:
    assert f'href="{RESTORE}"' in editor.get(f"{BASE}1/").content.decode()
    assert "herstellen" not in editor.get(f"{BASE}2/").content.decode()


def test_a_draft_in_hand_is_mentioned(changed: Hoofdstuk, editor: Client, redacteur: User) -> None:
    assert "Er staat een concept klaar" not in editor.get(RESTORE).content.decode()
    draft = Hoofdstuk.objects.get(pk=changed.pk)
    draft.title = "Nog niet klaar"
    draft.save_revision(user=redacteur)
    assert "Er staat een concept klaar" in editor.get(RESTORE).content.decode()


def test_unknown_version_is_not_found(changed: Hoofdstuk, editor: Client) -> None:
    assert editor.get(f"{BASE}99/herstellen/").status_code == 404
