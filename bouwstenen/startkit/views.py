"""Pages of the startkit: the path of four steps, the formats with their agenda, the menu of questions."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bouwstenen.startkit import vragenset
from bouwstenen.startkit.inhoud import (
    Onderdeel,
    formats,
    lichaamsdelen,
    openingen,
    stappen,
    verhalen,
    vragen,
)
from bouwstenen.startkit.koppeling import Plankoppeling, find_plan
from bouwstenen.startkit.materiaal import SOORTEN
from bouwstenen.startkit.paden import frame, stap_url, vorm_url
from bouwstenen.startkit.timer import show_timer

VORMEN = {"label": "Vormen en agenda's", "url": "/startkit/vormen/"}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The way in: four steps, and what is ready for each."""
    plan = find_plan(request)
    context = {
        "stappen": [(stap, stap_url(stap.sleutel)) for stap in stappen()],
        "vormen": [(made, vorm_url(sleutel)) for sleutel, made in formats().items()],
        "centrale_vraag": openingen().centrale_vraag,
        "aantal_vragen": sum(len(cluster.vragen) for cluster in vragen()),
    }
    return render(request, "startkit/start.html", frame(request, plan=plan) | context)


@require_safe
def stap(request: HttpRequest, sleutel: str) -> HttpResponse:
    """One step: what it is about, what to do, and when it is done."""
    all_steps = list(stappen())
    here = next((nummer for nummer, row in enumerate(all_steps) if row.sleutel == sleutel), None)
    if here is None:
        raise Http404("Deze stap bestaat niet.")
    step = all_steps[here]
    context = {
        "stap": step,
        "vorige": _neighbour(here - 1),
        "volgende": _neighbour(here + 1),
        "openingen": openingen() if step.nummer == 2 else None,
    }
    return render(
        request, "startkit/stap.html", frame(request, {"label": step.naam}, plan=find_plan(request)) | context
    )


def _neighbour(nummer: int) -> dict[str, str] | None:
    if not 0 <= nummer < len(stappen()):
        return None
    row = stappen()[nummer]
    return {"label": f"{row.nummer}. {row.naam}", "url": stap_url(row.sleutel)}


@require_safe
def vormen(request: HttpRequest) -> HttpResponse:
    """The formats to choose from."""
    rows = [(made, vorm_url(sleutel)) for sleutel, made in formats().items()]
    return render(request, "startkit/vormen.html", frame(request, VORMEN, plan=find_plan(request)) | {"vormen": rows})


@require_safe
def vorm(request: HttpRequest, sleutel: str) -> HttpResponse:
    """One format: its agenda in minutes, what to put ready, and what belongs to it."""
    made = formats().get(sleutel)
    if made is None:
        raise Http404("Deze vorm bestaat niet.")
    plan = find_plan(request)
    context: dict[str, Any] = {
        "vorm": made,
        "timer_url": reverse("startkit:timer", args=[sleutel]),
        "verslag": SOORTEN.get(made.verslagvorm),
        "verhalen": verhalen() if sleutel == "verhalen" else None,
        "lichaamsdelen": lichaamsdelen() if sleutel == "model" else (),
        "openingen": openingen() if sleutel == "vragen" else None,
    }
    return render(request, "startkit/vorm.html", frame(request, VORMEN, {"label": made.naam}, plan=plan) | context)


@require_safe
def timer(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The timer for a format, or for the agenda of the plan in the address."""
    made = formats().get(sleutel)
    if made is None:
        raise Http404("Deze vorm bestaat niet.")
    plan = find_plan(request)
    onderdelen: Sequence[Onderdeel] = (plan.agenda if plan else ()) or made.agenda
    return show_timer(
        request,
        titel=plan.titel if plan else made.naam,
        onderdelen=onderdelen,
        sleutel=f"plan-{plan.kenmerk}" if plan else sleutel,
        terug={"label": made.naam, "url": f"{vorm_url(sleutel)}{plan.query if plan else ''}"},
        verborgen={"plan": plan.kenmerk} if plan else {},
    )


@require_safe
def vragenkiezer(request: HttpRequest) -> HttpResponse:
    """The menu of questions, and the set that somebody makes from it; the address holds the set."""
    plan = find_plan(request)
    gekozen = vragenset.read_set(request.GET.getlist("v")) if "v" in request.GET else (plan.vragen if plan else ())
    changed = vragenset.change_set(gekozen, request.GET)
    if changed is not None:
        return redirect(f"{_address(changed, plan)}#{_anchor(request.GET)}")
    shown = vragenset.show_set(gekozen)
    context = {
        "gekozen": shown,
        "sleutels": {vraag.sleutel for vraag in shown},
        "clusters": vragen(),
        "open_clusters": {vraag.sleutel.rpartition("-")[0] for vraag in shown if not vraag.eigen},
        "centrale_vraag": openingen().centrale_vraag,
        "vol": len(shown) >= vragenset.MAX_VRAGEN,
        "max_vragen": vragenset.MAX_VRAGEN,
        "max_eigen": vragenset.MAX_EIGEN,
        "deel_url": request.build_absolute_uri(f"{request.path}?{vragenset.query_of(gekozen)}") if gekozen else "",
        "adres": _address(gekozen, plan),
        "bewaard": plan is not None and tuple(plan.vragen) == tuple(gekozen),
    }
    kruimel = {"label": "Vragen kiezen"}
    return render(request, "startkit/vragen.html", frame(request, kruimel, plan=plan) | context)


def _address(gekozen: vragenset.Set, plan: Plankoppeling | None) -> str:
    query = vragenset.query_of(gekozen, plan=plan.kenmerk if plan else "")
    return f"{reverse('startkit:vragen')}?{query}"


def _anchor(params: QueryDict) -> str:
    """Where on the page somebody was: at a cluster of the menu, or at the set."""
    cluster = (params.get("erbij") or params.get("weg") or "").rpartition("-")[0]
    known = {row.sleutel for row in vragen()}
    return f"cluster-{cluster}" if "menu" in params and cluster in known else "gekozen"
