"""Themas and leeraanbod on the search page."""

from collections.abc import Collection, Iterable, Mapping

from kennisbank.search.kinds import FacetValue, SearchFacet, SearchKind, register, register_facet
from kennisbank.search.synoniemen.groepen import register_synoniemen
from themas.models import Leeraanbod, Synoniem, Thema, ThemaSoort
from themas.presentation import plain


def thema_names(slugs: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    """The names of themas by address; the lenzen have none here, so that the facet shows themas alone."""
    found = Thema.objects.current().soort(ThemaSoort.THEMA).filter(slug__in=[str(slug) for slug in slugs])
    return dict(found.values_list("slug", "naam"))


def lens_names(slugs: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    """The names of the terms of the lenzen by address, each with its lens."""
    found = Thema.objects.current().exclude(soort=ThemaSoort.THEMA).filter(slug__in=[str(slug) for slug in slugs])
    return {thema.slug: f"{thema.get_soort_display()}: {thema.naam}" for thema in found}


def thema_synoniemen() -> Iterable[list[str]]:
    """The name of every current thema that has synonyms, with those; one query."""
    groups: dict[str, list[str]] = {}
    pairs = Synoniem.objects.filter(thema__opgegaan_in=None).order_by().values_list("thema__naam", "term")
    for naam, term in pairs:
        groups.setdefault(naam, [naam]).append(term)
    return groups.values()


def register_kinds() -> None:
    """Make themas and leeraanbod searchable, name the facet of themas, and give their synonyms to every search."""
    register_synoniemen(thema_synoniemen)
    register(
        SearchKind(
            key="thema",
            icoon="thema",
            label="thema",
            label_plural="thema's",
            model=Thema,
            get_queryset=lambda: Thema.objects.current(),
            title=lambda thema: thema.naam,
            url=lambda thema: thema.get_absolute_url(),
            text=lambda thema: f"{plain(thema.definitie)}\n{plain(thema.toelichting)}",
            titelveld="naam",
        )
    )
    register(
        SearchKind(
            key="leeraanbod",
            icoon="leeraanbod",
            label="leeraanbod",
            label_plural="leeraanbod",
            model=Leeraanbod,
            get_queryset=lambda: Leeraanbod.objects.all(),
            title=lambda item: item.naam,
            url=lambda item: item.get_absolute_url(),
            text=lambda item: plain(item.omschrijving),
            facets={"thema": "thema_slugs", "lens": "thema_slugs"},
            titelveld="naam",
        )
    )
    register_facet(SearchFacet("thema", "Thema", labels=thema_names, volgorde=10))
    register_facet(SearchFacet("lens", "Lens", labels=lens_names, volgorde=20, spreekt_voor_zich=True))
