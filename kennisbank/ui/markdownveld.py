"""The text area for Markdown in the admin: roomy, with a toolbar, names of pages after "[[", and a preview."""

from django.urls import reverse_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput


def markdown_input(rows: int = 12) -> AdminAutoHeightTextInput:
    """A widget that `markdownveld.js` gives toolbar and preview; without JavaScript it is a plain text area."""
    return AdminAutoHeightTextInput(
        attrs={
            "rows": rows,
            "class": "kbb-markdown",
            "data-beheer-voorbeeld": reverse_lazy("kennisbank_voorbeeld"),
            "data-kb-verwijzingen": reverse_lazy("voorstellen:verwijzingen"),
        }
    )
