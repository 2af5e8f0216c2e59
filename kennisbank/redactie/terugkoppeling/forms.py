"""The forms with which a participant says whether they recognise their words, and the redactie answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kennisbank.redactie.terugkoppeling.models import Antwoord
from kennisbank.redactie.terugkoppeling.services import MAX_OPMERKING, MAX_REACTIE
from kennisbank.text.normalise import normalise
from kennisbank.text.privacy import find_personal_data

GEHEEL = "geheel"
"""What a form is about when it is not one bouwsteen."""


class HerkenningForm(forms.Form):
    """One answer; `over` is the urn id of a bouwsteen, or GEHEEL. Every form on the page has names of its own."""

    use_required_attribute = False

    antwoord = forms.ChoiceField(
        label="Herken je hierin wat er gezegd is?",
        choices=Antwoord,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies of je dit herkent: ja, deels of nee.",
            "invalid_choice": "Kies of je dit herkent: ja, deels of nee.",
        },
    )
    opmerking = forms.CharField(
        label="Wat wil je erover kwijt?",
        required=False,
        max_length=MAX_OPMERKING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen de redactie leest dit. Noem geen namen.",
        error_messages={"max_length": "Maak je opmerking korter: hoogstens %(limit_value)d tekens."},
    )
    toch = forms.BooleanField(label="Dit mag zo naar de redactie", required=False)

    def __init__(
        self, over: str, data: Any = None, *, initial: dict[str, Any] | None = None, namen: Iterable[str] = ()
    ) -> None:
        super().__init__(data, initial=initial, prefix=over)
        self.over = over
        self.namen = namen

    @property
    def vraagt_door(self) -> bool:
        """Whether the person has to say that what looks like personal data may stay."""
        return self.is_bound and "opmerking" in self.errors and self._found() != ""

    def clean_opmerking(self) -> str:
        """Point at what looks like personal data, once."""
        text = normalise(self.cleaned_data["opmerking"]).strip()
        found = _describe(text, self.namen)
        if found and not self.data.get(self.add_prefix("toch")):
            raise forms.ValidationError(
                f"Hier staat iets dat op persoonsgegevens lijkt: {found}. Haal het weg, of vink aan dat het zo mag."
            )
        return text

    def _found(self) -> str:
        return _describe(str(self.data.get(self.add_prefix("opmerking"), "")), self.namen)


def _describe(tekst: str, namen: Iterable[str]) -> str:
    """What looks like personal data, in words."""
    return ", ".join(
        dict.fromkeys(f"{vondst.uitleg} (‘{vondst.tekst}’)" for vondst in find_personal_data(tekst, namen))
    )


class AntwoordForm(forms.Form):
    """What the redactie says to one participant."""

    use_required_attribute = False

    reactie = forms.CharField(
        label="Je antwoord",
        max_length=MAX_REACTIE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_REACTIE}),
        help_text="De deelnemer leest dit op de eigen pagina.",
        error_messages={
            "required": "Schrijf een antwoord. De deelnemer leest dat terug.",
            "max_length": "Maak je antwoord korter: hoogstens %(limit_value)d tekens.",
        },
    )
