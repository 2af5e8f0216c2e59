"""The form with which an editor decides on a voorstel."""

from typing import Any

from django import forms

from kennisbank.document.models import Wijzigingssoort
from kennisbank.text.normalise import normalise, normalise_line

OVERNEMEN, AANPASSEN, AFWIJZEN, ZEKER_AFWIJZEN = "overnemen", "aanpassen", "afwijzen", "zeker_afwijzen"
ACTIES = (OVERNEMEN, AANPASSEN, AFWIJZEN, ZEKER_AFWIJZEN)
MAX_REDEN = 2_000
_MUST_BE_TOLD = {
    AANPASSEN: "Vertel de indiener wat er anders moet.",
    AFWIJZEN: "Geef een reden. De indiener en alle lezers zien die.",
    ZEKER_AFWIJZEN: "Geef een reden. De indiener en alle lezers zien die.",
}


class BeslisForm(forms.Form):
    """Everything an editor can fill in, in one form: whichever button is pressed, what was typed elsewhere stays.

    `actie` says what must be filled in. `nummer`, `huidig` and `resultaat` tell what the editor had before them.
    """

    use_required_attribute = False

    toelichting = forms.CharField(
        label="Wat verandert er, en waarom?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text="Eén of twee zinnen. Lezers zien dit bij de versies, en de indiener bij het voorstel.",
    )
    wijzigingssoort = forms.ChoiceField(
        label="Soort wijziging",
        required=False,
        choices=Wijzigingssoort,
        initial=Wijzigingssoort.INHOUDELIJK,
        widget=forms.RadioSelect,
        help_text="Redactioneel is taal en opmaak. Inhoudelijk is wat de tekst zegt.",
    )
    reden = forms.CharField(
        label="Wat moet er anders, of waarom niet?",
        required=False,
        max_length=MAX_REDEN,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MAX_REDEN}),
        help_text="De indiener krijgt dit te lezen, en het blijft voor iedereen bij het voorstel staan.",
    )
    onderdelen = forms.CharField(label="Wat je overneemt", required=False, widget=forms.HiddenInput)
    nummer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    huidig = forms.IntegerField(required=False, widget=forms.HiddenInput)
    resultaat = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, actie: str = "") -> None:
        super().__init__(data)
        self.actie = actie

    def seen_versions(self) -> tuple[int, int]:
        """The wording of the voorstel and the version of the hoofdstuk that the editor looked at; 0 when unknown."""
        return self._number("nummer"), self._number("huidig")

    def seen_resultaat(self) -> str:
        """The fingerprint of the text that the editor looked at."""
        return str(self.data.get("resultaat", "")) if self.is_bound else ""

    def refuse(self, field: str, message: str) -> None:
        """Show at a field what does not hold, once somebody sent the form."""
        if self.is_bound and self.actie:
            self.add_error(field, message)

    def clean_toelichting(self) -> str:
        """The note on one line."""
        note = normalise_line(self.cleaned_data["toelichting"])
        if self.actie == OVERNEMEN and not note:
            raise forms.ValidationError("Vertel lezers in een zin wat er verandert en waarom.")
        return note

    def clean_wijzigingssoort(self) -> str:
        """Known when something is published."""
        soort = str(self.cleaned_data["wijzigingssoort"])
        if self.actie == OVERNEMEN and not soort:
            raise forms.ValidationError("Kies of dit een redactionele of een inhoudelijke wijziging is.")
        return soort

    def clean_reden(self) -> str:
        """There when the voorstel is not taken over."""
        reden = normalise(self.cleaned_data["reden"])
        if not reden.strip() and self.actie in _MUST_BE_TOLD:
            raise forms.ValidationError(_MUST_BE_TOLD[self.actie])
        return reden

    def _number(self, name: str) -> int:
        value = str(self.data.get(name, "")) if self.is_bound else ""
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
