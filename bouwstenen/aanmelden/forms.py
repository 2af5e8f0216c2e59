"""The forms to sign up with, and those of the organiser."""

from typing import Any

from django import forms

from bouwstenen.aanmelden.services import MAX_ONDERWERP, MAX_TEKST
from bouwstenen.deelnemers.models import Werkveld
from bouwstenen.deelnemers.services import MAX_ADRES, MAX_NAAM

WERKVELDEN = [("", "Zeg ik liever niet"), *Werkveld.choices]


def _naam(label: str, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MAX_NAAM,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Vul een naam in.", "max_length": "Maak de naam korter: hoogstens 100 tekens."},
    )


def _email(label: str, help_text: str, **attrs: str) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        max_length=MAX_ADRES,
        help_text=help_text,
        widget=forms.EmailInput(attrs=attrs),
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een e-mailadres in, zoals naam@organisatie.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )


class AanmeldForm(forms.Form):
    """What somebody who wants to come tells about themselves; `website` is for programs that fill in everything."""

    naam = _naam("Je naam", autocomplete="name")
    email = _email("Je e-mailadres", "Hier sturen we de bevestiging naartoe.", autocomplete="email")
    werkveld = forms.ChoiceField(
        label="Wat voor werk doe je?",
        choices=WERKVELDEN,
        required=False,
        help_text=(
            "We tellen dit alleen. De organisator ziet bijvoorbeeld dat er drie mensen uit de uitvoering komen, en kan "
            "zo zorgen voor een gemengde groep."
        ),
    )
    akkoord = forms.BooleanField(
        label="Het is goed dat jullie mijn naam en e-mailadres hiervoor gebruiken",
        error_messages={"required": "Zonder je naam en e-mailadres kunnen we je niet aanmelden. Zet een vinkje."},
    )
    website = forms.CharField(label="Laat dit veld leeg", required=False, widget=forms.TextInput)

    @property
    def gegevensvelden(self) -> list[forms.BoundField]:
        """What people tell about themselves; they agree below the explanation."""
        return [self[name] for name in ("naam", "email", "werkveld")]

    @property
    def is_by_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("website", "").strip())


class UitnodigForm(forms.Form):
    """Somebody whom the organiser adds."""

    naam = _naam("Naam", autocomplete="off")
    email = _email("E-mailadres", "", autocomplete="off")
    komt = forms.ChoiceField(
        label="Wat spraken jullie af?",
        choices=[
            ("nee", "Nog niets: stuur een uitnodiging met een link om ja of nee te zeggen"),
            ("ja", "Deze collega komt: geef meteen een plaats en stuur een bevestiging"),
        ],
        initial="nee",
        widget=forms.RadioSelect,
    )


class RondberichtForm(forms.Form):
    """A message to all deelnemers."""

    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=MAX_ONDERWERP,
        error_messages={"required": "Vul een onderwerp in.", "max_length": "Maak het onderwerp korter."},
    )
    tekst = forms.CharField(
        label="Bericht",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Gewone tekst. Boven je bericht staat ‘Beste’ met de naam van de deelnemer.",
        error_messages={
            "required": "Schrijf eerst je bericht.",
            "max_length": "Maak je bericht korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    ook_wachtlijst = forms.BooleanField(label="Stuur het ook aan wie op de wachtlijst staat", required=False)


def add_errors(form: forms.Form, error: Any) -> None:
    """Show what a service refuses at its field, or above the form."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)
