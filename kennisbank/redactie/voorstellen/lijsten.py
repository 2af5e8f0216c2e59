"""The filters and orders of the list of voorstellen."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from bouwstenen.facetten import Facet
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelSoort, VoorstelStatus
from kennisbank.text.normalise import normalise_line
from themas.models import Thema

MAX_VRAAG = 200
NIEUWSTE = "nieuwste"
SORTERINGEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    NIEUWSTE: ("Nieuwste eerst", ("-ingediend_op", "-pk")),
    "oudste": ("Oudste eerst", ("ingediend_op", "pk")),
    "steun": ("Meeste steun", ("-aantal_steun", "-ingediend_op", "-pk")),
}


def read_vraag(params: QueryDict) -> str:
    """The words to search for, on one line and not too many."""
    return normalise_line(params.get("q", ""))[:MAX_VRAAG].strip()


def read_sortering(params: QueryDict) -> str:
    """The order asked for; the newest first when that is none of ours."""
    asked = params.get("sorteer", "")
    return asked if asked in SORTERINGEN else NIEUWSTE


def facetten(user: Any, params: QueryDict) -> list[Facet]:
    """The filters; `sectie` only when the address asks for one, `van` only for who is logged in."""
    known = Hoofdstuk.objects.filter(voorstellen__isnull=False).order_by("path").distinct()
    hoofdstukken = list(known.values_list("urn_id", "title"))
    found = [
        _field_facet("status", "Status", "status", VoorstelStatus.choices),
        _field_facet("soort", "Soort", "soort", VoorstelSoort.choices),
        _field_facet("hoofdstuk", "Hoofdstuk", "hoofdstuk__urn_id", hoofdstukken, soort="keuze"),
        _thema_facet(),
    ]
    if params.get("sectie"):
        found.insert(0, _sectie_facet(str(params["sectie"])))
    if user.is_authenticated:
        found.insert(0, _own_facet(user))
    return found


def _own_facet(user: Any) -> Facet:
    return Facet(
        naam="van",
        label="Van wie",
        keuzes=[("mij", "Alleen van mij")],
        conditie=lambda values: Q(indiener=user.pk),
        tellen=lambda rows: {"mij": rows.filter(indiener=user.pk).count()},
    )


def _sectie_facet(sectie_id: str) -> Facet:
    """One section, by the heading of the newest voorstel for it."""
    kop = Voorstel.objects.filter(sectie_id=sectie_id).values_list("sectie_kop", flat=True).first()
    return _field_facet("sectie", "Sectie", "sectie_id", [(sectie_id, kop)] if kop else [])


def _field_facet(naam: str, label: str, path: str, keuzes: Any, **options: Any) -> Facet:
    return Facet(
        naam=naam,
        label=label,
        keuzes=[(str(value), text) for value, text in keuzes],
        conditie=lambda values: Q(**{f"{path}__in": values}),
        tellen=_count(path),
        **options,
    )


def _count(path: str) -> Callable[[QuerySet[Any]], Mapping[str, int]]:
    def count(rows: QuerySet[Any]) -> Mapping[str, int]:
        return {str(value): number for value, number in rows.order_by().values_list(path).annotate(Count("pk"))}

    return count


def _thema_facet() -> Facet:
    """What the hoofdstuk is about."""
    links = Hoofdstuk.themas.through.objects
    themas = Thema.objects.filter(opgegaan_in__isnull=True, soort="thema", hoofdstukken__voorstellen__isnull=False)

    def condition(slugs: list[str]) -> Q:
        return Q(hoofdstuk__in=links.filter(thema__slug__in=slugs).values("hoofdstuk"))

    def count(rows: QuerySet[Any]) -> Mapping[str, int]:
        found = rows.order_by().values_list("hoofdstuk__themas__slug").annotate(Count("pk"))
        return {slug: number for slug, number in found if slug}

    keuzes = list(themas.order_by("naam").distinct().values_list("slug", "naam"))
    return Facet(naam="thema", label="Thema", keuzes=keuzes, conditie=condition, tellen=count)
