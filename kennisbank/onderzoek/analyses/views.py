"""The page of each analysis, and its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kennisbank.drukwerk import svg_png
from kennisbank.onderzoek.analyses.alle import ANALYSES
from kennisbank.onderzoek.analyses.basis import Analyse, Beeld, Instellingen, Uitkomst
from kennisbank.onderzoek.bereik import for_werkbank, read_bereik
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.geheugen import remember

PNG_BREEDTE = 2000
WERKBANK = {"label": "Werkbank", "url": "/onderzoek/"}
LABELS = {"svg": "Beeld als SVG", "png": "Beeld als PNG", "csv": "Tabel als CSV"}


def work_out(analyse: Analyse, corpus: Corpus, form: Instellingen) -> Uitkomst:
    """The outcome for this corpus and these settings, kept for what takes long."""
    settings = form.cleaned_data
    if not analyse.onthoud:
        return analyse.bereken(corpus, settings)
    # The title of the corpus stands in captions.
    asked = settings | {"corpus": corpus.titel}
    return remember(corpus, analyse.key, asked, lambda: analyse.bereken(corpus, settings))


@for_werkbank
@require_safe
def pagina(request: HttpRequest, key: str) -> HttpResponse:
    """One analysis of what the address says, with its settings."""
    analyse = ANALYSES[key]
    bereik = read_bereik(request.GET)
    corpus = bereik.read()
    form = analyse.form(request.GET, corpus)
    is_good = form.is_valid()
    uitkomst = work_out(analyse, corpus, form) if is_good and corpus.bouwstenen else Uitkomst()
    context: dict[str, Any] = {
        "analyse": analyse,
        "bereik": bereik,
        "aantal": len(corpus.bouwstenen),
        "weggelaten": corpus.weggelaten,
        "formulier": form,
        "uitkomst": uitkomst,
        "beelden": [{"beeld": beeld, "bestanden": _files(request, analyse, beeld)} for beeld in uitkomst.beelden],
        "kruimels": [WERKBANK, {"label": analyse.label}],
    }
    if analyse.context is not None:
        context |= analyse.context(request, uitkomst)
    return render(request, analyse.template, context, status=200 if is_good else 422)


def _files(request: HttpRequest, analyse: Analyse, beeld: Beeld) -> list[dict[str, str]]:
    """The addresses of the files of one picture, for the same corpus and settings."""
    query = request.GET.copy()
    query.pop("pagina", None)
    words = f"?{query.urlencode()}" if query else ""
    kinds = ("svg", "png", "csv") if beeld.chart else ("csv",)
    return [
        {
            "label": LABELS[kind],
            "url": f"{reverse('onderzoek:bestand', args=[analyse.key, beeld.sleutel, kind])}{words}",
        }
        for kind in kinds
    ]


@for_werkbank
@require_safe
def bestand(request: HttpRequest, key: str, sleutel: str, soort: str) -> HttpResponse:
    """One picture or table of an analysis as a file."""
    analyse = ANALYSES.get(key)
    if analyse is None or soort not in _SOORTEN:
        raise Http404("Dit bestand bestaat niet.")
    corpus = read_bereik(request.GET).read()
    form = analyse.form(request.GET, corpus)
    if not form.is_valid():
        return HttpResponse("De instellingen in dit adres kloppen niet.", status=422, content_type="text/plain")
    uitkomst = work_out(analyse, corpus, form) if corpus.bouwstenen else Uitkomst()
    beeld = next((beeld for beeld in uitkomst.beelden if beeld.sleutel == sleutel), None)
    if beeld is None or (beeld.chart is None and soort != "csv"):
        raise Http404("Dit bestand bestaat niet.")
    mime, make = _SOORTEN[soort]
    headers = {"Content-Disposition": f'attachment; filename="{sleutel}.{soort}"'}
    return HttpResponse(make(beeld), content_type=mime, headers=headers)


def _csv(beeld: Beeld) -> bytes:
    return (beeld.bestand or beeld.table).as_csv()


def _svg(beeld: Beeld) -> bytes:
    return str(beeld.chart.svg if beeld.chart else "").encode()


@lru_cache(maxsize=8)
def _png(svg: str) -> bytes:
    return svg_png(svg, PNG_BREEDTE)


_SOORTEN: Mapping[str, tuple[str, Callable[[Beeld], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "svg": ("image/svg+xml", _svg),
    "png": ("image/png", lambda beeld: _png(_svg(beeld).decode())),
}
