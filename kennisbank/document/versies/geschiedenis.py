"""The history of a whole document: every version of every hoofdstuk by day, with the editions as milestones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page as WagtailPage
from wagtail.models import Site
from wagtail.views import serve

from kennisbank.document.models import Editie, HoofdstukVersie, LevendDocument
from kennisbank.document.versies.filters import Filters, read_filters
from kennisbank.document.versies.regels import VersieRegel, describe_versies
from kennisbank.document.views import Verhuisd, find_document, redirect_below

PER_PAGE = 25


@dataclass(frozen=True)
class Gebeurtenis:
    """Something in the history: a version of a hoofdstuk, or an edition of the whole document."""

    op: datetime
    versie: VersieRegel | None = None
    editie: Editie | None = None


@require_safe
def geschiedenis(request: HttpRequest, document: str) -> HttpResponse:
    """All versions of a document. A page of the tree at this address goes first: a hoofdstuk may be called so."""
    site = Site.find_for_request(request)
    path = f"{document}/geschiedenis/"
    if site and WagtailPage.objects.live().filter(url_path=f"{site.root_page.url_path}{path}").exists():
        return serve(request, path)
    try:
        page = find_document(request, document)
    except Verhuisd as moved:
        return redirect_below(request, f"/{document}/", moved)
    filters = read_filters(page, request.GET)
    rows = filters.apply(page.versies()).newest_first().values_list("pk", "gemaakt_op")
    pagina = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    events = [*_versies_on(pagina, request), *_edities_on(pagina, page, filters)]
    url = page.get_url(request)
    context = {
        "page": page,
        "pagina": pagina,
        "dagen": group_by_day(events),
        "facetten": filters.facetten(),
        "gekozen": filters.chips(),
        "wis_url": request.path,
        "feed_url": f"{url}wijzigingen.atom",
        "kruimels": [{"label": page.title, "url": url}, {"label": "Geschiedenis", "url": request.path}],
    }
    return render(request, "document/geschiedenis.html", context)


def group_by_day(events: Iterable[Gebeurtenis]) -> list[tuple[date, list[Gebeurtenis]]]:
    """Days with what happened, newest first; an edition stands above the versions of the same moment."""
    ordered = sorted(events, key=lambda event: (event.op, event.editie is not None), reverse=True)
    days = groupby(ordered, key=lambda event: timezone.localdate(event.op))
    return [(day, list(found)) for day, found in days]


def _versies_on(pagina: Page[Any], request: HttpRequest) -> list[Gebeurtenis]:
    rows = HoofdstukVersie.objects.filter(pk__in=[pk for pk, _ in pagina.object_list]).newest_first()
    rows = rows.select_related("hoofdstuk").defer("inhoud", "hoofdstuk__body", "hoofdstuk__samenvatting").with_credit()
    return [Gebeurtenis(regel.gemaakt_op, versie=regel) for regel in describe_versies(rows, request=request)]


def _edities_on(pagina: Page[Any], document: LevendDocument, filters: Filters) -> list[Gebeurtenis]:
    """The editions between the last version of the page before and the last one of this page.

    Every edition is on one page: on the last page also those from before every version, and on the first those since.
    """
    edities = document.edities.select_related("document").filter(**filters.period("gepubliceerd_op"))
    if pagina.has_next():
        edities = edities.filter(gepubliceerd_op__gte=list(pagina.object_list)[-1][1])
    if pagina.has_previous():
        former = pagina.paginator.page(pagina.previous_page_number())
        edities = edities.filter(gepubliceerd_op__lt=list(former.object_list)[-1][1])
    return [Gebeurtenis(editie.gepubliceerd_op, editie=editie) for editie in edities.newest_first()]
