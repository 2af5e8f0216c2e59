"""The form with which an organiser thanks who was there."""

from django import forms

from bouwstenen.nazorg.services import MAX_TEKST
from kennisbank.ui.tekstbewerker import Tekstbewerker


class DankForm(forms.Form):
    """The text, and the day on which it goes out; the button says what happens."""

    use_required_attribute = False

    tekst = forms.CharField(
        label="Je bericht",
        strip=False,
        max_length=MAX_TEKST,
        widget=Tekstbewerker(rows=18),
        help_text="Pas het aan zodat het van jou is. Wat tussen haken staat, vul je zelf nog in. Noem geen namen.",
        error_messages={
            "required": "Schrijf eerst een bericht.",
            "max_length": "Maak het bericht korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    datum = forms.DateField(
        label="Versturen op",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Het advies is twee weken na het gesprek. De mail gaat om 9.00 uur uit.",
        error_messages={"invalid": "Vul een datum in, zoals 17-12-2026."},
    )
