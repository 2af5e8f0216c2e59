"""Pages behind the links in the mails: my place, and my data. Opening one changes nothing; a button does."""

import json

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.aanmelden.openstelling import is_to_come, why_closed
from bouwstenen.aanmelden.presentation import when, where
from bouwstenen.aanmelden.services import remove_deelnemer, sign_off, sign_on
from bouwstenen.deelnemers.decorators import persoonlijke_link
from bouwstenen.deelnemers.links import find_deelnemer, make_token
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import export_deelnemer
from bouwstenen.organiseren.models import Gespreksplan

ACTIES = {"afmelden": sign_off, "aanmelden": sign_on}


def _plan(deelnemer: Deelnemer) -> Gespreksplan | None:
    return Gespreksplan.objects.filter(gesprek=deelnemer.gesprek).first()


@require_http_methods(["GET", "HEAD", "POST"])
@persoonlijke_link
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """My place at a gesprek: whether I have one, and giving it up or coming after all."""
    deelnemer = find_deelnemer(token, "afmelden")
    fout = ""
    if request.method == "POST":
        action = ACTIES.get(request.POST.get("actie", ""))
        try:
            if action is None:
                raise ValidationError("Kies een van de knoppen.")
            action(deelnemer)
        except ValidationError as error:
            fout = " ".join(error.messages)
        else:
            return redirect("aanmelden:afmelden", token)
    plan = _plan(deelnemer)
    context = {
        "deelnemer": deelnemer,
        "gesprek": deelnemer.gesprek,
        "gesprek_url": deelnemer.gesprek.get_absolute_url() if deelnemer.gesprek.zichtbaar else "",
        "wanneer": when(plan) if plan else "",
        "waar": where(plan) if plan else "",
        "kan_nog": plan is not None and is_to_come(plan),
        "gesloten": why_closed(plan) if plan and not is_to_come(plan) else "",
        "gegevens_token": make_token(deelnemer, "gegevens"),
        "fout": fout,
    }
    return render(request, "aanmelden/mijn_plaats.html", context, status=422 if fout else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@persoonlijke_link
def gegevens(request: HttpRequest, token: str) -> HttpResponse:
    """What is kept about me; a button erases it."""
    deelnemer = find_deelnemer(token, "gegevens")
    fout = ""
    if request.method == "POST":
        if request.POST.get("zeker") == "ja":
            gesprek = deelnemer.gesprek
            remove_deelnemer(deelnemer)
            return render(request, "aanmelden/gewist.html", {"gesprek": gesprek})
        fout = "Zet eerst een vinkje. Wissen kan niet ongedaan worden gemaakt."
    context = {"deelnemer": deelnemer, "gegevens": export_deelnemer(deelnemer), "token": token, "fout": fout}
    return render(request, "aanmelden/mijn_gegevens.html", context, status=422 if fout else 200)


@require_safe
@persoonlijke_link
def download(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a file."""
    content = json.dumps(export_deelnemer(find_deelnemer(token, "gegevens")), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response
