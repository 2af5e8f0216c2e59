"""Forms of the screens on which sentences are tied to bouwstenen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

REDEN_NODIG = "Geef een reden. Collega’s lezen die later terug."


class KoppelForm(forms.Form):
    """What is ticked on the screen of a section, and what to do with it."""

    use_required_attribute = False

    actie = forms.ChoiceField(
        choices=[("koppel", "Koppel"), ("redactioneel", "Markeer als redactioneel"), ("los", "Maak los")],
        error_messages={"required": "Kies wat je wilt doen.", "invalid_choice": "Kies wat je wilt doen."},
        widget=forms.HiddenInput,
    )
    versie = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    zin = forms.MultipleChoiceField(
        label="Zinnen",
        required=False,
        error_messages={"invalid_choice": "Een van de zinnen staat niet meer in de tekst. Kies opnieuw."},
    )
    bouwsteen = forms.MultipleChoiceField(
        label="Bouwstenen",
        required=False,
        error_messages={"invalid_choice": "Een van de bouwstenen is niet (meer) gepubliceerd. Kies opnieuw."},
    )
    anker = forms.MultipleChoiceField(
        label="Koppelingen",
        required=False,
        error_messages={"invalid_choice": "Een van de koppelingen is intussen losgemaakt. Kies opnieuw."},
    )
    reden = forms.CharField(label="Reden", required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        zinnen: Iterable[str] = (),
        bouwstenen: Iterable[str] = (),
        ankers: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (("zin", zinnen), ("bouwsteen", bouwstenen), ("anker", ankers)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
            field.choices = [(value, value) for value in values]

    def clean(self) -> dict[str, Any]:
        """Each action needs its own ticks."""
        data = super().clean() or {}
        actie = data.get("actie")
        if actie in {"koppel", "redactioneel"} and "zin" in data and not data["zin"]:
            self.add_error("zin", "Vink ten minste één zin aan.")
        if actie == "koppel" and "bouwsteen" in data and not data["bouwsteen"]:
            self.add_error("bouwsteen", "Vink ten minste één bouwsteen aan.")
        if actie == "los" and "anker" in data and not data["anker"]:
            self.add_error("anker", "Vink ten minste één koppeling aan om los te maken.")
        if actie == "los" and not data.get("reden"):
            self.add_error("reden", REDEN_NODIG)
        return data

    def clean_reden(self) -> str:
        """The reason on one line."""
        return " ".join(self.cleaned_data["reden"].split())


class WeesForm(forms.Form):
    """What to do with one anchor of the queue."""

    use_required_attribute = False

    actie = forms.ChoiceField(
        choices=[("hecht", "Hecht aan deze zin"), ("los", "Laat los"), ("bevestig", "Klopt nog")],
        error_messages={"required": "Kies wat je wilt doen.", "invalid_choice": "Kies wat je wilt doen."},
    )
    versie = forms.IntegerField(min_value=1)
    plek = forms.CharField(required=False, max_length=80)
    reden = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Attaching needs a sentence, letting go a reason."""
        data = super().clean() or {}
        if data.get("actie") == "hecht" and not data.get("plek"):
            raise ValidationError("Kies eerst de zin waar deze bouwsteen bij hoort.")
        if data.get("actie") == "los" and not data.get("reden", "").strip():
            raise ValidationError(REDEN_NODIG)
        return data
