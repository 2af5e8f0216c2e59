"""Where wiki links to bouwstenen and gesprekken lead: by kenmerk, by URN, or by exact title.

`[[0123456789]]`, `[[bouwsteen:0123456789]]`, `[[urn:kennisbank-av:bouwsteen:0123456789]]` and `[[De hele titel]]` all
work; those of a gesprek likewise. When two have the same title, the oldest has it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.text.folding import fold
from kennisbank.text.normalise import normalise_line
from kennisbank.text.urn import NAMESPACE, is_urn_id
from kennisbank.ui import wikilinks
from kennisbank.ui.wikilinks import Doel

MAX_TARGETS = 4_000


def resolve_bouwstenen(targets: Iterable[str]) -> dict[str, Doel]:
    """Targets that are the kenmerk, URN or title of a published bouwsteen, in one query."""
    return _resolve(targets, Bouwsteen.objects.published(), "bouwsteen")


def resolve_gesprekken(targets: Iterable[str]) -> dict[str, Doel]:
    """Targets that are the kenmerk, URN or title of a gesprek, in one query."""
    return _resolve(targets, Gesprek.objects.published(), "gesprek")


def _resolve(targets: Iterable[str], rows: QuerySet[Any], soort: str) -> dict[str, Doel]:
    asked = list(targets)[:MAX_TARGETS]
    ids = {target: _urn_id(target, soort) for target in asked}
    titles = {target: normalise_line(target) for target in asked if not ids[target]}
    condition = Q(urn_id__in=[urn_id for urn_id in ids.values() if urn_id]) | Q(titel__in=set(titles.values()))
    by_id: dict[str, Doel] = {}
    by_title: dict[str, Doel] = {}
    for row in rows.filter(condition).order_by("pk").only("urn_id", "titel"):
        doel = Doel(url=row.get_absolute_url(), titel=row.titel, soort=soort)
        by_id[row.urn_id] = doel
        by_title.setdefault(row.titel, doel)
    found = {target: by_id.get(ids[target]) or by_title.get(titles.get(target, "")) for target in asked}
    return {target: doel for target, doel in found.items() if doel is not None}


def _urn_id(target: str, soort: str) -> str:
    """The id in a target that has the shape of one; empty for a title."""
    name = fold(target)
    for prefix in (f"urn:{NAMESPACE}:{soort}:", f"{soort}:"):
        name = name.removeprefix(prefix)
    return name if is_urn_id(name) else ""


def register() -> None:
    """Let wiki links lead to bouwstenen and gesprekken."""
    wikilinks.register(resolve_bouwstenen)
    wikilinks.register(resolve_gesprekken)
