"""Forms for files, drafts and passages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.meelezen.bijlagen.passages import join_neighbours
from bouwstenen.meelezen.bijlagen.services import MAX_VERSLAG
from bouwstenen.meelezen.forms import MAX_LENGTH, BevestigForm
from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.opbrengst.inhoud import MAX_REGEL
from bouwstenen.opbrengst.models import Bijlage, Opbrengstregel
from bouwstenen.opbrengst.plekken import Plek, all_plekken
from kennisbank.text.anchors import find_passage
from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import Span, sentence_spans

KIES_BESTAND = {"required": "Kies een bestand.", "empty": "Dit bestand is leeg."}


class InvulbladForm(forms.Form):
    """A filled-in PDF."""

    bestand = forms.FileField(
        label="Ingevulde pdf",
        help_text="Het responscanvas of het model dat je hier hebt opgehaald, ingevuld en bewaard.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages=KIES_BESTAND,
    )


class BeeldverslagForm(forms.Form):
    """A visual report with what is to be seen in it."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een foto of tekening (JPEG, PNG of WebP) of een pdf. Gegevens over plaats en maker halen we eruit.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        error_messages=KIES_BESTAND,
    )
    tekstalternatief = forms.CharField(
        label="Wat is er te zien?",
        max_length=3000,
        help_text="Voor wie het beeld niet kan zien. Noem ook de woorden die erin staan, en geen namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Beschrijf wat er te zien is, voor wie het niet kan zien.", **MAX_LENGTH},
    )
    openbaar = forms.BooleanField(label="Laat het na het opleveren zien op de pagina van het gesprek", required=False)


class VerslagForm(BevestigForm):
    """A reporter's account, typed or as a file."""

    tekst = forms.CharField(
        label="Tekst van het verslag",
        max_length=MAX_VERSLAG,
        required=False,
        help_text="Typ of plak het hier. Opmaken mag met Markdown: **vet**, # kop, - opsomming. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=MAX_LENGTH,
    )
    bestand = forms.FileField(
        label="Of kies een bestand",
        required=False,
        help_text="Een Word-bestand (.docx) of een tekstbestand met Markdown (.md).",
        widget=forms.FileInput(attrs={"accept": ".docx,.md,.txt"}),
        error_messages=KIES_BESTAND,
    )
    openbaar = forms.BooleanField(label="Laat het na het opleveren zien op de pagina van het gesprek", required=False)

    field_order = ("tekst", "bestand", "laten", "openbaar")

    def put_words(self, words: str) -> None:
        """Show the words of a file in the field for text from now on: a browser does not send a file twice."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("tekst")] = words
        self.data = data


class ConceptForm(BevestigForm):
    """A draft line, to take up or throw away."""

    tekst = forms.CharField(
        label="Regel",
        max_length=MAX_REGEL,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op wat er gezegd is, of haal de regel weg.", **MAX_LENGTH},
    )
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort)

    field_order = ("tekst", "laten", "soort")

    def __init__(self, regel: Opbrengstregel, *args: Any, **kwargs: Any) -> None:
        initial = {"tekst": regel.tekst, "soort": regel.soort}
        super().__init__(*args, prefix=f"c{regel.pk}", initial=initial, **kwargs)
        self.regel = regel


class PassageForm(forms.Form):
    """Which sentences of an account become a bouwsteen: ticked, or selected in the text."""

    zinnen = forms.MultipleChoiceField(
        label="Zinnen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies zinnen uit het verslag."},
    )
    apart = forms.BooleanField(label="Maak van elke zin een aparte bouwsteen", required=False)
    plek = forms.ChoiceField(label="Waar hoort het bij?", initial="overig")
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort)
    tegengeluid = forms.BooleanField(label="Dit is een tegengeluid", required=False)
    citaat_van = forms.ChoiceField(
        label="Zijn dit de woorden van één deelnemer?",
        required=False,
        help_text="Dan vragen we die deelnemer om toestemming.",
    )
    citaat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MAX_REGEL)
    voor = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=500)
    na = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=500)

    def __init__(self, bijlage: Bijlage, gesprek: Gesprek, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bron = bijlage.tekst
        self.spans: dict[str, Span] = {f"{span[0]}-{span[1]}": span for span in sentence_spans(self.bron)}
        self.plekken = {plek.sleutel: plek for plek in all_plekken(gesprek)}
        self.deelnemers = {row.kenmerk: row for row in gesprek.deelnemers.exclude(status="afgemeld")}
        choices = {
            "zinnen": [(key, _plain(self.bron[slice(*span)])) for key, span in self.spans.items()],
            "plek": [(plek.sleutel, plek.naam) for plek in self.plekken.values()],
            "citaat_van": [("", "Nee"), *((key, row.naam) for key, row in self.deelnemers.items())],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the places in the text."""
        data = super().clean() or {}
        data["spans"] = self._selected(data) or self._ticked(data)
        if not data["spans"] and "zinnen" not in self.errors and "citaat" not in self.errors:
            message = "Deze woorden staan niet, of vaker dan één keer, in het verslag. Vink hele zinnen aan."
            raise ValidationError({"zinnen": message if data.get("citaat") else "Vink ten minste één zin aan."})
        return data

    def _selected(self, data: dict[str, Any]) -> list[Span]:
        words = data.get("citaat") or ""
        found = find_passage(self.bron, words, data.get("voor") or "", data.get("na") or "") if words.strip() else None
        return [(found.begin, found.einde)] if found else []

    def _ticked(self, data: dict[str, Any]) -> list[Span]:
        spans = [self.spans[key] for key in data.get("zinnen") or []]
        return spans if data.get("apart") else join_neighbours(self.bron, spans)

    @property
    def gekozen_plek(self) -> Plek:
        """The place that was chosen."""
        return self.plekken[self.cleaned_data["plek"]]

    @property
    def spreker(self) -> Deelnemer | None:
        """Whose words they are."""
        return self.deelnemers.get(self.cleaned_data["citaat_van"])

    @property
    def overige_velden(self) -> Sequence[Any]:
        """The fields besides the sentences."""
        return [self[name] for name in ("apart", "plek", "soort", "tegengeluid", "citaat_van")]


def _plain(zin: str, length: int = 300) -> str:
    line = " ".join(to_plain(zin).split()) or " ".join(zin.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
