"""The site's pages: the living document, its hoofdstukken and their frozen versions."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from kennisbank.document import presentation
from kennisbank.document.blocks import SectieBlock
from kennisbank.document.edities.models import Editie, EditieConcept, EditieConceptHoofdstuk, EditieHoofdstuk
from kennisbank.document.forms import HoofdstukForm
from kennisbank.document.querysets import HoofdstukVersieQuerySet
from kennisbank.document.secties.models import GepubliceerdeSectie
from kennisbank.text.plain import to_plain
from kennisbank.text.urn import make_urn, new_urn_id

__all__ = [
    "Editie",
    "EditieConcept",
    "EditieConceptHoofdstuk",
    "EditieHoofdstuk",
    "GepubliceerdeSectie",
    "Hoofdstuk",
    "HoofdstukVersie",
    "InhoudsPagina",
    "LevendDocument",
    "Startpagina",
    "Wijzigingssoort",
    "Wikilink",
]


# What every page is found by: with us a title counts as much as the titles of what is no page.
PAGINAVELDEN = [*Page.search_fields, index.SearchField("title", boost=5)]


class Wijzigingssoort(models.TextChoices):
    """Whether a change touches what the text says."""

    REDACTIONEEL = "redactioneel", "Redactioneel"
    INHOUDELIJK = "inhoudelijk", "Inhoudelijk"


class Startpagina(Page):
    """The home page."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["document.LevendDocument", "document.InhoudsPagina"]
    template = "document/startpagina.html"

    inleiding = models.TextField(blank=True, help_text="Markdown. Wat is deze site, in een paar zinnen?")

    content_panels = [*Page.content_panels, FieldPanel("inleiding")]
    search_fields = [*PAGINAVELDEN, index.SearchField("inleiding")]

    class Meta:
        verbose_name = "startpagina"
        verbose_name_plural = "startpagina's"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | presentation.startpagina(self, request)


class InhoudsPagina(Page):
    """A plain page of text: about, accessibility, privacy."""

    parent_page_types = ["document.Startpagina"]
    subpage_types: list[str] = []
    template = "document/inhoudspagina.html"

    inhoud = models.TextField(blank=True, help_text="Markdown.")

    content_panels = [*Page.content_panels, FieldPanel("inhoud")]
    search_fields = [*PAGINAVELDEN, index.SearchField("inhoud")]

    class Meta:
        verbose_name = "inhoudspagina"
        verbose_name_plural = "inhoudspagina's"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | presentation.inhoudspagina(self, request)


class LevendDocument(Page):
    """A reference document that keeps changing: a title, an introduction and hoofdstukken in order."""

    parent_page_types = ["document.Startpagina"]
    subpage_types = ["document.Hoofdstuk"]
    template = "document/levend_document.html"
    exclude_fields_in_copy = ["urn_id", "bron_id"]

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    subtitel = models.CharField(max_length=200, blank=True)
    inleiding = models.TextField(blank=True, help_text="Markdown.")
    bron_id = models.CharField("kenmerk bij de bron", max_length=200, blank=True, editable=False, db_index=True)

    content_panels = [*Page.content_panels, FieldPanel("subtitel"), FieldPanel("inleiding")]
    search_fields = [*PAGINAVELDEN, index.SearchField("subtitel", boost=2), index.SearchField("inleiding")]

    class Meta:
        verbose_name = "levend document"
        verbose_name_plural = "levende documenten"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | presentation.levend_document(self, request)

    @property
    def urn(self) -> str:
        """The name of this document that never changes."""
        return make_urn("document", self.urn_id)

    def hoofdstukken(self) -> Any:
        """The hoofdstukken that readers can open, in order."""
        return Hoofdstuk.objects.child_of(self).live().public().order_by("path")

    def versies(self) -> HoofdstukVersieQuerySet:
        """All versions of those hoofdstukken."""
        return HoofdstukVersie.objects.filter(hoofdstuk__in=self.hoofdstukken().order_by())


