"""What is asked most, and what is answered badly, over a number of days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from kennisbank.search.vragen.models import GesteldeVraag, VerborgenVraag

# A question is shown to others when it was asked on so many days, and at least so often.
PUBLIC_DAYS = 3
PUBLIC_TIMES = 5
PUBLIC_PERIOD = 90
PUBLIC_MOST = 8


@dataclass(frozen=True)
class Overzicht:
    """One list of the report: `rijen` have vraag, keer, dagen, gevonden, nuttig and niet_nuttig."""

    sleutel: str
    titel: str
    uitleg: str
    rijen: QuerySet[Any, Any]


def totals(days: int) -> QuerySet[Any, Any]:
    """Every question of the last `days` days with `keer`, `dagen`, `nuttig`, `niet_nuttig`, and its newest outcome."""
    since = timezone.localdate() - datetime.timedelta(days=days)
    newest = GesteldeVraag.objects.filter(vraag=OuterRef("vraag"), aantal__gt=0).order_by("-dag")
    return (
        GesteldeVraag.objects.filter(dag__gt=since)
        .values("vraag")
        .annotate(
            keer=Sum("aantal"),
            dagen=Count("pk"),
            ja=Sum("nuttig"),
            nee=Sum("niet_nuttig"),
            laatst=Subquery(newest.values("gevonden")[:1]),
            volledig=Subquery(newest.values("alle_woorden")[:1]),
        )
    )


def popular() -> Sequence[str]:
    """What others search for, as far as the redactie did not hide it."""
    rows = _public().exclude(vraag__in=VerborgenVraag.objects.values("vraag"))
    return [row["vraag"] for row in rows.order_by("-keer", "vraag")[:PUBLIC_MOST]]


def _public() -> QuerySet[Any, Any]:
    """Only what was asked on several days, and whose words are all in what readers may see."""
    return totals(PUBLIC_PERIOD).filter(dagen__gte=PUBLIC_DAYS, keer__gte=PUBLIC_TIMES, laatst__gt=0, volledig=True)


def hidden() -> Sequence[str]:
    """The questions that the redactie hid."""
    return list(VerborgenVraag.objects.values_list("vraag", flat=True))


def overviews(days: int) -> list[Overzicht]:
    """The lists of the report."""
    rows = totals(days)
    return [
        Overzicht("meest", "Meest gevraagd", "Wat bezoekers het vaakst zoeken.", rows.order_by("-keer", "vraag")),
        Overzicht(
            "niets",
            "Niets gevonden",
            "Vragen waarop de laatste keer niets kwam. Mist er een synoniem, een thema of een tekst?",
            rows.filter(laatst=0).order_by("-keer", "vraag"),
        ),
        Overzicht(
            "deels",
            "Alleen een deel van de woorden",
            "Vragen waarop niets past met al hun woorden.",
            rows.filter(laatst__gt=0, volledig=False).order_by("-keer", "vraag"),
        ),
        Overzicht(
            "onnuttig",
            "Weinig nuttig",
            "Vragen waarvan bezoekers vaker zeggen dat de resultaten niet helpen dan wel.",
            rows.filter(nee__gt=F("ja")).order_by("-nee", "vraag"),
        ),
    ]
