"""The page that tells of every sentence who wrote it, and the link to it below each section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.panelen import Sectieactie, register_sectieacties
from kennisbank.document.versies.regels import VersieKop, describe_kop
from kennisbank.document.versies.zinnen import SectieZinnen, Zin, read_zinnen
from kennisbank.document.views import at_hoofdstuk, hoofdstuk_context


@require_safe
@at_hoofdstuk
def wie_schreef(request: HttpRequest, page: Hoofdstuk) -> HttpResponse:
    """Every sentence of today's text with the version it comes from; ?zin=<n> tells all about one of them."""
    secties = read_zinnen(page)
    zinnen = [zin for sectie in secties for zin in sectie.zinnen]
    gekozen = _find_zin(request.GET.get("zin", ""), zinnen)
    nummers = {nummer for zin in zinnen for nummer in (zin.versie, zin.toegevoegd)}
    rows = page.versies.filter(nummer__in=nummers).without_inhoud().with_credit()
    versies = {versie.nummer: describe_kop(versie, page, request) for versie in rows}
    context = hoofdstuk_context(request, page, ("Wie schreef dit?", request.path))
    context |= {
        "secties": [_show(sectie, versies) for sectie in secties],
        "aantal_zinnen": len(zinnen),
        "aantal_versies": len({zin.versie for zin in zinnen}),
        "gekozen": gekozen,
        "gewijzigd": versies[gekozen.versie] if gekozen else None,
        "toegevoegd": versies[gekozen.toegevoegd] if gekozen else None,
    }
    return render(request, "document/wie_schreef.html", context)


def _find_zin(typed: str, zinnen: Sequence[Zin]) -> Zin | None:
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 6 or not 1 <= int(typed) <= len(zinnen):
        raise Http404("Die zin staat niet in de tekst van nu.")
    return zinnen[int(typed) - 1]


def _show(sectie: SectieZinnen, versies: Mapping[int, VersieKop]) -> dict[str, Any]:
    groepen = [{"versie": versies[nummer], "alineas": alineas} for nummer, alineas in sectie.groups()]
    return {"kop": sectie.kop, "anker": f"sectie-{sectie.id}", "groepen": groepen}


def link_secties(page: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> dict[str, list[Sectieactie]]:
    """The link "Wie schreef dit?" below every section that has text."""
    url = f"{page.get_url(request)}wie-schreef-dit/"
    return {
        sectie["id"]: [Sectieactie("Wie schreef dit?", f"{url}#sectie-{sectie['id']}", "versie")]
        for sectie in secties
        if sectie["tekst"].strip()
    }


def register() -> None:
    """Put the link in the registry."""
    register_sectieacties(link_secties, volgorde=200)
