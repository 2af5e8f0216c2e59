"""The form with which people hand in a bouwsteen."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.urls import reverse_lazy

from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.persoonsgegevens import (
    Vraag,
    accepted_keuzes,
    apply_keuzes,
    describe,
    find_unconfirmed,
    make_vragen,
    read_keuzes,
)
from bouwstenen.services import MAX_TEKST
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.urn import is_urn_id, new_urn_id
from themas.models import Thema, ThemaSoort

SOORT_UITLEG = {
    BouwsteenSoort.INZICHT: "Inzicht: iets wat je hebt geleerd of gezien",
    BouwsteenSoort.DILEMMA: "Dilemma: een keuze waarbij je altijd iets verliest",
    BouwsteenSoort.VOORBEELD: "Voorbeeld: zo ging het in een echt geval",
    BouwsteenSoort.VRAAG: "Vraag: iets waar we samen nog geen antwoord op hebben",
    BouwsteenSoort.ADVIES: "Advies: zo kan het beter",
}
# Field of the form, kind of term, label, help text.
THEMAVELDEN = (
    (
        "themas",
        ThemaSoort.THEMA,
        "Over welke thema's gaat het?",
        "Kies er een of meer. Weet je het niet? Laat het leeg.",
    ),
    ("niveau", ThemaSoort.NIVEAU, "Op welk niveau speelt het?", ""),
    ("relatie", ThemaSoort.RELATIE, "Welke relatie staat op het spel?", "Met wie of wat heb je hier te maken?"),
    ("ambitie", ThemaSoort.AMBITIE, "Bij welke ambitie past het?", ""),
    ("overheidsrol", ThemaSoort.OVERHEIDSROL, "Vanuit welke rol van de overheid?", ""),
)


class InzendForm(forms.Form):
    """A bouwsteen by somebody who was logged in; `token` makes handing in twice harmless."""

    titel = forms.CharField(
        label="Wat wil je zeggen, in één zin?",
        max_length=120,
        help_text="Een hele zin die ook los te lezen is. Hoogstens 120 tekens.",
        error_messages={
            "required": "Schrijf in één zin wat je wilt zeggen.",
            "max_length": "Maak de zin korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    tekst = forms.CharField(
        label="Vertel het verhaal erachter",
        max_length=MAX_TEKST,
        help_text=(
            "Wat gebeurde er, en wat leer je ervan? Noem geen namen van personen. Opmaken mag: **vet**, *schuin*, een "
            "streepje voor elk punt van een lijst, en [[Tegenspraak]] om naar een thema of hoofdstuk te verwijzen."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "data-voorbeeld-url": reverse_lazy("bouwstenen:voorbeeld")}),
        error_messages={
            "required": "Vertel in een paar zinnen wat je bedoelt.",
            "max_length": "Deze tekst is te lang: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d.",
        },
    )
    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=[(soort.value, SOORT_UITLEG[soort]) for soort in BouwsteenSoort],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het is.", "invalid_choice": "Kies een van de vijf soorten."},
    )
    gesprek = forms.ModelChoiceField(
        label="Komt dit uit een gesprek?",
        queryset=Gesprek.objects.none(),
        to_field_name="urn_id",
        required=False,
        empty_label="Nee, ik zend het zelf in",
        help_text="Was je bij een gesprek en werd het daar gezegd? Dan verbinden we je bouwsteen daarmee.",
        error_messages={"invalid_choice": "Dit gesprek staat niet in de lijst. Kies een ander gesprek."},
    )
    tegengeluid = forms.BooleanField(
        label="Dit is een tegengeluid",
        required=False,
        help_text=(
            "Spreekt het tegen wat de meesten zeggen? Dan blijft het zichtbaar tot de redactie een besluit neemt."
        ),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keuzes: dict[str, str] = {}
        self.vragen: list[Vraag] = []
        self.initial.setdefault("token", new_urn_id())
        self.terms = {term.slug: term for term in Thema.objects.current().prefetch_related("synoniemen")}
        for name, soort, label, help_text in THEMAVELDEN:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                help_text=help_text,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(term.slug, term_label(term)) for term in self.terms.values() if term.soort == soort],
                error_messages={"invalid_choice": "Dit thema bestaat niet meer. Kies een ander thema."},
            )
        cast("forms.ModelChoiceField[Gesprek]", self.fields["gesprek"]).queryset = Gesprek.objects.published().held()

    def clean_titel(self) -> str:
        """The title on one line; characters that cannot be seen do not count."""
        return self._visible("titel", normalise_line(self.cleaned_data["titel"]))

    def clean_tekst(self) -> str:
        """The text in its one spelling; characters that cannot be seen do not count."""
        return self._visible("tekst", normalise(self.cleaned_data["tekst"]))

    def _visible(self, name: str, text: str) -> str:
        if not text.strip():
            raise forms.ValidationError(self.fields[name].error_messages["required"])
        return text

    def clean_token(self) -> str:
        """The token of this form; a fresh one when it was left out or tampered with."""
        token = str(self.cleaned_data["token"])
        return token if is_urn_id(token) else new_urn_id()

    def clean(self) -> dict[str, Any]:
        """Ask about what looks like personal data; do with it what was chosen."""
        data = super().clean() or self.cleaned_data
        self.keuzes = read_keuzes(self.data)
        found = []
        for name in ("titel", "tekst"):
            data[name] = apply_keuzes(data.get(name, ""), self.keuzes)
            open_finds = find_unconfirmed(data[name], bevestigd=self.bevestigd)
            if open_finds:
                self.add_error(name, describe(open_finds))
            elif name not in self.errors and not data[name].strip():
                self.add_error(name, self.fields[name].error_messages["required"])
            found += open_finds
        self.vragen = make_vragen(found, self.keuzes)
        return data

    @property
    def bevestigd(self) -> frozenset[str]:
        """The fingerprints of finds that are no personal data, says the writer."""
        return accepted_keuzes(self.keuzes)

    @property
    def chosen_terms(self) -> list[Thema]:
        """The terms that were ticked, of every kind."""
        return [self.terms[slug] for name, *_ in THEMAVELDEN for slug in self.cleaned_data[name]]

    @property
    def hoofdvelden(self) -> Iterator[BoundField]:
        """The fields that everybody fills in."""
        return (self[name] for name in ("titel", "tekst", "soort", "gesprek", "tegengeluid", "themas"))

    @property
    def extra_velden(self) -> list[BoundField]:
        """The fields for who wants to say more; those without choices are left out."""
        in_use = {term.soort for term in self.terms.values()} - {ThemaSoort.THEMA.value}
        return [self[name] for name, soort, *_ in THEMAVELDEN if soort in in_use]

    @property
    def extra_open(self) -> bool:
        """Whether anything was chosen in the extra fields, so that they must not be folded away."""
        return any(veld.value() or veld.errors for veld in self.extra_velden)


def term_label(term: Thema) -> str:
    """The name of a term with two other words for it, so that searching on the page finds it."""
    others = [synoniem.term for synoniem in term.synoniemen.all()][:2]
    return f"{term.naam} (ook: {', '.join(others)})" if others else term.naam
