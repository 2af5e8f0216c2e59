"""The form with which the redactie writes in a section on the site itself."""

from typing import Any

from django import forms

from kennisbank.document.models import Wijzigingssoort
from kennisbank.redactie.voorstellen.planning import Inbreng
from kennisbank.redactie.voorstellen.validation import MAX_KOP
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.normalise import normalise
from kennisbank.ui.tekstbewerker import Tekstbewerker


class BewerkForm(forms.Form):
    """New words for a section, and what readers are told about it."""

    kop = forms.CharField(
        label="Kop",
        max_length=MAX_KOP,
        error_messages={
            "required": "Geef de sectie een kop.",
            "max_length": f"Maak de kop korter: hoogstens {MAX_KOP} tekens.",
        },
    )
    tekst = forms.CharField(
        label="Tekst",
        max_length=MAX_TEKENS,
        strip=False,
        widget=Tekstbewerker(),
        error_messages={"required": "Schrijf de tekst."},
    )
    toelichting = forms.CharField(
        label="Wat is er veranderd en waarom?",
        max_length=300,
        help_text="Lezers zien dit bij de versies.",
        error_messages={"required": "Vertel lezers in een zin wat er veranderd is en waarom."},
    )
    wijzigingssoort = forms.ChoiceField(
        label="Soort wijziging",
        choices=Wijzigingssoort.choices,
        initial=Wijzigingssoort.INHOUDELIJK,
        widget=forms.RadioSelect,
    )
    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_tekst(self) -> str:
        """The text with one kind of line ending."""
        return normalise(str(self.cleaned_data["tekst"]))

    @property
    def inbreng(self) -> Inbreng:
        """The words, as the services take them."""
        return Inbreng(self.cleaned_data["kop"], self.cleaned_data["tekst"])

    @property
    def verborgen_waarden(self) -> list[tuple[str, Any]]:
        """Every field with what was typed, to take along unseen while conflicts are solved."""
        return [(name, self[name].value()) for name in self.fields]
