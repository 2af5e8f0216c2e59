"""After the game: its result, looking the conclusions over, and where they go."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bouwstenen.rollenspel.models import Conclusie, Spel
from bouwstenen.rollenspel.nakijken.forms import GesprekForm, NakijkForm
from bouwstenen.rollenspel.nakijken.services import hand_in_conclusies, make_gesprek, remove_spel, review_conclusies
from bouwstenen.rollenspel.rollen import Conclusievraag, Rol
from bouwstenen.rollenspel.spelen.presentation import rondes_of
from bouwstenen.rollenspel.spelen.services import may_lead
from bouwstenen.rollenspel.spelen.views import add_errors, find_spel
from kennisbank.accounts.models import User

KRUIMELS = [{"label": "Rollenspel", "url": "/rollenspel/"}]
GEEN_CONCLUSIES = "Er is geen conclusie over om door te geven."


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _find_own(request: HttpRequest, kenmerk: str) -> Spel:
    spel = find_spel(kenmerk)
    if not may_lead(spel, request.user):
        raise PermissionDenied("Alleen wie dit spel begon, kijkt de conclusies na.")
    return spel


def _crumbs(spel: Spel, last: str) -> list[dict[str, str]]:
    if last == "Resultaat":
        return [*KRUIMELS, {"label": f"Resultaat: {spel.inhoud['titel']}"}]
    return [
        *KRUIMELS,
        {"label": "Resultaat", "url": reverse("rollenspel:resultaat", args=[spel.kenmerk])},
        {"label": last},
    ]


@require_safe
def resultaat(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What was chosen, what that did, and what the team took from it; for who has the link."""
    spel = find_spel(kenmerk)
    if not spel.is_voorbij:
        return redirect(spel.get_absolute_url())
    kept = list(Conclusie.objects.filter(spel=spel).kept())
    groepen = [(vraag, [c for c in kept if c.vraag == vraag]) for vraag in Conclusievraag]
    response = render(
        request,
        "rollenspel/resultaat.html",
        {
            "spel": spel,
            "rondes": rondes_of(spel.inhoud, spel.resultaat),
            "groepen": [(vraag, found) for vraag, found in groepen if found],
            "rollen": Rol,
            "leidt": may_lead(spel, request.user),
            "hoofdmenu_actief": "gesprekken",
            "kruimels": _crumbs(spel, "Resultaat"),
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nakijken(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Edit, drop, merge and check the conclusions."""
    spel = _find_own(request, kenmerk)
    if not spel.is_voorbij:
        return redirect(spel.get_absolute_url())
    found = list(spel.conclusies.select_related("opgegaan_in"))
    data = request.POST if request.method == "POST" else None
    forms = [NakijkForm(data, conclusie=conclusie, anderen=found) for conclusie in found]
    if data is None:
        return _show_nakijken(request, spel, forms)
    valid = [form.is_valid() for form in forms]
    if not all(valid) or not _review(forms, spel, _user(request)):
        return _show_nakijken(request, spel, forms, status=422)
    if not Conclusie.objects.filter(spel=spel).kept().exists():
        messages.info(request, f"Bewaard. {GEEN_CONCLUSIES}")
        return redirect("rollenspel:resultaat", kenmerk=kenmerk)
    may_make = request.user.has_perm("bouwstenen.add_gesprek")
    return redirect("rollenspel:gesprek" if may_make else "rollenspel:inzenden", kenmerk=kenmerk)


def _review(forms: list[NakijkForm], spel: Spel, user: User) -> bool:
    """Keep what was filled in; False after putting what the service refused at its conclusion."""
    try:
        review_conclusies(spel, regels=[form.nagekeken for form in forms], user=user)
    except ValidationError as error:
        refused = (
            error.message_dict
            if hasattr(error, "error_dict")
            else {form.conclusie.sleutel: error.messages for form in forms[:1]}
        )
        for form in forms:
            for message in refused.get(form.conclusie.sleutel, []):
                form.add_error("bij" if message.startswith("Voeg samen") else "tekst", message)
        return False
    return True


def _show_nakijken(request: HttpRequest, spel: Spel, forms: list[NakijkForm], status: int = 200) -> HttpResponse:
    context = {
        "spel": spel,
        "formulieren": forms,
        "heeft_fouten": any(form.errors for form in forms),
        "klaar": spel.gesprek_id is not None or spel.ingezonden_op is not None,
        "hoofdmenu_actief": "gesprekken",
        "kruimels": _crumbs(spel, "Conclusies nakijken"),
    }
    return render(request, "rollenspel/nakijken.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gesprek(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Make a gesprek of the game, with the conclusions as its yield."""
    spel = _find_own(request, kenmerk)
    if not request.user.has_perm("bouwstenen.add_gesprek"):
        return redirect("rollenspel:inzenden", kenmerk=kenmerk)
    if spel.gesprek is not None or spel.ingezonden_op is not None:
        return redirect("rollenspel:resultaat", kenmerk=kenmerk)
    form = GesprekForm(request.POST if request.method == "POST" else None, spel=spel, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        made = _make(form, spel, _user(request)) if form.is_valid() else None
        if made is not None:
            messages.success(
                request, "De conclusies staan nu bij het gesprek. Daar leg je de rest vast en lever je op."
            )
            return redirect("opbrengst:vastleggen", urn_id=made.urn_id)
    context = {
        "spel": spel,
        "formulier": form,
        "aantal": Conclusie.objects.filter(spel=spel).kept().count(),
        "hoofdmenu_actief": "gesprekken",
        "kruimels": _crumbs(spel, "Maak er een gesprek van"),
    }
    return render(request, "rollenspel/gesprek.html", context, status=status)


def _make(form: GesprekForm, spel: Spel, user: User) -> Any:
    try:
        return make_gesprek(spel, user=user, **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inzenden(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Hand the conclusions in as bouwstenen."""
    spel = _find_own(request, kenmerk)
    if not spel.is_voorbij:
        return redirect(spel.get_absolute_url())
    if request.method == "POST":
        try:
            made = hand_in_conclusies(spel, user=_user(request))
        except ValidationError as error:
            messages.warning(request, error.messages[0])
            return redirect("rollenspel:nakijken", kenmerk=kenmerk)
        count = "1 bouwsteen" if len(made) == 1 else f"{len(made)} bouwstenen"
        messages.success(request, f"Dank je wel. Er zijn {count} ingezonden; de redactie bekijkt ze.")
        return redirect("rollenspel:resultaat", kenmerk=kenmerk)
    kept = Conclusie.objects.filter(spel=spel).kept()
    context = {"spel": spel, "conclusies": kept, "kruimels": _crumbs(spel, "Inzenden")}
    return render(request, "rollenspel/inzenden.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Ask, and delete the game."""
    spel = _find_own(request, kenmerk)
    if request.method == "POST":
        remove_spel(spel, user=_user(request))
        messages.success(request, "Het spel is verwijderd.")
        return redirect("rollenspel:spellen")
    return render(request, "rollenspel/verwijderen.html", {"spel": spel, "kruimels": _crumbs(spel, "Verwijderen")})
