"""What every analysis has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from kennisbank.charts.chart import Chart, Table
from kennisbank.onderzoek.corpus import Corpus


class GeheelGetal(forms.IntegerField):
    """A whole number between bounds. A text box, so that what was typed stays there when it is no number."""

    def __init__(self, *, laagste: int, hoogste: int, **kwargs: Any) -> None:
        message = f"Vul een getal in van {laagste} tot en met {hoogste}."
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), message)
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=laagste, max_value=hoogste, widget=widget, error_messages=errors, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class Instellingen(forms.Form):
    """Settings of an analysis, from the address. What is not in it has its first value."""

    use_required_attribute = False

    def __init__(self, data: QueryDict, corpus: Corpus) -> None:
        self.corpus = corpus
        filled = data.copy()
        for name, field_ in self.base_fields.items():
            if name not in data and field_.initial is not None:
                first = field_.initial
                filled.setlist(name, [str(item) for item in first] if isinstance(first, list) else [str(first)])
        super().__init__(filled)


@dataclass(frozen=True)
class Beeld:
    """A picture with the table that says the same; `sleutel` stands in the name of its files."""

    sleutel: str
    titel: str
    table: Table
    chart: Chart | None = None
    # What goes into the CSV, when that is not the table on the page.
    bestand: Table | None = None


@dataclass(frozen=True)
class Uitkomst:
    """What an analysis gives: pictures with tables, sentences that say the main thing, warnings, and the rest."""

    beelden: Sequence[Beeld] = ()
    zinnen: Sequence[str] = ()
    waarschuwingen: Sequence[str] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Analyse:
    """One analysis: its name and texts, the form of its settings, and the function that does the work."""

    key: str
    label: str
    uitleg: str
    icoon: str
    form: type[Instellingen]
    bereken: Callable[[Corpus, Mapping[str, Any]], Uitkomst]
    lezen: Sequence[str]
    niet: Sequence[str]
    template: str = "onderzoek/analyse.html"
    volgorde: int = 50
    # Whether outcomes are kept: for what takes long to work out.
    onthoud: bool = True
    # What the page shows besides the outcome, for who looks and for the page of the list.
    context: Callable[[Any, Uitkomst], Mapping[str, Any]] | None = None


def number(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many}"
