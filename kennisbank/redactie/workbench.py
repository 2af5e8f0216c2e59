"""What the merge screen shows: sections on the left, open bouwstenen on the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from bouwstenen.models import Bouwsteen
from kennisbank.document.freezing import Inhoud, Sectie, inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import latest_draft
from kennisbank.ui.tekst import find_links, render_tekst
from themas.keuze import order_for_choice
from themas.models import Thema

PER_PAGE = 30
_OPEN = Q(bouwstenen__status="gepubliceerd", bouwstenen__stand__in=("open", "later"))


@dataclass(frozen=True)
class SectieKeuze:
    """One section to choose, with the number of bouwstenen it rests on already."""

    id: str
    kop: str
    html: SafeString
    aantal_bronnen: int


@dataclass(frozen=True)
class GelezenBouwsteen:
    """A chosen bouwsteen with its text as readers see it."""

    bouwsteen: Bouwsteen
    html: SafeString


@dataclass(frozen=True)
class Werkbank:
    """The state of the merge screen, read from the address."""

    hoofdstukken: Sequence[Hoofdstuk]
    hoofdstuk: Hoofdstuk | None
    secties: Sequence[SectieKeuze]
    sectie: str
    themas: Sequence[Thema]
    gekozen_themas: Sequence[Thema]
    bouwstenen: Page
    elders_gekozen: Sequence[Bouwsteen]
    gekozen: frozenset[str]
    alleen_tegengeluid: bool
    ook_later: bool


def read_werkbank(params: QueryDict) -> Werkbank:
    """The merge screen for the parameters of an address; what makes no sense in them is left out."""
    hoofdstuk = find_hoofdstuk(params.get("hoofdstuk", ""))
    usable = Thema.objects.current().exclude(soort="lichaamsdeel")
    themas = list(order_for_choice(usable.annotate(open_bouwstenen=Count("bouwstenen", filter=_OPEN, distinct=True))))
    chosen_themas = _chosen_themas(params, themas, hoofdstuk)
    page = Paginator(_open_bouwstenen(params, chosen_themas), PER_PAGE).get_page(params.get("p"))
    chosen = frozenset(params.getlist("bouwsteen"))
    elsewhere = chosen - {bouwsteen.urn_id for bouwsteen in page}
    return Werkbank(
        hoofdstukken=list(Hoofdstuk.objects.order_by("path").only("pk", "title", "path")),
        hoofdstuk=hoofdstuk,
        secties=sectie_keuzes(hoofdstuk) if hoofdstuk else [],
        sectie=params.get("sectie", ""),
        themas=themas,
        gekozen_themas=chosen_themas,
        bouwstenen=page,
        elders_gekozen=find_bouwstenen(elsewhere) if elsewhere else [],
        gekozen=chosen,
        alleen_tegengeluid=bool(params.get("tegengeluid")),
        ook_later=bool(params.get("later")),
    )


def _chosen_themas(params: QueryDict, themas: Sequence[Thema], hoofdstuk: Hoofdstuk | None) -> list[Thema]:
    """The themas in the address; those of the hoofdstuk when the editor has just chosen it and nothing else.

    `van` is the hoofdstuk that was on the screen before: while its themas are still ticked, the editor chose none.
    """
    wanted = set(params.getlist("thema")) - {""}
    former = find_hoofdstuk(params.get("van", ""))
    is_new = hoofdstuk is not None and (former is None or former.pk != hoofdstuk.pk)
    untouched = wanted == _slugs(former) if "van" in params else "thema" not in params
    if is_new and untouched:
        wanted = _slugs(hoofdstuk)
    return [thema for thema in themas if thema.slug in wanted]


def _slugs(hoofdstuk: Hoofdstuk | None) -> set[str]:
    return set(hoofdstuk.themas.values_list("slug", flat=True)) if hoofdstuk else set()


def _open_bouwstenen(params: QueryDict, themas: Sequence[Thema]) -> QuerySet[Bouwsteen]:
    """Dissent first, then what has waited longest."""
    bouwstenen = Bouwsteen.objects.open().for_cards()
    if themas:
        bouwstenen = bouwstenen.filter(themas__in=themas).distinct()
    if params.get("tegengeluid"):
        bouwstenen = bouwstenen.filter(tegengeluid=True)
    if not params.get("later"):
        bouwstenen = bouwstenen.filter(stand="open")
    return bouwstenen.order_by("-tegengeluid", "aangemaakt_op", "pk")


def find_hoofdstuk(value: str) -> Hoofdstuk | None:
    """The hoofdstuk with this id, if it is one."""
    is_id = value.isascii() and value.isdigit() and len(value) < 10
    return Hoofdstuk.objects.filter(pk=int(value)).first() if is_id else None


def find_bouwstenen(urn_ids: Iterable[str]) -> list[Bouwsteen]:
    """The bouwstenen with these urn ids, oldest first; unknown ones are left out."""
    found = Bouwsteen.objects.filter(urn_id__in=set(urn_ids), citaat_ingetrokken_op__isnull=True)
    return list(found.for_cards().order_by("aangemaakt_op", "pk"))


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


def render_bouwstenen(bouwstenen: Sequence[Bouwsteen]) -> list[GelezenBouwsteen]:
    """The bouwstenen with their texts rendered in one go."""
    links = find_links(bouwsteen.tekst for bouwsteen in bouwstenen)
    return [
        GelezenBouwsteen(bouwsteen, render_tekst(bouwsteen.tekst, links=links, prefix=f"b{number}-", basis_kopniveau=4))
        for number, bouwsteen in enumerate(bouwstenen)
    ]


def find_sectie(inhoud: Inhoud, sectie_id: str) -> Sectie | None:
    """One section of frozen content."""
    return next((sectie for sectie in inhoud["secties"] if sectie["id"] == sectie_id), None)


def as_dict(error: Any) -> dict[str, list[str]]:
    """The messages of a ValidationError by field; those of no field under the empty string."""
    if hasattr(error, "error_dict"):
        return {field: list(messages) for field, messages in error.message_dict.items()}
    return {"": list(error.messages)}
