"""Themas and leeraanbod on the search page."""

from collections.abc import Collection, Mapping

from kennisbank.search.kinds import FacetValue, SearchFacet, SearchKind, register, register_facet
from themas.models import Leeraanbod, Thema, ThemaSoort
from themas.presentation import plain


def thema_names(slugs: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    """The names of themas by address; the lenzen have none here, so that the facet shows themas alone."""
    found = Thema.objects.current().soort(ThemaSoort.THEMA).filter(slug__in=[str(slug) for slug in slugs])
    return dict(found.values_list("slug", "naam"))


def register_kinds() -> None:
    """Make themas and leeraanbod searchable, and name the facet of themas."""
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
            facets={"thema": "thema_slugs"},
        )
    )
    register_facet(SearchFacet("thema", "Thema", labels=thema_names))
