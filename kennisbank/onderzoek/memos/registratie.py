"""What memos show on the pages of others: those that the reader may see, and a way to write one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse

from bouwstenen.models import Bouwsteen
from bouwstenen.presentation import short
from bouwstenen.steenpanelen import register_steenpaneel
from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.onderzoek.codering.panelen import register_rondepaneel
from kennisbank.onderzoek.memos.models import Memo
from kennisbank.onderzoek.memos.onderwerpen import key_of
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.panelen import register_selectiepaneel
from kennisbank.onderzoek.services import may_use_werkbank
from kennisbank.onderzoek.werkbank import Onderdeel
from kennisbank.onderzoek.werkbank import register as register_onderdeel
from themas.models import Thema
from themas.panelen import register_lezerspaneel

AANTAL = 10
TEMPLATE = "memos/paneel.html"


def panel(thing: Model, user: Any) -> Mapping[str, Any]:
    """The memos about something, for who has the workbench; nothing for others."""
    if not may_use_werkbank(user):
        return {}
    soort, key = key_of(thing)
    rows = Memo.objects.visible_to(user).about(thing).select_related("auteur")[: AANTAL + 1]
    memos = [{"memo": memo, "begin": short(memo.tekst, 25), "eigen": memo.auteur_id == user.pk} for memo in rows]
    return {
        "memos": memos[:AANTAL],
        "meer": len(memos) > AANTAL,
        "url": f"{reverse('memos:nieuw')}?soort={soort}&over={key}",
    }


def of_bouwsteen(bouwsteen: Bouwsteen, user: Any) -> Mapping[str, Any]:
    """On the page of a bouwsteen."""
    return panel(bouwsteen, user)


def of_thema(thema: Thema, user: Any) -> Mapping[str, Any]:
    """On the page of a thema."""
    return panel(thema, user)


def of_selectie(selectie: Selectie, user: Any) -> Mapping[str, Any]:
    """On the page of a selectie."""
    return panel(selectie, user)


def of_ronde(ronde: Codeerronde, user: Any) -> Mapping[str, Any]:
    """On the page of a round."""
    return panel(ronde, user)


def register() -> None:
    """Put everything in the registries."""
    register_steenpaneel("memos", 90, TEMPLATE, of_bouwsteen)
    register_lezerspaneel("memos", 90, TEMPLATE, of_thema)
    register_selectiepaneel("memos", TEMPLATE, of_selectie)
    register_rondepaneel("memos", TEMPLATE, of_ronde)
    register_onderdeel(
        Onderdeel(
            "memos",
            "Memo’s",
            "Schrijf op wat je opvalt bij een bouwsteen, thema, selectie of codeerronde. Voor jezelf of om te delen.",
            "memos:lijst",
            icoon="kanttekening",
            volgorde=80,
        )
    )
