"""How a Django form field is drawn with the classes of the design system."""

from typing import Any

from django import forms
from django.forms import BoundField

HELP_SUFFIX = "-uitleg"
ERROR_SUFFIX = "-fout"

CLASSES = {
    "tekst": "utrecht-textbox",
    "lang": "utrecht-textarea",
    "keuze": "utrecht-select",
    "vinkje": "utrecht-checkbox kb-vinkje__vak",
    "groep": "",
    "bestand": "kb-bestand",
    "verborgen": "",
}
KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("verborgen", (forms.HiddenInput, forms.MultipleHiddenInput)),
    ("groep", (forms.RadioSelect, forms.CheckboxSelectMultiple)),
    ("vinkje", (forms.CheckboxInput,)),
    ("bestand", (forms.FileInput,)),
    ("keuze", (forms.Select,)),
    ("lang", (forms.Textarea,)),
)


def widget_kind(veld: BoundField) -> str:
    """Return how a field must be laid out; everything unknown is a single line of text."""
    widget = veld.field.widget
    return next((kind for kind, types in KINDS if isinstance(widget, types)), "tekst")


def describe(veld: BoundField) -> dict[str, Any]:
    """Return the aria attributes that tie an input to its help text and its errors."""
    ids = []
    if veld.help_text:
        ids.append(f"{veld.auto_id}{HELP_SUFFIX}")
    if veld.errors:
        ids.append(f"{veld.auto_id}{ERROR_SUFFIX}")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(ids)} if ids else {}
    if veld.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def with_classes(veld: BoundField) -> dict[str, Any]:
    """Return the class attribute for an input, keeping the classes that the form gave it itself."""
    kind = widget_kind(veld)
    names = [CLASSES[kind], str(veld.field.widget.attrs.get("class", ""))]
    if veld.errors and kind in ("tekst", "lang", "keuze"):
        names.append(f"{CLASSES[kind]}--invalid")
    return {"class": " ".join(filter(None, names))} if any(names) else {}
