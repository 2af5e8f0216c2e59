"""What bouwstenen and gesprekken put on the home page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.presentation import gesprek_kaart, kaarten
from kennisbank.ui.blokken import register_startblok, register_telling

AANTAL_BOUWSTENEN = 6
AANTAL_GESPREKKEN = 3


def newest_bouwstenen(request: HttpRequest) -> dict[str, Any]:
    """The bouwstenen that came in last."""
    newest = kaarten(Bouwsteen.objects.current().newest_first().for_cards()[:AANTAL_BOUWSTENEN])
    return {"kaarten": newest} if newest else {}


def next_gesprekken(request: HttpRequest) -> dict[str, Any]:
    """The gesprekken that come first; when none is planned, those held last."""
    today = timezone.localdate()
    published = Gesprek.objects.published().with_counts()
    planned = [gesprek_kaart(item) for item in published.filter(datum__gte=today).order_by("datum")[:AANTAL_GESPREKKEN]]
    if planned:
        return {"gesprekken": planned, "gepland": True}
    held = [gesprek_kaart(item) for item in published.order_by("-datum", "-pk")[:AANTAL_GESPREKKEN]]
    return {"gesprekken": held, "gepland": False} if held else {}


def register() -> None:
    """Put the bands and the numbers in the registry."""
    register_startblok("bouwstenen", 30, "bouwstenen/startblok_bouwstenen.html", newest_bouwstenen)
    register_startblok("gesprekken", 40, "bouwstenen/startblok_gesprekken.html", next_gesprekken)
    register_telling("gesprek", lambda: Gesprek.objects.published().count())
    register_telling("bouwsteen", lambda: Bouwsteen.objects.published().count())
