"""Stories that people write or film about their work, tied to gesprekken and themas."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from modelsearch import index

from bouwstenen.models import Gesprek
from bouwstenen.verhalen.querysets import VerhaalQuerySet
from kennisbank.text.urn import make_urn, new_urn_id
from themas.models import Thema


class VerhaalStatus(models.TextChoices):
    """How far a verhaal is."""

    CONCEPT = "concept", "Concept"
    INGEZONDEN = "ingezonden", "Ingezonden"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    AFGEWEZEN = "afgewezen", "Niet geplaatst"


class Verhaal(index.Indexed, models.Model):
    """A blog or vlog by somebody who works in government, under their own display name."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    inleiding = models.CharField(max_length=300, blank=True)
    tekst = models.TextField(help_text="Markdown.")
    video_url = models.URLField("link naar een video", max_length=500, blank=True)
    video_tekst = models.TextField("wat er in de video te zien en te horen is", blank=True)
    afbeelding = models.FileField(upload_to="verhalen/%Y/", max_length=200, blank=True)
    afbeelding_alt = models.CharField("wat er op de afbeelding staat", max_length=250, blank=True)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.SET_NULL, null=True, blank=True, related_name="verhalen")
    themas = models.ManyToManyField(Thema, related_name="verhalen", blank=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="verhalen"
    )
    status = models.CharField(max_length=20, choices=VerhaalStatus, default=VerhaalStatus.CONCEPT)
    reden = models.TextField("waarom het niet geplaatst is", blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    ingezonden_op = models.DateTimeField(null=True, blank=True)
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VerhaalQuerySet.as_manager()

    search_fields = [
        index.SearchField("titel", boost=5),
        index.AutocompleteField("titel"),
        index.SearchField("inleiding", boost=2),
        index.SearchField("tekst"),
        index.SearchField("video_tekst"),
        index.RelatedFields("themas", [index.SearchField("naam"), index.FilterField("id"), index.FilterField("slug")]),
        index.FilterField("titel"),
        index.FilterField("thema_slugs"),
        index.FilterField("status"),
        index.FilterField("gepubliceerd_op"),
    ]

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ["-gewijzigd_op", "-id"]
        default_permissions = ("add",)
        permissions = [("moderate_verhaal", "Kan verhalen beoordelen en plaatsen")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="gepubliceerd") | Q(gepubliceerd_op__isnull=False),
                name="verhaal_gepubliceerd_heeft_datum",
            ),
            models.CheckConstraint(condition=~Q(status="afgewezen") | ~Q(reden=""), name="verhaal_afgewezen_met_reden"),
            models.CheckConstraint(condition=Q(video_url="") | ~Q(video_tekst=""), name="verhaal_video_met_tekst"),
        ]
        indexes = [models.Index(fields=["status", "-gepubliceerd_op"], name="verhaal_gepubliceerd")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("verhalen:verhaal", args=[self.slug])

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["Verhaal"]:
        """What the search index holds: what readers may see."""
        return super().get_indexed_objects().filter(status=VerhaalStatus.GEPUBLICEERD)

    @property
    def urn(self) -> str:
        """The name of this verhaal that never changes."""
        return make_urn("verhaal", self.urn_id)

    @property
    def thema_slugs(self) -> list[str]:
        """What it is about, for the facets of the search index."""
        return [thema.slug for thema in self.themas.all()]

    @property
    def door(self) -> str:
        """Who wrote it, as readers see it."""
        return self.auteur.openbare_naam if self.auteur else "een oud-collega"

    @property
    def is_te_wijzigen(self) -> bool:
        """Whether its author may change it."""
        return self.status in {VerhaalStatus.CONCEPT, VerhaalStatus.AFGEWEZEN}


class VerhaalVersie(models.Model):
    """One wording of a verhaal as it was handed in. Append-only, so that what was judged can be read back."""

    verhaal = models.ForeignKey(Verhaal, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    titel = models.CharField(max_length=120)
    inleiding = models.CharField(max_length=300, blank=True)
    tekst = models.TextField()
    video_url = models.URLField(max_length=500, blank=True)
    video_tekst = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "versie van een verhaal"
        verbose_name_plural = "versies van verhalen"
        ordering = ["verhaal", "nummer"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["verhaal", "nummer"], name="verhaalversie_nummer_uniek")]

    def __str__(self) -> str:
        return f"{self.titel} (versie {self.nummer})"
