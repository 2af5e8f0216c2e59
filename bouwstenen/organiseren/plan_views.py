"""The page from which an organiser runs one gesprek, and what can be done there."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.models import Gesprek
from bouwstenen.organiseren import presentation
from bouwstenen.organiseren.cockpit import cockpit_onderdelen
from bouwstenen.organiseren.forms import AfgelastForm
from bouwstenen.organiseren.lijsten import ICONEN, status_of
from bouwstenen.organiseren.models import Begeleiding, Gespreksplan
from bouwstenen.organiseren.rechten import may_call_off
from bouwstenen.organiseren.services import adopt_gesprek, cancel_gesprek, check_taak, start_vervolg, uncheck_taak
from bouwstenen.organiseren.stappen import OVERZICHT, STAPPEN
from bouwstenen.organiseren.taken.tijdlijn import Regel, next_taken, tijdlijn
from bouwstenen.organiseren.toegang import GESPREKKEN, MIJN, acting_user, find_plan, organisator
from bouwstenen.organiseren.vragen import agenda_of
from bouwstenen.startkit.inhoud import stappen

# Which panel of another app a task is done in.
PANEEL_BIJ_TAAK = {
    "deelnemers-kiezen": "deelnemers",
    "opbrengst-vastleggen": "opbrengst",
    "laten-meelezen": "meelezen",
    "correcties-verwerken": "meelezen",
    "bouwstenen-opleveren": "meelezen",
    "bedanken": "nazorg",
    "vervolg-bespreken": "nazorg",
}


@organisator
@require_safe
def plan(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """The cockpit of a planned gesprek; a draft goes on where one was in the wizard."""
    item = find_plan(request, kenmerk)
    if item.gesprek is None:
        return redirect("organiseren:stap", kenmerk=kenmerk, stap=first_open_stap(item))
    today = timezone.localdate()
    key, label = status_of(item, today)
    regels = [] if key == "afgelast" else tijdlijn(item, vandaag=today)
    late = sum(regel.is_te_laat for regel in regels)
    onderdelen = cockpit_onderdelen(item.gesprek, acting_user(request))
    panels = {onderdeel.sleutel for onderdeel in onderdelen}
    context: dict[str, Any] = {
        "plan": item,
        "gesprek": item.gesprek,
        "status": {"sleutel": key, "label": label, "icoon": ICONEN[key]},
        "feiten": presentation.facts(item),
        "wanneer": presentation.moment_text(item),
        "waar": presentation.place_text(item),
        "te_wijzigen": [] if key in {"afgelast", "opgeleverd"} else _change_links(item),
        "stappen": _by_stap(item, regels, panels),
        "eerst": next_taken(regels) if key in {"gepland", "gehouden"} else [],
        "aantal_gedaan": sum(regel.is_gedaan for regel in regels),
        "aantal_taken": len(regels),
        "aantal_te_laat": late,
        "vandaag": today,
        "uit_de_pool": item.begeleiding == Begeleiding.POOL,
        "verzoeken": item.verzoeken.select_related("facilitator__user").order_by("-op"),
        "minuten": sum(part.minuten for part in agenda_of(item)),
        "onderdelen": onderdelen,
        "vervolg_elders": "nazorg" in panels,
        "kan_afgelasten": key in {"gepland", "gehouden"} and may_call_off(item, acting_user(request)),
        "kruimels": [GESPREKKEN, MIJN, {"label": str(item)}],
    }
    return render(request, "organiseren/plan.html", context)


def first_open_stap(item: Gespreksplan) -> str:
    """Where the wizard was left."""
    return next((stap.sleutel for stap in STAPPEN if stap.sleutel not in item.stappen_gedaan), OVERZICHT)


def _change_links(item: Gespreksplan) -> list[dict[str, str]]:
    return [
        {"label": stap.titel, "url": reverse("organiseren:stap", args=[item.kenmerk, stap.sleutel])} for stap in STAPPEN
    ]


def _by_stap(item: Gespreksplan, regels: list[Regel], panels: Collection[str]) -> list[dict[str, Any]]:
    """The timeline under the four steps of a gesprek, each task with the link that helps.

    Open are the steps in which something has to be done first; the others are folded away.
    """
    first = {regel.taak.stap for regel in next_taken(regels)}
    groups = []
    for stap in stappen():
        own = [regel for regel in regels if regel.taak.stap == stap.nummer]
        groups.append(
            {
                "nummer": stap.nummer,
                "naam": stap.naam,
                "regels": [{"regel": regel, "link": _task_link(item, regel, panels)} for regel in own],
                "gedaan": sum(regel.is_gedaan for regel in own),
                "open": stap.nummer in first,
            }
        )
    return groups


def _task_link(item: Gespreksplan, regel: Regel, panels: Collection[str]) -> str:
    """Where the task is done: on a page of this plan, or in a panel on this page, where there is one."""
    own = {
        "plek-en-tijd": reverse("organiseren:stap", args=[item.kenmerk, "wanneer"]),
        "gespreksleider-regelen": reverse("organiseren:stap", args=[item.kenmerk, "begeleiding"]),
        "vragen-kiezen": reverse("organiseren:vragen", args=[item.kenmerk]),
        "gesprek-voeren": reverse("organiseren:timer", args=[item.kenmerk]),
    }
    if regel.taak.sleutel in own:
        return own[regel.taak.sleutel]
    if PANEEL_BIJ_TAAK.get(regel.taak.sleutel) in panels:
        return f"#{PANEEL_BIJ_TAAK[regel.taak.sleutel]}"
    return f"{regel.taak.link}?plan={item.kenmerk}" if regel.taak.link else ""


@organisator
@require_POST
def taak(request: HttpRequest, kenmerk: str, sleutel: str) -> HttpResponse:
    """Tick a task off, or put it back."""
    item = find_plan(request, kenmerk)
    change = uncheck_taak if request.POST.get("gedaan") == "nee" else check_taak
    try:
        change(item, taak=sleutel, user=acting_user(request))
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    return redirect(f"{item.get_absolute_url()}#taak-{sleutel}")


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def afgelasten(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Ask once more, then call a gesprek off."""
    item = find_plan(request, kenmerk)
    if item.gesprek is None or item.is_afgelast or item.gesprek.is_opgeleverd:
        return redirect(item)
    if not may_call_off(item, acting_user(request)):
        raise PermissionDenied("Alleen wie het gesprek organiseert, kan het afgelasten.")
    form = AfgelastForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cancel_gesprek(item, reden=form.cleaned_data["reden"], user=acting_user(request))
        messages.success(request, "Het gesprek is afgelast. Wie kwam, krijgt er bericht van.")
        return redirect(item)
    context = {
        "plan": item,
        "formulier": form,
        "kruimels": [GESPREKKEN, MIJN, presentation.crumb(item), {"label": "Afgelasten"}],
    }
    return render(request, "organiseren/afgelasten.html", context, status=422 if form.errors else 200)


def _find_gesprek(urn_id: str) -> Gesprek:
    found = Gesprek.objects.filter(urn_id=urn_id).first()
    if found is None:
        raise Http404("Dit gesprek bestaat niet.")
    return found


@organisator
@require_POST
def vervolg(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Begin with a gesprek that follows up on this one."""
    begun = start_vervolg(_find_gesprek(urn_id), user=acting_user(request))
    messages.success(request, "Het vervolg staat klaar, met wat je de vorige keer koos. Kies nu een dag.")
    return redirect("organiseren:stap", kenmerk=begun.kenmerk, stap="wanneer")


@organisator
@require_POST
def adopteren(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Organise a gesprek that was added without the wizard."""
    return redirect(adopt_gesprek(_find_gesprek(urn_id), user=acting_user(request)))
