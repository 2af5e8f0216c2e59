"""Writing directly in a section of a hoofdstuk, on the site itself."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kennisbank.accounts.models import User
from kennisbank.document.conflicten import ConflictForm, koppen_of
from kennisbank.document.differences import compare_versies
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.presentation import navigation
from kennisbank.document.services import VerouderdeVersie, newest_versie
from kennisbank.document.views import Verhuisd, find_hoofdstuk
from kennisbank.redactie.bewerken import services
from kennisbank.redactie.bewerken.aanwezigen import in_words, names_of_writers
from kennisbank.redactie.bewerken.forms import BewerkForm
from kennisbank.redactie.voorstellen.planning import find_sectie
from kennisbank.text.slugs import unique_anchors
from kennisbank.ui.concepten import forget_concept
from kennisbank.ui.tekst import render_tekst

LABELS = ("Staat er nu", "Wat jij schreef")
OPNIEUW = "Er is net weer een nieuwe versie gepubliceerd. Er is niets overschreven; publiceer nog een keer."


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def bewerk(request: HttpRequest, document: str, hoofdstuk: str) -> HttpResponse:
    """Write in a section; whoever was earlier is never overwritten."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        return HttpResponsePermanentRedirect(f"{moved.url}bewerken/?{request.GET.urlencode()}")
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied("Alleen de redactie schrijft rechtstreeks in een hoofdstuk. Doe een voorstel.")
    sectie_id = request.GET.get("sectie", "")
    services.mark_present(page, sectie_id=sectie_id, user=_user(request))
    if request.method == "POST":
        return _handle(request, page, sectie_id)
    versie = newest_versie(page)
    sectie = find_sectie(versie.inhoud, sectie_id)
    if sectie is None:
        raise Http404("Deze sectie staat niet (meer) in het hoofdstuk.")
    form = BewerkForm(initial={"kop": sectie["kop"], "tekst": sectie["tekst"], "basis": versie.nummer})
    return _show(request, page, form)


def _handle(request: HttpRequest, page: Hoofdstuk, sectie_id: str) -> HttpResponse:
    form = BewerkForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=422)
    try:
        plan = services.plan_bewerking(
            page, basis=form.cleaned_data["basis"], sectie_id=sectie_id, inbreng=form.inbreng
        )
    except ValidationError as error:
        _add_errors(form, error)
        return _show(request, page, form, status=422)
    if "voorbeeld" in request.POST:
        return _preview(request, page, form, plan)
    return _publish(request, page, form, plan, sectie_id)


def _preview(request: HttpRequest, page: Hoofdstuk, form: BewerkForm, plan: services.BewerkPlan) -> HttpResponse:
    """The text as readers would see it, and what changed since the writer began."""
    return _show(
        request,
        page,
        form,
        voorbeeld=render_tekst(form.cleaned_data["tekst"], prefix="voorbeeld-"),
        verschillen=compare_versies(plan.basis.inhoud, plan.geschreven),
    )


def _publish(
    request: HttpRequest, page: Hoofdstuk, form: BewerkForm, plan: services.BewerkPlan, sectie_id: str
) -> HttpResponse:
    """Publish the merged text; show the conflicts when there are any that nobody solved."""
    conflicts = None
    inhoud = None
    if plan.samenvoeging.schoon:
        inhoud = plan.samenvoeging.resolve()
    else:
        answered = request.POST if "conflict_1" in request.POST else None
        koppen = koppen_of(plan.huidig.inhoud, plan.geschreven)
        conflicts = ConflictForm(plan.samenvoeging.conflicten, koppen=koppen, data=answered, labels=LABELS)
        inhoud = conflicts.resolve(plan.samenvoeging) if answered is not None else None
        if inhoud is None or "resultaat" in request.POST:
            return _show_conflicts(request, page, form, plan, conflicts)
    try:
        versie = services.publish_bewerking(
            page,
            plan=plan,
            inhoud=inhoud,
            toelichting=form.cleaned_data["toelichting"],
            wijzigingssoort=form.cleaned_data["wijzigingssoort"],
            user=_user(request),
        )
    except VerouderdeVersie:
        form.add_error(None, OPNIEUW)
        return _show(request, page, form, status=409)
    except ValidationError as error:
        _add_errors(form, error)
        return _show(request, page, form, status=422)
    together = " Wat anderen intussen veranderden, staat er ook in." if plan.is_samengevoegd else ""
    messages.success(request, f"Versie {versie.nummer} is gepubliceerd.{together}")
    response = redirect(f"{page.url}{_anchor(versie.inhoud['secties'], sectie_id)}")
    forget_concept(response, request, _concept_key(request, page))
    return response


def _concept_key(request: HttpRequest, page: Hoofdstuk) -> str:
    """Under which name the browser keeps what is typed here."""
    sectie_id = "".join(sign for sign in request.GET.get("sectie", "") if sign.isalnum() or sign == "-")
    return f"bewerken:{page.urn_id}:{sectie_id}"


def _anchor(secties: Any, sectie_id: str) -> str:
    anchors = unique_anchors(sectie["kop"] for sectie in secties)
    for sectie, anchor in zip(secties, anchors, strict=True):
        if sectie["id"] == sectie_id:
            return f"#sectie-{anchor}"
    return ""


def _add_errors(form: forms.Form, error: ValidationError) -> None:
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields and name != "basis" else None, texts)


def _show(request: HttpRequest, page: Hoofdstuk, form: BewerkForm, *, status: int = 200, **extra: Any) -> HttpResponse:
    concept = {"sleutel": _concept_key(request, page), "basis": form["basis"].value(), "onaf": form.is_bound}
    context = _surroundings(request, page) | {"formulier": form, "concept": concept, **extra}
    return render(request, "bewerken/sectie.html", context, status=status)


def _show_conflicts(
    request: HttpRequest, page: Hoofdstuk, form: BewerkForm, plan: services.BewerkPlan, conflicts: ConflictForm
) -> HttpResponse:
    result = conflicts.resolve_so_far(plan.samenvoeging)
    context = _surroundings(request, page) | {
        "formulier": form,
        "plan": plan,
        "conflicten": list(conflicts.toon(fouten="resultaat" not in request.POST)),
        "conflictformulier": conflicts,
        "verschillen": compare_versies(plan.huidig.inhoud, result),
    }
    return render(request, "bewerken/conflict.html", context, status=409)


def _surroundings(request: HttpRequest, page: Hoofdstuk) -> dict[str, Any]:
    document = page.get_parent()
    trail = [(document.title, document.url), (page.title, page.url), ("Bewerken", request.get_full_path())]
    return {
        "page": page,
        "aanwezig": in_words(names_of_writers(page, besides=_user(request))),
        "aanwezig_url": f"{page.url}aanwezig/?{request.GET.urlencode()}",
        "kruimels": [{"label": label, "url": url} for label, url in trail],
        **navigation(page, document, request),
    }


@require_POST
@login_required
def aanwezig(request: HttpRequest, document: str, hoofdstuk: str) -> HttpResponse:
    """A sign of life of somebody who writes; gives back who else does. With `weg` they are leaving."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        raise Http404(f"Dit hoofdstuk staat nu op {moved.url}.") from None
    if "weg" in request.POST:
        services.mark_gone(page, user=_user(request))
        return JsonResponse({"tekst": ""})
    services.mark_present(page, sectie_id=request.GET.get("sectie", ""), user=_user(request))
    return JsonResponse({"tekst": in_words(names_of_writers(page, besides=_user(request)))})
