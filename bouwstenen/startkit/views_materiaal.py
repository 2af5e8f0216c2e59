"""Pages where an organiser makes letters and takes sheets along. What is typed is answered and forgotten."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.startkit.forms import GegevensForm
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import canvasvakken, lichaamsdelen
from bouwstenen.startkit.koppeling import find_plan
from bouwstenen.startkit.materiaal import SOORTEN, Soort, make_brief, make_invulblad
from bouwstenen.startkit.paden import frame, materiaal_url
from kennisbank.drukwerk.agenda import Afspraak, make_ics
from kennisbank.drukwerk.brieven import brief_docx, brief_pdf, brief_tekst
from kennisbank.drukwerk.figuur import FIGUUR_ALT, figuur_svg
from kennisbank.drukwerk.invulbladen import invulblad_pdf
from kennisbank.ui.tekst import render_tekst

MATERIAAL = {"label": "Materiaal", "url": "/startkit/materiaal/"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAG = 24 * 3600


@require_safe
def materiaal(request: HttpRequest) -> HttpResponse:
    """All material, by step."""
    stukken = [(soort, materiaal_url(soort.sleutel)) for soort in SOORTEN.values()]
    context = {"stukken": stukken}
    return render(request, "startkit/materiaal.html", frame(request, MATERIAAL, plan=find_plan(request)) | context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stuk(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece of material: a letter to make, or a sheet to take along."""
    soort = SOORTEN.get(slug.replace("-", "_"))
    if soort is None or "_" in slug:
        raise Http404("Dit materiaal bestaat niet.")
    if soort.is_brief:
        return _letter(request, soort)
    return _sheet(request, soort)


def _letter(request: HttpRequest, soort: Soort) -> HttpResponse:
    plan = find_plan(request)
    posted = request.method == "POST"
    gegevens = plan.gegevens if plan else Gegevens()
    form = GegevensForm(request.POST if posted else None, velden=soort.velden, gegevens=gegevens)
    valid = posted and form.is_valid()
    if valid:
        gegevens = form.gegevens
        answer = _download(soort, gegevens, request.POST.get("formaat", ""))
        if answer is not None:
            return answer
    brief = make_brief(soort.sleutel, gegevens)
    context = frame(request, MATERIAAL, {"label": soort.naam}, plan=plan) | {
        "soort": soort,
        "formulier": form,
        "gemaakt": valid,
        "brief": brief,
        "brief_html": render_tekst(brief.tekst, links={}, basis_kopniveau=4),
        "brief_tekst": brief_tekst(brief),
        "geen_afspraak": valid and request.POST.get("formaat") == "ics",
    }
    return render(request, "startkit/brief.html", context, status=422 if posted and not valid else 200)


def _download(soort: Soort, gegevens: Gegevens, formaat: str) -> HttpResponse | None:
    """The file that was asked for; None when the page itself is the answer."""
    if formaat == "pdf":
        return _attachment(brief_pdf(make_brief(soort.sleutel, gegevens)), soort, "pdf", "application/pdf")
    if formaat == "docx":
        return _attachment(brief_docx(make_brief(soort.sleutel, gegevens)), soort, "docx", DOCX)
    afspraak = make_afspraak(gegevens) if formaat == "ics" and soort.met_afspraak else None
    return _attachment(make_ics([afspraak]), soort, "ics", "text/calendar; charset=utf-8") if afspraak else None


def _attachment(content: bytes, soort: Soort, ending: str, mime: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=mime,
        headers={"Content-Disposition": f'attachment; filename="{slugify(soort.naam)}.{ending}"'},
    )


def make_afspraak(gegevens: Gegevens) -> Afspraak | None:
    """The date for a calendar; None while day or hour is open."""
    begin, einde = gegevens.begin_moment, gegevens.eind_moment
    if begin is None or einde is None:
        return None
    titel = gegevens.titel or "Gesprek over ons vak"
    return Afspraak(
        uid=f"startkit-{begin:%Y%m%dT%H%M}-{slugify(titel)[:40]}@kennisbank",
        titel=titel,
        begin=begin,
        einde=einde,
        plaats=gegevens.plek,
        omschrijving="Gesprek over ambtelijk vakmanschap.",
        url=gegevens.pagina or gegevens.aanmelden,
    )


def _sheet(request: HttpRequest, soort: Soort) -> HttpResponse:
    if request.method == "POST":
        raise Http404("Hier valt niets in te sturen.")
    plan = find_plan(request)
    own = plan.bladen.get(soort.sleutel) if plan else None
    context: dict[str, Any] = {
        "soort": soort,
        "van_gesprek": bool(own),
        "vakken": canvasvakken() if soort.sleutel == "responscanvas" else (),
        "lichaamsdelen": lichaamsdelen() if soort.sleutel == "model" else (),
        "pdf_url": own or reverse("startkit:invulblad", args=[soort.sleutel]),
        "figuur_alt": FIGUUR_ALT,
    }
    base = frame(request, MATERIAAL, {"label": soort.naam}, plan=plan)
    return render(request, "startkit/blad.html", base | context)


@require_safe
def invulblad(request: HttpRequest, sleutel: str) -> HttpResponse:
    """A sheet of no gesprek in particular, as PDF to fill in."""
    soort = SOORTEN.get(sleutel)
    if soort is None or soort.is_brief:
        raise Http404("Dit blad bestaat niet.")
    return _attachment(invulblad_pdf(make_invulblad(sleutel)), soort, "pdf", "application/pdf")


@require_safe
def figuur(request: HttpRequest) -> HttpResponse:
    """Our drawing of ‘de’ ambtenaar."""
    return HttpResponse(figuur_svg(), content_type="image/svg+xml", headers={"Cache-Control": f"public, max-age={DAG}"})
