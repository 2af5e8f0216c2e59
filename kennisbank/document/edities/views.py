"""Editions for readers. An edition answers for ever, also when its document or a hoofdstuk is no longer on the site."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kennisbank.document.edities import presentation
from kennisbank.document.edities.comparison import show_comparison
from kennisbank.document.edities.reading import read_editie
from kennisbank.document.models import Editie, LevendDocument

PER_PAGE = 20


def find_editie(urn_id: str, nummer: int) -> Editie:
    """An edition by its address; raises Http404."""
    editie = Editie.objects.for_lists().of_document(urn_id).filter(nummer=nummer).first()
    if editie is None:
        raise Http404("Deze editie bestaat niet.")
    return editie


@require_safe
def lijst(request: HttpRequest, urn_id: str = "") -> HttpResponse:
    """All editions, newest first; of one document when its urn id is in the address."""
    edities = Editie.objects.for_lists().newest_first()
    document = None
    if urn_id:
        document = LevendDocument.objects.filter(urn_id=urn_id).first()
        edities = edities.of_document(urn_id)
        if document is None or not (document.live or edities.exists()):
            raise Http404("Dit document bestaat niet.")
    paginator = Paginator(edities, PER_PAGE)
    context = {
        "document": document,
        "pagina": paginator.get_page(request.GET.get("pagina")),
        "aantal": paginator.count,
        "feed_url": reverse("edities:feed"),
        "kruimels": presentation.breadcrumbs(document),
        "hoofdmenu_actief": "document",
    }
    return render(request, "edities/lijst.html", context)


def _context(editie: Editie, *kruimels: tuple[str, str]) -> dict[str, Any]:
    here = (f"Editie {editie.nummer}", editie.get_absolute_url())
    return {
        "editie": editie,
        "document": editie.document,
        "boven": f"Editie {editie.nummer}",
        "kruimels": presentation.breadcrumbs(editie.document, here, *kruimels),
        "hoofdmenu_actief": "document",
    }


@require_safe
def editie(request: HttpRequest, urn_id: str, nummer: int) -> HttpResponse:
    """One edition: what is in it, what changed, where to read and get it, and proof that it is unchanged."""
    found = find_editie(urn_id, nummer)
    context = _context(found) | presentation.editie_pagina(found)
    return render(request, "edities/editie.html", context)


@require_safe
def lezen(request: HttpRequest, urn_id: str, nummer: int) -> HttpResponse:
    """The whole edition on one page."""
    found = find_editie(urn_id, nummer)
    newest = Editie.objects.of_document(urn_id).order_by("-nummer").values_list("nummer", flat=True).first()
    context = _context(found, ("Lezen", request.path)) | {
        "tekst": read_editie(found),
        "nieuwste": newest,
        "downloads": presentation.downloads(found),
    }
    return render(request, "edities/lezen.html", context)


@require_safe
def vergelijken(request: HttpRequest, urn_id: str) -> HttpResponse:
    """The difference between any two editions of a document; by default the last two."""
    edities = list(Editie.objects.for_lists().of_document(urn_id).order_by("-nummer"))
    if not edities:
        raise Http404("Van dit document bestaan geen edities.")
    van, ontbreekt_van = _chosen(request, "van", edities, edities[min(1, len(edities) - 1)])
    naar, ontbreekt_naar = _chosen(request, "naar", edities, edities[0])
    document = edities[0].document
    vorm = "naast" if request.GET.get("vorm") == "naast" else "onder"
    context = {
        "document": document,
        "edities": edities,
        "van": van,
        "naar": naar,
        "ontbreekt": ontbreekt_van or ontbreekt_naar,
        "is_omgekeerd": van.nummer > naar.nummer,
        "vorm": vorm,
        "vormen": presentation.shapes(van, naar, vorm),
        "draai_om": presentation.compare_url(naar, van, vorm),
        "kruimels": presentation.breadcrumbs(document, ("Edities vergelijken", request.path)),
        "hoofdmenu_actief": "document",
    }
    if context["ontbreekt"]:
        return render(request, "edities/vergelijken.html", context, status=404)
    if van.pk != naar.pk:
        context |= show_comparison(van, naar, vorm)
    return render(request, "edities/vergelijken.html", context)


def _chosen(request: HttpRequest, name: str, edities: list[Editie], otherwise: Editie) -> tuple[Editie, str]:
    """The edition that was chosen; what was typed as well when there is no such edition."""
    value = request.GET.get(name, "").strip()
    found = next((editie for editie in edities if str(editie.nummer) == value), None)
    return (found, "") if found else (otherwise, value)
