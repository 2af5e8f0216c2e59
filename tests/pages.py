"""A small site to test on."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import IntegrityError, transaction
from wagtail.models import Page, Site

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud, Sectie
from kennisbank.document.models import Hoofdstuk, InhoudsPagina, LevendDocument, Startpagina
from kennisbank.document.services import (
    create_hoofdstuk,
    create_inhoudspagina,
    create_levend_document,
    ensure_startpagina,
)
from tests.snapshot import Snapshot, read_tables


@dataclass
class SiteTree:
    """The pages of a small site, and the redacteur who made them."""

    start: Startpagina
    document: LevendDocument
    hoofdstukken: list[Hoofdstuk]
    over: InhoudsPagina
    user: User = field(repr=False)


def sectie(number: int, kop: str, tekst: str, bronnen: tuple[tuple[str, str], ...] = ()) -> Sectie:
    """A section with a block id made from a number, so that tests can name it."""
    return Sectie(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kop=kop,
        tekst=tekst,
        bronnen=[{"bouwsteen": urn_id, "rol": rol} for urn_id, rol in bronnen],
    )


def inhoud(titel: str, *secties: Sectie, samenvatting: str = "") -> Inhoud:
    """The content of a hoofdstuk, as the services take it."""
    return Inhoud(titel=titel, samenvatting=samenvatting, themas=[], secties=list(secties))


def build_start(user: User | None) -> Startpagina:
    """The home page, also where a test emptied the database and with it the root of the tree."""
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    return ensure_startpagina(titel="Kennisbank", inleiding="Welkom bij de kennisbank.", user=user)


_built: dict[int, tuple[Snapshot, tuple[int, ...]]] = {}
"""What building the site did when this user made it, and the keys of its pages."""


def build_site(user: User) -> SiteTree:
    """Home page, one document at /document/ with two hoofdstukken of two sections, and /over/.

    Made by the services once for each process; after that the same rows are put in again, which takes no time. Where
    another test has other rows, or keeps a search index, it is made anew.
    """
    if settings.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"]:
        return _make_site(user)
    if user.pk in _built and (site := _restore_site(user)) is not None:
        return site
    before = read_tables()
    site = _make_site(user)
    keys = (site.start.pk, site.document.pk, *(page.pk for page in site.hoofdstukken), site.over.pk)
    _built.setdefault(user.pk, (Snapshot.between(before, read_tables()), keys))
    return site


def _restore_site(user: User) -> SiteTree | None:
    snapshot, (start, document, *hoofdstukken, over) = _built[user.pk]
    try:
        with transaction.atomic():
            snapshot.apply()
    except IntegrityError:
        return None
    Site.clear_site_root_paths_cache()
    return SiteTree(
        Startpagina.objects.get(pk=start),
        LevendDocument.objects.get(pk=document),
        [Hoofdstuk.objects.get(pk=pk) for pk in hoofdstukken],
        InhoudsPagina.objects.get(pk=over),
        user,
    )


def _make_site(user: User) -> SiteTree:
    start = build_start(user)
    over = create_inhoudspagina(
        start, titel="Over deze kennisbank", slug="over", inhoud="Een site over **het vak**.", user=user
    )
    document = create_levend_document(
        start, titel="Samen werken", slug="document", inleiding="Dit is *niet* af.", user=user
    )
    tegenspraak = create_hoofdstuk(
        document,
        inhoud=inhoud(
            "Tegenspraak geven",
            sectie(1, "Loyaal is niet stil", "Wie loyaal is, zegt wat er speelt. Zie [[De menselijke maat]]."),
            sectie(2, "Na het besluit", "Daarna voer je uit, zoals in [[Nergens te vinden]] staat."),
            samenvatting="Waarom tegenspraak bij loyaal werken hoort.",
        ),
        slug="tegenspraak",
        verantwoordelijk="Kring Tegenspraak",
        user=user,
    )
    maat = create_hoofdstuk(
        document,
        inhoud=inhoud(
            "De menselijke maat",
            sectie(3, "Wie staat er voor je", "Kijk eerst naar de mens."),
            sectie(4, "Ruimte in de regel", "De wet laat vaak meer toe dan je denkt."),
        ),
        slug="menselijke-maat",
        user=user,
    )
    return SiteTree(start, LevendDocument.objects.get(pk=document.pk), [tegenspraak, maat], over, user)
