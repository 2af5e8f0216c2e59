"""A rode draad: a text with the bouwstenen that carry it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bouwstenen.draden.querysets import RodeDraadQuerySet
from bouwstenen.models import Bouwsteen
from kennisbank.text.urn import make_urn, new_urn_id
from themas.models import Thema

MAX_TITEL = 120


class RodeDraad(models.Model):
    """What returns in many bouwstenen, told in one text by the redactie."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField("in één zin", max_length=MAX_TITEL)
    slug = models.SlugField("adres", max_length=100, unique=True)
    tekst = models.TextField(help_text="Markdown. Noem geen namen van personen.")
    bouwstenen = models.ManyToManyField(Bouwsteen, through="DraadBouwsteen", related_name="rode_draden")
    themas = models.ManyToManyField(Thema, related_name="rode_draden", blank=True, verbose_name="thema's")
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now, editable=False)
    gepubliceerd_op = models.DateTimeField("gepubliceerd", null=True, blank=True, editable=False)

    objects = RodeDraadQuerySet.as_manager()

    class Meta:
        verbose_name = "rode draad"
        verbose_name_plural = "rode draden"
        ordering = ["titel", "id"]
        default_permissions = ("add", "change")

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("draden:draad", args=[self.slug])

    @property
    def urn(self) -> str:
        """The name of this rode draad that never changes."""
        return make_urn("rode-draad", self.urn_id)

    @property
    def is_gepubliceerd(self) -> bool:
        """Whether readers see it."""
        return self.gepubliceerd_op is not None


class DraadBouwsteen(models.Model):
    """A bouwsteen that carries a rode draad, and its place in the row."""

    draad = models.ForeignKey(RodeDraad, on_delete=models.CASCADE, related_name="dragers")
    bouwsteen = models.ForeignKey(Bouwsteen, on_delete=models.PROTECT, related_name="draagt")
    volgorde = models.PositiveIntegerField()
    toegevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "drager van een rode draad"
        verbose_name_plural = "dragers van rode draden"
        ordering = ["draad", "volgorde", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["draad", "bouwsteen"], name="draadbouwsteen_een_keer")]

    def __str__(self) -> str:
        return f"{self.bouwsteen} in {self.draad}"


class RodeDraadVersie(models.Model):
    """One wording of a rode draad as it ever was. Append-only."""

    draad = models.ForeignKey(RodeDraad, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    titel = models.CharField(max_length=MAX_TITEL)
    tekst = models.TextField()
    sha256 = models.CharField(max_length=64)
    reden = models.CharField(max_length=300, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "versie van een rode draad"
        verbose_name_plural = "versies van rode draden"
        ordering = ["draad", "nummer"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["draad", "nummer"], name="rodedraadversie_nummer_uniek")]

    def __str__(self) -> str:
        return f"{self.titel} (versie {self.nummer})"
