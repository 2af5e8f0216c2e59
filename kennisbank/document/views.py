"""Versions of a hoofdstuk: the list, and each at its permanent address; and finding the page for all views below it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from kennisbank.document import presentation
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, LevendDocument, Wijzigingssoort
from kennisbank.document.versies.regels import describe_versies
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
    return _find(Hoofdstuk, request, f"{document}/{hoofdstuk}/", "Dit hoofdstuk bestaat niet.")


def find_document(request: HttpRequest, document: str) -> LevendDocument:
    """The published document at /<document>/; raises as find_hoofdstuk does."""
    return _find(LevendDocument, request, f"{document}/", "Dit document bestaat niet.")


def _find(kind: Any, request: HttpRequest, path: str, message: str) -> Any:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("Deze site is nog niet ingericht.")
    found = kind.objects.live().public().filter(url_path=f"{site.root_page.url_path}{path}").first()
    if found is not None:
        return found
    normalised = Redirect.normalise_path(f"/{path}")
    moved = Redirect.get_for_site(site).filter(old_path=normalised).select_related("redirect_page").first()
    if moved is None or moved.redirect_page is None or not moved.redirect_page.live:
        raise Http404(message)
    raise Verhuisd(moved.redirect_page.get_url(request))


def at_hoofdstuk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the hoofdstuk in the place of the two slugs; from an old address it redirects to the same page."""

    @wraps(view)
    def wrapper(request: HttpRequest, document: str, hoofdstuk: str, **kwargs: Any) -> HttpResponse:
        try:
            page = find_hoofdstuk(request, document, hoofdstuk)
        except Verhuisd as moved:
            return redirect_below(request, f"/{document}/{hoofdstuk}/", moved)
        return view(request, page, **kwargs)

    return wrapper


def redirect_below(request: HttpRequest, former: str, moved: Verhuisd) -> HttpResponse:
    """The way from an address below a page that moved to the same address below its new place."""
    rest = request.get_full_path().split(former, 1)[-1]
    return HttpResponsePermanentRedirect(f"{moved.url}{rest}", preserve_request=request.method == "POST")


def find_versie(page: Hoofdstuk, nummer: int) -> HoofdstukVersie:
    """Version `nummer` of a hoofdstuk; Http404 when there is none."""
    versie = page.versies.filter(nummer=nummer).select_related("gemaakt_door").first()
    if versie is None:
        raise Http404(f"Van dit hoofdstuk bestaat geen versie {nummer}.")
    return versie


def hoofdstuk_context(request: HttpRequest, page: Hoofdstuk, *kruimels: tuple[str, str]) -> dict[str, Any]:
    """What every page about the versions of a hoofdstuk shows around its subject."""
    document = page.get_parent()
    url = page.get_url(request)
    trail = [(document.title, document.get_url(request)), (page.title, url), *kruimels]
    return {
        "page": page,
        "url": url,
        "document_url": document.get_url(request),
        "versies_url": f"{url}versies/",
        "kruimels": [{"label": label, "url": address} for label, address in trail],
        **presentation.navigation(page, document, request),
    }


def versies_context(request: HttpRequest, page: Hoofdstuk, *kruimels: tuple[str, str]) -> dict[str, Any]:
    """The same for what stands below /versies/."""
    return hoofdstuk_context(request, page, ("Versies", f"{page.get_url(request)}versies/"), *kruimels)


@require_safe
@at_hoofdstuk
def versies(request: HttpRequest, page: Hoofdstuk) -> HttpResponse:
    """All versions of a hoofdstuk, newest first; with ?soort=inhoudelijk only the substantive ones."""
    rows = page.versies.without_inhoud().order_by("-nummer")
    alle = list(rows.values_list("nummer", "wijzigingssoort"))
    inhoudelijk = [nummer for nummer, soort in alle if soort == Wijzigingssoort.INHOUDELIJK]
    gefilterd = request.GET.get("soort") == Wijzigingssoort.INHOUDELIJK
    nummers = inhoudelijk if gefilterd else [nummer for nummer, _ in alle]
    pagina = Paginator(nummers, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = rows.filter(nummer__in=list(pagina.object_list)).with_credit()
    newest = alle[0][0] if alle else 0
    pagina.object_list = describe_versies(shown, request=request, hoofdstuk=page, newest=newest)
    context = versies_context(request, page) | {
        "pagina": pagina,
        "aantal": len(nummers),
        "soorten": [
            {"label": "Alle versies", "aantal": len(alle), "url": "?", "actief": not gefilterd},
            {
                "label": "Alleen inhoudelijk",
                "aantal": len(inhoudelijk),
                "url": f"?soort={Wijzigingssoort.INHOUDELIJK}",
                "actief": gefilterd,
            },
        ],
    }
    return render(request, "document/versies.html", context)


@require_safe
@at_hoofdstuk
def versie(request: HttpRequest, page: Hoofdstuk, nummer: int) -> HttpResponse:
    """One version as it was published, with proof that it was not changed since."""
    found = find_versie(page, nummer)
    nummers = list(page.versies.order_by("nummer").values_list("nummer", flat=True))
    place = nummers.index(nummer)
    context = versies_context(request, page, (f"Versie {nummer}", request.path))
    context |= presentation.versie_inhoud(found.inhoud, presentation.asked_herkomst(page, nummer, request))
    shown = page.versies.filter(pk=found.pk).without_inhoud().with_credit()
    context |= {
        "boven": f"Versie {nummer} van {page.title}" if found.titel != page.title else f"Versie {nummer}",
        "versie": found,
        "regel": describe_versies(shown, request=request, hoofdstuk=page, newest=nummers[-1])[0],
        "permalink": request.build_absolute_uri(request.path),
        "nieuwste_nummer": nummers[-1],
        "is_nieuwste": nummers[-1] == nummer,
        "vorige_nummer": nummers[place - 1] if place else None,
        "volgende_nummer": nummers[place + 1] if place + 1 < len(nummers) else None,
        "is_ongewijzigd": sha256_hex(found.inhoud) == found.sha256,
        "mag_herstellen": nummers[-1] != nummer and page.permissions_for_user(request.user).can_publish(),
    }
    return render(request, "document/versie.html", context)
