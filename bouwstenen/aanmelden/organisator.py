"""The organiser's pages: who comes, inviting, moving, removing, and writing to all. Kept out of every cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bouwstenen.aanmelden import services
from bouwstenen.aanmelden.forms import RondberichtForm, UitnodigForm, add_errors
from bouwstenen.aanmelden.openstelling import count_places, is_to_come
from bouwstenen.aanmelden.presentation import advise_on_mix
from bouwstenen.deelnemers.decorators import besloten
from bouwstenen.deelnemers.models import Deelnemer, DeelnemerStatus, Werkveld
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User

PER_PAGE = 50
ACTIES: dict[str, tuple[Callable[..., Any], str]] = {
    "afmelden": (services.sign_off, "De deelnemer is afgemeld en krijgt daar een mail over."),
    "wachtlijst": (services.move_to_waiting_list, "De deelnemer staat nu achteraan op de wachtlijst."),
    "vooraan": (services.put_in_front, "De deelnemer staat nu vooraan op de wachtlijst."),
}


def _organiser(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the plan of the gesprek in the address, for who organises it."""

    @wraps(view)
    @login_required
    def inner(request: HttpRequest, urn_id: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        plan = get_object_or_404(Gespreksplan.objects.select_related("gesprek"), gesprek__urn_id=urn_id)
        if not may_organise(cast("Gesprek", plan.gesprek), cast("User", request.user)):
            raise PermissionDenied("Alleen wie dit gesprek organiseert, ziet wie er komt.")
        return besloten(view(request, plan, *args, **kwargs))

    return inner


def panel(gesprek: Gesprek, user: User) -> dict[str, Any] | None:
    """In the cockpit: numbers only; the names are on a page of their own."""
    plan = Gespreksplan.objects.filter(gesprek=gesprek).first()
    if plan is None or not may_organise(gesprek, user):
        return None
    counts = gesprek.deelnemers.with_place().count_by_werkveld()
    places = count_places(plan)
    peilingen = [
        {"titel": peiling.titel, "url": peiling.get_absolute_url(), "open": peiling.is_open}
        for peiling in plan.peilingen.all()[:5]
    ]
    return {
        "urn_id": gesprek.urn_id,
        "plan": plan,
        "plaatsen": places,
        "uitgenodigd": gesprek.deelnemers.filter(status=DeelnemerStatus.UITGENODIGD).count(),
        "werkvelden": _werkvelden(counts),
        "advies": advise_on_mix(counts, places.bezet, Werkveld.choices) if is_to_come(plan) else "",
        "peilingen": peilingen,
    }


def _werkvelden(counts: dict[str, int]) -> list[dict[str, Any]]:
    largest = max(counts.values(), default=0) or 1
    return [
        {"label": label, "aantal": counts[key], "breedte": round(100 * counts[key] / largest)}
        for key, label in Werkveld.choices
        if counts.get(key)
    ]


def _kruimels(plan: Gespreksplan, label: str) -> list[dict[str, str]]:
    return [
        {"label": "Gesprekken", "url": "/gesprekken/"},
        {"label": str(plan.gesprek), "url": plan.get_absolute_url()},
        {"label": label, "url": ""},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@_organiser
def deelnemers(request: HttpRequest, plan: Gespreksplan) -> HttpResponse:
    """Who comes, who waits, and inviting somebody."""
    gesprek = cast("Gesprek", plan.gesprek)
    form = UitnodigForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.invite_deelnemer(
                gesprek,
                naam=data["naam"],
                email=data["email"],
                komt=data["komt"] == "ja",
                user=cast("User", request.user),
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "De mail gaat binnen een paar minuten de deur uit.")
            return redirect("aanmelden:deelnemers", gesprek.urn_id)
    order = {status: number for number, status in enumerate(DeelnemerStatus.values)}
    rows = sorted(gesprek.deelnemers.all(), key=lambda row: (order[row.status], row.aangemeld_op, row.pk))
    context = (panel(gesprek, cast("User", request.user)) or {}) | {
        "gesprek": gesprek,
        "formulier": form,
        "kan_nog": is_to_come(plan),
        "pagina": Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
        "kruimels": _kruimels(plan, "Deelnemers"),
    }
    return render(request, "aanmelden/deelnemers.html", context, status=422 if form.errors else 200)


def _find(plan: Gespreksplan, kenmerk: str) -> Deelnemer:
    return get_object_or_404(Deelnemer.objects.select_related("gesprek"), gesprek=plan.gesprek, kenmerk=kenmerk)


@require_POST
@_organiser
def wijzig(request: HttpRequest, plan: Gespreksplan, kenmerk: str) -> HttpResponse:
    """Sign somebody off, or move them between the list and the waiting list."""
    deelnemer = _find(plan, kenmerk)
    action, done = ACTIES.get(request.POST.get("actie", ""), (None, ""))
    try:
        if action is None:
            raise ValidationError("Deze actie bestaat niet.")
        action(deelnemer, user=cast("User", request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("aanmelden:deelnemers", deelnemer.gesprek.urn_id)


@require_http_methods(["GET", "HEAD", "POST"])
@_organiser
def verwijder(request: HttpRequest, plan: Gespreksplan, kenmerk: str) -> HttpResponse:
    """Ask first, then delete what is kept about somebody."""
    deelnemer = _find(plan, kenmerk)
    gesprek = deelnemer.gesprek
    if request.method == "POST":
        services.remove_deelnemer(deelnemer, user=cast("User", request.user))
        messages.success(request, "De gegevens van de deelnemer zijn verwijderd.")
        return redirect("aanmelden:deelnemers", gesprek.urn_id)
    context = {"gesprek": gesprek, "deelnemer": deelnemer, "kruimels": _kruimels(plan, "Deelnemer verwijderen")}
    return render(request, "aanmelden/verwijderen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_organiser
def bericht(request: HttpRequest, plan: Gespreksplan) -> HttpResponse:
    """Write to all deelnemers, each in a mail of their own."""
    gesprek = cast("Gesprek", plan.gesprek)
    form = RondberichtForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.send_rondbericht(gesprek, **form.cleaned_data, user=cast("User", request.user))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "Je bericht gaat binnen een paar minuten de deur uit.")
            return redirect("aanmelden:deelnemers", gesprek.urn_id)
    context = {
        "gesprek": gesprek,
        "formulier": form,
        "plaatsen": count_places(plan),
        "kruimels": _kruimels(plan, "Bericht aan alle deelnemers"),
    }
    return render(request, "aanmelden/bericht.html", context, status=422 if form.errors else 200)
