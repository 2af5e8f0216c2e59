"""Hoofdstukken, documents and plain pages on the search page."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, InhoudsPagina, LevendDocument
from kennisbank.search.kinds import SearchKind, register
from kennisbank.text.limits import TekstFout
from kennisbank.text.plain import to_plain


def plain(tekst: str) -> str:
    """The words of a Markdown text; one that is too long to read comes as it is."""
    try:
        return to_plain(tekst)
    except TekstFout:
        return tekst


def _hoofdstukken() -> QuerySet[Any]:
    newest = HoofdstukVersie.objects.filter(hoofdstuk=OuterRef("pk")).order_by("-nummer")
    return Hoofdstuk.objects.live().public().annotate(laatste_versie_op=Subquery(newest.values("gemaakt_op")[:1]))


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
            url=lambda page: page.url,
            text=lambda page: f"{page.samenvatting}\n{page.platte_tekst}",
            facets={"thema": "thema_slugs", "jaar": "gewijzigd_op"},
            datum=lambda page: page.laatste_versie_op and page.laatste_versie_op.date(),
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
            url=lambda page: page.url,
            text=lambda page: plain(page.inhoud),
        )
    )
