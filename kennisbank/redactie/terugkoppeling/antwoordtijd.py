"""How long people wait for an answer: from bringing in a bouwsteen to the first decision on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.redactie.terugkoppeling.models import Antwoord, Herkenning

MAX_KWARTALEN = 12
WAITING = Q(status="ingediend") | Q(status="gepubliceerd", stand="open")
"""Bouwstenen on which nobody decided yet."""


@dataclass(frozen=True)
class Wachttijd:
    """How many there are, and their waiting times in days; `label` is the quarter or "nu"."""

    label: str
    aantal: int
    mediaan: int | None
    langst: int | None


@dataclass(frozen=True)
class WachtendGesprek:
    """A delivered gesprek with bouwstenen on which nobody decided yet."""

    gesprek: Gesprek
    open: int
    later: int
    totaal: int
    sinds: datetime

    @property
    def dagen(self) -> int:
        """So long the oldest of them waits."""
        return _days(self.sinds, timezone.now())

    @property
    def url(self) -> str:
        """Its terugkoppeling as readers see it."""
        return reverse("terugkoppeling:gesprek", args=[self.gesprek.urn_id])


def _days(begin: datetime, end: datetime) -> int:
    return max(0, (timezone.localdate(end) - timezone.localdate(begin)).days)


def _summarise(label: str, days: Sequence[int]) -> Wachttijd:
    return Wachttijd(label, len(days), round(median(days)) if days else None, max(days, default=None))


def answer_times() -> list[Wachttijd]:
    """By quarter in which the first decision was taken, newest first; an answer is any of the four decisions."""
    rows = (
        Bouwsteen.objects.filter(verwerkingen__isnull=False)
        .order_by()
        .annotate(besloten=Min("verwerkingen__op"))
        .values_list("aangemaakt_op", "besloten")
    )
    per_quarter: dict[tuple[int, int], list[int]] = defaultdict(list)
    for begin, end in rows:
        day = timezone.localdate(end)
        per_quarter[day.year, (day.month + 2) // 3].append(_days(begin, end))
    newest = sorted(per_quarter, reverse=True)[:MAX_KWARTALEN]
    return [_summarise(f"{year}, kwartaal {quarter}", per_quarter[year, quarter]) for year, quarter in newest]


def waiting_now() -> Wachttijd:
    """Those on which nobody decided yet."""
    now = timezone.now()
    moments = Bouwsteen.objects.filter(WAITING).order_by().values_list("aangemaakt_op", flat=True)
    return _summarise("Nu", [_days(moment, now) for moment in moments])


def waiting_gesprekken() -> QuerySet[Gesprek]:
    """The delivered gesprekken that wait, who waits longest first; see `as_waiting`."""
    is_open = Q(bouwstenen__status="ingediend") | Q(bouwstenen__status="gepubliceerd", bouwstenen__stand="open")
    return (
        Gesprek.objects.delivered()
        .annotate(
            aantal_open=Count("bouwstenen", filter=is_open),
            aantal_later=Count("bouwstenen", filter=Q(bouwstenen__status="gepubliceerd", bouwstenen__stand="later")),
            totaal=Count("bouwstenen", filter=Q(bouwstenen__status__in=("ingediend", "gepubliceerd"))),
            wacht_sinds=Min("bouwstenen__aangemaakt_op", filter=is_open),
        )
        .filter(aantal_open__gt=0)
        .order_by("wacht_sinds", "pk")
    )


def as_waiting(gesprek: Gesprek) -> WachtendGesprek:
    """One row of `waiting_gesprekken`."""
    row = vars(gesprek)
    return WachtendGesprek(gesprek, row["aantal_open"], row["aantal_later"], row["totaal"], row["wacht_sinds"])


def as_table(tabel: str) -> list[list[str]]:
    """One of TABELLEN with its headings; counts and times only, nothing that anybody wrote."""
    return TABELLEN[tabel]()


def _times() -> list[list[str]]:
    head = ["Kwartaal van het besluit", "Bouwstenen", "Mediaan in dagen", "Langste in dagen"]
    rows = [waiting_now(), *answer_times()]
    return [head, *([row.label, str(row.aantal), _text(row.mediaan), _text(row.langst)] for row in rows)]


def _waiting() -> list[list[str]]:
    head = ["Gesprek", "Kenmerk", "Zonder besluit", "Later", "Bouwstenen", "Wacht sinds"]
    rows = map(as_waiting, waiting_gesprekken())
    return [
        head,
        *(
            [row.gesprek.titel, row.gesprek.urn, str(row.open), str(row.later), str(row.totaal), _day(row.sinds)]
            for row in rows
        ),
    ]


def _recognition() -> list[list[str]]:
    head = ["Gesprek", "Kenmerk", *(str(antwoord.label) for antwoord in Antwoord), "Met opmerking", "Nog te lezen"]
    counts = [Count("herkenningen", filter=Q(herkenningen__antwoord=antwoord)) for antwoord in Antwoord]
    waiting = Q(herkenningen__in=Herkenning.objects.waiting())
    rows = (
        Gesprek.objects.filter(herkenningen__isnull=False)
        .annotate(
            ja=counts[0],
            deels=counts[1],
            nee=counts[2],
            opmerkingen=Count("herkenningen", filter=~Q(herkenningen__opmerking="")),
            wachtend=Count("herkenningen", filter=waiting),
        )
        .order_by("-datum", "-pk")
    )
    names = ("ja", "deels", "nee", "opmerkingen", "wachtend")
    return [head, *([row.titel, row.urn, *(str(vars(row)[name]) for name in names)] for row in rows)]


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()


TABELLEN = {"antwoordtijd": _times, "wachtend": _waiting, "herkenning": _recognition}
