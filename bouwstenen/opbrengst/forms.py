"""The forms for recording without JavaScript, and for photos."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.forms import BoundField

from bouwstenen.opbrengst.plekken import Plek
from bouwstenen.opbrengst.services import NieuweRegel
from kennisbank.text.normalise import normalise

VELD = "plek-"


class VastlegForm(forms.Form):
    """A box to write in for every place; each line in it is one bouwsteen.

    `formulier` marks this filling-in: sent twice, every line is still saved once.
    """

    formulier = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, plekken: Sequence[Plek], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plekken = list(plekken)
        self.initial.setdefault("formulier", uuid4())
        for plek in self.plekken:
            self.fields[VELD + plek.sleutel] = forms.CharField(
                label=f"Nieuwe regels bij ‘{plek.naam}’",
                help_text="Elke regel wordt één bouwsteen.",
                required=False,
                max_length=50_000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"max_length": "Dit is te veel in één keer. Sla eerst een deel op."},
            )

    def clean(self) -> dict[str, Any]:
        """At least one line somewhere."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.regels:
            raise forms.ValidationError("Schrijf ten minste één regel op voordat je opslaat.")
        return data

    @property
    def regels(self) -> list[NieuweRegel]:
        """Every line that was typed, with a key that depends on nothing but this form, the place and the words."""
        mark: UUID = self.cleaned_data.get("formulier") or uuid4()
        found: list[NieuweRegel] = []
        seen: dict[tuple[str, str], int] = {}
        for plek in self.plekken:
            for tekst in normalise(self.cleaned_data.get(VELD + plek.sleutel) or "").split("\n"):
                words = tekst.strip().removeprefix("- ").strip()
                if words:
                    number = seen[(plek.sleutel, words)] = seen.get((plek.sleutel, words), 0) + 1
                    found.append(NieuweRegel(str(uuid5(mark, f"{plek.sleutel}:{number}:{words}")), words, plek))
        return found

    def box(self, plek: Plek) -> BoundField:
        """The box of a place."""
        return self[VELD + plek.sleutel]


class FotoForm(forms.Form):
    """A photo of the paper canvas."""

    bestand = forms.FileField(
        label="Foto van het papieren canvas",
        help_text=(
            "JPEG, PNG of WebP, hoogstens 15 MB. Gegevens over plaats en toestel halen we eruit. Alleen wie dit "
            "gesprek vastlegt, ziet de foto."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": "Kies eerst een foto.", "empty": "Dit bestand is leeg. Kies een andere foto."},
    )


class TekstalternatiefForm(forms.Form):
    """What is in a photo, in words, and who may see it."""

    tekstalternatief = forms.CharField(
        label="Wat is er te zien?",
        help_text="Voor wie de foto niet kan zien. Noem geen namen van personen.",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    openbaar = forms.BooleanField(
        label="Laat de foto zien op de pagina van het gesprek",
        required=False,
        help_text="Kijk eerst of er geen gezichten of namen op staan. Lezers zien de foto pas na het opleveren.",
    )
