"""The filters of the agenda."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from bouwstenen.aanmelden.querysets import open_plannen
from bouwstenen.facetten import Facet
from bouwstenen.models import Gesprek, GesprekFormat, Organisatie, Werkvorm

_GESPREK_ORGANISATIES = Gesprek.organisaties.through.objects


def _counter(path: str) -> Callable[[QuerySet[Any]], Mapping[str, int]]:
    def count(rows: QuerySet[Any]) -> Mapping[str, int]:
        return {str(value): number for value, number in rows.order_by().values_list(path).annotate(Count("pk"))}

    return count


def _field_facet(naam: str, label: str, keuzes: Sequence[tuple[str, str]]) -> Facet:
    path = f"gesprek__{naam}"
    return Facet(
        naam=naam,
        label=label,
        keuzes=keuzes,
        conditie=lambda values: Q(**{f"{path}__in": values}),
        tellen=_counter(path),
    )


def _of_organisaties(values: list[str]) -> Q:
    return Q(gesprek__in=_GESPREK_ORGANISATIES.filter(organisatie__pk__in=values).values("gesprek"))


def _count_organisaties(rows: QuerySet[Any]) -> Mapping[str, int]:
    found = _GESPREK_ORGANISATIES.filter(gesprek__in=rows.order_by().values("gesprek"))
    return {str(key): number for key, number in found.values_list("organisatie").annotate(Count("pk"))}


def facetten() -> list[Facet]:
    """Format, place and organisation."""
    present = Organisatie.objects.filter(gesprekken__in=open_plannen().order_by().values("gesprek")).distinct()
    return [
        _field_facet("format", "Vorm", GesprekFormat.choices),
        _field_facet("werkvorm", "Waar", Werkvorm.choices),
        Facet(
            naam="organisatie",
            label="Organisatie",
            keuzes=[(str(organisatie.pk), organisatie.naam) for organisatie in present],
            conditie=_of_organisaties,
            tellen=_count_organisaties,
        ),
    ]
