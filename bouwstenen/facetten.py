"""Filters beside a list: what was chosen in the address, and how many there are of each choice.

Choices within one facet widen (this or that), facets narrow each other. The number at a choice is what the list would
show of it with the choices in all other facets kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

PER_PAGE = 24

Keuzes = Sequence[tuple[str, str]]
Tellen = Callable[[QuerySet[Any]], Mapping[str, int]]


@dataclass(frozen=True)
class Facet:
    """One filter: its parameter, its choices (value, label), what they ask of the rows, and how to count them.

    `alias` maps other spellings of a value (an old name) to the value it stands for.
    """

    naam: str
    label: str
    keuzes: Keuzes
    conditie: Callable[[list[str]], Q]
    tellen: Tellen
    soort: str = "vinkjes"
    alias: Mapping[str, str] = field(default_factory=dict)
    lege_tonen: bool = False

    def read(self, params: QueryDict) -> list[str]:
        """The values of the address that are a choice; anything else is ignored."""
        known = dict(self.keuzes)
        asked = [self.alias.get(value, value) for value in params.getlist(self.naam)]
        return [value for value in dict.fromkeys(asked) if value in known]


@dataclass(frozen=True)
class GefilterdeLijst:
    """Rows that pass all filters, with what the filter panel shows. The field names are those of its template."""

    rijen: QuerySet[Any]
    facetten: list[dict[str, Any]]
    gekozen: list[dict[str, str]]
    wis_url: str

    @property
    def aantal_filters(self) -> int:
        """How many choices are in force."""
        return len(self.gekozen)


def apply_facets(
    rows: QuerySet[Any], facets: Sequence[Facet], params: QueryDict, *, bewaar: Sequence[str] = ()
) -> GefilterdeLijst:
    """Filter `rows` by the address; `bewaar` names the parameters that are no filter and stay in every link."""
    chosen = {facet.naam: facet.read(params) for facet in facets}
    kept = [(name, str(params[name])) for name in bewaar if params.get(name)]
    conditions = {facet.naam: facet.conditie(chosen[facet.naam]) for facet in facets if chosen[facet.naam]}
    panels = []
    for facet in facets:
        others = rows.filter(*[condition for name, condition in conditions.items() if name != facet.naam])
        panels.append(_panel(facet, chosen[facet.naam], facet.tellen(others)))
    chips = [
        {"label": f"{facet.label}: {dict(facet.keuzes)[value]}", "url": _url_without(chosen, kept, facet.naam, value)}
        for facet in facets
        for value in chosen[facet.naam]
    ]
    return GefilterdeLijst(
        rijen=rows.filter(*conditions.values()),
        facetten=[panel for panel in panels if panel["opties"]],
        gekozen=chips,
        wis_url=f"?{urlencode(kept)}",
    )


def _panel(facet: Facet, chosen: list[str], numbers: Mapping[str, int]) -> dict[str, Any]:
    options = [
        {"waarde": value, "label": label, "aantal": numbers.get(value, 0), "gekozen": value in chosen}
        for value, label in facet.keuzes
    ]
    shown = [option for option in options if option["aantal"] or option["gekozen"] or facet.lege_tonen]
    return {
        "naam": facet.naam,
        "label": facet.label,
        "soort": facet.soort,
        "opties": shown,
        "open": bool(chosen),
    }


def _url_without(chosen: Mapping[str, list[str]], kept: Iterable[tuple[str, str]], facet: str, value: str) -> str:
    pairs = [(name, v) for name, values in chosen.items() for v in values if (name, v) != (facet, value)]
    return f"?{urlencode([*kept, *pairs])}"


def sort_links(params: QueryDict, choices: Keuzes, active: str) -> list[dict[str, Any]]:
    """Links to the same list in another order."""
    links = []
    for value, label in choices:
        query = params.copy()
        query.pop("pagina", None)
        query["sorteer"] = value
        links.append({"label": label, "url": f"?{query.urlencode()}", "actief": value == active})
    return links


def page_of(rows: Any, params: QueryDict) -> Page[Any]:
    """The page that the address asks for; nonsense gives the first, too far the last."""
    return Paginator(rows, PER_PAGE).get_page(params.get("pagina"))
