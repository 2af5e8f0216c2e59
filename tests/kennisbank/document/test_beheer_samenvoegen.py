"""Two people saving a hoofdstuk in the admin: both get their words in, or choose; no keystroke is lost."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.document.beheer_samenvoegen import BASIS, parse_basis
from kennisbank.document.services import latest_draft, update_hoofdstuk
from tests.factories import ThemaFactory
from tests.kennisbank.document.test_beheer import draft_text, filled_in, stored, url
from tests.pages import SiteTree

ZINNEN = "Eerste zin blijft. Tweede zin blijft. Derde zin blijft."


@pytest.fixture
def editor(client: Client, redacteur: User, site_tree: SiteTree) -> Client:
    """A browser in which the redacteur is logged in, on a hoofdstuk of three sentences."""
    client.force_login(redacteur)
    _save(site_tree, ZINNEN, redacteur)
    return client


def _save(site: SiteTree, tekst: str, user: User, **more: Any) -> None:
    page = stored(site)
    block = latest_draft(page).body[0]
    sectie = {"id": str(block.id), "kop": "Loyaal is niet stil", "tekst": tekst, "bronnen": []}
    update_hoofdstuk(page, secties=[sectie], user=user, publish=False, toelichting="", **more)


def _opened(editor: Client, site: SiteTree, tekst: str, **more: Any) -> dict[str, Any]:
    """What an editor will send who opened the page now and typed `tekst`."""
    page = editor.get(url(site))
    return filled_in(site, page, **{"body-0-value-tekst": tekst, BASIS: page.context["basis_inhoud"]}) | more


def test_page_takes_its_text_along(editor: Client, site_tree: SiteTree) -> None:
    page = editor.get(url(site_tree))
    basis = parse_basis(page.context["basis_inhoud"])
    assert basis is not None
    assert basis["secties"][0]["tekst"] == ZINNEN
    assert f'<textarea name="{BASIS}" hidden>' in page.content.decode()


def test_other_sentences_are_merged(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    mine = _opened(editor, site_tree, ZINNEN.replace("Eerste", "Voorste"))
    thema = ThemaFactory()
    _save(site_tree, ZINNEN.replace("Derde", "Laatste"), redacteur, themas=[thema], titel="Een andere titel")
    response = editor.post(url(site_tree), mine, follow=True)
    assert "Samengevoegd met wat" in response.content.decode()
    assert draft_text(site_tree) == "Voorste zin blijft. Tweede zin blijft. Laatste zin blijft."
    assert latest_draft(stored(site_tree)).title == "Een andere titel"
    assert list(latest_draft(stored(site_tree)).themas.all()) == [thema]


def test_autosaved_draft_of_this_session_does_not_overwrite_the_other(
    editor: Client, site_tree: SiteTree, redacteur: User
) -> None:
    mine = _opened(editor, site_tree, ZINNEN.replace("Eerste", "Voorste"))
    saved = editor.post(url(site_tree), mine, headers={"accept": "application/json"}).json()
    _save(site_tree, ZINNEN.replace("Eerste", "Voorste").replace("Derde", "Laatste"), redacteur)
    theirs = stored(site_tree).latest_revision_id
    mine |= {"overwrite_revision_id": str(saved["revision_id"])}
    mine["body-0-value-tekst"] = ZINNEN.replace("Eerste", "Allervoorste")
    screen = editor.post(url(site_tree), mine)
    assert screen.status_code == 409  # "Voorste" came from this session too, but by way of the other
    assert stored(site_tree).latest_revision_id == theirs


def _conflict(editor: Client, site: SiteTree, user: User, **more: Any) -> tuple[dict[str, Any], HttpResponse]:
    mine = _opened(editor, site, ZINNEN.replace("Tweede zin blijft", "Wat ik zei"), **more)
    _save(site, ZINNEN.replace("Tweede zin blijft", "Wat zij zei"), user)
    return mine, editor.post(url(site), mine)


def _carried(screen: HttpResponse) -> dict[str, str]:
    return dict(screen.context["samenvoeger"].carried())


def test_same_sentence_leads_to_a_screen_that_has_everything(
    editor: Client, site_tree: SiteTree, redacteur: User
) -> None:
    mine, screen = _conflict(editor, site_tree, redacteur, verantwoordelijk="Kring Proef")
    assert screen.status_code == 409
    assert "Wat ik zei." in screen.content.decode()
    assert "Wat zij zei." in screen.content.decode()
    assert _carried(screen).items() >= {key: str(value) for key, value in mine.items()}.items()
    assert draft_text(site_tree) == ZINNEN.replace("Tweede zin blijft", "Wat zij zei")


@pytest.mark.parametrize(("keuze", "tekst"), [("voorgesteld", "Wat ik zei."), ("beide", "Wat zij zei. Wat ik zei.")])
@pytest.mark.parametrize("publish", [False, True])
def test_choice_is_saved_or_published(
    editor: Client, site_tree: SiteTree, redacteur: User, keuze: str, tekst: str, publish: bool
) -> None:
    extra = {"action-publish": "1", "wijzigingsnotitie": "Samen"} if publish else {}
    _, screen = _conflict(editor, site_tree, redacteur, **extra)
    mark = screen.context["samenvoeger"].form["conflict_1"].value()
    answer = _carried(screen) | {"conflict_1": mark, "keuze_1": keuze}
    assert editor.post(url(site_tree), answer).status_code == 302
    assert draft_text(site_tree) == f"Eerste zin blijft. {tekst} Derde zin blijft."
    assert stored(site_tree).versies.count() == (2 if publish else 1)


def test_showing_the_result_saves_nothing(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    _, screen = _conflict(editor, site_tree, redacteur)
    mark = screen.context["samenvoeger"].form["conflict_1"].value()
    answer = {"conflict_1": mark, "keuze_1": "eigen", "eigen_1": "Onze woorden.", "resultaat": "ja"}
    again = editor.post(url(site_tree), _carried(screen) | answer)
    assert again.status_code == 409
    assert "Onze woorden." in again.content.decode()
    assert "Onze woorden." not in draft_text(site_tree)


def test_without_a_choice_it_is_asked_again(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    _, screen = _conflict(editor, site_tree, redacteur)
    mark = screen.context["samenvoeger"].form["conflict_1"].value()
    again = editor.post(url(site_tree), _carried(screen) | {"conflict_1": mark})
    assert again.status_code == 409
    assert "Kies wat hier komt te staan." in again.content.decode()


@pytest.mark.parametrize("basis", ["", "geen json", "{}", '{"titel": 1}', "[]"])
def test_a_spoiled_base_overwrites_nothing_and_keeps_the_text(
    editor: Client, site_tree: SiteTree, redacteur: User, basis: str
) -> None:
    mine = _opened(editor, site_tree, "Mijn tekst.") | {BASIS: basis}
    _save(site_tree, "Van een ander.", redacteur)
    page = editor.post(url(site_tree), mine)
    assert "Iemand anders heeft dit hoofdstuk intussen bewaard" in page.content.decode()
    assert "Mijn tekst." in page.content.decode()
    assert draft_text(site_tree) == "Van een ander."
