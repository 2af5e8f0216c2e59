"""The result of a poll: per stelling how many gave which answer, as numbers and as the parts of a bar."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from bouwstenen.aanmelden.models import Antwoord, Peiling
from bouwstenen.models import Gesprek

MINSTENS = 5
"""With fewer voters a result tells who answered what."""
MAX_BIJ_GESPREK = 5


@dataclass(frozen=True)
class Deel:
    """One answer: its label, how many gave it, and where its part of the bar (100 wide) begins and how wide it is."""

    sleutel: str
    label: str
    aantal: int
    procent: int
    begin: float
    breedte: float


@dataclass(frozen=True)
class StellingUitslag:
    """What came out for one stelling."""

    tekst: str
    delen: tuple[Deel, ...]
    aantal: int
    geen_mening: int
    samenvatting: str


@dataclass(frozen=True)
class Uitslag:
    """The result of a poll; `stellingen` is empty while there are too few voters."""

    titel: str
    url: str
    kenmerk: str
    kiezers: int
    genoeg: bool
    stellingen: tuple[StellingUitslag, ...]


def make_uitslag(peiling: Peiling) -> Uitslag:
    """The result, in three queries."""
    voters = peiling.stemmen.values("kiezer_index").distinct().count()
    enough = voters >= MINSTENS
    rows: tuple[StellingUitslag, ...] = ()
    if enough:
        counted: dict[tuple[int, int | None], int] = {
            (stelling, antwoord): number
            for stelling, antwoord, number in peiling.stemmen.values_list("stelling", "antwoord").annotate(Count("pk"))
        }
        rows = tuple(
            _stelling(stelling.tekst, {value: counted.get((stelling.pk, value), 0) for value in (*Antwoord, None)})
            for stelling in peiling.stellingen.all()
        )
    return Uitslag(peiling.titel, peiling.get_absolute_url(), peiling.kenmerk, voters, enough, rows)


def _stelling(tekst: str, aantallen: dict[int | None, int]) -> StellingUitslag:
    total = sum(aantallen[value] for value in Antwoord)
    delen = []
    begin = 0.0
    for value in Antwoord:
        width = 100 * aantallen[value] / total if total else 0.0
        key = value.name.lower().replace("_", "-")
        delen.append(Deel(key, value.label, aantallen[value], round(width), round(begin, 2), round(width, 2)))
        begin += width
    for_it = aantallen[Antwoord.EENS] + aantallen[Antwoord.HELEMAAL_EENS]
    against = aantallen[Antwoord.ONEENS] + aantallen[Antwoord.HELEMAAL_ONEENS]
    return StellingUitslag(tekst, tuple(delen), total, aantallen[None], _in_words(for_it, against, total))


def _in_words(for_it: int, against: int, total: int) -> str:
    if not total:
        return "Niemand gaf hier een mening."
    return f"{for_it} van de {total} is het ermee eens, {against} niet."


def panel_for_gesprek(gesprek: Gesprek, user: Any) -> dict[str, Any]:
    """On the page of a gesprek: polls to take part in, and the results that its organiser attached."""
    rows = list(Peiling.objects.shown_with(gesprek).order_by("gemaakt_op", "pk")[:MAX_BIJ_GESPREK])
    results = [make_uitslag(peiling) for peiling in rows if not peiling.is_open]
    found = [uitslag for uitslag in results if uitslag.genoeg]
    open_now = [{"titel": peiling.titel, "url": peiling.get_absolute_url()} for peiling in rows if peiling.is_open]
    return {"open": open_now, "uitslagen": found} if found or open_now else {}
