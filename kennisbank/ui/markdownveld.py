"""The text area for Markdown in the admin: roomy, and with a button that shows how it will look."""

from django.urls import reverse_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput


def markdown_input(rows: int = 12) -> AdminAutoHeightTextInput:
    """A widget that `markdownveld.js` gives its preview; without JavaScript it is a plain text area."""
    return AdminAutoHeightTextInput(
        attrs={"rows": rows, "class": "kbb-markdown", "data-beheer-voorbeeld": reverse_lazy("kennisbank_voorbeeld")}
    )
