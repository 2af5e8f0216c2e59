"""Public pages about themas, the lenzen and leeraanbod."""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kennisbank.ui.tekst import find_links, render_tekst
from themas import presentation
from themas.models import Leeraanbod, Thema, ThemaSoort
from themas.panelen import panelen

PER_PAGE = 24
THEMAS = {"label": "Thema's", "url": "/themas/"}
LEERAANBOD = {"label": "Leeraanbod", "url": "/leeraanbod/"}


@require_safe
def themas(request: HttpRequest) -> HttpResponse:
    """All themas with what is narrower below them, and the lenzen with their definitions."""
    takken, lenzen = presentation.overview()
    return render(request, "themas/overzicht.html", {"takken": takken, "lenzen": lenzen, "kruimels": [THEMAS]})


@require_safe
def thema(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One thema and everything around it; a merged one leads to its successor."""
    rows = Thema.objects.with_relations().select_related("opgegaan_in").prefetch_related("voorgangers")
    item = rows.filter(slug=slug).first() or rows.filter(slug=slug.lower()).first()
    if item is None:
        raise Http404("Dit thema bestaat niet.")
    if item.opgegaan_in is not None:
        return redirect(item.opgegaan_in, permanent=True)
    if item.slug != slug:
        return redirect(item, permanent=True)
    names = presentation.own_names(item)
    links = find_links([item.definitie, item.toelichting], ook=names)
    return render(
        request,
        "themas/thema.html",
        {
            "thema": item,
            "is_lens": item.soort != ThemaSoort.THEMA,
            "definitie": render_tekst(item.definitie, links=links, prefix="definitie-", basis_kopniveau=3),
            "toelichting": render_tekst(item.toelichting, links=links, basis_kopniveau=3) if item.toelichting else "",
            "synoniemen": [synoniem.term for synoniem in item.synoniemen.all()],
            "relaties": [
                (label, terms)
                for label, relation in (("Breder", item.breder), ("Smaller", item.smaller), ("Verwant", item.verwant))
                if (terms := [term for term in relation.all() if term.opgegaan_in_id is None])
            ],
            "hoofdstukken": list(item.hoofdstukken.live().public().defer("body").order_by("path")),
            "panelen": panelen(item, request.user),
            "leeraanbod": item.leeraanbod.order_by("naam"),
            "verwijzers": presentation.verwijzers(item, presentation.names_of(item, links)),
            "kruimels": [THEMAS, {"label": item.naam}],
        },
    )


@require_safe
def leeraanbod_lijst(request: HttpRequest) -> HttpResponse:
    """Everything there is to learn, with the themas it serves; `?thema=` shows what serves one."""
    items = Leeraanbod.objects.prefetch_related(_themas_in_use()).order_by("naam")
    options = list(Thema.objects.current().annotate(aantal=Count("leeraanbod")).filter(aantal__gt=0))
    chosen = next((term for term in options if term.slug == request.GET.get("thema")), None)
    facet = {
        "naam": "thema",
        "label": "Thema",
        "soort": "keuze",
        "opties": [
            {"waarde": term.slug, "label": term.naam, "aantal": term.aantal, "gekozen": term == chosen}
            for term in sorted(options, key=lambda term: term.naam)
        ],
    }
    return render(
        request,
        "themas/leeraanbod_lijst.html",
        {
            "pagina": Paginator(items.for_thema(chosen) if chosen else items, PER_PAGE).get_page(
                request.GET.get("pagina")
            ),
            "facetten": [facet] if options else [],
            "gekozen": [{"label": chosen.naam, "url": "?"}] if chosen else [],
            "kruimels": [LEERAANBOD],
        },
    )


@require_safe
def leeraanbod(request: HttpRequest, slug: str) -> HttpResponse:
    """One course or workshop."""
    item = Leeraanbod.objects.prefetch_related(_themas_in_use()).filter(slug=slug).first()
    if item is None:
        raise Http404("Dit leeraanbod bestaat niet.")
    terms = list(item.themas.all())
    others = Leeraanbod.objects.filter(themas__in=terms).exclude(pk=item.pk).distinct()
    return render(
        request,
        "themas/leeraanbod.html",
        {
            "item": item,
            "omschrijving": render_tekst(item.omschrijving, basis_kopniveau=2),
            "themas": terms,
            "anderen": others,
            "feiten": [
                {"label": "Aanbieder", "waarde": item.aanbieder},
                {"label": "Vorm", "waarde": item.vorm},
                {"label": "Duur", "waarde": item.duur},
                {"label": "Website", "waarde": item.url, "url": item.url},
            ],
            "kruimels": [LEERAANBOD, {"label": item.naam}],
        },
    )


def _themas_in_use() -> Prefetch:
    return Prefetch("themas", queryset=Thema.objects.current().order_by("soort", "volgorde", "naam"))
