"""The pages of the pool: looking for somebody, one's own availability, asking and answering."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.facetten import page_of
from bouwstenen.organiseren import presentation
from bouwstenen.organiseren.models import Facilitator, FacilitatorVerzoek, Gespreksplan, VerzoekStatus
from bouwstenen.organiseren.pool.forms import FacilitatorForm, RedenForm, VraagForm, ZoekForm, add_errors
from bouwstenen.organiseren.pool.services import (
    MAX_OPEN,
    accept_verzoek,
    decline_verzoek,
    request_facilitator,
    save_facilitator,
    withdraw_verzoek,
)
from bouwstenen.organiseren.pool.zoeken import (
    WEEKDAG,
    Kandidaat,
    Vraag,
    find_candidates,
    objections,
    promised_days,
    question_of,
)
from bouwstenen.organiseren.rechten import may_join_pool, may_manage_plan
from bouwstenen.organiseren.stappen import OVERZICHT, STAPPEN, next_stap
from bouwstenen.organiseren.toegang import GESPREKKEN, MIJN, acting_user, find_plan, organisator, refuse
from kennisbank.text.urn import is_urn_id

POOL = {"label": "Pool van gespreksleiders", "url": "/gesprekken/pool/"}


def _candidates(vraag: Vraag, *, without: int | None = None) -> list[Kandidaat]:
    facilitators = list(Facilitator.objects.askable().exclude(user=without))
    return find_candidates(facilitators, vraag, promised_days(facilitators, vraag.dag))


def _asked(form: ZoekForm) -> Vraag:
    form.is_valid()
    form.hide_marks()
    data = getattr(form, "cleaned_data", {})
    dag = data.get("dag")
    return Vraag(
        format=data.get("vorm") or "",
        regio=data.get("regio") or "",
        dag=dag,
        dagdeel=data.get("weekdag") or (WEEKDAG[dag.weekday()] if dag else ""),
    )


@organisator
@require_safe
def pool(request: HttpRequest) -> HttpResponse:
    """Everybody in the pool, filtered by format, region and day."""
    form = ZoekForm(request.GET)
    found = [item for item in _candidates(_asked(form)) if item.past]
    user = acting_user(request)
    context = {
        "formulier": form,
        "pagina": page_of(found, request.GET),
        "gezocht": any(request.GET.get(name) for name in form.fields),
        "mag_meedoen": may_join_pool(user),
        "doet_mee": Facilitator.objects.filter(user=user, actief=True).exists(),
        "kruimels": [GESPREKKEN, POOL],
    }
    return render(request, "organiseren/pool/pool.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def beschikbaar(request: HttpRequest) -> HttpResponseBase:
    """What somebody offers to the pool, kept by themselves."""
    user = acting_user(request)
    if not may_join_pool(user):
        return refuse(request)
    present = Facilitator.objects.filter(user=user).first()
    form = FacilitatorForm(request.POST) if request.method == "POST" else FacilitatorForm.for_facilitator(present)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_facilitator(**form.cleaned_data, user=user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, "Opgeslagen. Je staat in de pool." if saved.actief else "Je staat niet in de pool."
            )
            return redirect("organiseren:beschikbaar")
    context = {
        "formulier": form,
        "is_nieuw": present is None,
        "verzoeken": present.verzoeken.for_lists()[:10] if present else [],
        "kruimels": [GESPREKKEN, POOL, {"label": "Mijn beschikbaarheid"}],
    }
    return render(request, "organiseren/pool/beschikbaar.html", context, status=422 if form.errors else 200)


@organisator
@require_safe
def begeleider(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Choosing a facilitator for one plan: who fits in front, with what speaks against the others."""
    plan = find_plan(request, kenmerk)
    verzoeken = list(plan.verzoeken.select_related("facilitator__user"))
    active = {item.facilitator_id for item in verzoeken if item.status in {"gevraagd", "aangenomen"}}
    found = _candidates(question_of(plan), without=plan.eigenaar_id)
    context = {
        "plan": plan,
        "wanneer": presentation.moment_text(plan),
        "waar": presentation.place_text(plan),
        "kan_vragen": plan.dag is not None and bool(plan.format),
        "wanneer_url": reverse("organiseren:stap", args=[kenmerk, "wanneer"]),
        "verzoeken": verzoeken,
        "heeft_ja": any(item.status == VerzoekStatus.AANGENOMEN for item in verzoeken),
        "vol": len(active) >= MAX_OPEN,
        "max_open": MAX_OPEN,
        "pagina": page_of([item for item in found if item.facilitator.pk not in active], request.GET),
        "verder_url": _onward(plan),
        "kruimels": [GESPREKKEN, MIJN, presentation.crumb(plan), {"label": "Begeleider vragen"}],
    }
    return render(request, "organiseren/pool/begeleider.html", context)


