"""What an import of a document would do: every chapter compared with what is on the site. Reads, never writes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from django.utils.text import slugify
from wagtail.models import Page

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Inhoud, Sectie
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, LevendDocument
from kennisbank.exchange.formats.links import can_be_target
from kennisbank.exchange.formats.source import Bron, Melding, MeldingSoort
from kennisbank.exchange.metadata import Gegevens, read_metadata
from kennisbank.exchange.preparation import Ontleed, RuweSectie, Schrijver, take_apart
from kennisbank.exchange.vocabulary import Woordenlijst
from kennisbank.text.folding import fold
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.slugs import anchor

TOELICHTING = "Ingelezen uit ‘{bron}’"
"""How the note of every imported version begins, by which a later import knows them."""
MERK = TOELICHTING.partition("‘")[0]
MAX_BRON_ID = 300


class Actie(Enum):
    """What happens to one chapter."""

    TOEVOEGEN = auto()
    WIJZIGEN = auto()
    ONGEWIJZIGD = auto()
    OVERSLAAN = auto()


@dataclass
class Hoofdstukplan:
    """One chapter as the source has it, and what to do with it."""

    bron_id: str
    slug: str
    inhoud: Inhoud
    gegevens: Gegevens
    bestaand: Hoofdstuk | None = None
    actie: Actie = Actie.TOEVOEGEN
    reden: str = ""


@dataclass
class Documentplan:
    """A document as the source has it, compared with the site."""

    bron: Bron
    bron_id: str
    titel: str
    slug: str
    document: LevendDocument | None
    hoofdstukken: list[Hoofdstukplan] = field(default_factory=list)
    verdwenen: list[Hoofdstuk] = field(default_factory=list)
    weggelaten: list[Melding] = field(default_factory=list)
    waarschuwingen: list[Melding] = field(default_factory=list)


def plan_document(bron: Bron, *, titel: str, start: Page) -> Documentplan:
    """Compare a source with the site. `titel` tells which document it is: the same title is the same document."""
    bron_id = f"import:{anchor(titel)}"
    document = LevendDocument.objects.filter(bron_id=bron_id).first()
    slug = document.slug if document else _free(slugify(titel) or "document", _slugs(start))
    plan = Documentplan(bron, bron_id, titel, slug, document)
    ontleed, leeg = take_apart(bron)
    bestaand = _present(document)
    slugs = _chapter_slugs(ontleed, bestaand, _slugs(document))
    namen = _link_targets(ontleed, slugs, plan)
    schrijver = Schrijver(ontleed, namen, bron_id)
    woordenlijst = Woordenlijst()
    for deel in ontleed:
        gegevens = read_metadata(deel.document.meta, woordenlijst)
        key = stored_id(deel.document.bron_id)
        inhoud = _inhoud(deel.titel, gegevens, schrijver.write(deel))
        plan.hoofdstukken.append(Hoofdstukplan(key, slugs[deel.document.bron_id], inhoud, gegevens, bestaand.get(key)))
        for tekst in gegevens.weggelaten:
            deel.remark(tekst, MeldingSoort.GEGEVENS)
    _compare(plan)
    present = {hoofdstuk.bron_id for hoofdstuk in plan.hoofdstukken}
    plan.verdwenen = [page for key, page in bestaand.items() if key not in present and page.live]
    plan.weggelaten = [*bron.weggelaten, *leeg, *(melding for deel in ontleed for melding in deel.meldingen)]
    plan.waarschuwingen = list(bron.waarschuwingen)
    return plan


def stored_id(bron_id: str) -> str:
    """The id of a source document as the site keeps it: itself, or a hash when it is too long."""
    if len(bron_id) <= MAX_BRON_ID:
        return bron_id
    return f"sha256:{hashlib.sha256(bron_id.encode(errors='replace')).hexdigest()}"


def _present(document: LevendDocument | None) -> dict[str, Hoofdstuk]:
    if document is None:
        return {}
    pages = Hoofdstuk.objects.child_of(document).exclude(bron_id="").order_by("path")
    return {page.bron_id: page for page in pages}


def _slugs(parent: Page | None) -> set[str]:
    return set(parent.get_children().values_list("slug", flat=True)) if parent is not None else set()


def _free(slug: str, bezet: set[str]) -> str:
    """The slug, or with a number when it is taken; it is taken from now on."""
    basis, nummer = slug[:240], 2
    slug = basis
    while slug in bezet:
        slug, nummer = f"{basis}-{nummer}", nummer + 1
    bezet.add(slug)
    return slug


def _chapter_slugs(ontleed: Iterable[Ontleed], bestaand: dict[str, Hoofdstuk], bezet: set[str]) -> dict[str, str]:
    """The address of every chapter: the one it has, or a free one after its title."""
    slugs = {}
    for deel in ontleed:
        page = bestaand.get(stored_id(deel.document.bron_id))
        slugs[deel.document.bron_id] = page.slug if page else _free(slugify(deel.titel) or "hoofdstuk", bezet)
    return slugs


def _link_targets(ontleed: Iterable[Ontleed], slugs: dict[str, str], plan: Documentplan) -> dict[str, str]:
    """What a wiki link to each chapter says: its title, or its address when the title leads elsewhere or cannot."""
    elders = _names_elsewhere(plan)
    return {
        deel.document.bron_id: deel.titel
        if can_be_target(deel.titel) and fold(deel.titel) not in elders
        else f"{plan.slug}/{slugs[deel.document.bron_id]}"
        for deel in ontleed
    }


def _names_elsewhere(plan: Documentplan) -> set[str]:
    """Folded names that a wiki link takes to something else than a chapter of this document.

    Of pages with the same title the first in the tree is found, and a new document comes last.
    """
    pages = Page.objects.live().type(Hoofdstuk, LevendDocument)
    if plan.document is not None:
        pages = pages.filter(path__lte=plan.document.path)
    namen = {fold(title) for title in pages.values_list("title", flat=True)}
    namen.update(fold(titel) for titel in Bouwsteen.objects.values_list("titel", flat=True))
    namen.update(Woordenlijst().names())
    return {*namen, fold(plan.titel)}


def _inhoud(titel: str, gegevens: Gegevens, secties: list[RuweSectie]) -> Inhoud:
    return Inhoud(
        titel=titel,
        samenvatting=gegevens.samenvatting,
        themas=sorted(thema.slug for thema in gegevens.themas),
        secties=[Sectie(id=sectie.id, kop=sectie.kop, tekst=sectie.tekst, bronnen=[]) for sectie in secties],
    )


def _compare(plan: Documentplan) -> None:
    """Decide what happens to each chapter. What was edited on the site since the last import is never overwritten."""
    imported, newest = _digests(plan)
    for chapter in plan.hoofdstukken:
        if chapter.bestaand is not None:
            pk = chapter.bestaand.pk
            _decide(chapter, chapter.bestaand, imported.get(pk), newest.get(pk))


def _digests(plan: Documentplan) -> tuple[dict[int, str], dict[int, str]]:
    """The hash of the version that was last imported and of the newest version, for every chapter."""
    pages = [chapter.bestaand.pk for chapter in plan.hoofdstukken if chapter.bestaand]
    imported: dict[int, str] = {}
    newest: dict[int, str] = {}
    rows = HoofdstukVersie.objects.filter(hoofdstuk__in=pages).order_by("nummer")
    for pk, sha256, toelichting in rows.values_list("hoofdstuk_id", "sha256", "toelichting"):
        newest[pk] = sha256
        if toelichting.startswith(MERK):
            imported[pk] = sha256
    return imported, newest


def _decide(chapter: Hoofdstukplan, page: Hoofdstuk, imported: str | None, newest: str | None) -> None:
    if sha256_hex(chapter.inhoud) in {imported, newest}:
        chapter.actie = Actie.ONGEWIJZIGD
    elif not page.live:
        _skip(chapter, "Dit hoofdstuk staat offline. Zet het eerst weer online.")
    elif page.has_unpublished_changes:
        _skip(chapter, "Er ligt een concept klaar op de site. Publiceer dat eerst, of verwijder het.")
    elif imported != newest:
        _skip(chapter, "Op de site bewerkt sinds de vorige import. Neem de wijziging uit de bron met de hand over.")
    else:
        chapter.actie = Actie.WIJZIGEN


def _skip(chapter: Hoofdstukplan, reden: str) -> None:
    chapter.actie, chapter.reden = Actie.OVERSLAAN, reden
