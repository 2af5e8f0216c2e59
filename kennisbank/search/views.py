"""/zoeken/: the search page, the suggestions while typing, and whether the results were useful."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from kennisbank.search.kinds import read_number
from kennisbank.search.presentation import page_context, paginate, read_dates
from kennisbank.search.question import MAX_LENGTH
from kennisbank.search.resultaat import Zoekresultaat
from kennisbank.search.services import PER_PAGE, search, suggest
from kennisbank.search.vragen.queries import popular
from kennisbank.search.vragen.services import count_vraag, find_aanbevelingen, rate_vraag
from kennisbank.search.zoekvraag import Zoekvraag

HIGHEST_PAGE = 10_000
MAX_SUGGESTIONS = 8
# Sent along by the script that shows results while somebody types: it needs no frame, and nothing is counted.
LIVE_HEADER = "X-Zoek-Live"


def _page_number(data: QueryDict) -> int:
    text = data.get("pagina", "")
    number = HIGHEST_PAGE if text.isdecimal() and len(text) > 9 else read_number(text)
    return max(1, min(number or 1, HIGHEST_PAGE))


@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """The search page; for the script that shows results while somebody types only the part that changes."""
    zoekvraag, page = Zoekvraag.from_query(request.GET), _page_number(request.GET)
    if len(request.GET.get("q", "")) > MAX_LENGTH:
        return HttpResponseRedirect(f"?{zoekvraag.urlencode()}")
    dates = read_dates(request.GET)
    wrong = any(date.fout for date in dates)
    asked = replace(zoekvraag, van=None, tot=None) if wrong else zoekvraag
    live = LIVE_HEADER in request.headers
    resultaat = search(asked, pagina=page, per_pagina=PER_PAGE)
    if not live:
        _count(asked, page, resultaat)
    clean = asked.as_query()
    if resultaat.pagina > 1:
        clean["pagina"] = str(resultaat.pagina)
    request.GET = clean  # type: ignore[assignment]  # links on the page repeat what we understood
    context = _context(asked, resultaat, dates)
    template = "search/romp.html" if live else "search/zoeken.html"
    response = render(request, template, context, status=422 if wrong else 200)
    patch_vary_headers(response, [LIVE_HEADER])
    return response


def _context(zoekvraag: Zoekvraag, resultaat: Zoekresultaat, dates: Any) -> dict[str, Any]:
    aanbevelingen = find_aanbevelingen(zoekvraag.vraag) if resultaat.pagina == 1 else []
    return {
        **page_context(zoekvraag, resultaat, dates, aanbevelingen),
        "pagina": paginate(resultaat, PER_PAGE),
        "populair": popular() if zoekvraag.is_empty() else [],
        "kruimels": [{"label": "Zoeken", "url": ""}],
    }


def _count(zoekvraag: Zoekvraag, page: int, resultaat: Zoekresultaat) -> None:
    """Only the question itself counts, not each choice of a filter or a page after it."""
    if zoekvraag.vraag and zoekvraag.urlencode() == Zoekvraag(zoekvraag.vraag).urlencode() and page == 1:
        count_vraag(zoekvraag.vraag, gevonden=resultaat.totaal, alle_woorden=resultaat.alle_woorden)


@require_safe
def suggesties(request: HttpRequest) -> JsonResponse:
    """Titles that begin as typed: [{"titel", "url", "soort"}]."""
    found = suggest(request.GET.get("q", ""), MAX_SUGGESTIONS)
    items = [{"titel": item.titel, "url": item.url, "soort": item.soort} for item in found]
    return JsonResponse(items, safe=False)


@require_POST
def nuttig(request: HttpRequest) -> HttpResponse:
    """Whether the results were useful; counted with the question, with nobody's name."""
    zoekvraag = Zoekvraag.from_string(request.POST.get("zoek", "")[:2000])
    answer = request.POST.get("antwoord")
    if answer in ("ja", "nee"):
        rate_vraag(zoekvraag.vraag, nuttig=answer == "ja")
        messages.success(request, "Dank je wel voor je antwoord.")
    return redirect(f"{reverse('search:zoeken')}?{zoekvraag.urlencode()}")
