"""Forms to talk along."""

from typing import Any

from django import forms

from kennisbank.document.freezing import Sectie
from kennisbank.redactie.discussie.services import MAX_CITAAT, MAX_REACTIE
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import sentence_spans

HELE_SECTIE = "sectie"
SELECTIE = "selectie"
KAN_NIET_LANGER = "Maak je reactie korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d."


def tekst_veld(label: str = "Je reactie", rows: int = 5) -> forms.CharField:
    """A field for what somebody says, in Markdown."""
    return forms.CharField(
        label=label,
        max_length=MAX_REACTIE,
        help_text="Praat over de tekst, niet over personen. Je naam staat erbij. Opmaken mag: **vet**, *schuin*.",
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Schrijf eerst een reactie.", "max_length": KAN_NIET_LANGER},
    )


class ReactieForm(forms.Form):
    """One reactie."""

    tekst = tekst_veld()


class ModeratieForm(forms.Form):
    """Why a reactie is hidden or brought back."""

    reden = forms.CharField(
        label="Reden",
        max_length=500,
        help_text="Iedereen leest deze reden op de plek van de reactie.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Geef een reden. Iedereen kan die lezen."},
    )


class PassageForm(forms.Form):
    """Start a discussion on words of a section: a selection, one of its sentences, or the section as a whole."""

    waarover = forms.ChoiceField(
        label="Waar gaat het over?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een zin of de hele sectie.", "invalid_choice": "Kies een zin uit de lijst."},
    )
    tekst = tekst_veld("Wat wil je zeggen?", rows=6)
    citaat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MAX_CITAAT)
    voor = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=500)
    na = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=500)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, sectie: Sectie, *args: Any, selectie: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bron = normalise(sectie["tekst"])
        self.spans = {f"{begin}-{end}": (begin, end) for begin, end in sentence_spans(self.bron)}
        choices = [(HELE_SECTIE, "De hele sectie")]
        if selectie:
            choices.insert(0, (SELECTIE, f"Wat je selecteerde: ‘{_short(selectie)}’"))
        choices += [(key, _short(to_plain(self.bron[begin:end]))) for key, (begin, end) in self.spans.items()]
        self.fields["waarover"].choices = choices  # type: ignore[attr-defined]

    @property
    def passage(self) -> tuple[str, str, str]:
        """The words chosen, with what stands before and after them; empty for the whole section."""
        choice = self.cleaned_data["waarover"]
        if choice == HELE_SECTIE:
            return "", "", ""
        if choice == SELECTIE:
            return self.cleaned_data["citaat"], self.cleaned_data["voor"], self.cleaned_data["na"]
        begin, end = self.spans[choice]
        return self.bron[begin:end], self.bron[max(0, begin - 64) : begin], self.bron[end : end + 64]


def _short(text: str, length: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
