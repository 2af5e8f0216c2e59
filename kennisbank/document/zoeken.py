"""Hoofdstukken, documents and plain pages on the search page."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kennisbank.document.models import GepubliceerdeSectie, Hoofdstuk, HoofdstukVersie, InhoudsPagina, LevendDocument
from kennisbank.document.secties.rijen import plain
from kennisbank.search.kinds import SearchKind, register


def _hoofdstukken() -> QuerySet[Any]:
    newest = HoofdstukVersie.objects.filter(hoofdstuk=OuterRef("pk")).order_by("-nummer")
    return Hoofdstuk.objects.live().public().annotate(laatste_versie_op=Subquery(newest.values("gemaakt_op")[:1]))


def _secties() -> QuerySet[Any]:
    public = Hoofdstuk.objects.live().public().order_by()
    return GepubliceerdeSectie.objects.filter(hoofdstuk__in=public).select_related("hoofdstuk")


def register_kinds() -> None:
    """Make the pages of the site searchable."""
    register(
        SearchKind(
            key="hoofdstuk",
            icoon="hoofdstuk",
            label="hoofdstuk",
            label_plural="hoofdstukken",
            model=Hoofdstuk,
            get_queryset=_hoofdstukken,
            title=lambda page: page.title,
            titelveld="title",
            url=lambda page: page.url,
            text=lambda page: f"{page.samenvatting}\n{page.platte_tekst}",
            facets={"thema": "thema_slugs", "lens": "thema_slugs", "jaar": "gewijzigd_op"},
            datum=lambda page: page.laatste_versie_op and page.laatste_versie_op.date(),
        )
    )
    register(
        SearchKind(
            key="sectie",
            icoon="hoofdstuk",
            label="sectie",
            label_plural="secties",
            model=GepubliceerdeSectie,
            get_queryset=_secties,
            title=str,
            titelveld="kop",
            url=lambda sectie: sectie.get_absolute_url(),
            text=lambda sectie: sectie.tekst,
            facets={"thema": "thema_slugs", "lens": "thema_slugs", "jaar": "bijgewerkt_op"},
            datum=lambda sectie: sectie.bijgewerkt_op.date(),
            deel_van="hoofdstuk_id",
        )
    )
    register(
        SearchKind(
            key="document",
            icoon="boek",
            label="document",
            label_plural="documenten",
            model=LevendDocument,
            get_queryset=lambda: LevendDocument.objects.live().public(),
            title=lambda page: page.title,
            titelveld="title",
            url=lambda page: page.url,
            text=lambda page: f"{page.subtitel}\n{plain(page.inleiding)}",
        )
    )
    register(
        SearchKind(
            key="pagina",
            icoon="info",
            label="pagina",
            label_plural="pagina's",
            model=InhoudsPagina,
            get_queryset=lambda: InhoudsPagina.objects.live().public(),
            title=lambda page: page.title,
            titelveld="title",
            url=lambda page: page.url,
            text=lambda page: plain(page.inhoud),
        )
    )
