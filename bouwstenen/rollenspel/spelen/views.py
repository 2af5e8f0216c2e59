"""The big screen of a game and what its facilitator does there."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bouwstenen.rollenspel.inhoud import find_rol
from bouwstenen.rollenspel.models import Inzet, Spel
from bouwstenen.rollenspel.rollen import Fase, Rol
from bouwstenen.rollenspel.spelen.codes import show_code
from bouwstenen.rollenspel.spelen.forms import ConclusieForm, InzetForm
from bouwstenen.rollenspel.spelen.presentation import Plaats, conclusies_of, matrix_of, plaatsen_of, uitslag_of
from bouwstenen.rollenspel.spelen.resultaat import count_ronde
from bouwstenen.rollenspel.spelen.services import (
    SpelVerder,
    add_conclusie,
    advance_spel,
    make_inzet_together,
    may_lead,
    take_back_conclusie,
)
from kennisbank.accounts.models import User
from kennisbank.text.urn import is_urn_id
from kennisbank.ui.tekst import render_tekst

VERDER = {
    Fase.LOBBY: "Begin ronde 1",
    Fase.RONDE_1: "Laat de keuzes zien",
    Fase.EFFECTEN_1: "Wissel van rol",
    Fase.WISSEL: "Begin ronde 2",
    Fase.RONDE_2: "Laat de keuzes zien",
    Fase.EFFECTEN_2: "Naar de conclusies",
    Fase.CONCLUSIES: "Sluit het spel af",
}


def find_spel(kenmerk: str) -> Spel:
    """The game at an address; 404 when there is none."""
    found = Spel.objects.filter(kenmerk=kenmerk).first() if is_urn_id(kenmerk) else None
    if found is None:
        raise Http404("Dit spel bestaat niet (meer).")
    return found


def add_errors(form: Any, error: ValidationError) -> None:
    """What a service refused, at the field it is about."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


