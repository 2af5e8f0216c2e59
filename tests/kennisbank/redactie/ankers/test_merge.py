"""Tying sentences while merging bouwstenen into a section."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bouwstenen.models import Bouwsteen
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import Invoeging, fingerprint_draft, merge_bouwstenen_into_hoofdstuk
from tests.factories import BouwsteenFactory
from tests.kennisbank.redactie.ankers.conftest import BRIEF, EEN, PRINTER, SLOT, VRAAG, Werk

pytestmark = pytest.mark.django_db

TEKST = f"{VRAAG} {SLOT} {BRIEF}\n\n{PRINTER}"


@pytest.fixture
def editor(client: Client, werk: Werk) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(werk.user)
    return client


def address(werk: Werk, steen: Bouwsteen, wijze: str = "herschrijven") -> str:
    """The screen on which a bouwsteen is worked into the first section."""
    params = {"hoofdstuk": werk.hoofdstuk.pk, "sectie": EEN, "wijze": wijze, "bouwsteen": steen.urn_id}
    return f"{reverse('redactie:sectie')}?{urlencode(params)}"


def send(editor: Client, werk: Werk, steen: Bouwsteen, button: str, **changes: Any) -> HttpResponse:
    """Send the form as the page gives it, with a new sentence in the text."""
    data = {
        "tekst": TEKST,
        "toelichting": "Afspraak erbij",
        "wijzigingssoort": "inhoudelijk",
        "basis": fingerprint_draft(werk.hoofdstuk),
        button: "1",
    }
    return editor.post(address(werk, steen), data | changes)


def checkbox(html: str) -> str:
    """The tag of the checkbox that ties new sentences."""
    return next(tag for tag in re.findall(r"<input[^>]*>", html) if 'name="koppel"' in tag)


def test_the_screen_offers_it_switched_on(editor: Client, werk: Werk) -> None:
    steen = BouwsteenFactory()
    html = editor.get(address(werk, steen)).content.decode()
    assert "Koppel de nieuwe zinnen aan deze bouwstenen" in html
    assert "checked" in checkbox(html)
    assert "Koppel de nieuwe zinnen" not in editor.get(address(werk, steen, "kanttekening")).content.decode()


def test_published_the_new_sentence_rests_on_the_bouwsteen_at_once(editor: Client, werk: Werk) -> None:
    steen = BouwsteenFactory()
    assert send(editor, werk, steen, "publiceer", koppel="on").status_code == 302
    anker = werk.now(steen.pk)
    assert (anker.exact, anker.vanaf) == (SLOT, werk.versie.nummer)
    html = editor.get(f"{werk.hoofdstuk.url}?herkomst=aan").content.decode()
    assert f">{SLOT}</span>" in html
    assert "1 van de 4 zinnen heeft een bron." in html


def test_as_a_draft_it_waits_until_the_draft_is_published(editor: Client, werk: Werk) -> None:
    steen = BouwsteenFactory()
    send(editor, werk, steen, "concept", koppel="on")
    assert [anker.exact for anker in Anker.objects.waiting()] == [SLOT]
    werk.publish_texts(TEKST)
    assert werk.now(steen.pk).exact == SLOT


def test_switched_off_nothing_is_tied_also_after_a_preview(editor: Client, werk: Werk) -> None:
    steen = BouwsteenFactory()
    preview = send(editor, werk, steen, "voorbeeld").content.decode()
    assert "checked" not in checkbox(preview)
    send(editor, werk, steen, "publiceer")
    assert not Anker.objects.exists()


def test_a_kanttekening_ties_nothing(werk: Werk) -> None:
    merge_bouwstenen_into_hoofdstuk(
        werk.hoofdstuk,
        [BouwsteenFactory()],
        invoeging=Invoeging(EEN, Besluit.KANTTEKENING),
        toelichting="Ernaast gezet",
        publish=True,
        basis=fingerprint_draft(werk.hoofdstuk),
        koppel=True,
        user=werk.user,
    )
    assert not Anker.objects.exists()


def test_what_another_editor_had_in_the_draft_is_not_tied(werk: Werk) -> None:
    steen = BouwsteenFactory()
    werk.draft_texts(f"Dit schreef een collega al. {VRAAG} {BRIEF}\n\n{PRINTER}")
    merge_bouwstenen_into_hoofdstuk(
        werk.hoofdstuk,
        [steen],
        invoeging=Invoeging(EEN, tekst=f"Dit schreef een collega al. {TEKST}"),
        toelichting="Afspraak erbij",
        publish=True,
        basis=fingerprint_draft(werk.hoofdstuk),
        koppel=True,
        user=werk.user,
    )
    assert [anker.exact for anker in Anker.objects.current()] == [SLOT]
