"""The form of a memo, and of looking for one."""

from typing import Any

from django import forms

from kennisbank.onderzoek.memos.models import MAX_TITEL
from kennisbank.onderzoek.memos.services import MAX_TEKST
from kennisbank.ui.tekstbewerker import Tekstbewerker

TE_LANG = {"max_length": "Maak het korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d."}
OVER = {
    "bouwsteen": "Een bouwsteen",
    "thema": "Een thema",
    "selectie": "Een selectie",
    "ronde": "Een codeerronde",
    "niets": "Niets in het bijzonder",
}
VAN = {"mij": "Van mij", "anderen": "Van anderen"}


class MemoForm(forms.Form):
    """The words of a memo, and who reads it."""

    use_required_attribute = False

    titel = forms.CharField(
        label="Titel",
        max_length=MAX_TITEL,
        error_messages={"required": "Geef het memo een titel."} | TE_LANG,
    )
    tekst = forms.CharField(
        label="Tekst",
        strip=False,
        max_length=MAX_TEKST,
        widget=Tekstbewerker(rows=12),
        help_text="Wat valt je op, wat vermoed je, wat wil je nog uitzoeken? Noem geen namen van personen.",
        error_messages={"required": "Schrijf iets op."} | TE_LANG,
    )
    gedeeld = forms.BooleanField(
        label="Deel dit memo met iedereen op de werkbank",
        required=False,
        help_text="Laat leeg om het alleen zelf te kunnen lezen.",
    )
    akkoord = forms.BooleanField(label="Dit zijn geen gegevens van een persoon. Laat het zo staan.", required=False)
    basis = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._question = self.fields["akkoord"]
        if not self.data.get("akkoord"):
            del self.fields["akkoord"]

    def ask_about_persons(self) -> None:
        """Ask whether what looks like personal data may stay."""
        self.fields.setdefault("akkoord", self._question)
        self.order_fields(["titel", "tekst", "akkoord", "gedeeld", "basis"])


class ZoekMemoForm(forms.Form):
    """What to look for."""

    q = forms.CharField(label="Woorden", required=False, max_length=200)
    over = forms.ChoiceField(label="Over", required=False, choices=[("", "Alles"), *OVER.items()])
    van = forms.ChoiceField(label="Van wie", required=False, choices=[("", "Iedereen"), *VAN.items()])
