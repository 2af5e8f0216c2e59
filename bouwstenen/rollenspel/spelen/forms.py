"""Forms of a game."""

from typing import Any

from django import forms
from django.utils.html import format_html

from bouwstenen.rollenspel.inhoud import RolInhoud
from bouwstenen.rollenspel.models import new_sleutel
from bouwstenen.rollenspel.rollen import Conclusievraag, Rol, Vorm
from bouwstenen.rollenspel.spelen.codes import read_code
from bouwstenen.rollenspel.spelen.services import MAX_ARGUMENT, MAX_BIJNAAM, MAX_CONCLUSIE


class StartForm(forms.Form):
    """How the team will play."""

    vorm = forms.ChoiceField(
        label="Hoe spelen jullie?",
        choices=Vorm.choices,
        initial=Vorm.TELEFOONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe jullie spelen.", "invalid_choice": "Kies hoe jullie spelen."},
    )


class MeedoenForm(forms.Form):
    """The code on the screen; `token` makes sending twice harmless."""

    code = forms.CharField(
        label="Code op het scherm",
        max_length=20,
        help_text="Zes letters en cijfers. Hoofdletters hoeven niet.",
        error_messages={"required": "Vul de code in die op het scherm staat."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "kb-code-veld",
            }
        ),
    )
    bijnaam = forms.CharField(
        label="Bijnaam",
        max_length=MAX_BIJNAAM,
        required=False,
        help_text="Staat op het scherm zolang het spel duurt. Daarna vergeten we hem. Je echte naam is niet nodig.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=new_sleutel)

    def clean_code(self) -> str:
        """The code in its one spelling; refused when it cannot be one."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Dit kan de code niet zijn. Het zijn zes letters en cijfers, zoals K7P 4XM.")
        return code


class RolForm(forms.Form):
    """Which role somebody takes."""

    rol = forms.ChoiceField(
        label="Kies een rol",
        choices=Rol.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een rol.", "invalid_choice": "Kies een rol."},
    )


class InzetForm(forms.Form):
    """A choice with its argument, in one round."""

    ronde = forms.IntegerField(widget=forms.HiddenInput)
    keuze = forms.TypedChoiceField(
        label="Wat doe je?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Maak een keuze.", "invalid_choice": "Maak een keuze."},
    )
    argument = forms.CharField(
        label="Waarom?",
        max_length=MAX_ARGUMENT,
        help_text="Eén of twee zinnen. Dit komt zonder naam op het scherm. Noem geen namen van anderen.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_ARGUMENT}),
        error_messages={
            "required": "Schrijf in één of twee zinnen op waarom.",
            "max_length": "Maak het korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )

    def __init__(self, *args: Any, rol: RolInhoud, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{rol['rol']}_%s")
        super().__init__(*args, **kwargs)
        self.fields["keuze"].choices = [(keuze["nummer"], _label(keuze)) for keuze in rol["keuzes"]]  # type: ignore[attr-defined]


def _label(keuze: Any) -> str:
    if not keuze["toelichting"]:
        return str(keuze["tekst"])
    return format_html(
        '<span class="kb-keuze__tekst">{}</span> <span class="kb-keuze__uitleg">{}</span>',
        keuze["tekst"],
        keuze["toelichting"],
    )


class ConclusieForm(forms.Form):
    """What somebody takes from the game."""

    vraag = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=Conclusievraag.choices,
        initial=Conclusievraag.GELEERD,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het over gaat.", "invalid_choice": "Kies waar het over gaat."},
    )
    tekst = forms.CharField(
        label="Jouw conclusie",
        max_length=MAX_CONCLUSIE,
        help_text="Eén gedachte, in één of twee hele zinnen. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_CONCLUSIE}),
        error_messages={
            "required": "Schrijf eerst op wat je meeneemt.",
            "max_length": "Maak het korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    tegengeluid = forms.BooleanField(
        label="Dit is een tegengeluid: het gaat in tegen wat de meesten vinden", required=False
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=new_sleutel)
