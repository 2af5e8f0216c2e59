"""Thema's to tick in a form: the real themas first, then the lenzen, each with its kind behind it."""

from typing import Any

from django import forms
from django.db.models import Case, QuerySet, Value, When

from themas.models import Thema, ThemaSoort


def order_for_choice(themas: QuerySet[Thema]) -> QuerySet[Thema]:
    """Themas before lenzen, and those by kind."""
    first = Case(When(soort=ThemaSoort.THEMA, then=Value(0)), default=Value(1))
    return themas.order_by(first, "soort", "volgorde", "naam")


def describe(thema: Thema) -> str:
    """The name, with the kind behind it when it is one of the lenzen: two of those may have the same name."""
    return thema.naam if thema.soort == ThemaSoort.THEMA else f"{thema.naam} ({thema.get_soort_display().lower()})"


class ThemasField(forms.ModelMultipleChoiceField):
    """Themas to tick. A bouwsteen or hoofdstuk is about any kind but a lichaamsdeel."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        themas = Thema.objects.current().exclude(soort=ThemaSoort.LICHAAMSDEEL)
        super().__init__(order_for_choice(themas), **{"required": False, "label": "Thema’s"} | kwargs)

    def label_from_instance(self, obj: Thema) -> str:
        return describe(obj)
