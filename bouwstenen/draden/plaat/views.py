"""De plaat on the site and as a file."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bouwstenen.draden.plaat.gegevens import Gebied, fetch_gebieden, maanden
from bouwstenen.draden.plaat.tekening import Tekening, draw
from kennisbank.drukwerk import svg_pdf, svg_png

PNG_BREEDTE = 2400
_MAAND_RE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@require_safe
def plaat(request: HttpRequest) -> HttpResponse:
    """The picture, with the same data as a list beside it and a way through time."""
    gebieden = fetch_gebieden()
    punten = maanden(gebieden)
    tot = _asked(request, punten)
    tekening = _draw(gebieden, tot)
    plek = punten.index(tot) if tot in punten else 0
    context = {
        "tekening": tekening,
        "punten": [{"waarde": value(punt), "label": _name(punt), "gekozen": punt == tot} for punt in punten],
        "maand": _name(tot) if tot else "",
        "vorige": _step(punten[plek - 1]) if plek > 0 else None,
        "volgende": _step(punten[plek + 1]) if plek + 1 < len(punten) else None,
        "bestanden": _files(tot, punten),
        "kruimels": [{"label": "De plaat", "url": "/plaat/"}],
    }
    return render(request, "draden/plaat.html", context)


@require_safe
@cache_control(public=True, max_age=600)
def bestand(request: HttpRequest, soort: str) -> HttpResponse:
    """The picture to keep or to print: SVG, PNG or PDF on A3."""
    if soort not in _SOORTEN:
        raise Http404("De plaat is er als svg, png en pdf.")
    gebieden = fetch_gebieden()
    tot = _asked(request, maanden(gebieden))
    tekening = _draw(gebieden, tot)
    site = request.build_absolute_uri("/").rstrip("/")
    svg = render_to_string("draden/plaat.svg", {"tekening": tekening, "los": True, "site": site})
    mime, make = _SOORTEN[soort]
    naam = f"plaat-{value(tot)}.{soort}" if tot else f"plaat.{soort}"
    return HttpResponse(
        make(svg, tekening.titel), content_type=mime, headers={"Content-Disposition": f'attachment; filename="{naam}"'}
    )


@lru_cache(maxsize=4)
def _png(svg: str, titel: str) -> bytes:
    return svg_png(svg, PNG_BREEDTE)


@lru_cache(maxsize=4)
def _pdf(svg: str, titel: str) -> bytes:
    return svg_pdf(svg, "a3", titel)


_SOORTEN: dict[str, tuple[str, Callable[[str, str], bytes]]] = {
    "svg": ("image/svg+xml", lambda svg, titel: svg.encode()),
    "png": ("image/png", _png),
    "pdf": ("application/pdf", _pdf),
}


def _draw(gebieden: list[Gebied], tot: date | None) -> Tekening:
    return draw(gebieden, tot, _name(tot) if tot else "nog leeg")


def _asked(request: HttpRequest, punten: list[date]) -> date | None:
    """The month in the address, or the last one before it; without one, the newest."""
    gevonden = _MAAND_RE.fullmatch(request.GET.get("tot", ""))
    if gevonden is None or not punten:
        return punten[-1] if punten else None
    gevraagd = date(max(1, int(gevonden[1])), int(gevonden[2]), 1)
    return max((punt for punt in punten if punt <= gevraagd), default=punten[0])


def value(maand: date) -> str:
    """A month as it stands in an address."""
    return f"{maand:%Y-%m}"


def _name(maand: date) -> str:
    return date_format(maand, "F Y")


def _step(maand: date) -> dict[str, str]:
    return {"url": f"?tot={value(maand)}", "label": _name(maand)}


def _files(tot: date | None, punten: list[date]) -> list[dict[str, Any]]:
    """The addresses of the files for the same moment."""
    query = f"?tot={value(tot)}" if tot and tot != punten[-1] else ""
    uitleg = {"svg": "SVG, om zelf te bewerken", "png": "PNG, voor een presentatie", "pdf": "PDF, om te drukken op A3"}
    return [
        {"url": reverse("draden:plaatbestand", args=[soort]) + query, "label": label} for soort, label in uitleg.items()
    ]
