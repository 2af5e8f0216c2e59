"""Pages that show a difference: of a version with the one before it, and of any two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisbank.document.models import Hoofdstuk
from kennisbank.document.versies.regels import describe_kop
from kennisbank.document.versies.weergave import VORMEN, show_vergelijking
from kennisbank.document.views import at_hoofdstuk, find_versie, versies_context


@require_safe
@at_hoofdstuk
def verschil(request: HttpRequest, page: Hoofdstuk, nummer: int) -> HttpResponse:
    """What changed between a version and the one before it."""
    find_versie(page, nummer)
    former = page.versies.filter(nummer__lt=nummer).order_by("-nummer").values_list("nummer", flat=True).first()
    versie_url = f"{page.get_url(request)}versies/{nummer}/"
    context = versies_context(request, page, (f"Versie {nummer}", versie_url), ("Wat er veranderde", request.path))
    context |= _difference(request, page, former or nummer, nummer)
    context |= {"versie_url": versie_url, "is_eerste": former is None}
    return render(request, "document/verschil.html", context)


@require_safe
@at_hoofdstuk
def vergelijken(request: HttpRequest, page: Hoofdstuk) -> HttpResponse:
    """Any two versions, in line or side by side; what was not chosen is the newest and the one before it."""
    versies = list(page.versies.order_by("-nummer").values("nummer", "gemaakt_op", "toelichting"))
    nummers = [versie["nummer"] for versie in versies]
    naar = _read_nummer(request.GET.get("naar", ""), nummers[0])
    van = _read_nummer(request.GET.get("van", ""), next((number for number in nummers if number < naar), naar))
    context = versies_context(request, page, ("Vergelijken", request.path)) | _links(request)
    context |= {"versies": versies, "van": van, "naar": naar}
    if missing := [number for number in (van, naar) if number not in nummers]:
        return render(request, "document/vergelijken.html", context | {"ontbreekt": missing[0]}, status=404)
    context |= _difference(request, page, van, naar)
    context |= {
        "is_omgekeerd": van > naar,
        "is_zelfde": van == naar,
        "draai_om": _query(request.GET, van=naar, naar=van),
    }
    return render(request, "document/vergelijken.html", context)


def _read_nummer(typed: str, default: int) -> int:
    """The number of a version. What cannot be a number is version 0, which never is."""
    cleaned = typed.strip()
    if not cleaned:
        return default
    return int(cleaned) if cleaned.isascii() and cleaned.isdecimal() and len(cleaned) < 10 else 0


def _difference(request: HttpRequest, page: Hoofdstuk, van: int, naar: int) -> dict[str, Any]:
    rows = {versie.nummer: versie for versie in page.versies.filter(nummer__in=[van, naar]).with_credit()}
    oud, nieuw = rows[van], rows[naar]
    vorm, heel = request.GET.get("vorm", ""), request.GET.get("heel") == "ja"
    return {
        "vergelijking": show_vergelijking(oud.inhoud, nieuw.inhoud, vorm=vorm, heel=heel),
        "oud": describe_kop(oud, page, request),
        "nieuw": describe_kop(nieuw, page, request),
        **_links(request),
    }


def _links(request: HttpRequest) -> dict[str, Any]:
    """The same page in its other shapes."""
    vorm = request.GET.get("vorm", "onder")
    vorm = vorm if vorm in VORMEN else "onder"
    heel = request.GET.get("heel") == "ja"
    return {
        "vorm": vorm,
        "heel": heel,
        "vormen": [
            {"label": label, "url": _query(request.GET, vorm=key), "actief": key == vorm}
            for key, label in VORMEN.items()
        ],
        "omvang": [
            {"label": "Alleen wat veranderde", "url": _query(request.GET, heel=""), "actief": not heel},
            {"label": "Hele tekst", "url": _query(request.GET, heel="ja"), "actief": heel},
        ],
    }


def _query(params: QueryDict, **changes: Any) -> str:
    chosen = {name: params.get(name, "") for name in ("van", "naar", "vorm", "heel")} | changes
    return f"?{urlencode({name: value for name, value in chosen.items() if value})}"
