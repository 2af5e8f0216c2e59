"""Public pages: the cases, one case, its print version, and beginning a game."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bouwstenen.rollenspel.inhoud import freeze_casus
from bouwstenen.rollenspel.models import Casus, Spel
from bouwstenen.rollenspel.rollen import UITLEG, Rol
from bouwstenen.rollenspel.spelen.forms import StartForm
from bouwstenen.rollenspel.spelen.presentation import rollen_of
from bouwstenen.rollenspel.spelen.services import start_spel
from kennisbank.accounts.models import User
from kennisbank.ui.tekst import render_tekst

PER_PAGINA = 20
KRUIMEL = {"label": "Rollenspel", "url": "/rollenspel/"}
GESPREKKEN = {"label": "Gesprekken", "url": "/gesprekken/"}


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """How it works, and the cases there are."""
    cases = Casus.objects.published()
    return render(
        request,
        "rollenspel/overzicht.html",
        {
            "pagina": Paginator(cases, PER_PAGINA).get_page(request.GET.get("pagina")),
            "rollen": [{"naam": rol.label, "uitleg": UITLEG[rol]} for rol in Rol],
            "hoofdmenu_actief": "gesprekken",
            "kruimels": [GESPREKKEN, KRUIMEL],
        },
    )


def _find(slug: str) -> Casus:
    found = Casus.objects.published().filter(slug=slug).first()
    if found is None:
        raise Http404("Deze casus bestaat niet.")
    return found


def _show(request: HttpRequest, found: Casus, form: StartForm, status: int = 200) -> HttpResponse:
    return render(
        request,
        "rollenspel/casus.html",
        {
            "casus": found,
            "tekst": render_tekst(found.tekst, basis_kopniveau=3),
            "rollen": rollen_of(freeze_casus(found)),
            "themas": [
                {"label": thema.naam, "url": thema.get_absolute_url()}
                for thema in found.themas.all()
                if thema.opgegaan_in_id is None
            ],
            "formulier": form,
            "mag_beginnen": request.user.has_perm("rollenspel.start_spel"),
            "hoofdmenu_actief": "gesprekken",
            "kruimels": [GESPREKKEN, KRUIMEL, {"label": found.titel}],
        },
        status=status,
    )


@require_safe
def casus(request: HttpRequest, slug: str) -> HttpResponse:
    """One case: the story, the dilemma and the four roles."""
    return _show(request, _find(slug), StartForm())


@require_safe
def afdrukken(request: HttpRequest, slug: str) -> HttpResponse:
    """The case on paper: the story, a card for each role, and a sheet with the effects for who leads the game."""
    found = _find(slug)
    context = {
        "casus": found,
        "tekst": render_tekst(found.tekst, basis_kopniveau=3),
        "rollen": rollen_of(freeze_casus(found)),
        "hoofdmenu_actief": "gesprekken",
        "kruimels": [KRUIMEL, {"label": found.titel, "url": found.get_absolute_url()}, {"label": "Afdrukken"}],
    }
    return render(request, "rollenspel/afdrukken.html", context)


@login_required
@require_POST
def beginnen(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a game with this case."""
    found = _find(slug)
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            spel = start_spel(found, vorm=form.cleaned_data["vorm"], user=cast("User", request.user))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(spel.get_absolute_url())
    return _show(request, found, form, status=422)


@login_required
@require_safe
def spellen(request: HttpRequest) -> HttpResponse:
    """The games that somebody leads or led."""
    own: Any = Spel.objects.filter(begeleider=cast("User", request.user)).newest_first()
    return render(
        request,
        "rollenspel/spellen.html",
        {
            "pagina": Paginator(own.select_related("gesprek"), PER_PAGINA).get_page(request.GET.get("pagina")),
            "hoofdmenu_actief": "gesprekken",
            "kruimels": [GESPREKKEN, KRUIMEL, {"label": "Jouw spellen"}],
        },
    )
