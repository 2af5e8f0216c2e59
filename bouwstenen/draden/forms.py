"""The forms of rode draden."""

from typing import Any

from django import forms

from bouwstenen.draden.models import MAX_TITEL, RodeDraad
from bouwstenen.draden.services import MAX_TEKST
from kennisbank.ui.tekstbewerker import Tekstbewerker
from themas.keuze import ThemasField, order_for_choice
from themas.models import Thema, ThemaSoort


class DraadForm(forms.Form):
    """The words and themas of a rode draad."""

    use_required_attribute = False

    titel = forms.CharField(
        label="In één zin",
        max_length=MAX_TITEL,
        help_text="Zeg wat je terug hoort, als een hele zin. Bijvoorbeeld: wie eerst belt, schrijft een betere brief.",
        error_messages={
            "required": "Zeg in één zin wat de rode draad is.",
            "max_length": "Maak de zin korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    tekst = forms.CharField(
        label="Tekst",
        strip=False,
        max_length=MAX_TEKST,
        widget=Tekstbewerker(rows=14),
        help_text="Wat komt steeds terug, waar spreken bouwstenen elkaar tegen, en wat vraagt dat van ons?",
        error_messages={
            "required": "Vertel de rode draad in een paar alinea’s.",
            "max_length": "Deze tekst is te lang: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    themas = ThemasField()


class WijzigForm(DraadForm):
    """A change of a rode draad, on the wording with number `basis`."""

    reden = forms.CharField(
        label="Wat verander je?",
        max_length=300,
        required=False,
        help_text="In één zin. Komt bij de eerdere versies te staan.",
    )
    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ZoekForm(forms.Form):
    """What to look for among the bouwstenen."""

    q = forms.CharField(label="Woorden", required=False, max_length=200)
    thema = forms.ModelChoiceField(
        label="Thema",
        required=False,
        to_field_name="slug",
        empty_label="Alle thema’s",
        queryset=order_for_choice(Thema.objects.current().filter(soort=ThemaSoort.THEMA)),
    )


class DraadKeuzeForm(forms.Form):
    """Which rode draad."""

    draad = forms.ModelChoiceField(
        label="Rode draad",
        queryset=RodeDraad.objects.all(),
        error_messages={"required": "Kies een rode draad."},
    )


class DraadMakenForm(forms.Form):
    """The words of a new rode draad, in the admin."""

    titel = forms.CharField(label="In één zin", max_length=MAX_TITEL, help_text="Wat komt in deze bouwstenen terug?")
    tekst = forms.CharField(
        label="Tekst",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Een eerste versie is genoeg. Op de site kun je verder schrijven.",
    )


def first_values(draad: RodeDraad, basis: int) -> dict[str, Any]:
    """What the form for changing shows at first."""
    return {"titel": draad.titel, "tekst": draad.tekst, "themas": draad.themas.all(), "basis": basis}
