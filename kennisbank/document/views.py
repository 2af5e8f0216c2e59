"""Versions of a hoofdstuk: the list, each version at its permanent address, and what changed in it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from kennisbank.document import presentation
from kennisbank.document.differences import compare_versies
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.text.hashing import sha256_hex

PER_PAGE = 25


class Verhuisd(Exception):
    """The hoofdstuk has another address now."""

    def __init__(self, url: str) -> None:
        self.url = url


def find_hoofdstuk(request: HttpRequest, document: str, hoofdstuk: str) -> Hoofdstuk:
    """The published hoofdstuk at /<document>/<hoofdstuk>/.

    Raises Verhuisd when it was there before and has moved, Http404 when it is not there for readers.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("Deze site is nog niet ingericht.")
    path = f"{site.root_page.url_path}{document}/{hoofdstuk}/"
    found = Hoofdstuk.objects.live().public().filter(url_path=path).first()
    if found is not None:
        return found
    normalised = Redirect.normalise_path(f"/{document}/{hoofdstuk}/")
    moved = Redirect.get_for_site(site).filter(old_path=normalised).select_related("redirect_page").first()
    if moved is None or moved.redirect_page is None or not moved.redirect_page.live:
        raise Http404("Dit hoofdstuk bestaat niet.")
    raise Verhuisd(moved.redirect_page.get_url(request))


def _find_versie(page: Hoofdstuk, nummer: int) -> HoofdstukVersie:
    versie = page.versies.filter(nummer=nummer).first()
    if versie is None:
        raise Http404(f"Van dit hoofdstuk bestaat geen versie {nummer}.")
    return versie


def _context(request: HttpRequest, page: Hoofdstuk, *kruimels: tuple[str, str]) -> dict[str, Any]:
    document = page.get_parent()
    url = page.get_url(request)
    trail = [(document.title, document.get_url(request)), (page.title, url), ("Versies", f"{url}versies/"), *kruimels]
    return {
        "page": page,
        "url": url,
        "versies_url": f"{url}versies/",
        "kruimels": [{"label": label, "url": address} for label, address in trail],
        **presentation.navigation(page, document, request),
    }


@require_safe
def versies(request: HttpRequest, document: str, hoofdstuk: str) -> HttpResponse:
    """All versions of a hoofdstuk, newest first."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        return HttpResponsePermanentRedirect(f"{moved.url}versies/")
    context = _context(request, page)
    paginator = Paginator(page.versies.order_by("-nummer"), PER_PAGE)
    pagina = paginator.get_page(request.GET.get("pagina"))
    pagina.object_list = presentation.versielijst(pagina.object_list, context["versies_url"], paginator.count)
    context |= {"pagina": pagina, "aantal": paginator.count}
    return render(request, "document/versies.html", context)


@require_safe
def versie(request: HttpRequest, document: str, hoofdstuk: str, nummer: int) -> HttpResponse:
    """One version as it was published, with proof that it was not changed since."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        return HttpResponsePermanentRedirect(f"{moved.url}versies/{nummer}/")
    found = _find_versie(page, nummer)
    newest = page.versies.without_inhoud().order_by("-nummer").first()
    context = _context(request, page, (f"Versie {nummer}", request.path)) | presentation.versie_inhoud(found.inhoud)
    context |= {
        "boven": f"Versie {nummer} van {page.title}" if found.titel != page.title else f"Versie {nummer}",
        "versie": found,
        "nieuwste": newest,
        "is_nieuwste": newest is not None and newest.nummer == nummer,
        "is_ongewijzigd": sha256_hex(found.inhoud) == found.sha256,
    }
    return render(request, "document/versie.html", context)


@require_safe
def verschil(request: HttpRequest, document: str, hoofdstuk: str, nummer: int) -> HttpResponse:
    """What changed between a version and the one before it."""
    try:
        page = find_hoofdstuk(request, document, hoofdstuk)
    except Verhuisd as moved:
        return HttpResponsePermanentRedirect(f"{moved.url}versies/{nummer}/verschil/")
    found = _find_versie(page, nummer)
    former = page.versies.filter(nummer__lt=nummer).order_by("-nummer").first()
    versie_url = f"{page.get_url(request)}versies/{nummer}/"
    context = _context(request, page, (f"Versie {nummer}", versie_url), ("Wat er veranderde", request.path))
    context |= {
        "kop": f"Wat er veranderde in versie {nummer}",
        "extra": [{"icoon": "versie", "tekst": f"Lees versie {nummer}", "url": versie_url}],
        "versie": found,
        "vorige_versie": former,
        "versie_url": versie_url,
        "verschillen": compare_versies(former.inhoud, found.inhoud) if former else [],
    }
    return render(request, "document/verschil.html", context)
