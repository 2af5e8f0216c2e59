"""The form in which the leader settles the differences about one bouwsteen."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kennisbank.onderzoek.codering.forms import RedenForm
from kennisbank.onderzoek.codering.lezen import Plek

WEL, NIET = "wel", "niet"


class BesluitForm(RedenForm):
    """For each code on which coders differ: given or not; and one reason."""

    def __init__(self, *args: Any, plekken: Sequence[Plek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for plek in plekken:
            now = None if plek.besluit is None else WEL if plek.besluit.toegekend else NIET
            self.fields[f"code-{plek.code.nummer}"] = forms.ChoiceField(
                label=plek.code.naam,
                required=False,
                choices=[(WEL, "Wel deze code"), (NIET, "Niet deze code")],
                widget=forms.RadioSelect,
                initial=now,
            )
        self.order_fields([*(name for name in self.fields if name != "reden"), "reden"])

    @property
    def keuzes(self) -> dict[int, bool]:
        """The choices by number of the code."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name != "reden" and value}
        return {int(name.removeprefix("code-")): value == WEL for name, value in chosen.items()}
