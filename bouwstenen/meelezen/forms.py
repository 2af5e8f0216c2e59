"""Forms around the record: the period, a correction and its decision, delivery."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from bouwstenen.meelezen.models import Meelezing
from bouwstenen.meelezen.services import DAGEN, MAX_TEKST
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.plekken import Plek
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, find_unconfirmed, vondst_sleutel

MAX_LENGTH = {"max_length": "Maak het korter: hoogstens %(limit_value)d tekens. Nu zijn het er %(show_value)d."}


class BevestigForm(forms.Form):
    """A form on which somebody can say that what looks like personal data may stay; asked only when there is any."""

    laten = forms.BooleanField(label="Dit zijn geen gegevens van een persoon. Laat het zo staan.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get(self.add_prefix("laten")):
            self._question = self.fields.pop("laten")

    def add_errors(self, error: ValidationError) -> None:
        """Show what a service refuses at its field, and ask about personal data."""
        if isinstance(error, PersoonsgegevensGevonden) and "laten" not in self.fields:
            self.fields["laten"] = self._question
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in fields.items():
            self.add_error(name if name in self.fields else None, texts)

    def accepted(self, gesprek: Gesprek, teksten: Iterable[str]) -> list[str]:
        """The fingerprints of everything in these texts, when the writer says that it may stay."""
        if not self.cleaned_data.get("laten"):
            return []
        names = [deelnemer.naam for deelnemer in gesprek.deelnemers.all()]
        return [vondst_sleutel(vondst) for tekst in teksten for vondst in find_unconfirmed(tekst, namen=names)]


class PeriodeForm(forms.Form):
    """Until when participants may read along."""

    open_tot = forms.DateField(
        label="Meelezen kan tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Deelnemers krijgen meteen een mail met een eigen link. Een week is meestal genoeg.",
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag, zoals 24-11-2026."},
    )

    def __init__(self, *args: Any, gesprek: Gesprek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Meelezing.objects.filter(gesprek=gesprek, open_tot__gt=timezone.now()).first()
        end = timezone.localdate(running.open_tot) if running else timezone.localdate() + timedelta(days=DAGEN)
        self.fields["open_tot"].initial = end

    @property
    def moment(self) -> datetime:
        """The end of the chosen day."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["open_tot"], time(23, 59, 59)))


class VerbeteringForm(BevestigForm):
    """Other words for a line, or none."""

    tekst = forms.CharField(
        label="Zo moet het er staan",
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=MAX_LENGTH,
    )
    toelichting = forms.CharField(
        label="Waarom?",
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=MAX_LENGTH,
    )

    field_order = ("tekst", "laten", "toelichting")


class OntbreektForm(BevestigForm):
    """A line that is missing."""

    plek = forms.ChoiceField(label="Waar hoort het bij?", error_messages={"required": "Kies waar dit bij hoort."})
    tekst = forms.CharField(
        label="Wat is er ook gezegd?",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat er ook gezegd is.", **MAX_LENGTH},
    )

    def __init__(self, plekken: Sequence[Plek], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plekken = {plek.sleutel: plek for plek in plekken}
        choices = [(plek.sleutel, plek.naam) for plek in plekken]
        self.fields["plek"].choices = [("", "Kies een plek"), *choices]  # type: ignore[attr-defined]

    @property
    def gekozen_plek(self) -> Plek:
        """The place that was chosen."""
        return self.plekken[self.cleaned_data["plek"]]


class BesluitForm(BevestigForm):
    """What the gespreksleider does with a correction."""

    reden = forms.CharField(
        label="Reden als je het niet overneemt",
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De deelnemer leest deze reden.",
        error_messages=MAX_LENGTH,
    )


class OpleverForm(forms.Form):
    """Confirmation before the record is final."""

    zeker = forms.BooleanField(
        label="Ik heb de opbrengst nagelezen. Het verslag mag vast komen te staan.",
        error_messages={"required": "Vink aan dat je de opbrengst hebt nagelezen."},
    )
