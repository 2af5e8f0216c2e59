"""Forms of the editor's walk."""

from typing import Any

from django import forms

from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.models import Wijzigingssoort
from kennisbank.redactie.models import Besluit


class VerwerkForm(forms.Form):
    """The text of a section with bouwstenen worked in, and why."""

    use_required_attribute = False

    tekst = forms.CharField(
        label="Tekst van de sectie",
        required=False,
        strip=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Markdown. Verwijs met [[dubbele haken]] naar een hoofdstuk, thema of bouwsteen.",
    )
    toelichting = forms.CharField(
        label="Wat doe je en waarom?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text="Lezers zien dit bij de versies. De inbrenger leest het bij de bouwsteen.",
        error_messages={"required": "Vertel in een zin wat je doet en waarom."},
    )
    wijzigingssoort = forms.ChoiceField(
        label="Soort wijziging",
        choices=Wijzigingssoort,
        initial=Wijzigingssoort.INHOUDELIJK,
        widget=forms.RadioSelect,
        help_text="Redactioneel is taal en opmaak. Inhoudelijk is wat de tekst zegt.",
        error_messages={"required": "Kies of dit een redactionele of een inhoudelijke wijziging is."},
    )
    koppel = forms.BooleanField(
        label="Koppel de nieuwe zinnen aan deze bouwstenen",
        required=False,
        initial=True,
        help_text="Lezers zien dan per zin waar die vandaan komt. Je kunt dit later per zin aanpassen.",
    )
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_tekst: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_tekst:
            del self.fields["tekst"]
            del self.fields["koppel"]

    def clean_toelichting(self) -> str:
        """The note on one line."""
        return " ".join(self.cleaned_data["toelichting"].split())


class BesluitForm(forms.Form):
    """A decision that leaves the document as it is."""

    use_required_attribute = False

    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[(Besluit.NIET_OVERGENOMEN, "Niet overnemen"), (Besluit.LATER, "Later opnieuw bekijken")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je besluit."},
    )
    reden = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De inbrenger leest dit. Leg uit waarom, en noem het hoofdstuk als het daar al staat.",
        error_messages={"required": "Geef een reden. De inbrenger leest die terug."},
    )
