"""The page with what became of a gesprek, for everybody, and the one behind the link in a participant's mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.deelnemers.decorators import persoonlijke_link
from bouwstenen.deelnemers.links import find_deelnemer
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Gesprek
from kennisbank.redactie.terugkoppeling.forms import GEHEEL, HerkenningForm
from kennisbank.redactie.terugkoppeling.models import Herkenning
from kennisbank.redactie.terugkoppeling.presentation import page_context
from kennisbank.redactie.terugkoppeling.services import save_herkenning
from kennisbank.redactie.terugkoppeling.uitkomsten import Terugkoppeling, read_terugkoppeling

GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}


@require_safe
def gesprek(request: HttpRequest, urn_id: str) -> HttpResponse:
    """What became of every bouwsteen of a delivered gesprek."""
    item = Gesprek.objects.published().delivered().filter(urn_id=urn_id).first()
    if item is None:
        raise Http404("Van dit gesprek is geen terugkoppeling.")
    context = page_context(read_terugkoppeling(item)) | {"kruimels": _trail(item)}
    return render(request, "terugkoppeling/pagina.html", context)


def _trail(item: Gesprek) -> list[dict[str, str]]:
    page = {"label": item.titel, "url": item.get_absolute_url()} if item.zichtbaar else {"label": item.titel}
    return [GESPREKKEN, page, {"label": "Terugkoppeling"}]


@persoonlijke_link
@require_http_methods(["GET", "HEAD", "POST"])
def terugkoppeling(request: HttpRequest, token: str) -> HttpResponse:
    """The same for one participant, who can say whether they recognise their words."""
    deelnemer = find_deelnemer(token, "terugkoppeling")
    if not deelnemer.gesprek.is_opgeleverd:
        raise Http404("Dit gesprek is nog niet opgeleverd.")
    stand = read_terugkoppeling(deelnemer.gesprek)
    bound = _answer(request, deelnemer, stand) if request.method == "POST" else None
    if bound is not None and not bound.errors:
        messages.success(request, "Bedankt. De redactie leest je antwoord.")
        place = "geheel" if bound.over == GEHEEL else f"bouwsteen-{bound.over}"
        return redirect(f"{request.path}#{place}")
    context = _own_page(deelnemer, stand, bound)
    return render(request, "terugkoppeling/persoonlijk.html", context, status=422 if bound else 200)


def _answer(request: HttpRequest, deelnemer: Deelnemer, stand: Terugkoppeling) -> HerkenningForm:
    """Keep an answer; what is wrong with it stands at its field."""
    over = request.POST.get("over", "")
    stenen = {each.bouwsteen.urn_id: each.bouwsteen for each in stand.uitkomsten if each.besluit}
    if over != GEHEEL and over not in stenen:
        raise Http404("Deze bouwsteen hoort niet bij dit gesprek.")
    form = HerkenningForm(over, request.POST, namen=[each.naam for each in deelnemer.gesprek.deelnemers.all()])
    if form.is_valid():
        data = form.cleaned_data
        try:
            save_herkenning(
                deelnemer, bouwsteen=stenen.get(over), antwoord=data["antwoord"], opmerking=data["opmerking"]
            )
        except ValidationError as error:
            form.add_error(None, error)
    return form


def _own_page(deelnemer: Deelnemer, stand: Terugkoppeling, bound: HerkenningForm | None) -> dict[str, Any]:
    answers = {
        row.bouwsteen.urn_id if row.bouwsteen else GEHEEL: row
        for row in Herkenning.objects.filter(deelnemer=deelnemer).select_related("bouwsteen")
    }

    def make_form(over: str) -> tuple[HerkenningForm, Herkenning | None]:
        row = answers.get(over)
        if bound is not None and bound.over == over:
            return bound, row
        initial = {"antwoord": row.antwoord, "opmerking": row.opmerking} if row else None
        return HerkenningForm(over, initial=initial), row

    form, answer = make_form(GEHEEL)
    context = page_context(stand, make_form)
    return context | {"formulier": form, "herkenning": answer, "fout_bij": bound, "hoofdmenu_actief": "gesprekken"}
