"""The form for one role of a casus: its card, up to three choices, and what each does to the other roles."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from bouwstenen.rollenspel.inhoud import (
    MAX_KEUZES,
    MIN_KEUZES,
    CasusInhoud,
    EffectInhoud,
    KeuzeInhoud,
    RolInhoud,
    find_rol,
)
from bouwstenen.rollenspel.rollen import Richting, Rol

NUMMERS = range(1, MAX_KEUZES + 1)
RICHTINGEN = [(richting.value, f"{richting.teken}  {richting.label}") for richting in Richting]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RolkaartForm(forms.Form):
    """Everything of one role on one screen. In a published casus (`volledig`) nothing may stay empty."""

    kijk = forms.CharField(label="Hoe het er vanuit deze rol uitziet", required=False, max_length=1500, widget=_area(5))
    vraag = forms.CharField(label="De vraag voor deze rol", required=False, max_length=250, widget=_area(2))

    def __init__(self, data: Any = None, *, rol: Rol, inhoud: CasusInhoud, volledig: bool) -> None:
        self.rol = rol
        self.volledig = volledig
        self.anderen = [other for other in Rol if other != rol]
        super().__init__(data, initial=self._initial(inhoud))
        for nummer in NUMMERS:
            self.fields[f"keuze{nummer}"] = forms.CharField(
                label=f"Keuze {nummer}", required=False, max_length=250, widget=_area(2)
            )
            self.fields[f"keuze{nummer}_toelichting"] = forms.CharField(
                label="Wat houdt dat in?", required=False, max_length=600, widget=_area(2)
            )
            for other in self.anderen:
                self._add_effect(nummer, other)

    def _add_effect(self, nummer: int, other: Rol) -> None:
        name = f"keuze{nummer}_{other.value}"
        self.fields[f"{name}_richting"] = forms.ChoiceField(
            label=f"Effect op de {other.label.lower()}", choices=RICHTINGEN, required=False
        )
        self.fields[f"{name}_uitleg"] = forms.CharField(
            label=f"Wat dit doet met de {other.label.lower()}", required=False, max_length=600, widget=_area(2)
        )

    def _initial(self, inhoud: CasusInhoud) -> dict[str, Any]:
        card = find_rol(inhoud, self.rol)
        initial: dict[str, Any] = {f"keuze{n}_{rol}_richting": 0 for n in NUMMERS for rol in Rol.values}
        if card is None:
            return initial
        initial |= {"kijk": card["kijk"], "vraag": card["vraag"]}
        for keuze in card["keuzes"]:
            name = f"keuze{keuze['nummer']}"
            initial |= {name: keuze["tekst"], f"{name}_toelichting": keuze["toelichting"]}
            for effect in keuze["effecten"]:
                initial[f"{name}_{effect['rol']}_richting"] = effect["richting"]
                initial[f"{name}_{effect['rol']}_uitleg"] = effect["uitleg"]
        return initial

    def clean(self) -> dict[str, Any]:
        """In a published casus, say at each field what is missing."""
        data: dict[str, Any] = super().clean() or {}
        if not self.volledig:
            return data
        for name in ("kijk", "vraag", *(f"keuze{number}" for number in range(1, MIN_KEUZES + 1))):
            self._require(data, name)
        for number in NUMMERS:
            if data.get(f"keuze{number}"):
                for other in self.anderen:
                    self._require(data, f"keuze{number}_{other.value}_uitleg")
        return data

    def _require(self, data: dict[str, Any], name: str) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, "Vul dit in: deze casus staat op de site.")

    @property
    def keuzevelden(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Per choice its fields, to draw them in a group."""
        for number in NUMMERS:
            yield number, [field for field in self if field.name.split("_")[0] == f"keuze{number}"]

    @property
    def inhoud(self) -> RolInhoud:
        """What was filled in."""
        data = self.cleaned_data
        return RolInhoud(
            rol=self.rol.value,
            kijk=data["kijk"],
            vraag=data["vraag"],
            keuzes=[self._keuze(number, data) for number in NUMMERS],
        )

    def _keuze(self, number: int, data: dict[str, Any]) -> KeuzeInhoud:
        name = f"keuze{number}"
        return KeuzeInhoud(
            nummer=number,
            tekst=data[name],
            toelichting=data[f"{name}_toelichting"],
            effecten=[
                EffectInhoud(
                    rol=other.value,
                    richting=int(data[f"{name}_{other.value}_richting"] or 0),
                    uitleg=data[f"{name}_{other.value}_uitleg"],
                )
                for other in self.anderen
            ],
        )
