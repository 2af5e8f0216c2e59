"""The upload forms in the admin."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MAX_UPLOAD = 20 * 1024 * 1024


class UploadForm(forms.Form):
    """A file of one of a few kinds."""

    endings: tuple[str, ...] = ()

    bestand = forms.FileField(
        label="Bestand",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg.",
            "missing": "Kies een bestand.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].widget.attrs["accept"] = ",".join(self.endings)

    def clean_bestand(self) -> UploadedFile:
        """The file, when it is small enough and its name has a known ending."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        naam = str(bestand.name or "")
        if Path(naam).suffix.lower() not in self.endings:
            raise ValidationError(
                f"‘{naam[:100]}’ kan hier niet. Kies een bestand dat eindigt op {', '.join(self.endings)}."
            )
        if (bestand.size or 0) > MAX_UPLOAD:
            raise ValidationError(
                f"Dit bestand is te groot: {(bestand.size or 0) / 1_048_576:.0f} MB. Hier kan hoogstens "
                f"{MAX_UPLOAD // 1_048_576} MB. Een beheerder kan grotere bestanden op de server inlezen."
            )
        return bestand


class DocumentUploadForm(UploadForm):
    """A source of documents."""

    endings = (".zip", ".md", ".markdown", ".mdx", ".jsonl", ".ndjson")

    titel = forms.CharField(
        label="Titel van het document",
        max_length=200,
        help_text="Bestaat er al een ingelezen document met deze titel, dan werkt de import dat bij.",
        error_messages={"required": "Geef het document een titel."},
    )
    verwijderde_offline = forms.BooleanField(
        label="Haal hoofdstukken offline die niet meer in het bestand staan", required=False
    )

    field_order = ["titel", "bestand", "verwijderde_offline"]


class BouwstenenUploadForm(UploadForm):
    """A table of bouwstenen."""

    endings = (".csv", ".xlsx")

    goede_rijen = forms.BooleanField(
        label="Lees de goede rijen in, ook als er rijen met fouten zijn",
        required=False,
        help_text="Zonder dit vinkje komt er niets in zolang er een fout in het bestand zit.",
    )
