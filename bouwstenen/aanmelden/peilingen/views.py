"""Polls: answering, looking at the result, making and closing one."""

import secrets
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST

from bouwstenen.aanmelden.drempel import is_too_often
from bouwstenen.aanmelden.forms import add_errors
from bouwstenen.aanmelden.models import Peiling
from bouwstenen.aanmelden.peilingen import services
from bouwstenen.aanmelden.peilingen.forms import PeilingForm, StemForm, initial_answers
from bouwstenen.aanmelden.peilingen.presentation import MINSTENS, make_uitslag
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.rechten import may_manage_plan, may_start
from bouwstenen.startkit.inhoud import stellingen
from kennisbank.accounts.models import User

COOKIE = "kiezer"
STEMMEN_PER_UUR = 300
"""So many votes an hour are taken from one internet address: a whole building may share one."""
KRUIMELS = [{"label": "Gesprekken", "url": "/gesprekken/"}]


def _find(kenmerk: str) -> Peiling:
    return get_object_or_404(Peiling.objects.select_related("plan__gesprek", "eigenaar"), kenmerk=kenmerk)


def _salt(peiling: Peiling) -> str:
    return f"peiling:{peiling.kenmerk}"


def _kiezer(request: HttpRequest, peiling: Peiling) -> str:
    """Who votes here: the account, or the cookie of this poll; empty for who has neither yet."""
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    cookie = request.get_signed_cookie(COOKIE, default="", salt=_salt(peiling))
    return f"cookie:{cookie}" if cookie else ""


def _earlier(peiling: Peiling, kiezer: str) -> list[tuple[int, int | None]]:
    if not kiezer or not peiling.zout:
        return []
    index = services.kiezer_index(peiling, kiezer)
    return list(peiling.stemmen.filter(kiezer_index=index).values_list("stelling", "antwoord"))


@require_http_methods(["GET", "HEAD", "POST"])
def peiling(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Answer the stellingen; who did so, or comes after closing, sees the result."""
    item = _find(kenmerk)
    kiezer = _kiezer(request, item)
    given = _earlier(item, kiezer)
    form = StemForm(item, request.POST if request.method == "POST" else None, initial=initial_answers(given))
    status = 200
    if request.method == "POST":
        status, response = _vote(request, item, form, kiezer)
        if response is not None:
            return response
    result = make_uitslag(item) if given or not item.is_open else None
    may_manage = services.may_manage_peiling(item, cast("User", request.user))
    context = {
        "peiling": item,
        "formulier": form,
        "gestemd": bool(given),
        "uitslag": result,
        "minstens": MINSTENS,
        "beheert": may_manage,
        "heeft_gesprek": item.plan is not None and item.plan.gesprek_id is not None,
        "hoofdmenu_actief": "gesprekken",
        "kruimels": [*KRUIMELS, {"label": item.titel, "url": ""}],
    }
    response = render(request, "aanmelden/peiling.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _vote(request: HttpRequest, item: Peiling, form: StemForm, kiezer: str) -> tuple[int, HttpResponse | None]:
    if is_too_often("peiling", f"{request.META.get('REMOTE_ADDR', '')}|{item.pk}", STEMMEN_PER_UUR):
        form.is_valid()
        form.add_error(None, "Vanaf deze plek komen nu erg veel stemmen. Probeer het over een uur nog eens.")
        return 429, None
    if not form.is_valid():
        return 422, None
    fresh = "" if kiezer else secrets.token_urlsafe(16)
    try:
        services.cast_stem(item, antwoorden=form.antwoorden, kiezer=kiezer or f"cookie:{fresh}")
    except ValidationError as error:
        add_errors(form, error)
        return 422, None
    messages.success(request, "Je antwoorden zijn bewaard. Je kunt ze veranderen zolang de peiling open is.")
    response = redirect(item)
    if fresh:
        response.set_signed_cookie(
            COOKIE,
            fresh,
            salt=_salt(item),
            max_age=services.LANGST_OPEN,
            path=item.get_absolute_url(),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return 302, response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make a poll, on its own or for a plan (`?plan=`)."""
    user = cast("User", request.user)
    plan = None
    if kenmerk := request.GET.get("plan", ""):
        plan = get_object_or_404(Gespreksplan, kenmerk=kenmerk)
    if not (may_start(user) if plan is None else may_manage_plan(plan, user)):
        raise PermissionDenied("Alleen wie gesprekken organiseert, maakt een peiling.")
    choices = [(stelling.sleutel, stelling.tekst) for stelling in stellingen()]
    initial: dict[str, Any] = {
        "titel": f"Vooraf aan: {plan.titel}"[:150] if plan and plan.titel else "Wat vind jij van ons vak?",
        "open_tot": timezone.localdate() + timedelta(weeks=2),
    }
    form = PeilingForm(choices, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_peiling(
                titel=form.cleaned_data["titel"],
                stellingen=form.alle_stellingen,
                open_tot=form.dag,
                plan=plan,
                user=user,
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "De peiling staat open. Deel het adres van deze pagina met je collega's.")
            return redirect(made)
    context = {
        "formulier": form,
        "plan": plan,
        "hoofdmenu_actief": "gesprekken",
        "kruimels": [*KRUIMELS, {"label": "Peiling maken", "url": ""}],
    }
    return render(request, "aanmelden/peiling_maken.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def beheer(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Close a poll, show its result with the gesprek or no longer, or delete it."""
    item, user = _find(kenmerk), cast("User", request.user)
    action = request.POST.get("actie", "")
    try:
        if action == "sluiten":
            services.close_peiling(item, user=user)
            messages.success(request, "De peiling is gesloten. Niemand kan nog nagaan wie wat antwoordde.")
        elif action in ("koppelen", "loskoppelen"):
            services.attach_peiling(item, gekoppeld=action == "koppelen", user=user)
            messages.success(request, "Dat is veranderd.")
        elif action == "verwijderen":
            services.delete_peiling(item, user=user)
            messages.success(request, "De peiling is verwijderd.")
            return redirect("aanmelden:agenda")
        else:
            messages.error(request, "Deze actie bestaat niet.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(item)
