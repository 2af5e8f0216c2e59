"""What the views of rounds share: finding a round, crumbs, and showing what a service refused."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde, Fase
from kennisbank.onderzoek.codering.rechten import leads
from kennisbank.onderzoek.views import WERKBANK

LIJST = {"label": "Coderen", "url": "/onderzoek/codering/"}
AF = (Fase.GESLOTEN, Fase.VASTGESTELD)


def current_user(request: HttpRequest) -> User:
    """Who asks; the view is for who is logged in."""
    return cast("User", request.user)


def find_ronde(request: HttpRequest, kenmerk: str) -> Codeerronde:
    """The round at this address, if this user may see it."""
    rows = Codeerronde.objects.visible_to(request.user).select_related("selectie", "leider")
    found = rows.filter(kenmerk=kenmerk).first()
    if found is None:
        raise Http404("Deze codeerronde bestaat niet, of je mag haar niet zien.")
    return found


def own_ronde(request: HttpRequest, kenmerk: str) -> Codeerronde:
    """The round at this address, for who leads it."""
    ronde = find_ronde(request, kenmerk)
    if not leads(ronde, request.user):
        raise PermissionDenied("Alleen wie de codeerronde leidt, kan dit.")
    return ronde


def closed_ronde(request: HttpRequest, kenmerk: str) -> Codeerronde:
    """The round at this address, once coders can no longer be influenced by seeing each other's answers."""
    ronde = find_ronde(request, kenmerk)
    if ronde.fase not in AF:
        raise PermissionDenied("De antwoorden zijn te zien zodra de ronde gesloten is.")
    return ronde


def crumbs(ronde: Codeerronde | None = None, *labels: str) -> list[dict[str, Any]]:
    """The trail to a page of a round."""
    trail: list[dict[str, Any]] = [WERKBANK, LIJST]
    if ronde is not None:
        trail.append({"label": ronde.naam, "url": reverse("codering:ronde", args=[ronde.kenmerk])})
    return [*trail, *({"label": label} for label in labels)]
