"""The forms with which people propose a change, revise it or take it back."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from bouwstenen.lijsten import search_rows
from bouwstenen.models import Bouwsteen
from kennisbank.document.models import HoofdstukVersie
from kennisbank.redactie.voorstellen.models import VoorstelSoort
from kennisbank.redactie.voorstellen.planning import Inbreng, find_sectie
from kennisbank.redactie.voorstellen.presentation import plaats_keuzes
from kennisbank.redactie.voorstellen.validation import MAX_KOP, MAX_MOTIVATIE
from kennisbank.text.limits import MAX_TEKENS
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.urn import is_urn_id
from kennisbank.ui.tekstbewerker import Tekstbewerker

MAX_VRAAG = 200
MAX_GEVONDEN = 10
MAX_BOUWSTENEN = 50

VELDEN: dict[str, tuple[str, ...]] = {
    VoorstelSoort.WIJZIGING: ("kop", "tekst"),
    VoorstelSoort.NIEUWE_SECTIE: ("kop", "tekst", "na_sectie_id"),
    VoorstelSoort.VERWIJDERING: (),
    VoorstelSoort.VERPLAATSING: ("na_sectie_id",),
}


class VoorstelForm(forms.Form):
    """What somebody proposes, on version `versie` of a hoofdstuk; only the fields that its soort needs."""

    use_required_attribute = False

    kop = forms.CharField(
        label="Kop van de sectie",
        max_length=MAX_KOP,
        error_messages={
            "required": "Geef de sectie een kop.",
            "max_length": "Maak de kop korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    tekst = forms.CharField(
        label="Tekst",
        strip=False,
        max_length=MAX_TEKENS,
        widget=Tekstbewerker(rows=18),
        help_text=(
            "Schrijf de tekst zoals jij vindt dat zij moet worden. Opmaken mag: **vet**, *schuin*, een streepje voor "
            "elk punt van een lijst, en [[Tegenspraak]] om naar een thema of hoofdstuk te verwijzen."
        ),
        error_messages={
            "required": "Schrijf de tekst. Wil je de sectie weghalen? Stel dan voor haar te laten vervallen.",
            "max_length": "Deze tekst is te lang: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    na_sectie_id = forms.ChoiceField(
        label="Waar komt de sectie?",
        required=False,
        error_messages={"invalid_choice": "Deze plaats is er niet meer. Kies een andere."},
    )
    motivatie = forms.CharField(
        label="Waarom stel je dit voor?",
        max_length=MAX_MOTIVATIE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Een paar zinnen is genoeg. Iedereen kan dit lezen, met je naam erbij. Noem geen namen van anderen.",
        error_messages={
            "required": "Vertel waarom je dit voorstelt. De redactie en andere lezers zien het.",
            "max_length": "Maak de motivatie korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    toelichting = forms.CharField(
        label="Wat heb je aan je voorstel veranderd?",
        required=False,
        max_length=500,
        help_text="In één zin, voor wie je voorstel al las.",
        error_messages={"max_length": "Maak dit korter: hoogstens %(limit_value)d tekens."},
    )
    basis = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"data-concept-mee": ""}),
        min_value=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"),
            "De tekst waarop je voorstel rust, is niet gevonden. Open het opnieuw.",
        ),
    )

    def __init__(
        self, *args: Any, soort: str, versie: HoofdstukVersie, sectie_id: str, is_revision: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.soort, self.versie, self.sectie_id = soort, versie, sectie_id
        for name in {"kop", "tekst", "na_sectie_id"}.difference(VELDEN[soort]):
            del self.fields[name]
        if not is_revision:
            del self.fields["toelichting"]
        if "na_sectie_id" in self.fields:
            keuzes = plaats_keuzes(versie.inhoud, sectie_id)
            cast("forms.ChoiceField", self.fields["na_sectie_id"]).choices = keuzes
        self.initial.setdefault("basis", versie.nummer)
        typed = self.data if isinstance(self.data, QueryDict) else None
        values = typed.getlist("bouwstenen") if typed is not None else self.initial.get("bouwstenen", ())
        self.kiezer = Bouwsteenkiezer(values, str((typed or self.initial).get("zoek", "")))

    @property
    def velden(self) -> list[BoundField]:
        """The fields of what is proposed, then why."""
        names = [*VELDEN[self.soort], "motivatie", "toelichting"]
        return [self[name] for name in names if name in self.fields]

    def inbreng(self) -> Inbreng:
        """What was typed, whether it can be handed in or not."""
        kop, tekst = normalise_line(self._typed("kop")), normalise(self._typed("tekst"))
        return Inbreng(kop=kop, tekst=tekst, na_sectie_id=self._typed("na_sectie_id"))

    def _typed(self, name: str) -> str:
        return str(self[name].value() or "") if name in self.fields else ""

    def add_refusal(self, error: forms.ValidationError) -> None:
        """Put what the service refused at its field."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields and name != "basis" else None, messages)

    def clean(self) -> dict[str, Any]:
        """The base is no field that people see: what is wrong with it stands above the form."""
        for message in self.errors.pop("basis", []):
            self.add_error(None, message)
        return super().clean() or self.cleaned_data


class Bouwsteenkiezer:
    """The bouwstenen that a voorstel rests on: those chosen, and those found with the words in the search box."""

    def __init__(self, urn_ids: Sequence[str], vraag: str) -> None:
        wanted = list(dict.fromkeys(urn_id for urn_id in urn_ids if is_urn_id(urn_id)))[:MAX_BOUWSTENEN]
        present = Bouwsteen.objects.current()
        self.vraag = normalise_line(vraag)[:MAX_VRAAG].strip()
        self.gekozen = list(present.filter(urn_id__in=wanted).with_origin().order_by("pk")) if wanted else []
        keys = search_rows(present, self.vraag)[: MAX_GEVONDEN + len(self.gekozen)] if self.vraag else []
        chosen = {bouwsteen.pk for bouwsteen in self.gekozen}
        found = {bouwsteen.pk: bouwsteen for bouwsteen in present.filter(pk__in=keys).with_origin()} if keys else {}
        self.gevonden = [found[key] for key in keys if key in found and key not in chosen][:MAX_GEVONDEN]


class IntrekForm(forms.Form):
    """Take a voorstel back."""

    toelichting = forms.CharField(
        label="Waarom trek je het in?",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen kan dit lezen. Je mag het leeg laten.",
        error_messages={"max_length": "Maak dit korter: hoogstens %(limit_value)d tekens."},
    )


def first_values(soort: str, versie: HoofdstukVersie, sectie_id: str) -> dict[str, Any]:
    """What a form begins with: the text that stands there now."""
    sectie = find_sectie(versie.inhoud, sectie_id)
    if sectie is None:
        return {}
    if soort == VoorstelSoort.WIJZIGING:
        return {"kop": sectie["kop"], "tekst": sectie["tekst"]}
    return {}
