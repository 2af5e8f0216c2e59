"""Forms to prepare an edition and to plan it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kennisbank.document.blocks import MAX_TEKST
from kennisbank.document.models import EditieConcept, Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.edities.belemmeringen import Keuze
from kennisbank.redactie.edities.services import MAX_TITEL, fingerprint_concept
from kennisbank.ui.markdownveld import markdown_input
from kennisbank.ui.templatetags.kennisbank_ui import datum

WEGLATEN = "weglaten"
MAX_VERSIES = 50
NEDERLAND = ZoneInfo("Europe/Amsterdam")


class EditieForm(forms.Form):
    """Title and introduction of an edition, and of every hoofdstuk the version that it will hold."""

    use_required_attribute = False

    titel = forms.CharField(
        label="Titel",
        max_length=MAX_TITEL,
        help_text="Lezers zien die achter het nummer, bijvoorbeeld: Najaar 2026.",
        error_messages={"required": "Geef de editie een titel."},
    )
    inleiding = forms.CharField(
        label="Inleiding",
        required=False,
        strip=False,
        max_length=MAX_TEKST,
        widget=markdown_input(rows=10),
        help_text="Markdown. Wat is er nieuw, en voor wie is deze editie?",
    )
    bevestigd = forms.BooleanField(label="Ik laat de hoofdstukken met ‘Niet in deze editie’ bewust weg", required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, concept: EditieConcept, data: Mapping[str, Any] | None = None, *, typed: Mapping[str, Any] | None = None
    ) -> None:
        """`typed` is what stands on the form without being handed in: shown as it is, nothing is wrong with it yet."""
        self.concept = concept
        self.gekozen = {
            row.versie.hoofdstuk_id: row.versie
            for row in concept.hoofdstukken.select_related("versie__hoofdstuk").defer("versie__inhoud")
        }
        self.weggelaten = set(concept.weggelaten.values_list("pk", flat=True))
        self.paginas = self._pages()
        super().__init__(data, initial=self._initial() if typed is None else dict(typed.items()))
        versies = self._versions()
        for page in self.paginas:
            self.fields[field_name(page)] = self._chapter_field(page, versies.get(page.pk, []))

    def _pages(self) -> list[Hoofdstuk]:
        """The hoofdstukken that readers can open, and those that were chosen before, in order."""
        pages = {page.pk: page for page in self.concept.document.hoofdstukken().defer("body", "samenvatting")}
        pages.update({pk: versie.hoofdstuk for pk, versie in self.gekozen.items() if pk not in pages})
        return sorted(pages.values(), key=lambda page: str(page.path))

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "titel": self.concept.titel,
            "inleiding": self.concept.inleiding,
            "bevestigd": bool(self.weggelaten),
            "basis": fingerprint_concept(self.concept),
        }
        for page in self.paginas:
            chosen = self.gekozen.get(page.pk)
            initial[field_name(page)] = chosen.pk if chosen else WEGLATEN if page.pk in self.weggelaten else ""
        return initial

    def _versions(self) -> dict[int, list[HoofdstukVersie]]:
        rows = HoofdstukVersie.objects.filter(hoofdstuk__in=self.paginas).without_inhoud().order_by("-nummer")
        found: dict[int, list[HoofdstukVersie]] = {}
        for versie in rows:
            found.setdefault(versie.hoofdstuk_id, []).append(versie)
        return found

    def _chapter_field(self, page: Hoofdstuk, versies: Sequence[HoofdstukVersie]) -> forms.ChoiceField:
        shown = list(versies[:MAX_VERSIES])
        chosen = self.gekozen.get(page.pk)
        if chosen is not None and chosen.pk not in {versie.pk for versie in shown}:
            shown.append(chosen)
        options = [(str(versie.pk), _describe(versie)) for versie in shown]
        return forms.ChoiceField(
            label=page.title,
            required=False,
            choices=[("", "Kies een versie"), *options, (WEGLATEN, "Niet in deze editie")],
            error_messages={"invalid_choice": "Kies een van de versies van dit hoofdstuk."},
        )

    def clean(self) -> dict[str, Any]:
        """Leaving a hoofdstuk out is never an accident."""
        data: dict[str, Any] = super().clean() or {}
        if self.omitted() and not data.get("bevestigd"):
            self.add_error("bevestigd", "Bevestig dat je hoofdstukken weglaat, of kies er een versie van.")
        return data

    def omitted(self) -> list[Hoofdstuk]:
        """The hoofdstukken that are left out, as chosen on the form."""
        return [page for page in self.paginas if self._value(page) == WEGLATEN]

    def versies(self) -> list[HoofdstukVersie]:
        """The chosen versions with their texts, in order; what makes no sense is left out."""
        known = {value for page in self.paginas for value, _ in self.fields[field_name(page)].choices}  # type: ignore[attr-defined]
        ids = [value for page in self.paginas if (value := self._value(page)).isdecimal() and value in known]
        rows = HoofdstukVersie.objects.filter(pk__in=ids).select_related("hoofdstuk")
        return list(rows.defer("hoofdstuk__body", "hoofdstuk__samenvatting").order_by("hoofdstuk__path"))

    def keuze(self) -> Keuze:
        """What the edition would hold, as chosen on the form."""
        inleiding = str(self["inleiding"].value() or "")
        omitted = frozenset(page.pk for page in self.omitted())
        return Keuze(self.concept.document, inleiding, self.versies(), omitted)

    def _value(self, page: Hoofdstuk) -> str:
        value = self[field_name(page)].value()
        return "" if value is None else str(value)

    def hoofdstukvelden(self) -> Iterator[tuple[Hoofdstuk, forms.BoundField]]:
        """Every hoofdstuk with its field."""
        for page in self.paginas:
            yield page, self[field_name(page)]


def field_name(page: Hoofdstuk) -> str:
    """The name of the field for a hoofdstuk."""
    return f"hoofdstuk_{page.pk}"


def _describe(versie: HoofdstukVersie) -> str:
    note = versie.toelichting if len(versie.toelichting) <= 70 else f"{versie.toelichting[:69].rstrip()}…"
    return " · ".join(filter(None, [f"Versie {versie.nummer}", datum(versie.gemaakt_op), note]))


class PlanForm(forms.Form):
    """When an edition comes out."""

    use_required_attribute = False

    datum = forms.DateField(
        label="Datum",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Kies een datum.", "invalid": "Dit is geen datum. Schrijf bijvoorbeeld 3-11-2026."},
    )
    tijd = forms.TimeField(
        label="Tijd",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text="Nederlandse tijd.",
        error_messages={"required": "Kies een tijd.", "invalid": "Dit is geen tijd. Schrijf bijvoorbeeld 9:00."},
    )

    def clean(self) -> dict[str, Any]:
        """One moment made of date and time: in the future, and one that the clock will show exactly once."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("datum") or not data.get("tijd"):
            return data
        bare = datetime.combine(data["datum"], data["tijd"])
        moment = bare.replace(tzinfo=NEDERLAND)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            raise ValidationError(
                {"tijd": "Rond deze tijd gaat de klok een uur voor- of achteruit. Kies een andere tijd."}
            )
        if moment <= timezone.now():
            raise ValidationError({"datum": "Kies een moment in de toekomst."})
        data["op"] = moment
        return data
