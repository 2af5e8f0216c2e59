"""The filters of the history of a document: hoofdstuk, soort wijziging and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from kennisbank.document.models import LevendDocument, Wijzigingssoort
from kennisbank.document.querysets import HoofdstukVersieQuerySet

LABELS = {"hoofdstuk": "Hoofdstuk", "soort": "Soort wijziging", "periode": "Periode"}
DAGEN = {"week": ("Afgelopen 7 dagen", 7), "maand": ("Afgelopen 30 dagen", 30), "kwartaal": ("Afgelopen 90 dagen", 90)}


@dataclass(frozen=True)
class Filters:
    """What can be chosen (value and label, by filter), and what was. A value that is no choice is ignored."""

    keuzes: Mapping[str, Sequence[tuple[str, str]]]
    gekozen: Mapping[str, str]

    def apply(self, rows: HoofdstukVersieQuerySet) -> HoofdstukVersieQuerySet:
        """The versions that pass all filters."""
        if "hoofdstuk" in self.gekozen:
            rows = rows.filter(hoofdstuk__slug=self.gekozen["hoofdstuk"])
        if "soort" in self.gekozen:
            rows = rows.filter(wijzigingssoort=self.gekozen["soort"])
        return rows.filter(**self.period("gemaakt_op"))

    def period(self, field: str) -> dict[str, datetime]:
        """The conditions on `field` that keep it in the chosen period."""
        chosen = self.gekozen.get("periode", "")
        if chosen in DAGEN:
            return {f"{field}__gte": timezone.now() - timedelta(days=DAGEN[chosen][1])}
        if chosen:
            year = int(chosen)
            starts = [datetime(number, 1, 1, tzinfo=timezone.get_current_timezone()) for number in (year, year + 1)]
            return {f"{field}__gte": starts[0], f"{field}__lt": starts[1]}
        return {}

    def facetten(self) -> list[dict[str, Any]]:
        """The filters as components/filterpaneel.html takes them."""
        return [
            {
                "naam": naam,
                "label": LABELS[naam],
                "soort": "keuze",
                "opties": [
                    {"waarde": value, "label": label, "gekozen": self.gekozen.get(naam) == value}
                    for value, label in keuzes
                ],
            }
            for naam, keuzes in self.keuzes.items()
        ]

    def chips(self) -> list[dict[str, str]]:
        """What was chosen, each with the address without it."""
        return [
            {
                "label": f"{LABELS[naam]}: {dict(self.keuzes[naam])[value]}",
                "url": f"?{urlencode({other: chosen for other, chosen in self.gekozen.items() if other != naam})}",
            }
            for naam, value in self.gekozen.items()
        ]


def read_filters(document: LevendDocument, params: QueryDict) -> Filters:
    """The choices that this document has, and the ones that the address makes."""
    years = document.versies().order_by().values_list("gemaakt_op__year", flat=True).distinct()
    keuzes: dict[str, Sequence[tuple[str, str]]] = {
        "hoofdstuk": list(document.hoofdstukken().values_list("slug", "title")),
        "soort": Wijzigingssoort.choices,
        "periode": [
            *((value, label) for value, (label, _) in DAGEN.items()),
            *((str(year), str(year)) for year in sorted(years, reverse=True)),
        ],
    }
    asked = {naam: params.get(naam, "") for naam in keuzes}
    return Filters(keuzes, {naam: value for naam, value in asked.items() if value in dict(keuzes[naam])})
