"""Taking over suggested themas: which ones, after a question, and taking that back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bouwstenen.models import Bouwsteen
from kennisbank.onderzoek.bereik import for_werkbank
from kennisbank.onderzoek.services import give_themas, take_back_themas
from themas.models import Thema, ThemaSoort

SESSION = "onderzoek_themas_aangenomen"
PAGE = "/onderzoek/themavoorstellen/"
MOST = 200


@dataclass(frozen=True)
class Voorstel:
    """One thema for one bouwsteen."""

    steen: Bouwsteen
    thema: Thema

    @property
    def waarde(self) -> str:
        """As it stands in a form."""
        return f"{self.steen.urn_id}:{self.thema.slug}"


def read_voorstellen(values: Sequence[str]) -> list[Voorstel]:
    """What was ticked, without what is not there (any more)."""
    pairs = [tuple(value.split(":", 1)) for value in dict.fromkeys(values) if ":" in value][:MOST]
    stenen = {
        steen.urn_id: steen for steen in Bouwsteen.objects.current().filter(urn_id__in=[pair[0] for pair in pairs])
    }
    terms = Thema.objects.current().soort(ThemaSoort.THEMA).filter(slug__in=[pair[1] for pair in pairs])
    themas = {thema.slug: thema for thema in terms}
    return [Voorstel(stenen[urn], themas[slug]) for urn, slug in pairs if urn in stenen and slug in themas]


def _by_thema(voorstellen: Sequence[Voorstel]) -> dict[Thema, list[Bouwsteen]]:
    found: dict[Thema, list[Bouwsteen]] = defaultdict(list)
    for voorstel in voorstellen:
        found[voorstel.thema].append(voorstel.steen)
    return found


def taken_over(request: HttpRequest) -> int:
    """How many suggestions somebody took over last; they can still be taken back."""
    return len(request.session.get(SESSION, ()))


def _back(request: HttpRequest) -> str:
    """The page somebody came from, if it is the one with suggestions."""
    asked = request.POST.get("terug", "")
    is_ours = asked.startswith(PAGE) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else PAGE


def _require_redactie(request: HttpRequest) -> Any:
    if not request.user.has_perm("bouwstenen.change_bouwsteen"):
        raise PermissionDenied("Alleen de redactie geeft bouwstenen een thema.")
    return request.user


@for_werkbank
@require_POST
def aannemen(request: HttpRequest) -> HttpResponseBase:
    """Show what was ticked and ask whether; then do it."""
    user = _require_redactie(request)
    voorstellen = read_voorstellen(request.POST.getlist("voorstel"))
    back = _back(request)
    if not voorstellen:
        messages.error(request, "Vink eerst een of meer voorstellen aan.")
        return redirect(back)
    if "bevestig" not in request.POST:
        return _ask(request, voorstellen, back)
    try:
        given = give_themas(_by_thema(voorstellen), user=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
    request.session[SESSION] = given
    messages.success(request, f"Gelukt: {len(given)} keer een thema gegeven.")
    return redirect(back)


def _ask(request: HttpRequest, voorstellen: Sequence[Voorstel], back: str) -> HttpResponse:
    trail = [
        {"label": "Werkbank", "url": "/onderzoek/"},
        {"label": "Thema’s voor bouwstenen zonder", "url": back},
        {"label": "Aannemen"},
    ]
    context = {"voorstellen": voorstellen, "terug": back, "kruimels": trail}
    return render(request, "onderzoek/aannemen.html", context)


@for_werkbank
@require_POST
def terugnemen(request: HttpRequest) -> HttpResponseBase:
    """Take back what was taken over last."""
    user = _require_redactie(request)
    voorstellen = read_voorstellen(request.session.pop(SESSION, ()))
    if voorstellen:
        number = take_back_themas(_by_thema(voorstellen), user=user)
        messages.success(request, f"Teruggedraaid: {number} keer een thema weggehaald.")
    else:
        messages.error(request, "Er is niets meer om terug te draaien.")
    return redirect(_back(request))
