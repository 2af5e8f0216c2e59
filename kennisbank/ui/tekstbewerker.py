"""The editor for Markdown: a text area that tekstbewerker.js gives a toolbar, a preview and completed wiki links."""

from typing import Any

from django import forms
from django.urls import reverse_lazy


class Tekstbewerker(forms.Textarea):
    """A text area for Markdown; without JavaScript it is a plain one. Show it with components/tekstbewerker.html."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 16) -> None:
        own = {
            "rows": rows,
            "data-kb-bewerker": "",
            "data-kb-voorbeeld": reverse_lazy("voorstellen:voorbeeld"),
            "data-kb-verwijzingen": reverse_lazy("voorstellen:verwijzingen"),
        }
        super().__init__(own | (attrs or {}))
