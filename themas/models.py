"""The vocabulary that everything is about, and what there is to learn from it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from modelsearch import index

from kennisbank.text.urn import make_urn, new_urn_id
from themas.querysets import LeeraanbodQuerySet, ThemaQuerySet


class ThemaSoort(models.TextChoices):
    """The kinds of term; all but THEMA are the lenzen, each a small fixed vocabulary."""

    THEMA = "thema", "Thema"
    NIVEAU = "niveau", "Niveau"
    AMBITIE = "ambitie", "Ambitie"
    RELATIE = "relatie", "Relatie"
    OVERHEIDSROL = "overheidsrol", "Overheidsrol"
    LICHAAMSDEEL = "lichaamsdeel", "Lichaamsdeel"


class Thema(index.Indexed, models.Model):
    """A term of the vocabulary."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    soort = models.CharField(max_length=20, choices=ThemaSoort, default=ThemaSoort.THEMA)
    naam = models.CharField(max_length=100)
    slug = models.SlugField("adres", max_length=100, unique=True, help_text="Het laatste deel van het webadres.")
    definitie = models.TextField(help_text="Wat is het? In een tot drie zinnen.")
    toelichting = models.TextField(blank=True, help_text="Markdown. Mag verwijzen met [[dubbele haken]].")
    volgorde = models.PositiveSmallIntegerField(default=0)
    breder = models.ManyToManyField(
        "self", symmetrical=False, related_name="smaller", blank=True, verbose_name="bredere termen"
    )
    verwant = models.ManyToManyField("self", symmetrical=True, blank=True, verbose_name="verwante termen")
    opgegaan_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="voorgangers"
    )

    objects = ThemaQuerySet.as_manager()

    search_fields = [
        index.SearchField("naam", boost=5),
        index.AutocompleteField("naam"),
        index.SearchField("definitie"),
        index.SearchField("toelichting"),
        index.RelatedFields("synoniemen", [index.SearchField("term", boost=4), index.AutocompleteField("term")]),
        index.FilterField("naam"),
        index.FilterField("soort"),
        index.FilterField("opgegaan_in"),
    ]

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["soort", "volgorde", "naam"]
        permissions = [("merge_thema", "Kan thema's samenvoegen")]
        constraints = [
            models.UniqueConstraint(fields=["soort", "naam"], name="thema_soort_naam_uniek"),
            models.CheckConstraint(
                condition=Q(opgegaan_in__isnull=True) | ~Q(opgegaan_in=F("id")), name="thema_niet_in_zichzelf"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("themas:thema", args=[self.slug])

    @property
    def urn(self) -> str:
        """The name of this term that never changes."""
        return make_urn("thema", self.urn_id)


class Synoniem(models.Model):
    """Another word for a thema; people who search with it find the thema."""

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="synoniemen")
    term = models.CharField(max_length=100, unique=True)

    class Meta:
        verbose_name = "synoniem"
        verbose_name_plural = "synoniemen"
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term


class Leeraanbod(index.Indexed, models.Model):
    """A course, workshop or other way to learn, found from the themas it serves."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    naam = models.CharField(max_length=150, unique=True)
    slug = models.SlugField("adres", max_length=150, unique=True)
    aanbieder = models.CharField(max_length=200)
    vorm = models.CharField(max_length=200, help_text="Bijvoorbeeld: negen online bijeenkomsten.")
    duur = models.CharField(max_length=200, blank=True)
    omschrijving = models.TextField(help_text="Markdown.")
    onderdelen = models.TextField(blank=True, help_text="Een onderdeel per regel.")
    url = models.URLField("webadres", blank=True)
    themas = models.ManyToManyField(Thema, related_name="leeraanbod", blank=True, verbose_name="thema's")

    objects = LeeraanbodQuerySet.as_manager()

    search_fields = [
        index.SearchField("naam", boost=4),
        index.AutocompleteField("naam"),
        index.SearchField("aanbieder"),
        index.SearchField("omschrijving"),
        index.SearchField("onderdelen"),
        index.RelatedFields("themas", [index.FilterField("id"), index.FilterField("slug")]),
        index.FilterField("naam"),
        index.FilterField("thema_slugs"),
    ]

    class Meta:
        verbose_name = "leeraanbod"
        verbose_name_plural = "leeraanbod"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("themas:leeraanbod", args=[self.slug])

    @property
    def urn(self) -> str:
        """The name of this entry that never changes."""
        return make_urn("leeraanbod", self.urn_id)

    @property
    def thema_slugs(self) -> list[str]:
        """What it is about, for the facets of the search index."""
        return [thema.slug for thema in self.themas.all()]

    @property
    def onderdelenlijst(self) -> list[str]:
        """The parts, one string each."""
        return [regel.strip() for regel in self.onderdelen.splitlines() if regel.strip()]
