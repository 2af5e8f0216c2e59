"""Forms with which the facilitator looks conclusions over and makes a gesprek of them."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from bouwstenen.models import BouwsteenSoort, Gesprek, GesprekFormat, Organisatie, Werkvorm
from bouwstenen.rollenspel.models import Conclusie, Spel
from bouwstenen.rollenspel.nakijken.services import Nagekeken
from kennisbank.text.privacy import find_personal_data

KIES_SOORT = {"required": "Kies een soort.", "invalid_choice": "Kies een soort."}


class NakijkForm(forms.Form):
    """One conclusion to look over."""

    tekst = forms.CharField(
        label="Conclusie",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf iets op, of laat deze conclusie weg."},
    )
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort.choices, error_messages=KIES_SOORT)
    bij = forms.ChoiceField(label="Samenvoegen met", required=False)
    tegengeluid = forms.BooleanField(label="Tegengeluid", required=False)
    weg = forms.BooleanField(label="Laat weg", required=False)
    bevestigd = forms.BooleanField(label="Dit mag blijven staan: het wijst geen persoon aan", required=False)

    def __init__(self, data: Any = None, *, conclusie: Conclusie, anderen: list[Conclusie]) -> None:
        self.conclusie = conclusie
        self.vondsten = find_personal_data(conclusie.tekst)
        merged = conclusie.opgegaan_in.sleutel if conclusie.opgegaan_in else ""
        initial = {
            "tekst": conclusie.tekst,
            "soort": conclusie.soort,
            "tegengeluid": conclusie.tegengeluid,
            "weg": conclusie.vervallen,
            "bij": merged,
            "bevestigd": conclusie.nagekeken,
        }
        super().__init__(data, prefix=conclusie.sleutel, initial=initial)
        choices = [(other.sleutel, _short(other.tekst)) for other in anderen if other.pk != conclusie.pk]
        cast("forms.ChoiceField", self.fields["bij"]).choices = [("", "Niet samenvoegen"), *choices]
        if not self.vondsten:
            del self.fields["bevestigd"]

    @property
    def nagekeken(self) -> Nagekeken:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return Nagekeken(
            sleutel=self.conclusie.sleutel,
            tekst=data["tekst"],
            soort=data["soort"],
            tegengeluid=data["tegengeluid"],
            weg=data["weg"],
            bij=data["bij"],
            bevestigd=data.get("bevestigd", False),
        )


def _short(tekst: str) -> str:
    line = " ".join(tekst.split())
    return line if len(line) <= 70 else f"{line[:69].rstrip()}…"


class GesprekForm(forms.Form):
    """The gesprek that gets the conclusions: one that was planned, or a new one."""

    gesprek: Any = forms.ModelChoiceField(
        label="Bij welk gesprek?",
        queryset=Gesprek.objects.none(),
        required=False,
        empty_label="Maak een nieuw gesprek",
        help_text="Had je dit spel al als gesprek gepland? Kies het dan hier. De velden hieronder tellen dan niet mee.",
    )
    titel = forms.CharField(label="Titel", max_length=150, required=False)
    datum = forms.DateField(
        label="Datum",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Vul een datum in, zoals 12-11-2026."},
    )
    werkvorm = forms.ChoiceField(label="Hoe zaten jullie bij elkaar?", choices=Werkvorm.choices, required=False)
    aantal_deelnemers = forms.IntegerField(
        label="Aantal deelnemers",
        required=False,
        min_value=1,
        max_value=500,
        error_messages={"invalid": "Vul een getal in.", "min_value": "Vul een getal in van 1 of meer."},
    )
    organisaties: Any = forms.ModelMultipleChoiceField(
        label="Organisaties",
        queryset=Organisatie.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, spel: Spel, user: Any) -> None:
        initial = {
            "titel": f"Rollenspel: {spel.inhoud['titel']}",
            "datum": timezone.localdate(spel.gestart_op),
            "aantal_deelnemers": spel.resultaat.get("spelers") or None,
        }
        super().__init__(data, initial=initial)
        own: QuerySet[Gesprek] = Gesprek.objects.editable_by(user).filter(
            format=GesprekFormat.ROLLENSPEL, opgeleverd_op__isnull=True
        )
        cast("forms.ModelChoiceField[Gesprek]", self.fields["gesprek"]).queryset = own
        cast("forms.ModelChoiceField[Organisatie]", self.fields["organisaties"]).queryset = Organisatie.objects.all()
