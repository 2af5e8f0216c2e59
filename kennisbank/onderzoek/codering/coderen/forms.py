"""The form in which somebody codes one bouwsteen."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kennisbank.onderzoek.codering.coderen.services import TEGELIJK
from kennisbank.onderzoek.codering.models import MAX_OPMERKING, Codering, Oordeel, RondeCode

TOETSEN = "1234567890qwertyuiopasdfghjklzxcvbnm"
"""The key of each code in order; after these there is none. The question mark is for who does not know."""


class AntwoordForm(forms.Form):
    """Codes, or none of them, or no idea; and a remark."""

    use_required_attribute = False

    codes = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Deze code hoort niet bij deze ronde."}
    )
    geen = forms.BooleanField(label="Geen van deze codes", required=False)
    weet_niet = forms.BooleanField(label="Weet ik niet", required=False)
    opmerking = forms.CharField(
        label="Opmerking",
        required=False,
        max_length=MAX_OPMERKING,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld waarom je twijfelde. Wie de ronde leidt, leest dit na het sluiten. Noem geen namen.",
        error_messages={"max_length": "Maak de opmerking korter: hoogstens %(limit_value)d tekens."},
    )

    def __init__(self, *args: Any, codes: Sequence[RondeCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(code.nummer): code for code in codes}
        self.fields["codes"].choices = [(key, code.naam) for key, code in self.known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One kind of answer at a time."""
        data = super().clean() or {}
        kinds = [bool(data.get("codes")), data.get("geen"), data.get("weet_niet")]
        if sum(map(bool, kinds)) > 1:
            self.add_error("codes", TEGELIJK)
        return data

    @property
    def antwoord(self) -> dict[str, Any]:
        """What save_antwoord takes."""
        data = self.cleaned_data
        oordeel = Oordeel.GEEN if data["geen"] else Oordeel.WEET_NIET if data["weet_niet"] else Oordeel.NOG_NIET
        chosen = [self.known[key] for key in data["codes"]]
        return {"codes": chosen, "oordeel": oordeel, "opmerking": data["opmerking"]}

    @property
    def opties(self) -> list[dict[str, Any]]:
        """Every code with its key, and whether it is chosen."""
        chosen = set(self["codes"].value() or ())
        keys = [*TOETSEN, *[""] * len(self.known)]
        return [
            {"code": code, "toets": key, "gekozen": number in chosen}
            for (number, code), key in zip(self.known.items(), keys, strict=False)
        ]


def first_values(row: Codering | None) -> dict[str, Any]:
    """What the form shows of an answer given before."""
    if row is None:
        return {}
    return {
        "codes": [str(code.nummer) for code in row.codes.all()],
        "geen": row.oordeel == Oordeel.GEEN,
        "weet_niet": row.oordeel == Oordeel.WEET_NIET,
        "opmerking": row.opmerking,
    }
