"""The filters of the lists of bouwstenen and gesprekken."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from bouwstenen.facetten import Facet
from bouwstenen.models import (
    Bouwsteen,
    BouwsteenSoort,
    Gesprek,
    GesprekFormat,
    Organisatie,
    Stand,
    Stap,
    Werkvorm,
)
from kennisbank.text.normalise import normalise_line
from themas.models import Thema, ThemaSoort

MAX_VRAAG = 200
MAX_TREFFERS = 1000
SORTERINGEN = {
    "nieuwste": ("Nieuwste eerst", ("-aangemaakt_op", "-pk")),
    "oudste": ("Oudste eerst", ("aangemaakt_op", "pk")),
    "titel": ("Titel", ("titel", "pk")),
}
GESPREK_SORTERINGEN = {
    "nieuwste": ("Nieuwste eerst", ("-datum", "-pk")),
    "oudste": ("Oudste eerst", ("datum", "pk")),
    "titel": ("Titel", ("titel", "pk")),
}
THEMA_LABELS = {
    ThemaSoort.THEMA: "Thema",
    ThemaSoort.NIVEAU: "Niveau",
    ThemaSoort.AMBITIE: "Ambitie",
    ThemaSoort.RELATIE: "Relatie",
    ThemaSoort.OVERHEIDSROL: "Overheidsrol",
}


def read_vraag(params: QueryDict) -> str:
    """The words to search for, on one line and not too many."""
    return normalise_line(params.get("q", ""))[:MAX_VRAAG].strip()


def search_rows(rows: QuerySet[Any], vraag: str) -> list[int]:
    """The keys of the rows that hold these words, best first."""
    results = get_search_backend().search(vraag, rows.order_by())
    return [row.pk for row in results[:MAX_TREFFERS]]


def in_order(rows: QuerySet[Any], keys: Sequence[int]) -> list[int]:
    """Those of `keys` that are in `rows`, in the order of `keys`."""
    present = set(rows.values_list("pk", flat=True))
    return [key for key in keys if key in present]


def _count_field(path: str) -> Callable[[QuerySet[Any]], Mapping[str, int]]:
    def count(rows: QuerySet[Any]) -> Mapping[str, int]:
        return {str(value): number for value, number in rows.order_by().values_list(path).annotate(Count("pk"))}

    return count


def _field_facet(naam: str, label: str, path: str, keuzes: Sequence[tuple[Any, str]], **options: Any) -> Facet:
    return Facet(
        naam=naam,
        label=label,
        keuzes=[(str(value), text) for value, text in keuzes],
        conditie=lambda values: Q(**{f"{path}__in": values}),
        tellen=_count_field(path),
        **options,
    )


def _thema_facet(soort: str, label: str, themas: Sequence[Thema], alias: Mapping[str, str]) -> Facet:
    links = Bouwsteen.themas.through.objects

    def condition(slugs: list[str]) -> Q:
        return Q(pk__in=links.filter(thema__slug__in=slugs).values("bouwsteen"))

    def count(rows: QuerySet[Any]) -> Mapping[str, int]:
        found = links.filter(bouwsteen__in=rows.order_by().values("pk"), thema__soort=soort)
        return dict(found.values_list("thema__slug").annotate(Count("pk")))

    keuzes = [(thema.slug, thema.naam) for thema in themas if thema.soort == soort]
    return Facet(naam=soort, label=label, keuzes=keuzes, conditie=condition, tellen=count, alias=alias)


def bouwsteen_facetten() -> list[Facet]:
    """The filters of the list of bouwstenen."""
    terms = list(Thema.objects.select_related("opgegaan_in").order_by("volgorde", "naam"))
    themas = [thema for thema in terms if thema.opgegaan_in is None]
    alias = {thema.slug: thema.opgegaan_in.slug for thema in terms if thema.opgegaan_in is not None}
    by_soort = [_thema_facet(soort, label, themas, alias) for soort, label in THEMA_LABELS.items()]
    gesprekken = Gesprek.objects.published().filter(bouwstenen__status="gepubliceerd").distinct()
    return [
        by_soort[0],
        _field_facet("soort", "Soort", "soort", BouwsteenSoort.choices),
        Facet(
            naam="tegengeluid",
            label="Tegengeluid",
            keuzes=[("ja", "Alleen tegengeluid")],
            conditie=lambda values: Q(tegengeluid=True),
            tellen=lambda rows: {"ja": rows.filter(tegengeluid=True).count()},
        ),
        _field_facet("stand", "Wat ermee gebeurd is", "stand", Stand.choices),
        *by_soort[1:],
        _field_facet(
            "lichaamsdeel",
            "Lichaamsdeel",
            "lichaamsdeel__slug",
            [(thema.slug, thema.naam) for thema in themas if thema.soort == ThemaSoort.LICHAAMSDEEL],
            alias=alias,
        ),
        _field_facet(
            "gesprek", "Gesprek", "gesprek__urn_id", list(gesprekken.values_list("urn_id", "titel")), soort="keuze"
        ),
    ]


def gesprek_facetten() -> list[Facet]:
    """The filters of the list of gesprekken."""
    years = Gesprek.objects.published().order_by("-datum__year").values_list("datum__year", flat=True).distinct()
    organisaties = Organisatie.objects.filter(gesprekken__zichtbaar=True).distinct()
    today = timezone.localdate()
    planned = Q(datum__gt=today)
    return [
        Facet(
            naam="moment",
            label="Gepland of gehouden",
            keuzes=[("gepland", "Gepland"), ("gehouden", "Gehouden")],
            conditie=lambda values: Q() if len(values) > 1 else (planned if values == ["gepland"] else ~planned),
            tellen=lambda rows: rows.aggregate(
                gepland=Count("pk", filter=planned), gehouden=Count("pk", filter=~planned)
            ),
        ),
        _field_facet("format", "Vorm van het gesprek", "format", GesprekFormat.choices),
        _field_facet("werkvorm", "Waar", "werkvorm", Werkvorm.choices),
        _field_facet("stap", "Stap", "stap", Stap.choices),
        _field_facet("jaar", "Jaar", "datum__year", [(year, str(year)) for year in years]),
        Facet(
            naam="organisatie",
            label="Organisatie",
            keuzes=[(str(pk), naam) for pk, naam in organisaties.values_list("pk", "naam")],
            conditie=lambda values: Q(
                pk__in=Gesprek.organisaties.through.objects.filter(
                    organisatie__in=[int(value) for value in values]
                ).values("gesprek")
            ),
            tellen=_count_organisaties,
        ),
    ]


def _count_organisaties(rows: QuerySet[Any]) -> Mapping[str, int]:
    links = Gesprek.organisaties.through.objects.filter(gesprek__in=rows.order_by().values("pk"))
    return {str(pk): number for pk, number in links.values_list("organisatie").annotate(Count("pk"))}
