"""What the pages about verhalen show."""

from collections.abc import Iterable, Mapping
from typing import Any

from bouwstenen.models import Gesprek
from bouwstenen.verhalen.models import Verhaal
from themas.models import Thema

OP_EEN_ANDERE_PAGINA = 3


def kaart(verhaal: Verhaal) -> dict[str, Any]:
    """A verhaal in a list; needs `for_cards()`."""
    return {
        "titel": verhaal.titel,
        "url": verhaal.get_absolute_url(),
        "tekst": verhaal.inleiding,
        "boven": "Video" if verhaal.video_url else "",
        "door": verhaal.door,
        "datum": verhaal.gepubliceerd_op,
        "afbeelding": verhaal.afbeelding.url if verhaal.afbeelding else "",
        "alt": verhaal.afbeelding_alt,
    }


def kaarten(verhalen: Iterable[Verhaal]) -> list[dict[str, Any]]:
    """The cards of several."""
    return [kaart(verhaal) for verhaal in verhalen]


def panel_for_gesprek(gesprek: Gesprek, user: Any) -> Mapping[str, Any]:
    """On the page of a gesprek: what people wrote about it."""
    found = Verhaal.objects.published().filter(gesprek=gesprek).for_cards().newest_first()[:OP_EEN_ANDERE_PAGINA]
    cards = kaarten(found)
    return {"kaarten": cards} if cards else {}


def panel_for_thema(thema: Thema) -> Mapping[str, Any]:
    """On the page of a thema: the newest verhalen about it."""
    found = Verhaal.objects.published().filter(themas=thema).for_cards().newest_first()[:OP_EEN_ANDERE_PAGINA]
    cards = kaarten(found)
    return {"kaarten": cards} if cards else {}
