"""The forms of the startkit: the facts for a letter, and the minutes of an agenda."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms

from bouwstenen.models import GesprekFormat
from bouwstenen.startkit.gegevens import AANTAL, Gegevens
from bouwstenen.startkit.inhoud import MAX_MINUTEN, Onderdeel, stellingen

MAX_DUUR = 480
MAX_STELLINGEN = 10
GEEN_VORM = [("", "Nog niet gekozen"), *GesprekFormat.choices]


class RegelsField(forms.CharField):
    """A text area with one thing a line; its value is a tuple of the lines that say something."""

    def __init__(self, *, max_regels: int, regel_lengte: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=max_regels * (regel_lengte + 2), **kwargs)
        self.max_regels, self.regel_lengte = max_regels, regel_lengte

    def clean(self, value: Any) -> Any:
        """The lines. Raises ValidationError for too many of them, or one that is too long."""
        regels = tuple(filter(None, (" ".join(regel.split()) for regel in super().clean(value).splitlines())))
        if len(regels) > self.max_regels:
            raise forms.ValidationError(f"Hier passen {self.max_regels} regels. Je hebt er {len(regels)}.")
        if any(len(regel) > self.regel_lengte for regel in regels):
            raise forms.ValidationError(f"Een regel is hoogstens {self.regel_lengte} tekens lang.")
        return regels


class GegevensForm(forms.Form):
    """What an organiser tells for a letter; only the fields that this kind of letter needs. Nothing is stored."""

    titel = forms.CharField(label="Naam van het gesprek", max_length=150, required=False)
    datum = forms.DateField(
        label="Datum",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Schrijf de datum als dag-maand-jaar, zoals 3-12-2026."},
    )
    begin = forms.TimeField(
        label="Begint om",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Schrijf de tijd als uren:minuten, zoals 13:30."},
    )
    duur = forms.IntegerField(
        label="Duur in minuten", min_value=15, max_value=MAX_DUUR, initial=MAX_MINUTEN, required=False
    )
    plek = forms.CharField(
        label="Plek", max_length=200, required=False, help_text="Een adres, een zaal of de link naar de vergadering."
    )
    plaatsen = forms.IntegerField(label="Aantal plaatsen", min_value=2, max_value=200, initial=AANTAL, required=False)
    format = forms.ChoiceField(label="Vorm van het gesprek", choices=GEEN_VORM, required=False)
    opgave = forms.CharField(
        label="Maatschappelijke opgave",
        max_length=200,
        required=False,
        help_text="Alleen als het gesprek over één opgave gaat, zoals ‘betaalbaar wonen’.",
    )
    organisator = forms.CharField(label="Van wie het bericht is", max_length=150, required=False)
    contact = forms.CharField(
        label="Reageren bij", max_length=150, required=False, help_text="Een naam, mailadres of telefoonnummer."
    )
    aanmelden = forms.URLField(
        label="Adres om je aan te melden",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Laat leeg als mensen zich bij jou melden.",
    )
    pagina = forms.URLField(
        label="Adres van de pagina van het gesprek", max_length=500, required=False, assume_scheme="https"
    )
    stellingen = forms.MultipleChoiceField(
        label="Stellingen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kies er drie tot vijf. Kies je niets, dan krijg je vijf stellingen van ons.",
    )
    eigen_stellingen = RegelsField(
        label="Eigen stellingen",
        max_regels=MAX_STELLINGEN,
        regel_lengte=200,
        required=False,
        help_text="Eén per regel. Schrijf een zin waar je het mee eens of oneens kunt zijn.",
    )
    bouwstenen = RegelsField(
        label="Wat het gesprek opleverde",
        max_regels=30,
        regel_lengte=200,
        required=False,
        help_text="Eén bouwsteen per regel. Noem geen namen.",
    )

    def __init__(self, data: Any = None, *, velden: Iterable[str], gegevens: Gegevens | None = None) -> None:
        super().__init__(data, initial=_initial(gegevens) if gegevens else None)
        for naam in set(self.fields) - set(velden):
            del self.fields[naam]
        if "stellingen" in self.fields:
            self.fields["stellingen"].choices = [(row.sleutel, row.tekst) for row in stellingen()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both kinds of stellingen together may not be too many for a poll."""
        data = super().clean() or {}
        chosen = [*data.get("stellingen", ()), *data.get("eigen_stellingen", ())]
        if len(chosen) > MAX_STELLINGEN:
            self.add_error("stellingen", f"Kies er hoogstens {MAX_STELLINGEN}. Je hebt er {len(chosen)}.")
        return data

    @property
    def gegevens(self) -> Gegevens:
        """The facts as they were typed, once the form is valid."""
        data = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde not in ("", None)}
        chosen = (*data.pop("stellingen", ()), *data.pop("eigen_stellingen", ()))
        return Gegevens(**data, stellingen=chosen)


def _initial(gegevens: Gegevens) -> dict[str, Any]:
    known = {row.sleutel for row in stellingen()}
    return {
        **{naam: getattr(gegevens, naam) for naam in Gegevens.__slots__},
        "datum": None if gegevens.alleen_week else gegevens.datum,
        "stellingen": [value for value in gegevens.stellingen if value in known],
        "eigen_stellingen": "\n".join(value for value in gegevens.stellingen if value not in known),
        "bouwstenen": "\n".join(gegevens.bouwstenen),
    }


class AgendaForm(forms.Form):
    """When it starts and how many minutes each part takes; as fields m0, m1, …"""

    begin = forms.TimeField(
        label="Begint om",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Schrijf de tijd als uren:minuten, zoals 13:30."},
    )

    def __init__(self, data: Any, onderdelen: Sequence[Onderdeel]) -> None:
        filled = data.copy()
        self.onderdelen = onderdelen
        super().__init__(filled)
        for nummer, onderdeel in enumerate(onderdelen):
            filled.setdefault(f"m{nummer}", str(onderdeel.minuten))
            self.fields[f"m{nummer}"] = forms.IntegerField(
                label=f"Minuten voor {onderdeel.titel}",
                min_value=1,
                max_value=MAX_DUUR,
                widget=forms.NumberInput(attrs={"aria-label": f"Minuten voor {onderdeel.titel}"}),
            )

    @property
    def minuten(self) -> list[int]:
        """The minutes of each part; those of the agenda itself where what was typed is no number."""
        typed = [getattr(self, "cleaned_data", {}).get(f"m{nummer}") for nummer in range(len(self.onderdelen))]
        return [value or onderdeel.minuten for value, onderdeel in zip(typed, self.onderdelen, strict=True)]

    @property
    def begin_tijd(self) -> time | None:
        """The chosen start, if there is one."""
        return getattr(self, "cleaned_data", {}).get("begin")
