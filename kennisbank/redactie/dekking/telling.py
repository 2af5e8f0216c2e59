"""What of all that was said is in the document, and where: the numbers behind the coverage page.

A bouwsteen is "in" a hoofdstuk when the newest version of that hoofdstuk names it as bron or kanttekening. Only
published bouwstenen count, so that everybody may see the numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, LevendDocument
from themas.models import Thema, ThemaSoort

LEEFTIJDEN = ((30, "Korter dan een maand"), (91, "Een tot drie maanden"), (365, "Drie maanden tot een jaar"))
OUDER = "Langer dan een jaar"
LENZEN = (ThemaSoort.LICHAAMSDEEL, ThemaSoort.NIVEAU, ThemaSoort.RELATIE)
GRENS = 2.0
"""From this many standard deviations a share in the text differs from the share in what was said."""
MIN_VERWACHT = 5.0
"""Below this expected number the comparison says nothing (Cochran's rule for chi-square tests)."""


@dataclass(frozen=True)
class SectieBronnen:
    """One section of what readers see now, with the urn ids of the bouwstenen it names."""

    hoofdstuk_id: int
    sectie_id: str
    kop: str
    bouwstenen: frozenset[str]


@dataclass(frozen=True)
class Rij:
    """One row of a matrix: a number per hoofdstuk, how many are in the document at all, and how many there are."""

    sleutel: str
    label: str
    aantallen: tuple[int, ...]
    in_document: int
    totaal: int

    @property
    def open(self) -> int:
        """How many are nowhere in the document."""
        return self.totaal - self.in_document


@dataclass(frozen=True)
class Matrix:
    """Counts of bouwstenen: rows (themas or gesprekken) by hoofdstukken."""

    hoofdstukken: Sequence[Hoofdstuk]
    rijen: Sequence[Rij]

    @property
    def hoogste(self) -> int:
        """The largest number in it, for the scale of the picture."""
        return max((number for rij in self.rijen for number in rij.aantallen), default=0)


@dataclass(frozen=True)
class Weerklank:
    """How a term of a lens comes back: among what was said, and among what is in the text.

    `afwijking` is the Pearson residual (in text − expected) / √expected, where expected is the share of what was said
    times the number in the text. None where too little was expected to say anything.
    """

    sleutel: str
    label: str
    gezegd: int
    in_tekst: int
    aandeel_gezegd: float
    aandeel_in_tekst: float
    afwijking: float | None

    @property
    def oordeel(self) -> str:
        """The same in words."""
        if self.afwijking is None:
            return "te weinig om iets te zeggen"
        if self.afwijking <= -GRENS:
            return "ondervertegenwoordigd"
        return "oververtegenwoordigd" if self.afwijking >= GRENS else "in verhouding"


class Dekking:
    """The coverage of one document, read in a fixed number of queries."""

    def __init__(self, document: LevendDocument) -> None:
        self.document = document
        self.hoofdstukken: list[Hoofdstuk] = list(document.hoofdstukken().defer("body", "samenvatting"))
        self.secties = _read_secties(self.hoofdstukken)
        self.plekken: dict[str, set[int]] = defaultdict(set)
        for sectie in self.secties:
            for urn_id in sectie.bouwstenen:
                self.plekken[urn_id].add(sectie.hoofdstuk_id)
        rows = Bouwsteen.objects.current().values_list("pk", "urn_id", "gesprek_id", "lichaamsdeel_id")
        self.bouwstenen: dict[int, tuple[str, int | None, int | None]] = {pk: tuple(rest) for pk, *rest in rows}  # type: ignore[misc]
        links = Bouwsteen.themas.through.objects.filter(bouwsteen__status="gepubliceerd")
        self.per_thema: dict[int, set[int]] = defaultdict(set)
        for thema_id, pk in links.values_list("thema_id", "bouwsteen_id"):
            self.per_thema[thema_id].add(pk)

    def by_thema(self) -> Matrix:
        """Thema by hoofdstuk."""
        themas = Thema.objects.current().soort(ThemaSoort.THEMA).order_by("volgorde", "naam")
        rijen = [self._rij(thema.slug, thema.naam, self.per_thema[thema.pk]) for thema in themas]
        return Matrix(self.hoofdstukken, [rij for rij in rijen if rij.totaal])

    def by_gesprek(self) -> Matrix:
        """Gesprek by hoofdstuk, the newest first."""
        members: dict[int | None, set[int]] = defaultdict(set)
        for pk, (_, gesprek_id, _) in self.bouwstenen.items():
            members[gesprek_id].add(pk)
        gesprekken = (
            Gesprek.objects.published().filter(pk__in=[key for key in members if key]).order_by("-datum", "-pk")
        )
        rijen = [self._rij(gesprek.urn_id, gesprek.titel, members[gesprek.pk]) for gesprek in gesprekken]
        return Matrix(self.hoofdstukken, [rij for rij in rijen if rij.totaal])

    def _rij(self, sleutel: str, label: str, bouwstenen: Iterable[int]) -> Rij:
        places = [self.plekken.get(self.bouwstenen[pk][0], set()) for pk in bouwstenen if pk in self.bouwstenen]
        counts = Counter(hoofdstuk for place in places for hoofdstuk in place)
        return Rij(
            sleutel=sleutel,
            label=label,
            aantallen=tuple(counts[hoofdstuk.pk] for hoofdstuk in self.hoofdstukken),
            in_document=sum(1 for place in places if place),
            totaal=len(places),
        )

    def without_source(self) -> list[tuple[Hoofdstuk, list[SectieBronnen], int]]:
        """Per hoofdstuk: the sections no bouwsteen carries, and how many sections it has."""
        found = []
        for hoofdstuk in self.hoofdstukken:
            secties = [sectie for sectie in self.secties if sectie.hoofdstuk_id == hoofdstuk.pk]
            found.append((hoofdstuk, [sectie for sectie in secties if not sectie.bouwstenen], len(secties)))
        return found

    def resonance(self) -> list[tuple[str, list[Weerklank]]]:
        """Per lens (lichaamsdeel, niveau, relatie): which terms come back less or more than they were said."""
        terms = list(Thema.objects.current().filter(soort__in=LENZEN).order_by("volgorde", "naam"))
        said_at: dict[int, set[int]] = defaultdict(set)
        for pk, (_, _, lichaamsdeel_id) in self.bouwstenen.items():
            if lichaamsdeel_id:
                said_at[lichaamsdeel_id].add(pk)
        result = []
        for lens in LENZEN:
            source = said_at if lens == ThemaSoort.LICHAAMSDEEL else self.per_thema
            members = {term: source.get(term.pk, set()) for term in terms if term.soort == lens}
            result.append((str(lens.label), self._compare(members)))
        return result

    def _compare(self, members: Mapping[Thema, set[int]]) -> list[Weerklank]:
        said = {term: len(keys) for term, keys in members.items()}
        used = {term: sum(1 for pk in keys if self._is_used(pk)) for term, keys in members.items()}
        total, total_used = sum(said.values()), sum(used.values())
        result = []
        for term in members:
            expected = total_used * said[term] / total if total else 0.0
            result.append(
                Weerklank(
                    sleutel=term.slug,
                    label=term.naam,
                    gezegd=said[term],
                    in_tekst=used[term],
                    aandeel_gezegd=said[term] / total if total else 0.0,
                    aandeel_in_tekst=used[term] / total_used if total_used else 0.0,
                    afwijking=(used[term] - expected) / sqrt(expected) if expected >= MIN_VERWACHT else None,
                )
            )
        return result

    def _is_used(self, pk: int) -> bool:
        return pk in self.bouwstenen and bool(self.plekken.get(self.bouwstenen[pk][0]))


def _read_secties(hoofdstukken: Sequence[Hoofdstuk]) -> list[SectieBronnen]:
    """The sections of the newest versions, in reading order."""
    newest = HoofdstukVersie.objects.filter(hoofdstuk=OuterRef("hoofdstuk")).order_by("-nummer").values("pk")[:1]
    versies = HoofdstukVersie.objects.filter(
        hoofdstuk__in=[hoofdstuk.pk for hoofdstuk in hoofdstukken], pk=Subquery(newest)
    )
    contents: dict[int, Any] = dict(versies.values_list("hoofdstuk_id", "inhoud"))
    return [
        SectieBronnen(
            hoofdstuk_id=hoofdstuk.pk,
            sectie_id=sectie["id"],
            kop=sectie["kop"],
            bouwstenen=frozenset(bron["bouwsteen"] for bron in sectie["bronnen"]),
        )
        for hoofdstuk in hoofdstukken
        if hoofdstuk.pk in contents
        for sectie in contents[hoofdstuk.pk]["secties"]
    ]


def count_by_age(now: datetime | None = None) -> list[dict[str, Any]]:
    """The bouwstenen nobody decided on, by how long they wait, dissent apart. `sleutel` is the upper bound in days."""
    moment = now or timezone.now()
    counts: Counter[str] = Counter()
    dissent: Counter[str] = Counter()
    rows = Bouwsteen.objects.open().values_list("gepubliceerd_op", "aangemaakt_op", "tegengeluid")
    for published, made, is_dissent in rows:
        sleutel = age_key(moment - (published or made))
        counts[sleutel] += 1
        dissent[sleutel] += is_dissent
    labels = [(str(days), label) for days, label in LEEFTIJDEN] + [("ouder", OUDER)]
    return [
        {"sleutel": key, "label": label, "aantal": counts[key], "tegengeluid": dissent[key]} for key, label in labels
    ]


def age_key(age: timedelta) -> str:
    """Which of LEEFTIJDEN an age belongs to."""
    return next((str(days) for days, _ in LEEFTIJDEN if age < timedelta(days=days)), "ouder")
