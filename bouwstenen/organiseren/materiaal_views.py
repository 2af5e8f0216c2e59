"""Timer, questions, agenda and letters of one plan: the startkit with its facts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.organiseren import presentation
from bouwstenen.organiseren.agenda_forms import read_agenda, rows_for
from bouwstenen.organiseren.materiaal import afspraak_of, gegevens_of
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.services import set_agenda, set_vragen
from bouwstenen.organiseren.toegang import GESPREKKEN, MIJN, acting_user, find_plan, organisator
from bouwstenen.organiseren.vragen import agenda_of
from bouwstenen.startkit.inhoud import formats
from bouwstenen.startkit.materiaal import SOORTEN, make_brief, make_invulblad
from bouwstenen.startkit.timer import show_timer
from bouwstenen.startkit.vragenset import query_of
from kennisbank.drukwerk.agenda import make_ics
from kennisbank.drukwerk.brieven import brief_docx, brief_pdf, brief_tekst
from kennisbank.drukwerk.invulbladen import invulblad_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEKST = "text/plain; charset=utf-8"


@organisator
@require_safe
def timer(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """The timer with the agenda of this plan."""
    plan = find_plan(request, kenmerk)
    onderdelen = agenda_of(plan)
    if not onderdelen:
        messages.info(request, "Kies eerst een vorm. Dan heeft de timer een agenda.")
        return redirect("organiseren:stap", kenmerk=kenmerk, stap="vorm")
    terug = {"label": str(plan), "url": plan.get_absolute_url()}
    return show_timer(request, titel=str(plan), onderdelen=onderdelen, sleutel=f"plan-{kenmerk}", terug=terug)


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def vragen(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Keep the chosen questions; choosing them is done in the startkit."""
    plan = find_plan(request, kenmerk)
    if request.method != "POST":
        return redirect(f"{reverse('startkit:vragen')}?{query_of(plan.vragen, plan=kenmerk)}")
    try:
        set_vragen(plan, vragen=request.POST.getlist("v"), user=acting_user(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{reverse('startkit:vragen')}?plan={kenmerk}")
    messages.success(request, "Je vragen zijn bewaard bij dit gesprek.")
    return redirect(f"{plan.get_absolute_url()}#materiaal")


@organisator
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, kenmerk: str) -> HttpResponseBase:
    """Change the agenda: other minutes, other parts; or back to that of the format."""
    plan = find_plan(request, kenmerk)
    fouten: list[str] = []
    rows = rows_for(agenda_of(plan))
    if request.method == "POST":
        rows, parts, fouten = read_agenda(request.POST)
        if "terugzetten" in request.POST:
            parts, fouten = [], []
        if not fouten:
            try:
                set_agenda(plan, agenda=parts, user=acting_user(request))
            except ValidationError as error:
                fouten = error.messages
            else:
                messages.success(request, "De agenda is bewaard.")
                return redirect(f"{plan.get_absolute_url()}#materiaal")
    context: dict[str, Any] = {
        "plan": plan,
        "rijen": rows,
        "fouten": fouten,
        "totaal": sum(part.minuten for part in agenda_of(plan)),
        "heeft_eigen": bool(plan.agenda),
        "vormnaam": formats()[plan.format].naam if plan.format in formats() else "",
        "kruimels": [GESPREKKEN, MIJN, presentation.crumb(plan), {"label": "Agenda"}],
    }
    return render(request, "organiseren/agenda.html", context, status=422 if fouten else 200)


def _file(content: bytes | str, naam: str, ending: str, mime: str) -> HttpResponse:
    disposition = f'attachment; filename="{slugify(naam) or "gesprek"}.{ending}"'
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})


@organisator
@require_safe
def materiaal(request: HttpRequest, kenmerk: str, soort: str, formaat: str) -> HttpResponse:
    """A letter or a sheet of this plan as a file."""
    plan = find_plan(request, kenmerk)
    found = SOORTEN.get(soort.replace("-", "_"))
    if found is None:
        raise Http404("Dit materiaal bestaat niet.")
    if formaat == "ics":
        return _calendar(plan)
    if found.is_brief:
        brief = make_brief(found.sleutel, gegevens_of(plan))
        if formaat == "pdf":
            return _file(brief_pdf(brief), found.naam, "pdf", "application/pdf")
        if formaat == "docx":
            return _file(brief_docx(brief), found.naam, "docx", DOCX)
        if formaat == "txt":
            return _file(brief_tekst(brief), found.naam, "txt", TEKST)
    elif formaat == "pdf":
        kenmerk = plan.gesprek.urn_id if plan.gesprek is not None else ""
        blad = make_invulblad(
            found.sleutel, kenmerk=kenmerk, titel=str(plan), datum_tekst=presentation.moment_text(plan)
        )
        return _file(invulblad_pdf(blad), found.naam, "pdf", "application/pdf")
    raise Http404("Dit bestand bestaat niet.")


def _calendar(plan: Gespreksplan) -> HttpResponse:
    afspraak = afspraak_of(plan)
    if afspraak is None:
        raise Http404("Dit gesprek heeft nog geen dag en tijd.")
    return _file(make_ics([afspraak]), str(plan), "ics", "text/calendar; charset=utf-8")


@organisator
@require_safe
def kalender(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The gesprek for the organiser's own calendar."""
    return _calendar(find_plan(request, kenmerk))
