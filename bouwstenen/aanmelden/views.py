"""The public agenda, its calendar files, and signing up."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.aanmelden import agenda as lijst
from bouwstenen.aanmelden.afspraken import make_afspraak
from bouwstenen.aanmelden.drempel import is_too_often
from bouwstenen.aanmelden.forms import AanmeldForm, add_errors
from bouwstenen.aanmelden.openstelling import why_closed
from bouwstenen.aanmelden.presentation import agenda_item, by_month
from bouwstenen.aanmelden.querysets import open_plannen, with_occupancy
from bouwstenen.aanmelden.services import sign_up
from bouwstenen.deelnemers.services import default_retention
from bouwstenen.facetten import apply_facets, page_of
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.drukwerk.agenda import Afspraak, make_ics

GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}
AGENDA = {"label": "Agenda", "url": "/gesprekken/agenda/"}
PER_UUR = 20
"""So many times an hour, and as many more as there are places, a form is taken from one internet address."""
MAX_AFSPRAKEN = 200


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """The gesprekken that anybody can come to, by month."""
    chosen = apply_facets(open_plannen(), lijst.facetten(), request.GET)
    rows = with_occupancy(chosen.rijen).prefetch_related("gesprek__organisaties")
    page = page_of(rows.order_by("dag", "begin", "pk"), request.GET)
    context = {
        "pagina": page,
        "maanden": by_month(page.object_list),
        "feed_url": request.build_absolute_uri(reverse("aanmelden:feed")),
        "facetten": chosen.facetten,
        "gekozen": chosen.gekozen,
        "aantal_filters": chosen.aantal_filters,
        "wis_url": chosen.wis_url,
        "kruimels": [GESPREKKEN, AGENDA],
    }
    return render(request, "aanmelden/agenda.html", context)


def _calendar(entries: list[Afspraak], name: str) -> HttpResponse:
    response = HttpResponse(make_ics(entries), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The whole agenda, to subscribe to."""
    plannen = open_plannen().select_related("gesprek")[:MAX_AFSPRAKEN]
    entries = [entry for entry in map(make_afspraak, plannen) if entry is not None]
    return _calendar(entries, "gesprekken.ics")


def find_plan(urn_id: str) -> Gespreksplan:
    """The plan of a gesprek that readers may see, or that was open to them before it was called off; 404 otherwise."""
    seen = Q(gesprek__zichtbaar=True) | Q(openbaar=True, afgelast_op__isnull=False)
    return get_object_or_404(with_occupancy(Gespreksplan.objects.filter(seen, gesprek__urn_id=urn_id)))


@require_safe
def ics(request: HttpRequest, urn_id: str) -> HttpResponse:
    """One gesprek for somebody's own calendar."""
    plan = find_plan(urn_id)
    entry = make_afspraak(plan) if plan.openbaar else None
    if entry is None:
        raise Http404("Dag en uur van dit gesprek zijn nog niet bekend.")
    return _calendar([entry], f"gesprek-{urn_id}.ics")


def _url(gesprek: Gesprek) -> str:
    """The page of the gesprek; empty when readers do not see that (any more)."""
    return gesprek.get_absolute_url() if gesprek.zichtbaar else ""


def _kruimels(gesprek: Gesprek, label: str) -> list[dict[str, str]]:
    trail = [GESPREKKEN, AGENDA, {"label": gesprek.titel, "url": _url(gesprek)}, {"label": label, "url": ""}]
    return [crumb for crumb in trail if crumb["url"] or crumb["label"] == label]


@require_http_methods(["GET", "HEAD", "POST"])
def aanmelden(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Sign up for a gesprek, with or without an account. What happened is only told in the mail."""
    plan = find_plan(urn_id)
    gesprek = cast("Gesprek", plan.gesprek)
    form = AanmeldForm(request.POST if request.method == "POST" else None, initial=_known(request))
    status = 200
    if request.method == "POST":
        status = _handle(request, plan, form)
        if status == 302:
            return redirect("aanmelden:verstuurd", urn_id)
    context = {
        "formulier": form,
        "gesprek": gesprek,
        "gesprek_url": _url(gesprek),
        "item": agenda_item(plan),
        "gesloten": why_closed(plan),
        "verwijderen_na": default_retention(gesprek),
        "kruimels": _kruimels(gesprek, "Aanmelden"),
    }
    response = render(request, "aanmelden/aanmelden.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _known(request: HttpRequest) -> dict[str, Any]:
    if not request.user.is_authenticated:
        return {}
    return {"naam": request.user.weergavenaam, "email": request.user.email}


def _handle(request: HttpRequest, plan: Gespreksplan, form: AanmeldForm) -> int:
    """Sign up when all is well; the status of the answer, 302 for the page that tells to look at the mail."""
    if form.is_by_a_program:
        return 302
    if not form.is_valid():
        return 422
    gesprek = cast("Gesprek", plan.gesprek)
    sender = f"{request.META.get('REMOTE_ADDR', '')}|{gesprek.pk}"
    if is_too_often("aanmelden", sender, PER_UUR + plan.plaatsen):
        form.add_error(None, "Vanaf deze plek komen nu erg veel aanmeldingen. Probeer het over een uur nog eens.")
        return 429
    data = form.cleaned_data
    user = request.user if request.user.is_authenticated else None
    try:
        sign_up(gesprek, naam=data["naam"], email=data["email"], werkveld=data["werkveld"], user=user)
    except ValidationError as error:
        add_errors(form, error)
        return 422
    return 302


@require_safe
def verstuurd(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Look at your mail: the same for everybody, so that nobody learns here who else is signed up."""
    gesprek = cast("Gesprek", find_plan(urn_id).gesprek)
    context = {"gesprek": gesprek, "gesprek_url": _url(gesprek), "kruimels": _kruimels(gesprek, "Aanmelden")}
    return render(request, "aanmelden/verstuurd.html", context)
