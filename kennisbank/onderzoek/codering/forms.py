"""The forms of a round: what it is about, who codes, and why it takes a step."""

from typing import Any

from django import forms
from django.db.models import Q

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import MAX_NAAM, MAX_REDEN, Codeerronde
from kennisbank.onderzoek.codering.services import MAX_CODES, MAX_EENHEDEN, MAX_INSTRUCTIE, MIN_CODES
from kennisbank.onderzoek.models import Selectie
from kennisbank.ui.tekstbewerker import Tekstbewerker
from themas.keuze import ThemasField

TE_LANG = {"max_length": "Maak het korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d."}
GEEN_GETAL = {"invalid": "Vul een geheel getal in.", "min_value": "Vul een getal van 1 of hoger in."}
MAX_ZAAD = 999_999


class SelectieField(forms.ModelChoiceField):
    """A selectie, with how much is in it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({obj.aantal} bouwste{'en' if obj.aantal == 1 else 'nen'})"


class RondeForm(forms.Form):
    """What is coded, with which codes, and what coders should know."""

    use_required_attribute = False

    naam = forms.CharField(
        label="Naam",
        max_length=MAX_NAAM,
        help_text="Zo herkennen codeurs de ronde. Bijvoorbeeld: Tegenspraak, eerste ronde.",
        error_messages={"required": "Geef de ronde een naam."} | TE_LANG,
    )
    selectie = SelectieField(
        label="Selectie",
        queryset=Selectie.objects.none(),
        to_field_name="kenmerk",
        empty_label="Kies een selectie",
        help_text="Van elke bouwsteen telt de tekst zoals die in de selectie vastligt.",
        error_messages={"required": "Kies een selectie.", "invalid_choice": "Deze selectie is er niet meer."},
    )
    steekproef = forms.IntegerField(
        label="Steekproef",
        required=False,
        min_value=1,
        max_value=MAX_EENHEDEN,
        help_text="Hoeveel bouwstenen wil je laten coderen? Laat leeg voor de hele selectie.",
        error_messages=GEEN_GETAL | {"max_value": f"Kies hoogstens {MAX_EENHEDEN} bouwstenen."},
    )
    zaad = forms.IntegerField(
        label="Startgetal van de steekproef",
        min_value=1,
        max_value=MAX_ZAAD,
        initial=1,
        help_text="Met hetzelfde getal komen dezelfde bouwstenen in de steekproef. Zo kan iemand anders die herhalen.",
        error_messages=GEEN_GETAL
        | {"required": "Vul een getal in, bijvoorbeeld 1.", "max_value": f"Kies een getal tot {MAX_ZAAD}."},
    )
    instructie = forms.CharField(
        label="Uitleg voor wie codeert",
        required=False,
        strip=False,
        max_length=MAX_INSTRUCTIE,
        widget=Tekstbewerker(rows=8),
        help_text="Wanneer geef je een code wel en wanneer niet? De definities van de thema’s staan er al bij.",
        error_messages=TE_LANG,
    )
    themas = ThemasField(
        label="Codes",
        required=True,
        help_text=f"Kies {MIN_CODES} tot {MAX_CODES} thema’s. Hun definities vormen samen het codeboek.",
        error_messages={"required": f"Kies {MIN_CODES} tot {MAX_CODES} thema’s."},
    )

    def __init__(self, *args: Any, user: User, ronde: Codeerronde | None = None, **kwargs: Any) -> None:
        first = {} if ronde is None else first_values(ronde)
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        known = Q(maker=user) | Q(gedeeld=True)
        if ronde is not None:
            known |= Q(pk=ronde.selectie_id)
        if asked := self.initial.get("selectie"):
            known |= Q(kenmerk=asked)
        self.fields["selectie"].queryset = Selectie.objects.with_counts().filter(known)  # type: ignore[attr-defined]


def first_values(ronde: Codeerronde) -> dict[str, Any]:
    """What the form shows of a draft."""
    return {
        "naam": ronde.naam,
        "selectie": ronde.selectie.kenmerk,
        "steekproef": ronde.steekproef,
        "zaad": ronde.zaad,
        "instructie": ronde.instructie,
        "themas": [code.thema_id for code in ronde.codes.all()],
    }


class ZoekCodeurForm(forms.Form):
    """Whom to look for."""

    naam = forms.CharField(
        label="Naam of gebruikersnaam",
        required=False,
        max_length=100,
        help_text="Een deel van de naam is genoeg. Van een gebruikersnaam typ je alles.",
    )


class RedenForm(forms.Form):
    """Why something is done."""

    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom?",
        max_length=MAX_REDEN,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In één of twee zinnen. Blijft staan in het spoor van de ronde.",
        error_messages={"required": "Vertel waarom."} | TE_LANG,
    )
