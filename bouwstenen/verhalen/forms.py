"""The form with which somebody writes a verhaal, and the one with which the redactie decides."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.bestanden import MAX_BYTES
from bouwstenen.verhalen.models import Verhaal
from bouwstenen.verhalen.services import MAX_REDEN, MAX_TEKST, Inhoud
from kennisbank.text.privacy import find_personal_data
from kennisbank.ui.tekstbewerker import Tekstbewerker
from themas.keuze import ThemasField
from themas.models import Thema, ThemaSoort

_NAGEKEKEN = ("titel", "inleiding", "tekst", "video_tekst", "afbeelding_alt")


class VerhaalForm(forms.Form):
    """Everything of one verhaal; `indienen` says whether it is handed in, which asks about personal data first."""

    use_required_attribute = False

    titel = forms.CharField(
        label="Titel",
        max_length=120,
        help_text="Waar gaat het over? Hoogstens 120 tekens.",
        error_messages={
            "required": "Geef je verhaal een titel.",
            "max_length": "Maak de titel korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    inleiding = forms.CharField(
        label="Inleiding",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Een of twee zinnen. Die staan boven je verhaal en in de lijst.",
        error_messages={"max_length": "Maak de inleiding korter: hoogstens %(limit_value)d tekens."},
    )
    tekst = forms.CharField(
        label="Je verhaal",
        strip=False,
        max_length=MAX_TEKST,
        widget=Tekstbewerker(rows=16),
        help_text="Vertel wat er gebeurde en wat je ervan meenam. Noem geen namen van mensen.",
        error_messages={
            "required": "Schrijf je verhaal. Bij een video is een korte tekst genoeg.",
            "max_length": "Maak je verhaal korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    gesprek = forms.ModelChoiceField(
        label="Hoort het bij een gesprek?",
        queryset=Gesprek.objects.none(),
        to_field_name="urn_id",
        required=False,
        empty_label="Nee",
        error_messages={"invalid_choice": "Dit gesprek staat niet in de lijst. Kies een ander gesprek."},
    )
    video_url = forms.CharField(
        label="Link naar een video",
        max_length=500,
        required=False,
        widget=forms.URLInput,
        validators=[URLValidator(schemes=["https"], message="Vul een link in die met https:// begint.")],
        help_text="De video blijft staan waar zij staat. Lezers klikken erheen.",
    )
    video_tekst = forms.CharField(
        label="Wat is er in de video te zien en te horen?",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nodig bij een video, voor wie niet kan kijken of luisteren.",
    )
    afbeelding = forms.FileField(
        label="Afbeelding",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=f"JPEG, PNG of WebP, hoogstens {MAX_BYTES // 1024 // 1024} MB. De plaats waar een foto is gemaakt, "
        "halen we eruit. Zorg dat er niemand herkenbaar op staat.",
        error_messages={"empty": "Dit bestand is leeg."},
    )
    afbeelding_alt = forms.CharField(
        label="Wat staat er op de afbeelding?",
        required=False,
        max_length=250,
        help_text="Eén zin, voor wie haar niet kan zien.",
        error_messages={"max_length": "Maak dit korter: hoogstens %(limit_value)d tekens."},
    )
    zonder_afbeelding = forms.BooleanField(label="Haal de afbeelding weg", required=False)
    themas = ThemasField(label="Over welke thema’s gaat het?")
    toch = forms.BooleanField(label="Wat op persoonsgegevens lijkt, mag zo blijven staan", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, verhaal: Verhaal | None, indienen: bool = False) -> None:
        super().__init__(data, files, initial=_initial(verhaal) if verhaal else None)
        self.indienen = indienen
        self.vraagt_door = False
        themas, gesprek = self.fields["themas"], self.fields["gesprek"]
        themas.queryset = Thema.objects.current().filter(soort=ThemaSoort.THEMA)  # type: ignore[attr-defined]
        gesprek.queryset = Gesprek.objects.published().held()  # type: ignore[attr-defined]
        if not (verhaal and verhaal.afbeelding):
            del self.fields["zonder_afbeelding"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.indienen:
            for name in _NAGEKEKEN:
                self._ask_about(name, str(data.get(name) or ""), agreed=bool(data.get("toch")))
        return data

    def _ask_about(self, name: str, tekst: str, *, agreed: bool) -> None:
        found = find_personal_data(tekst)
        if not found:
            return
        self.vraagt_door = True
        if not agreed:
            words = ", ".join(dict.fromkeys(f"{vondst.uitleg} (‘{vondst.tekst}’)" for vondst in found))
            self.add_error(
                name,
                f"Hier staat iets dat op persoonsgegevens lijkt: {words}. Haal het weg, of vink onderaan aan dat het "
                "mag blijven.",
            )

    def to_inhoud(self) -> Inhoud:
        """What was filled in, as the service takes it."""
        data = self.cleaned_data
        return Inhoud(
            **{name: data[name] for name in ("titel", "inleiding", "tekst", "video_url", "video_tekst")},
            afbeelding=data["afbeelding"],
            afbeelding_alt=data["afbeelding_alt"],
            zonder_afbeelding=bool(data.get("zonder_afbeelding")),
            gesprek=data["gesprek"],
            themas=list(data["themas"]),
        )


def _initial(verhaal: Verhaal) -> dict[str, Any]:
    names = ("titel", "inleiding", "tekst", "video_url", "video_tekst", "afbeelding_alt")
    return {name: getattr(verhaal, name) for name in names} | {
        "gesprek": verhaal.gesprek,
        "themas": list(verhaal.themas.all()),
    }


class RedenForm(forms.Form):
    """Why a verhaal is not published."""

    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom niet?",
        max_length=MAX_REDEN,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MAX_REDEN}),
        help_text="De schrijver leest dit en kan het verhaal aanpassen en opnieuw inzenden.",
        error_messages={"required": "Geef een reden. De schrijver leest die."},
    )
