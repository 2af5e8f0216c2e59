"""What rode draden and de plaat show on the pages of others."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.presentation import carried_by
from bouwstenen.models import Bouwsteen
from bouwstenen.presentation import short
from bouwstenen.steenpanelen import register_lijstactie, register_steenpaneel
from kennisbank.ui.blokken import register_startblok
from themas.models import Thema
from themas.panelen import register_paneel

AANTAL = 6


def of_bouwsteen(bouwsteen: Bouwsteen, user: Any) -> Mapping[str, Any]:
    """The rode draden that a bouwsteen carries."""
    return _panel("De rode draad waar deze bouwsteen in past", RodeDraad.objects.filter(bouwstenen=bouwsteen))


def of_thema(thema: Thema) -> Mapping[str, Any]:
    """The rode draden about a thema."""
    return _panel("Rode draden", RodeDraad.objects.filter(themas=thema))


def _panel(kop: str, found: QuerySet[Any]) -> Mapping[str, Any]:
    rows: QuerySet[Any] = RodeDraad.objects.published().filter(pk__in=found.values("pk")).with_counts()
    draden = [
        {
            "titel": draad.titel,
            "url": draad.get_absolute_url(),
            "tekst": short(draad.tekst, 25),
            "voet": carried_by(draad.aantal_bouwstenen, draad.aantal_gesprekken),
        }
        for draad in rows[:AANTAL]
    ]
    return {"kop": kop, "draden": draden} if draden else {}


def from_list(params: QueryDict, user: Any) -> Mapping[str, str]:
    """Make a rode draad of what the list of bouwstenen shows, once it shows a choice."""
    chosen = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in {"pagina", "sorteer"} and any(values):
            chosen.setlist(name, [value for value in values if value])
    if not chosen or not user.has_perm("draden.add_rodedraad"):
        return {}
    return {"label": "Maak hier een rode draad van", "url": f"{reverse('draden:nieuw')}?{chosen.urlencode()}"}


def on_home_page(request: HttpRequest) -> Mapping[str, Any]:
    """A short way to de plaat, once there is something to see."""
    number = RodeDraad.objects.published().count()
    return {"aantal": number} if number else {}


def register() -> None:
    """Put everything in the registries."""
    register_steenpaneel("rode_draden", 10, "draden/paneel.html", of_bouwsteen)
    register_paneel("rode_draden", 10, "draden/paneel.html", of_thema)
    register_lijstactie("rode_draad", from_list)
    register_startblok("plaat", 45, "draden/startblok.html", on_home_page)
