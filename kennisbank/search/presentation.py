"""What the search page shows: facets as panels, choices as chips, dates with their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from kennisbank.search.acties import all_acties
from kennisbank.search.resultaat import Facet, Keuze, Zoekresultaat
from kennisbank.search.uitvoer import all_uitvoer
from kennisbank.search.uitwegen import find_uitwegen
from kennisbank.search.vragen.models import Aanbeveling
from kennisbank.search.zoekvraag import RELEVANCE, SORTERINGEN, Zoekvraag, read_date

# Values of a facet that are shown before "toon meer", and facets that are open from the start.
FIRST = 6
OPEN = 2
NO_DATE = "Vul een datum in, zoals 31-03-2026."
WRONG_ORDER = "Deze dag ligt voor de eerste dag. Kies een latere dag."


@dataclass(frozen=True)
class Datumveld:
    """One of the two dates: what was typed, and what is wrong with it."""

    naam: str
    label: str
    waarde: str
    fout: str = ""


def read_dates(data: QueryDict) -> Sequence[Datumveld]:
    """The fields for the first and the last day, with errors."""
    fields, dates = [], []
    for naam, label in (("van", "Van"), ("tot", "Tot en met")):
        typed = data.get(naam, "").strip()[:20]
        try:
            date, fout = read_date(typed), ""
        except ValueError:
            date, fout = None, NO_DATE
        dates.append(date)
        fields.append(Datumveld(naam, label, date.isoformat() if date else typed, fout))
    first, last = dates
    if first and last and first > last:
        fields[1] = replace(fields[1], fout=WRONG_ORDER)
    return fields


def _panel(facet: Facet, number: int) -> dict[str, Any]:
    """A facet with its first choices apart from the rest."""
    chosen = sum(choice.gekozen for choice in facet.keuzes)
    first = max(FIRST, chosen)
    return {
        "sleutel": facet.sleutel,
        "label": facet.label,
        "gekozen": chosen,
        "eerste": facet.keuzes[:first],
        "meer": facet.keuzes[first:],
        "open": bool(chosen) or number < OPEN,
    }


def _useful(facet: Facet) -> bool:
    return any(choice.aantal or choice.gekozen for choice in facet.keuzes)


def _chips(zoekvraag: Zoekvraag, facets: Sequence[Facet]) -> list[dict[str, str]]:
    """Every choice with the address that takes it away."""

    def chip(label: str, left: Zoekvraag) -> dict[str, str]:
        return {"label": label, "url": f"?{left.urlencode()}"}

    chosen: list[tuple[Facet, Keuze]] = [
        (facet, choice) for facet in facets for choice in facet.keuzes if choice.gekozen
    ]
    chips = [chip(choice.label, zoekvraag.without(facet.sleutel, choice.waarde)) for facet, choice in chosen]
    if zoekvraag.van or zoekvraag.tot:
        chips.append(chip(zoekvraag.describe_dates(), replace(zoekvraag, van=None, tot=None)))
    return chips


def page_context(
    zoekvraag: Zoekvraag, resultaat: Zoekresultaat, dates: Sequence[Datumveld], aanbevelingen: Sequence[Aanbeveling]
) -> Mapping[str, Any]:
    """Everything but the paginator."""
    facets = [facet for facet in resultaat.facetten if _useful(facet)]
    query = zoekvraag.urlencode()
    return {
        "zoekvraag": zoekvraag,
        "query": query,
        "resultaat": resultaat,
        "gezocht": not zoekvraag.is_empty() or any(date.fout for date in dates),
        "facetten": [_panel(facet, number) for number, facet in enumerate(facets)],
        "datumvelden": dates,
        "datum_open": any(date.waarde for date in dates),
        "gekozen": _chips(zoekvraag, resultaat.facetten),
        "wis_url": f"?{Zoekvraag(zoekvraag.vraag, sortering=zoekvraag.sortering).urlencode()}",
        "sorteer": "" if zoekvraag.sortering == RELEVANCE else zoekvraag.sortering,
        "sorteringen": [
            {
                "label": label,
                "url": f"?{replace(zoekvraag, sortering=key).urlencode()}",
                "actief": key == resultaat.sortering,
            }
            for key, label in SORTERINGEN.items()
            if key != RELEVANCE or zoekvraag.vraag
        ],
        "bedoelde_je_url": f"?{Zoekvraag(resultaat.bedoelde_je).urlencode()}" if resultaat.bedoelde_je else "",
        "uitwegen": [] if resultaat.totaal else _ways_out(zoekvraag),
        "uitvoer": [{"label": way.label, "url": way.url(zoekvraag)} for way in all_uitvoer()]
        if resultaat.totaal
        else [],
        "acties": [
            {"label": each.label, "icoon": each.icoon, "url": each.url(zoekvraag), "permission": each.permission}
            for each in all_acties()
        ],
        "aanbevelingen": aanbevelingen,
    }


def _ways_out(zoekvraag: Zoekvraag) -> list[dict[str, Any]]:
    return [
        {"label": way.label, "url": f"?{way.zoekvraag.urlencode()}", "aantal": way.aantal}
        for way in find_uitwegen(zoekvraag)
    ]


def paginate(resultaat: Zoekresultaat, per_page: int) -> Any:
    """The page as Django's paginator sees it, for the links to other pages."""
    paginator: Paginator[int] = Paginator(range(resultaat.totaal), per_page)
    return paginator.page(resultaat.pagina)
