"""The forms of the pool."""

from typing import Any

from django import forms

from bouwstenen.models import GesprekFormat
from bouwstenen.organiseren.forms import dag_veld
from bouwstenen.organiseren.models import DAGDELEN, WEEKDAGEN, Facilitator, Regio
from bouwstenen.organiseren.pool.services import MAX_TEKST

TE_LANG = "Houd het bij %(limit_value)d tekens. Nu zijn het er %(show_value)d."


class FacilitatorForm(forms.Form):
    """What somebody in the pool offers."""

    actief = forms.BooleanField(
        label="Collega's mogen mij vragen",
        required=False,
        initial=True,
        help_text="Zet je dit uit, dan sta je niet in de pool. Wat je al hebt toegezegd, blijft staan.",
    )
    formats = forms.MultipleChoiceField(
        label="Welke vormen begeleid je?",
        choices=GesprekFormat.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één vorm die je kunt begeleiden."},
    )
    regios = forms.MultipleChoiceField(
        label="Waar begeleid je?",
        choices=Regio.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies waar je kunt begeleiden, of kies Online."},
    )
    dagdelen = forms.MultipleChoiceField(
        label="Op welke dagdelen kun je meestal?",
        choices=DAGDELEN,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één dagdeel."},
    )
    afwezig_van = dag_veld(label="Ik ben er niet vanaf", required=False, help_text="Bijvoorbeeld door vakantie.")
    afwezig_tot = dag_veld(label="Tot en met", required=False)
    toelichting = forms.CharField(
        label="Wat wil je erover vertellen?",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld met welke groepen je ervaring hebt. Alleen organisatoren die zijn ingelogd, zien dit.",
        error_messages={"max_length": TE_LANG},
    )

    @classmethod
    def for_facilitator(cls, facilitator: Facilitator | None) -> "FacilitatorForm":
        """The form with what somebody offers now."""
        if facilitator is None:
            return cls()
        return cls(initial={name: getattr(facilitator, name) for name in cls.base_fields})


class ZoekForm(forms.Form):
    """What an organiser looks for; nonsense in the address counts as nothing."""

    vorm = forms.ChoiceField(label="Vorm", choices=[("", "Alle vormen"), *GesprekFormat.choices], required=False)
    regio = forms.ChoiceField(label="Waar", choices=[("", "Overal"), *Regio.choices], required=False)
    weekdag = forms.ChoiceField(label="Weekdag", choices=[("", "Elke dag"), *WEEKDAGEN], required=False)
    dag = dag_veld(label="Op deze datum", required=False)
    use_required_attribute = False

    def hide_marks(self) -> None:
        """Show no ‘niet verplicht’ beside a filter, once the form was checked."""
        for field in self.fields.values():
            field.required = True


class VraagForm(forms.Form):
    """Asking somebody of the pool."""

    bericht = forms.CharField(
        label="Wil je er iets bij schrijven?",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wie komen er, en wat hoop je van de begeleider? Noem geen namen van deelnemers.",
        error_messages={"max_length": TE_LANG},
    )


class RedenForm(forms.Form):
    """Saying no."""

    reden = forms.CharField(
        label="Wil je zeggen waarom?",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De organisator leest dit, en kan dan iemand anders vragen.",
        error_messages={"max_length": TE_LANG},
    )


def add_errors(form: forms.Form, errors: Any) -> None:
    """Put what a service refused at its field, or above the form."""
    if hasattr(errors, "error_dict"):
        for name, messages in errors.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
    else:
        form.add_error(None, errors.messages)
