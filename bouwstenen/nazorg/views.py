"""The page on which an organiser writes, looks over, plans or sends the word of thanks."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from bouwstenen.deelnemers.decorators import besloten
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import Gesprek
from bouwstenen.nazorg.forms import DankForm
from bouwstenen.nazorg.models import Dankbericht
from bouwstenen.nazorg.opstellen import advised_day, draft_tekst
from bouwstenen.nazorg.services import cancel_dankbericht, plan_dankbericht, save_dankbericht
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise
from kennisbank.ui.concepten import forget_concept
from kennisbank.ui.tekst import render_tekst

GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}
GELUKT = {
    "bewaar": "Je bericht is bewaard. Het is nog niet verstuurd.",
    "plan": "Je bericht gaat op de gekozen dag uit. Tot dan kun je het nog veranderen.",
    "nu": "Je bericht gaat nu naar alle deelnemers.",
    "niet": "Er gaat geen dankbericht uit. Je kunt dat later nog veranderen.",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dankbericht(request: HttpRequest, urn_id: str) -> HttpResponseBase:
    """The word of thanks of one gesprek."""
    gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
    user = cast("User", request.user)
    if not may_organise(gesprek, user):
        raise PermissionDenied("Alleen wie dit gesprek organiseert, bedankt de deelnemers.")
    row = Dankbericht.objects.filter(gesprek=gesprek).first()
    if request.method != "POST" or (row is not None and row.verstuurd_op):
        return _show(request, gesprek, row, DankForm(initial=_initial(gesprek, row, user)))
    form = DankForm(request.POST)
    actie = request.POST.get("actie", "voorbeeld")
    if form.is_valid() and actie in GELUKT and _act(gesprek, form, actie, user):
        messages.success(request, GELUKT[actie])
        response = redirect("nazorg:dankbericht", urn_id=gesprek.urn_id)
        forget_concept(response, request, f"dankbericht-{gesprek.urn_id}")
        return response
    return _show(request, gesprek, row, form, voorbeeld=request.POST.get("tekst", ""))


def _initial(gesprek: Gesprek, row: Dankbericht | None, user: User) -> dict[str, Any]:
    day = row.gepland_op.date() if row is not None and row.gepland_op else advised_day(gesprek)
    return {"tekst": row.tekst if row else draft_tekst(gesprek, user), "datum": day}


def _act(gesprek: Gesprek, form: DankForm, actie: str, user: User) -> bool:
    """Do what the button says; False after putting what the service refuses at its field."""
    tekst, datum = form.cleaned_data["tekst"], form.cleaned_data["datum"]
    acts: dict[str, Callable[..., Dankbericht]] = {
        "bewaar": save_dankbericht,
        "plan": partial(plan_dankbericht, op=datum),
        "nu": partial(plan_dankbericht, op=None),
        "niet": cancel_dankbericht,
    }
    if actie == "plan" and datum is None:
        form.add_error("datum", "Kies de dag waarop het bericht uitgaat.")
        return False
    try:
        acts[actie](gesprek, tekst=tekst, user=user)
    except ValidationError as error:
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in fields.items():
            form.add_error(name or None, texts)
        return False
    return True


def _show(
    request: HttpRequest, gesprek: Gesprek, row: Dankbericht | None, form: DankForm, voorbeeld: str | None = None
) -> HttpResponseBase:
    tekst = str(form["tekst"].value() or "") if voorbeeld is None else voorbeeld
    context = {
        "gesprek": gesprek,
        "dankbericht": row,
        "formulier": form,
        "voorbeeld": render_tekst(normalise(tekst[:20_000]), prefix="voorbeeld-", basis_kopniveau=3),
        "aantal": gesprek.deelnemers.with_place().count(),
        "kruimels": [
            GESPREKKEN,
            {"label": gesprek.titel, "url": gesprek.get_absolute_url()},
            {"label": "Dankbericht"},
        ],
    }
    status = 422 if form.errors else 200
    response: HttpResponse = render(request, "nazorg/dankbericht.html", context, status=status)
    return besloten(response)