@require_safe
def stand(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Version and phase of a game, for a screen that waits; one query, and 304 when nothing happened."""
    row = Spel.objects.filter(kenmerk=kenmerk).values_list("versie", "fase").first() if is_urn_id(kenmerk) else None
    if row is None:
        raise Http404("Dit spel bestaat niet (meer).")
    etag = f'"{row[0]}"'
    unchanged = etag in request.headers.get("If-None-Match", "")
    response = HttpResponseNotModified() if unchanged else JsonResponse({"versie": row[0], "fase": row[1]})
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def qr(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The address to join as a picture."""
    spel = find_spel(kenmerk)
    if spel.code is None:
        raise Http404("Bij dit spel hoort geen code.")
    picture = BytesIO()
    segno.make(_join_url(request, spel), error="m").save(picture, kind="svg", scale=8, border=2, xmldecl=False)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _join_url(request: HttpRequest, spel: Spel) -> str:
    return request.build_absolute_uri(f"{reverse('rollenspel:meedoen')}?code={spel.code}")


@require_safe
def scherm(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The big screen: for everybody in the room to read, with the controls for who leads."""
    return show_scherm(request, find_spel(kenmerk))


def show_scherm(
    request: HttpRequest, spel: Spel, *, form: Any = None, melding: str = "", geschreven: str = "", status: int = 200
) -> HttpResponse:
    """The big screen in the phase of the game; `form` was refused, `geschreven` are words that came too late."""
    fase = spel.stap
    leads = may_lead(spel, request.user)
    context: dict[str, Any] = {
        "spel": spel,
        "fase": fase,
        "leidt": leads,
        "stappen": [(step.label, step == fase) for step in Fase],
        "verder": VERDER.get(fase, ""),
        "melding": melding,
        "geschreven": geschreven,
        "rollen": Rol,
    }
    if fase == Fase.LOBBY:
        context["tekst"] = render_tekst(spel.inhoud["tekst"], basis_kopniveau=3)
        context["mee_adres"] = request.build_absolute_uri(reverse("rollenspel:meedoen")).split("://", 1)[1].rstrip("/")
    if spel.code:
        context["code"] = show_code(spel.code)
    if fase in {Fase.LOBBY, Fase.RONDE_1, Fase.WISSEL, Fase.RONDE_2}:
        context["plaatsen"] = _places(spel, leads, form)
        context["wachten"] = [place.beeld.rol.label for place in context["plaatsen"] if not place.is_klaar]
    if fase in {Fase.EFFECTEN_1, Fase.EFFECTEN_2}:
        context["uitslag"] = uitslag_of(spel.inhoud, count_ronde(spel, fase.ronde))
        context["matrix"] = matrix_of(context["uitslag"])
    if fase == Fase.CONCLUSIES:
        context["groepen"] = conclusies_of(spel)
        context["formulier"] = form or ConclusieForm()
    response = render(request, "rollenspel/scherm.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _places(spel: Spel, leads: bool, refused: Any) -> list[Plaats]:
    """The table; for who leads, with a form for every role that no player chose for."""
    places = plaatsen_of(spel)
    if not (leads and spel.stap.is_ronde):
        return places
    for place in places:
        if refused is not None and refused.auto_id.startswith(f"id_{place.beeld.rol.value}_"):
            place.formulier = refused
        elif place.kozen == 0:
            place.formulier = _form_for(spel, place.beeld.rol, place.tafel)
    return places


def _form_for(spel: Spel, rol: Rol, inzet: Inzet | None, data: Any = None) -> InzetForm:
    card = find_rol(spel.inhoud, rol)
    if card is None:
        raise Http404("Deze rol bestaat niet.")
    initial: dict[str, Any] = {"ronde": spel.stap.ronde}
    if inzet is not None:
        initial |= {"keuze": inzet.keuze, "argument": inzet.argument}
    return InzetForm(data, rol=card, initial=initial)


@login_required
@require_POST
def verder(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """To the next phase, from the one that was on the screen."""
    spel = find_spel(kenmerk)
    advance_spel(spel, van=request.POST.get("van", ""), user=cast("User", request.user))
    return redirect(spel.get_absolute_url())


@login_required
@require_POST
def samen(request: HttpRequest, kenmerk: str, rol: str) -> HttpResponse:
    """The table chooses for a role."""
    spel = find_spel(kenmerk)
    if rol not in Rol.values:
        raise Http404("Deze rol bestaat niet.")
    form = _form_for(spel, Rol(rol), None, request.POST)
    if not form.is_valid():
        return show_scherm(request, spel, form=form, status=422)
    try:
        make_inzet_together(spel, rol=rol, user=cast("User", request.user), **form.cleaned_data)
    except SpelVerder as error:
        return show_scherm(
            request, find_spel(kenmerk), melding=error.messages[0], geschreven=form.cleaned_data["argument"], status=409
        )
    except ValidationError as error:
        add_errors(form, error)
        return show_scherm(request, spel, form=form, status=422)
    return redirect(f"{spel.get_absolute_url()}#rol-{rol}")


@login_required
@require_POST
def conclusie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The table writes a conclusion."""
    spel = find_spel(kenmerk)
    form = ConclusieForm(request.POST)
    if not form.is_valid():
        return show_scherm(request, spel, form=form, status=422)
    try:
        add_conclusie(spel, user=cast("User", request.user), **_as_words(form.cleaned_data))
    except SpelVerder as error:
        text = form.cleaned_data["tekst"]
        return show_scherm(request, find_spel(kenmerk), melding=error.messages[0], geschreven=text, status=409)
    except ValidationError as error:
        add_errors(form, error)
        return show_scherm(request, spel, form=form, status=422)
    return redirect(f"{spel.get_absolute_url()}#conclusies")


def _as_words(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"token": str(data["token"])}


@login_required
@require_POST
def weg(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The facilitator takes a conclusion off the list while the game goes on."""
    spel = find_spel(kenmerk)
    found = spel.conclusies.filter(sleutel=request.POST.get("conclusie", "")).first()
    if found is not None:
        try:
            take_back_conclusie(found, user=cast("User", request.user))
        except SpelVerder as error:
            messages.warning(request, error.messages[0])
    return redirect(f"{spel.get_absolute_url()}#conclusies")
