"""What the merge screen shows: sections on the left, open bouwstenen on the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.safestring import SafeString

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Inhoud, Sectie, inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import latest_draft
from kennisbank.ui.tekst import find_links, render_tekst
from themas.models import Thema

PER_PAGE = 30


@dataclass(frozen=True)
class SectieKeuze:
    """One section to choose, with the number of bouwstenen it rests on already."""

    id: str
    kop: str
    html: SafeString
    aantal_bronnen: int


@dataclass(frozen=True)
class Werkbank:
    """The state of the merge screen, read from the address."""

    hoofdstukken: Sequence[Hoofdstuk]
    hoofdstuk: Hoofdstuk | None
    secties: Sequence[SectieKeuze]
    themas: Sequence[Thema]
    gekozen_themas: Sequence[Thema]
    bouwstenen: Page
    gekozen: frozenset[str]
    alleen_tegengeluid: bool
    ook_later: bool


def read_werkbank(params: QueryDict) -> Werkbank:
    """The merge screen for the parameters of an address; what makes no sense in them is left out."""
    hoofdstukken = list(Hoofdstuk.objects.order_by("path").only("pk", "title", "path", "latest_revision"))
    hoofdstuk = find_hoofdstuk(params.get("hoofdstuk", ""))
    themas = list(
        Thema.objects.current()
        .annotate(open_bouwstenen=Count("bouwstenen", filter=_OPEN, distinct=True))
        .order_by("soort", "volgorde", "naam")
    )
    chosen = [thema for thema in themas if thema.slug in params.getlist("thema")]
    if not chosen and hoofdstuk is not None and "thema" not in params:
        slugs = set(hoofdstuk.themas.values_list("slug", flat=True))
        chosen = [thema for thema in themas if thema.slug in slugs]
    bouwstenen = Bouwsteen.objects.open().for_cards()
    if chosen:
        bouwstenen = bouwstenen.filter(themas__in=chosen).distinct()
    if params.get("tegengeluid"):
        bouwstenen = bouwstenen.filter(tegengeluid=True)
    if not params.get("later"):
        bouwstenen = bouwstenen.filter(stand="open")
    return Werkbank(
        hoofdstukken=hoofdstukken,
        hoofdstuk=hoofdstuk,
        secties=sectie_keuzes(hoofdstuk) if hoofdstuk else [],
        themas=themas,
        gekozen_themas=chosen,
        bouwstenen=Paginator(bouwstenen.order_by("-tegengeluid", "aangemaakt_op"), PER_PAGE).get_page(params.get("p")),
        gekozen=frozenset(params.getlist("bouwsteen")),
        alleen_tegengeluid=bool(params.get("tegengeluid")),
        ook_later=bool(params.get("later")),
    )


_OPEN = Q(bouwstenen__status="gepubliceerd", bouwstenen__stand__in=("open", "later"))


def find_hoofdstuk(value: str) -> Hoofdstuk | None:
    """The hoofdstuk with this id, if it is one."""
    return Hoofdstuk.objects.filter(pk=int(value)).first() if value.isascii() and value.isdigit() else None


def find_bouwstenen(urn_ids: Iterable[str]) -> list[Bouwsteen]:
    """The bouwstenen with these urn ids, oldest first; unknown ones are left out."""
    return list(Bouwsteen.objects.filter(urn_id__in=set(urn_ids)).for_cards().order_by("aangemaakt_op", "pk"))


def sectie_keuzes(hoofdstuk: Hoofdstuk) -> list[SectieKeuze]:
    """The sections of the newest draft, rendered in one go."""
    secties = inhoud_of(latest_draft(hoofdstuk))["secties"]
    links = find_links(sectie["tekst"] for sectie in secties)
    return [
        SectieKeuze(
            id=sectie["id"],
            kop=sectie["kop"],
            html=render_tekst(sectie["tekst"], links=links, prefix=f"s{number}-", basis_kopniveau=4),
            aantal_bronnen=len(sectie["bronnen"]),
        )
        for number, sectie in enumerate(secties)
    ]


def find_sectie(inhoud: Inhoud, sectie_id: str) -> Sectie | None:
    """One section of frozen content."""
    return next((sectie for sectie in inhoud["secties"] if sectie["id"] == sectie_id), None)


def as_dict(error: Any) -> dict[str, list[str]]:
    """The messages of a ValidationError by field; those of no field under the empty string."""
    if hasattr(error, "error_dict"):
        return {field: list(messages) for field, messages in error.message_dict.items()}
    return {"": list(error.messages)}