class Hoofdstuk(Page):
    """A chapter of the living document. A section of it is known by the page and the id of its block."""

    parent_page_types = ["document.LevendDocument"]
    subpage_types: list[str] = []
    template = "document/hoofdstuk.html"
    base_form_class = HoofdstukForm
    exclude_fields_in_copy = ["urn_id", "bron_id"]

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    samenvatting = models.TextField(blank=True, help_text="Waar gaat dit hoofdstuk over? Een of twee zinnen.")
    body = StreamField([("sectie", SectieBlock())], blank=True, verbose_name="secties")
    themas = ParentalManyToManyField("themas.Thema", related_name="hoofdstukken", blank=True, verbose_name="thema's")
    verantwoordelijk = models.CharField(
        max_length=150, blank=True, help_text="Wie zorgt voor dit hoofdstuk? Noem een team, geen persoon."
    )
    bron_id = models.CharField("kenmerk bij de bron", max_length=300, blank=True, editable=False, db_index=True)
    wijzigingssoort = models.CharField(
        "soort wijziging", max_length=20, choices=Wijzigingssoort, default=Wijzigingssoort.INHOUDELIJK
    )
    wijzigingsnotitie = models.CharField(
        "wat is er veranderd en waarom",
        max_length=300,
        blank=True,
        help_text="Lezers zien dit bij de versies. Verplicht bij publiceren.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("samenvatting"),
        FieldPanel("body"),
        FieldPanel("themas", widget=forms.CheckboxSelectMultiple),
        FieldPanel("verantwoordelijk"),
        MultiFieldPanel([FieldPanel("wijzigingssoort"), FieldPanel("wijzigingsnotitie")], heading="Deze wijziging"),
    ]
    search_fields = [
        *PAGINAVELDEN,
        index.SearchField("samenvatting", boost=2),
        index.SearchField("koppen", boost=3),
        index.SearchField("platte_tekst"),
        index.RelatedFields("themas", [index.SearchField("naam"), index.FilterField("id"), index.FilterField("slug")]),
        index.FilterField("thema_slugs"),
        index.FilterField("gewijzigd_op"),
    ]

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | presentation.hoofdstuk(self, request)

    @property
    def urn(self) -> str:
        """The name of this hoofdstuk that never changes."""
        return make_urn("hoofdstuk", self.urn_id)

    def medehoofdstukken(self) -> Any:
        """The hoofdstukken of the same document that readers can open, itself included, in order."""
        return type(self).objects.sibling_of(self, inclusive=True).live().public().order_by("path")

    @property
    def thema_slugs(self) -> list[str]:
        """What it is about, for the facets of the search index."""
        return [thema.slug for thema in self.themas.all()]

    @property
    def gewijzigd_op(self) -> datetime | None:
        """When its newest version was published, for the facets of the search index."""
        return self.versies.order_by("-nummer").values_list("gemaakt_op", flat=True).first()

    @property
    def koppen(self) -> str:
        """The headings of the sections, for the search index."""
        return " — ".join(str(block.value["kop"]) for block in self.body)

    @property
    def platte_tekst(self) -> str:
        """The text without markup, for the search index."""
        return "\n".join(to_plain(str(block.value["tekst"])) for block in self.body)


class HoofdstukVersie(models.Model):
    """Frozen copy of a hoofdstuk as it was published. Append-only: triggers refuse change and deletion."""

    hoofdstuk = models.ForeignKey(Hoofdstuk, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    titel = models.CharField(max_length=255)
    inhoud = models.JSONField(help_text="See freezing.Inhoud for its shape.")
    sha256 = models.CharField(max_length=64)
    wijzigingssoort = models.CharField(max_length=20, choices=Wijzigingssoort)
    toelichting = models.CharField(max_length=300, blank=True)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = HoofdstukVersieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een hoofdstuk"
        verbose_name_plural = "versies van hoofdstukken"
        ordering = ["hoofdstuk", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["hoofdstuk", "nummer"], name="hoofdstukversie_nummer_uniek"),
        ]
        indexes = [models.Index(fields=["-gemaakt_op"], name="hoofdstukversie_op")]

    def __str__(self) -> str:
        return f"{self.titel} (versie {self.nummer})"

    def get_absolute_url(self) -> str:
        return f"{self.hoofdstuk.url}versies/{self.nummer}/"

    @property
    def urn(self) -> str:
        """The name of this version that never changes."""
        return f"{self.hoofdstuk.urn}:versie:{self.nummer}"


class Wikilink(models.Model):
    """One `[[target]]` that the published text of a hoofdstuk holds; what "what links here" is made of.

    The target is kept as typed (folded), not as a foreign key: it may not exist yet, or be renamed later.
    """

    hoofdstuk = models.ForeignKey(Hoofdstuk, on_delete=models.CASCADE, related_name="wikilinks")
    sleutel = models.CharField(max_length=255, db_index=True)

    class Meta:
        verbose_name = "wikilink"
        verbose_name_plural = "wikilinks"
        constraints = [models.UniqueConstraint(fields=["hoofdstuk", "sleutel"], name="wikilink_uniek")]

    def __str__(self) -> str:
        return self.sleutel
