"""What the body of a hoofdstuk is made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks

from kennisbank.text.normalise import normalise
from kennisbank.text.urn import is_urn_id
from kennisbank.ui.markdownveld import markdown_input

MAX_TEKST = 200_000
UITLEG = (
    "Een lege regel begint een nieuwe alinea. **vet**, *cursief*, - lijst, > citaat, ## tussenkop, "
    "[tekst](https://adres), [[Naam van een thema of hoofdstuk]]."
)


class MarkdownBlock(blocks.TextBlock):
    """Markdown text, normalised on the way in so that comparing versions shows only real changes."""

    class Meta:
        icon = "doc-full"
        label = "Tekst"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("rows", 12)
        kwargs.setdefault("help_text", UITLEG)
        kwargs.setdefault("max_length", MAX_TEKST)
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.CharField:
        """A roomy text area that can show a preview of itself."""
        return forms.CharField(widget=markdown_input(self.rows), **self.field_options)

    def clean(self, value: Any) -> Any:
        """The text with one kind of line ending and no stray control characters."""
        return normalise(super().clean(value) or "")


class UrnIdBlock(blocks.CharBlock):
    """The urn id of a bouwsteen; whether it exists is checked by the service that puts it there."""

    class Meta:
        icon = "link"
        label = "Kenmerk van de bouwsteen"

    def clean(self, value: Any) -> Any:
        """The id in lower case. Raises ValidationError when it has not the shape of one."""
        cleaned = (super().clean(value) or "").strip().lower()
        if not is_urn_id(cleaned):
            raise ValidationError("Dit is geen kenmerk van een bouwsteen. Het bestaat uit tien letters en cijfers.")
        return cleaned


class BronBlock(blocks.StructBlock):
    """One bouwsteen that carries a section, or stands beside it as a kanttekening."""

    bouwsteen = UrnIdBlock()
    rol = blocks.ChoiceBlock(choices=[("bron", "Bron"), ("kanttekening", "Kanttekening")], default="bron", label="Rol")

    class Meta:
        icon = "link"
        label = "Bron"
        label_format = "{rol}: {bouwsteen}"


class SectieBlock(blocks.StructBlock):
    """One section of a hoofdstuk: heading, Markdown, and the bouwstenen it rests on.

    The sources travel with the text, so that every frozen version holds its own provenance (docs/adr/0003).
    """

    kop = blocks.CharBlock(max_length=150, label="Kop")
    tekst = MarkdownBlock(required=False)
    bronnen = blocks.ListBlock(BronBlock(), default=[], collapsed=True, label="Bronnen")

    class Meta:
        icon = "title"
        label = "Sectie"
        label_format = "{kop}"
