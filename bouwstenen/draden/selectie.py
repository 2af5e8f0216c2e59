"""Bouwstenen from a search, from filters, or picked one by one."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.services import MAX_BOUWSTENEN
from bouwstenen.facetten import apply_facets
from bouwstenen.lijsten import bouwsteen_facetten, in_order, read_vraag, search_rows
from bouwstenen.models import Bouwsteen
from kennisbank.text.urn import is_urn_id
from themas.models import Thema

STEEN = "steen"
"""The parameter that names one bouwsteen by its kenmerk."""


def read_selectie(params: QueryDict) -> list[Bouwsteen]:
    """The bouwstenen of an address: those picked, or else what the list of bouwstenen shows there; no more than fit.

    An address without picks, words and filters selects none.
    """
    picked = params.getlist(STEEN)
    if picked:
        return pick(picked)
    vraag = read_vraag(params)
    rows = Bouwsteen.objects.current()
    keys = search_rows(rows, vraag) if vraag else []
    lijst = apply_facets(rows.filter(pk__in=keys) if vraag else rows, bouwsteen_facetten(), params)
    if not vraag and not lijst.aantal_filters:
        return []
    if vraag:
        wanted = in_order(lijst.rijen, keys)[:MAX_BOUWSTENEN]
        found = Bouwsteen.objects.in_bulk(wanted)
        return [found[key] for key in wanted]
    return list(lijst.rijen.order_by("-aangemaakt_op", "-pk")[:MAX_BOUWSTENEN])


def pick(urn_ids: list[str]) -> list[Bouwsteen]:
    """The bouwstenen with these kenmerken that readers may see, in the order given."""
    wanted = list(dict.fromkeys(urn_id for urn_id in urn_ids if is_urn_id(urn_id)))[:MAX_BOUWSTENEN]
    found = {steen.urn_id: steen for steen in Bouwsteen.objects.published().filter(urn_id__in=wanted)}
    return [found[urn_id] for urn_id in wanted if urn_id in found]


def candidates(draad: RodeDraad, vraag: str, thema: Thema | None) -> QuerySet[Any] | list[Bouwsteen]:
    """What may be added to a rode draad: by words, by thema, or the newest; those that carry it are left out."""
    rows = Bouwsteen.objects.current().exclude(rode_draden=draad)
    if thema is not None:
        rows = rows.about(thema)
    if not vraag:
        return rows.select_related("gesprek").newest_first()
    keys = in_order(rows, search_rows(Bouwsteen.objects.current(), vraag))
    found = rows.select_related("gesprek").in_bulk(keys)
    return [found[key] for key in keys]
