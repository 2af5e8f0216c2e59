"""The wizard with which a gesprek is planned, and the list of one's own gesprekken."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.facetten import page_of
from bouwstenen.organiseren import lijsten, presentation
from bouwstenen.organiseren.advies import advice, all_advice
from bouwstenen.organiseren.forms import FORMULIEREN, StapForm, VormForm
from bouwstenen.organiseren.models import Begeleiding, Gespreksplan
from bouwstenen.organiseren.services import delete_plan, plan_gesprek, save_stap, start_plan
from bouwstenen.organiseren.stappen import (
    OVERZICHT,
    STAP_BIJ_SLEUTEL,
    STAPPEN,
    next_stap,
    previous_stap,
    stap_van_veld,
)
from bouwstenen.organiseren.toegang import GESPREKKEN, MIJN, acting_user, find_plan, organisator

VERDER, BEWAREN, TERUG = "verder", "bewaren", "terug"


@organisator
@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """The gesprekken that somebody organises, with what needs attention."""
    user = acting_user(request)
    today = timezone.localdate()
    choice = lijsten.read_choice(request.GET.get("toon", ""))
    page = page_of(lijsten.rows(choice, user, today), request.GET)
    context = {
        "pagina": page,
        "kaarten": [lijsten.card(plan, today) for plan in page.object_list],
        "keuzes": lijsten.choices(choice, user, today),
        "keuze": choice,
        "los": lijsten.without_plan(user) if choice == lijsten.LOPEND else [],
        "verzoeken": lijsten.requests_for(user),
        "kruimels": [GESPREKKEN, MIJN],
    }
    return render(request, "organiseren/mijn.html", context)


def _respond(
    request: HttpRequest,
    form: StapForm,
    stap: str,
    plan: Gespreksplan | None,
    save: Callable[[bool], Gespreksplan],
) -> HttpResponse:
    """Save what was sent and go where the button leads; or show the form again with what is wrong, as 422."""
    actie = request.POST.get("actie", VERDER)
    if form.is_valid():
        was_complete = plan is not None and len(plan.stappen_gedaan) == len(STAPPEN)
        try:
            saved = save(actie == VERDER)
        except ValidationError as error:
            form.add_fouten(error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
        else:
            return redirect(_where_to(request, saved, stap, actie, was_complete=was_complete))
    return _show(request, form, stap, plan, status=422)


def _where_to(request: HttpRequest, plan: Gespreksplan, stap: str, actie: str, *, was_complete: bool) -> str:
    if plan.gesprek_id is not None:
        messages.success(request, "Je wijziging is opgeslagen.")
        return plan.get_absolute_url()
    if actie == BEWAREN:
        messages.success(request, "Bewaard. Ga verder wanneer je wilt: je gesprek staat hieronder bij de concepten.")
        return reverse("organiseren:mijn")
    if actie == TERUG:
        return stap_url(plan, previous_stap(stap) or stap)
    for tekst in advice(plan, stap, vandaag=timezone.localdate()):
        messages.info(request, tekst)
    if stap == "begeleiding" and plan.begeleiding == Begeleiding.POOL:
        return reverse("organiseren:begeleider", args=[plan.kenmerk])
    return stap_url(plan, OVERZICHT if was_complete else next_stap(stap))


def stap_url(plan: Gespreksplan, stap: str) -> str:
    """Where a step of this plan is."""
    return reverse("organiseren:stap", args=[plan.kenmerk, stap])


def _show(
    request: HttpRequest, form: StapForm, stap: str, plan: Gespreksplan | None, *, status: int = 200
) -> HttpResponse:
    planned = plan is not None and plan.gesprek_id is not None
    titel = STAP_BIJ_SLEUTEL[stap].titel
    context: dict[str, Any] = {
        "formulier": form,
        "plan": plan,
        "stap": stap,
        "titel": titel,
        "nummer": [each.sleutel for each in STAPPEN].index(stap) + 1,
        "aantal": len(STAPPEN) + 1,
        "voortgang": [] if planned else presentation.progress(plan, stap),
        "heeft_vorige": bool(previous_stap(stap)),
        "is_gepland": planned,
        "deelnemers_horen_het": planned and stap in {"wanneer", "waar"},
        "kruimels": [GESPREKKEN, MIJN, *([presentation.crumb(plan)] if plan else []), {"label": titel}],
    }
    return render(request, "organiseren/stap.html", context, status=status)


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Begin with a gesprek: the plan exists once the first step is sent."""
    if request.method != "POST":
        return _show(request, VormForm(), "vorm", None)
    form = VormForm(request.POST, volledig=request.POST.get("actie", VERDER) == VERDER)

    def save(volledig: bool) -> Gespreksplan:
        with transaction.atomic():
            plan = start_plan(kenmerk=form.cleaned_data["kenmerk"], user=acting_user(request))
            gegevens = form.gegevens()
            return save_stap(plan, stap="vorm", gegevens=gegevens, volledig=volledig, user=acting_user(request))

    return _respond(request, form, "vorm", None, save)


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, kenmerk: str, stap: str) -> HttpResponseBase:
    """One step of the wizard; of a gesprek that is planned, the form to change it."""
    plan = find_plan(request, kenmerk)
    if plan.is_afgelast or (plan.gesprek is not None and (plan.gesprek.is_opgeleverd or stap == OVERZICHT)):
        return redirect(plan)
    if stap == OVERZICHT:
        return overzicht(request, plan)
    form_class = FORMULIEREN.get(stap)
    if form_class is None:
        raise Http404("Deze stap bestaat niet.")
    if request.method != "POST":
        return _show(request, form_class(plan=plan), stap, plan)
    form = form_class(request.POST, plan=plan, volledig=request.POST.get("actie", VERDER) == VERDER)

    def save(volledig: bool) -> Gespreksplan:
        return save_stap(plan, stap=stap, gegevens=form.gegevens(), volledig=volledig, user=acting_user(request))

    return _respond(request, form, stap, plan, save)


