"""The forms of selecties."""

from django import forms

from kennisbank.onderzoek.models import MAX_NAAM


class SelectieForm(forms.Form):
    """How a selectie is called, why it was made, and who finds it in the list."""

    use_required_attribute = False

    naam = forms.CharField(
        label="Naam",
        max_length=MAX_NAAM,
        help_text="Kort en herkenbaar. Bijvoorbeeld: Tegenspraak in rollenspellen.",
        error_messages={
            "required": "Geef de selectie een naam.",
            "max_length": "Maak de naam korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Waar is deze selectie voor? Noem geen namen van personen.",
        error_messages={"max_length": "Maak de toelichting korter: hoogstens %(limit_value)d tekens."},
    )
    gedeeld = forms.BooleanField(
        label="Zet haar in de lijst van iedereen met de werkbank",
        required=False,
        help_text="Wie het adres heeft en de werkbank mag gebruiken, kan haar altijd openen.",
    )
