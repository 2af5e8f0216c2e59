"""/zoeken/: the search page and the suggestions while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisbank.search.question import MAX_LENGTH
from kennisbank.search.services import (
    NEWEST,
    PER_PAGE,
    RELEVANCE,
    THEMA_FACET,
    Facet,
    Zoekresultaat,
    search_site,
    suggest,
)

SORTERINGEN = {RELEVANCE: "Best passend", NEWEST: "Nieuwste eerst"}
# Characters of one facet's value and values per facet that are looked at: nobody clicks more together.
MAX_VALUE = 100
MAX_VALUES = 50
HIGHEST_PAGE = 10_000
MAX_SUGGESTIONS = 8


@dataclass(frozen=True)
class Invoer:
    """The address bar, cleaned. Whatever is no choice of ours is left out rather than refused."""

    vraag: str
    soorten: Sequence[str]
    themas: Sequence[str | int]
    jaren: Sequence[int]
    pagina: int
    sortering: str


def _values(data: QueryDict, name: str) -> list[str]:
    values = (value.replace("\x00", "").strip()[:MAX_VALUE] for value in data.getlist(name)[:MAX_VALUES])
    return [value for value in dict.fromkeys(values) if value]


def _number(text: str, highest: int) -> int | None:
    return min(int(text), highest) if text.isdecimal() and len(text) < 10 else None


def read_input(data: QueryDict) -> Invoer:
    """Read the parameters q, soort, thema, jaar, pagina and sorteer."""
    years = [number for value in _values(data, "jaar") if (number := _number(value, 9999)) is not None]
    themas: list[str | int] = [int(value) if value.isdecimal() else value for value in _values(data, THEMA_FACET)]
    sort = data.get("sorteer", "")
    return Invoer(
        vraag=data.get("q", "")[:MAX_LENGTH].replace("\x00", " ").strip(),
        soorten=_values(data, "soort"),
        themas=themas,
        jaren=years,
        pagina=_number(data.get("pagina", ""), HIGHEST_PAGE) or 1,
        sortering=sort if sort in SORTERINGEN else RELEVANCE,
    )


@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """The search page."""
    invoer = read_input(request.GET)
    clean = _clean_query(invoer)
    if len(request.GET.get("q", "")) > MAX_LENGTH:
        return HttpResponseRedirect(f"?{clean.urlencode()}")
    request.GET = clean  # type: ignore[assignment]  # links on the page repeat what we understood
    resultaat = search_site(
        invoer.vraag,
        soorten=invoer.soorten,
        themas=invoer.themas,
        jaar=invoer.jaren,
        pagina=invoer.pagina,
        sortering=invoer.sortering,
    )
    return render(request, "search/zoeken.html", _context(request.GET, invoer, resultaat))


def _clean_query(invoer: Invoer) -> QueryDict:
    """The address bar without what means nothing to us."""
    query = QueryDict(mutable=True)
    if invoer.vraag:
        query["q"] = invoer.vraag
    for name, values in (("soort", invoer.soorten), (THEMA_FACET, invoer.themas), ("jaar", invoer.jaren)):
        if values:
            query.setlist(name, [str(value) for value in values])
    if invoer.sortering != RELEVANCE:
        query["sorteer"] = invoer.sortering
    if invoer.pagina > 1:
        query["pagina"] = str(invoer.pagina)
    return query


def _context(data: QueryDict, invoer: Invoer, resultaat: Zoekresultaat) -> Mapping[str, Any]:
    chosen = [
        {"label": choice.label, "url": _address(data, remove=(facet.sleutel, str(choice.waarde)))}
        for facet in resultaat.facetten
        for choice in facet.keuzes
        if choice.gekozen
    ]
    paginator: Paginator[int] = Paginator(range(resultaat.totaal), PER_PAGE)
    return {
        "resultaat": resultaat,
        "gezocht": bool(invoer.vraag or invoer.soorten or invoer.themas or invoer.jaren),
        "facetten": [_panel(facet) for facet in resultaat.facetten],
        "gekozen": chosen,
        "wis_url": _address(data, only=("q", "sorteer")),
        "verborgen": [{"naam": name, "waarde": value} for name in ("q", "sorteer") if (value := data.get(name))],
        "pagina": paginator.page(resultaat.pagina),
        "sorteringen": [
            {"label": label, "url": _address(data, sorteer=key), "actief": key == resultaat.sortering}
            for key, label in SORTERINGEN.items()
        ],
        "bedoelde_je_url": _address(QueryDict(), q=resultaat.bedoelde_je) if resultaat.bedoelde_je else "",
        "kruimels": [{"label": "Zoeken", "url": ""}],
    }


def _panel(facet: Facet) -> Mapping[str, Any]:
    """A facet in the shape of components/filterpaneel.html."""
    return {"naam": facet.sleutel, "label": facet.label, "soort": "vinkjes", "opties": facet.keuzes}


def _address(
    data: QueryDict, *, remove: tuple[str, str] | None = None, only: Sequence[str] | None = None, **changed: str
) -> str:
    """Query string of the first page with something taken away or changed."""
    query = data.copy()
    query.pop("pagina", None)
    for name in list(query):
        if only is not None and name not in only:
            del query[name]
    if remove is not None:
        name, value = remove
        query.setlist(name, [each for each in query.getlist(name) if each.strip() != value])
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


@require_safe
def suggesties(request: HttpRequest) -> JsonResponse:
    """Titles that begin as typed: [{"titel", "url", "soort"}]."""
    found = suggest(request.GET.get("q", ""), MAX_SUGGESTIONS)
    items = [{"titel": item.titel, "url": item.url, "soort": item.soort} for item in found]
    return JsonResponse(items, safe=False)
