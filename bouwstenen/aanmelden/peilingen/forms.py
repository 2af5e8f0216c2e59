"""The forms of polls."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bouwstenen.aanmelden.models import Antwoord, Peiling
from bouwstenen.aanmelden.peilingen.services import MAX_STELLINGEN

GEEN_MENING = "geen"
KEUZES = [*((str(value), label) for value, label in Antwoord.choices), (GEEN_MENING, "Geen mening")]


class StemForm(forms.Form):
    """One question per stelling, none of them compulsory."""

    def __init__(self, peiling: Peiling, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stellingen = list(peiling.stellingen.all())
        for stelling in self.stellingen:
            field = forms.ChoiceField(
                label=stelling.tekst,
                choices=KEUZES,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Kies een van de antwoorden."},
            )
            self.fields[f"stelling-{stelling.pk}"] = field

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Geef bij ten minste één stelling een antwoord.")
        return data

    @property
    def antwoorden(self) -> dict[int, int | None]:
        """The answers by the key of the stelling; those left open are left out."""
        given = {stelling.pk: self.cleaned_data[f"stelling-{stelling.pk}"] for stelling in self.stellingen}
        return {key: None if value == GEEN_MENING else int(value) for key, value in given.items() if value}


def initial_answers(given: Sequence[tuple[int, int | None]]) -> dict[str, str]:
    """What somebody answered before, as the form shows it."""
    return {f"stelling-{key}": GEEN_MENING if value is None else str(value) for key, value in given}


class PeilingForm(forms.Form):
    """A new poll: stellingen of the startkit, and own ones."""

    titel = forms.CharField(
        label="Titel",
        max_length=150,
        error_messages={"required": "Geef de peiling een titel.", "max_length": "Maak de titel korter."},
    )
    gekozen = forms.MultipleChoiceField(
        label="Stellingen uit de startkit",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze stelling staat niet in de startkit."},
    )
    stellingen = forms.CharField(
        label="Eigen stellingen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Eén stelling per regel. Samen met de gekozen stellingen hoogstens {MAX_STELLINGEN}.",
    )
    open_tot = forms.DateField(
        label="Open tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies een datum.", "invalid": "Schrijf de datum zo: 24-12-2026."},
    )

    def __init__(self, stellingen: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = dict(stellingen)
        self.fields["gekozen"].choices = list(stellingen)  # type: ignore[attr-defined]

    @property
    def alle_stellingen(self) -> list[str]:
        """The chosen ones and the own ones."""
        chosen = [self.texts[key] for key in self.cleaned_data["gekozen"]]
        return [*chosen, *self.cleaned_data["stellingen"].splitlines()]

    @property
    def dag(self) -> date:
        """The last day."""
        day: date = self.cleaned_data["open_tot"]
        return day