def _onward(plan: Gespreksplan) -> str:
    """Where the wizard goes on; for a planned gesprek its own page."""
    if plan.gesprek_id is not None:
        return plan.get_absolute_url()
    done = len(plan.stappen_gedaan) == len(STAPPEN)
    return reverse("organiseren:stap", args=[plan.kenmerk, OVERZICHT if done else next_stap("begeleiding")])


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def vragen(request: HttpRequest, kenmerk: str, facilitator: str) -> HttpResponseBase:
    """Ask somebody of the pool, with a few words of one's own."""
    plan = find_plan(request, kenmerk)
    found = Facilitator.objects.askable().filter(kenmerk=facilitator).first() if is_urn_id(facilitator) else None
    if found is None:
        raise Http404("Deze collega staat niet in de pool.")
    form = VraagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            request_facilitator(plan, found, bericht=form.cleaned_data["bericht"], user=acting_user(request))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"{found.user.openbare_naam} krijgt een mail met je vraag.")
            return redirect("organiseren:begeleider", kenmerk=kenmerk)
    vraag = question_of(plan)
    kandidaat = Kandidaat(found, objections(found, vraag, promised_days([found], vraag.dag)))
    terug = {"label": "Begeleider vragen", "url": reverse("organiseren:begeleider", args=[kenmerk])}
    context = {
        "plan": plan,
        "kandidaat": kandidaat,
        "formulier": form,
        "terug": terug,
        "kruimels": [GESPREKKEN, MIJN, presentation.crumb(plan), terug, {"label": kandidaat.naam}],
    }
    return render(request, "organiseren/pool/vragen.html", context, status=422 if form.errors else 200)


@organisator
@require_POST
def intrekken(request: HttpRequest, kenmerk: str, verzoek: str) -> HttpResponse:
    """Take a request back."""
    plan = find_plan(request, kenmerk)
    found = plan.verzoeken.filter(kenmerk=verzoek).first()
    if found is None:
        raise Http404("Dit verzoek bestaat niet.")
    withdraw_verzoek(found, user=acting_user(request))
    messages.success(request, "Het verzoek is ingetrokken. Je collega krijgt er bericht van.")
    return redirect("organiseren:begeleider", kenmerk=kenmerk)


def _find_verzoek(request: HttpRequest, kenmerk: str) -> FacilitatorVerzoek:
    """The request, for who was asked and for who asked."""
    found = FacilitatorVerzoek.objects.for_lists().filter(kenmerk=kenmerk).first() if is_urn_id(kenmerk) else None
    if found is None:
        raise Http404("Dit verzoek bestaat niet.")
    user = acting_user(request)
    if found.facilitator.user_id != user.pk and not may_manage_plan(found.plan, user):
        raise PermissionDenied("Dit verzoek is aan iemand anders gericht.")
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verzoek(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """A request as the facilitator sees it, with yes and no."""
    item = _find_verzoek(request, kenmerk)
    form = RedenForm(request.POST if request.method == "POST" else None)
    is_asked = item.facilitator.user_id == acting_user(request).pk
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, item, form)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(item)
    vraag = question_of(item.plan)
    context: dict[str, Any] = {
        "verzoek": item,
        "plan": item.plan,
        "formulier": form,
        "feiten": presentation.facts(item.plan),
        "is_gevraagde": is_asked,
        "bezwaren": objections(item.facilitator, vraag, promised_days([item.facilitator], vraag.dag))
        if item.is_open
        else [],
        "voorbij": (item.plan.laatste_dag or timezone.localdate()) < timezone.localdate(),
        "cockpit_url": item.plan.get_absolute_url() if may_manage_plan(item.plan, acting_user(request)) else "",
        "kruimels": [GESPREKKEN, POOL, {"label": str(item.plan)}],
    }
    return render(request, "organiseren/pool/verzoek.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, item: FacilitatorVerzoek, form: RedenForm) -> None:
    if request.POST.get("antwoord") == "ja":
        accept_verzoek(item, user=acting_user(request))
        messages.success(request, "Fijn. De organisator krijgt bericht dat jij het gesprek begeleidt.")
    else:
        decline_verzoek(item, reden=form.cleaned_data["reden"], user=acting_user(request))
        messages.success(request, "Je antwoord is verstuurd. De organisator zoekt iemand anders.")
