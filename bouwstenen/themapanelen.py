"""What the page of a thema shows of bouwstenen and gesprekken."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from bouwstenen.models import Bouwsteen, BouwsteenSoort, Gesprek, Stand
from bouwstenen.presentation import bars, gesprek_kaart, kaarten, list_url
from themas.models import Thema, ThemaSoort
from themas.panelen import register_paneel

AANTAL_BOUWSTENEN = 6
AANTAL_GESPREKKEN = 6
MAX_BALKEN = 8


def bouwstenen(thema: Thema) -> Mapping[str, Any]:
    """The newest bouwstenen about a thema, and how many there are of each soort and stand."""
    rows = Bouwsteen.objects.current().about(thema)
    counted = list(rows.order_by().values_list("soort", "stand").annotate(Count("pk")))
    if not counted:
        return {}
    by_soort: Counter[str] = Counter()
    by_stand: Counter[str] = Counter()
    for soort, stand, number in counted:
        by_soort[soort] += number
        by_stand[stand] += number
    filters = {thema.soort: thema.slug}
    return {
        "aantal": sum(by_soort.values()),
        "kaarten": kaarten(rows.newest_first().for_cards()[:AANTAL_BOUWSTENEN]),
        "url": list_url(**filters),
        "verdelingen": [
            bars("Soort", BouwsteenSoort.choices, by_soort, naam="soort", filters=filters),
            bars("Wat ermee gebeurd is", Stand.choices, by_stand, naam="stand", filters=filters),
        ],
    }


def lenzen(thema: Thema) -> Mapping[str, Any]:
    """How the bouwstenen about a thema spread over the terms of every other kind."""
    rows = Bouwsteen.objects.current().about(thema).order_by()
    counts: dict[str, list[tuple[str, str, int]]] = {}
    links = Bouwsteen.themas.through.objects.filter(bouwsteen__in=rows.values("pk"), thema__opgegaan_in__isnull=True)
    terms = links.exclude(thema__soort=thema.soort).order_by("thema__soort", "thema__volgorde", "thema__naam")
    for soort, slug, naam, number in terms.values_list("thema__soort", "thema__slug", "thema__naam").annotate(
        Count("bouwsteen")
    ):
        counts.setdefault(soort, []).append((slug, naam, number))
    if thema.soort != ThemaSoort.LICHAAMSDEEL:
        places = rows.filter(lichaamsdeel__isnull=False).order_by("lichaamsdeel__volgorde")
        parts = places.values_list("lichaamsdeel__slug", "lichaamsdeel__naam").annotate(Count("pk"))
        counts[ThemaSoort.LICHAAMSDEEL] = list(parts)
    if ThemaSoort.THEMA in counts:
        counts[ThemaSoort.THEMA] = sorted(counts[ThemaSoort.THEMA], key=lambda row: -row[2])[:MAX_BALKEN]
    found = [
        bars(
            ThemaSoort(soort).label,
            [(slug, naam) for slug, naam, _ in counts[soort]],
            {slug: number for slug, _, number in counts[soort]},
            naam=soort,
            filters={thema.soort: thema.slug},
        )
        for soort in ThemaSoort.values
        if counts.get(soort)
    ]
    return {"verdelingen": found} if found else {}


def gesprekken(thema: Thema) -> Mapping[str, Any]:
    """The gesprekken in which bouwstenen about a thema were said, newest first."""
    ids = Bouwsteen.objects.current().about(thema).filter(gesprek__isnull=False).values("gesprek")
    found = list(Gesprek.objects.published().filter(pk__in=ids).with_counts()[: AANTAL_GESPREKKEN + 1])
    if not found:
        return {}
    return {
        "gesprekken": [gesprek_kaart(item) for item in found[:AANTAL_GESPREKKEN]],
        "meer_url": "/gesprekken/" if len(found) > AANTAL_GESPREKKEN else "",
    }


def register() -> None:
    """Put the parts in the registry."""
    register_paneel("bouwstenen", 20, "bouwstenen/themapaneel_bouwstenen.html", bouwstenen)
    register_paneel("lenzen", 30, "bouwstenen/themapaneel_lenzen.html", lenzen)
    register_paneel("gesprekken", 40, "bouwstenen/themapaneel_gesprekken.html", gesprekken)
