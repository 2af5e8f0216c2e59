"""What de plaat is made of: how many bouwstenen each rode draad and thema had, month by month, gesprek by gesprek."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, QuerySet
from django.db.models.functions import Cast, Coalesce, TruncMonth

from bouwstenen.draden.models import DraadBouwsteen, RodeDraad
from bouwstenen.models import Bouwsteen
from bouwstenen.presentation import list_url
from themas.models import Thema, ThemaSoort

MAX_DRADEN = 12
MAX_THEMAS = 28
"""So many are drawn, the largest first."""


@dataclass(frozen=True)
class Groei:
    """What came in from one gesprek (or, without a gesprek, in one month): `maand` is its first day."""

    maand: date
    gesprek: int | None
    aantal: int


@dataclass(frozen=True)
class Gebied:
    """A region: a rode draad or a thema, with how it grew, oldest first. `verbonden` names the themas of a draad."""

    soort: str
    sleutel: int
    titel: str
    url: str
    groei: tuple[Groei, ...]
    verbonden: frozenset[int] = frozenset()

    def until(self, maand: date | None) -> tuple[Groei, ...]:
        """How it grew up to and with this month; None for all."""
        return tuple(deel for deel in self.groei if maand is None or deel.maand <= maand)

    def count(self, maand: date | None = None) -> int:
        """How many bouwstenen it had at the end of this month; None for now."""
        return sum(deel.aantal for deel in self.until(maand))

    def count_gesprekken(self, maand: date | None = None) -> int:
        """From how many gesprekken they came."""
        return len({deel.gesprek for deel in self.until(maand) if deel.gesprek is not None})


DRAAD, THEMA = "draad", "thema"


def fetch_gebieden() -> list[Gebied]:
    """The largest rode draden, then the largest themas; four queries."""
    return [*_draden(), *_themas()]


def maanden(gebieden: Iterable[Gebied]) -> list[date]:
    """The months in which something came in, oldest first."""
    return sorted({deel.maand for gebied in gebieden for deel in gebied.groei})


def _draden() -> list[Gebied]:
    links = DraadBouwsteen.objects.filter(
        draad__gepubliceerd_op__isnull=False, bouwsteen__status__in=("gepubliceerd", "vervangen")
    )
    groei = _growth(links, "draad")
    found = RodeDraad.objects.in_bulk(_largest(groei, MAX_DRADEN))
    themas: dict[int, set[int]] = defaultdict(set)
    for draad, thema in RodeDraad.themas.through.objects.filter(rodedraad__in=found).values_list("rodedraad", "thema"):
        themas[draad].add(thema)
    return [
        Gebied(DRAAD, pk, found[pk].titel, found[pk].get_absolute_url(), groei[pk], frozenset(themas[pk]))
        for pk in _largest(groei, MAX_DRADEN)
    ]


def _themas() -> list[Gebied]:
    links = Bouwsteen.themas.through.objects.filter(
        bouwsteen__status="gepubliceerd", thema__soort=ThemaSoort.THEMA, thema__opgegaan_in__isnull=True
    )
    groei = _growth(links, "thema")
    found = Thema.objects.in_bulk(_largest(groei, MAX_THEMAS))
    return [
        Gebied(THEMA, pk, found[pk].naam, list_url(thema=found[pk].slug), groei[pk])
        for pk in _largest(groei, MAX_THEMAS)
    ]


def _growth(links: QuerySet[Any], sleutel: str) -> dict[int, tuple[Groei, ...]]:
    """The growth of each region, from rows that tie bouwstenen to them."""
    # PostgreSQL gives a moment for the month of a day, too.
    held = Cast(TruncMonth("bouwsteen__gesprek__datum"), DateField())
    handed_in = Cast(TruncMonth("bouwsteen__aangemaakt_op"), DateField())
    rows = (
        links.order_by()
        .annotate(gebied=F(sleutel), maand=Coalesce(held, handed_in))
        .values_list("gebied", "maand", "bouwsteen__gesprek")
        .annotate(aantal=Count("pk"))
    )
    found: dict[int, list[Groei]] = defaultdict(list)
    for gebied, maand, gesprek, aantal in rows:
        found[gebied].append(Groei(maand, gesprek, aantal))
    return {
        gebied: tuple(sorted(delen, key=lambda deel: (deel.maand, deel.gesprek or 0)))
        for gebied, delen in found.items()
    }


def _largest(groei: dict[int, tuple[Groei, ...]], hoogstens: int) -> list[int]:
    totals = {gebied: sum(deel.aantal for deel in delen) for gebied, delen in groei.items()}
    return sorted(totals, key=lambda gebied: (-totals[gebied], gebied))[:hoogstens]