def overzicht(request: HttpRequest, plan: Gespreksplan) -> HttpResponseBase:
    """The last screen: everything once more, what is missing, and the button that plans it."""
    fouten: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            plan_gesprek(plan, user=acting_user(request))
        except ValidationError as error:
            fouten = error.message_dict
        else:
            messages.success(request, "Je gesprek staat ingepland. Hieronder zie je wat je wanneer te doen staat.")
            return redirect(plan)
    context = {
        "plan": plan,
        "onderdelen": presentation.summary(plan, fouten or presentation.missing(plan)),
        "fouten": [
            {"tekst": tekst, "url": stap_url(plan, stap_van_veld(veld))}
            for veld, teksten in fouten.items()
            for tekst in teksten
        ],
        "adviezen": all_advice(plan, vandaag=timezone.localdate()),
        "voortgang": presentation.progress(plan, OVERZICHT),
        "vorige_url": stap_url(plan, previous_stap(OVERZICHT)),
        "nummer": len(STAPPEN) + 1,
        "aantal": len(STAPPEN) + 1,
        "kruimels": [GESPREKKEN, MIJN, presentation.crumb(plan), {"label": "Nakijken en inplannen"}],
    }
    return render(request, "organiseren/overzicht.html", context, status=422 if fouten else 200)


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def weggooien(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Ask once more, then throw a draft away."""
    plan = find_plan(request, kenmerk)
    if not plan.is_concept:
        return redirect(plan)
    if request.method == "POST":
        delete_plan(plan, user=acting_user(request))
        messages.success(request, "Het concept is weggegooid.")
        return redirect("organiseren:mijn")
    context = {"plan": plan, "kruimels": [GESPREKKEN, MIJN, presentation.crumb(plan), {"label": "Weggooien"}]}
    return render(request, "organiseren/weggooien.html", context)
