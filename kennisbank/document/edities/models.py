"""Editions: the whole document at one moment, and their preparation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kennisbank.document.edities.querysets import EditieConceptQuerySet, EditieHoofdstukQuerySet, EditieQuerySet
from kennisbank.text.urn import make_urn


class Editie(models.Model):
    """The whole document at one moment: one version of every hoofdstuk. Append-only: triggers refuse change.

    A row comes into being by being published, together with its EditieHoofdstukken, or not at all.
    """

    document = models.ForeignKey("document.LevendDocument", on_delete=models.PROTECT, related_name="edities")
    nummer = models.PositiveIntegerField()
    titel = models.CharField(max_length=200)
    inleiding = models.TextField(blank=True, help_text="Markdown.")
    sha256 = models.CharField(max_length=64)
    gepubliceerd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gepubliceerd_op = models.DateTimeField(default=timezone.now)

    objects = EditieQuerySet.as_manager()

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"
        ordering = ["document", "nummer"]
        permissions = [("prepare_editie", "Kan edities voorbereiden en publiceren")]
        constraints = [models.UniqueConstraint(fields=["document", "nummer"], name="editie_nummer_uniek")]

    def __str__(self) -> str:
        return f"Editie {self.nummer}: {self.titel}"

    def get_absolute_url(self) -> str:
        return reverse("edities:editie", args=[self.document.urn_id, self.nummer])

    @property
    def urn(self) -> str:
        """The name of this edition that never changes."""
        return f"{make_urn('document', self.document.urn_id)}:editie:{self.nummer}"


class EditieHoofdstuk(models.Model):
    """One version of one hoofdstuk in an edition. Append-only."""

    editie = models.ForeignKey(Editie, on_delete=models.PROTECT, related_name="hoofdstukken")
    versie = models.ForeignKey("document.HoofdstukVersie", on_delete=models.PROTECT, related_name="in_edities")
    volgorde = models.PositiveIntegerField()

    objects = EditieHoofdstukQuerySet.as_manager()

    class Meta:
        verbose_name = "hoofdstuk in een editie"
        verbose_name_plural = "hoofdstukken in een editie"
        ordering = ["editie", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["editie", "volgorde"], name="editiehoofdstuk_volgorde_uniek"),
            models.UniqueConstraint(fields=["editie", "versie"], name="editiehoofdstuk_versie_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.versie_id}"


class EditieConcept(models.Model):
    """An edition in preparation. Published at once or at a set time; stays as the trace of how an edition was made."""

    document = models.ForeignKey("document.LevendDocument", on_delete=models.PROTECT, related_name="editieconcepten")
    titel = models.CharField(max_length=200)
    inleiding = models.TextField(blank=True, help_text="Markdown.")
    publiceren_op = models.DateTimeField("publiceren op", null=True, blank=True)
    gepland_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    melding = models.TextField(blank=True, editable=False, help_text="Why the last planned publication did not happen.")
    editie = models.OneToOneField(Editie, on_delete=models.PROTECT, null=True, blank=True, related_name="concept")
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    weggelaten = models.ManyToManyField(
        "document.Hoofdstuk", related_name="+", blank=True, help_text="Left out on purpose."
    )

    objects = EditieConceptQuerySet.as_manager()

    class Meta:
        verbose_name = "editie in voorbereiding"
        verbose_name_plural = "edities in voorbereiding"
        ordering = ["-gemaakt_op", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publiceren_op__isnull=True) | Q(gepland_door__isnull=False), name="editieconcept_wie_plande"
            ),
            # One at a time per document: two editors would otherwise prepare the same edition.
            models.UniqueConstraint(
                fields=["document"], condition=Q(editie__isnull=True), name="editieconcept_een_tegelijk"
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class EditieConceptHoofdstuk(models.Model):
    """The version of one hoofdstuk that an edition in preparation will hold."""

    concept = models.ForeignKey(EditieConcept, on_delete=models.CASCADE, related_name="hoofdstukken")
    versie = models.ForeignKey("document.HoofdstukVersie", on_delete=models.PROTECT, related_name="+")
    volgorde = models.PositiveIntegerField()

    class Meta:
        verbose_name = "hoofdstuk van een editie in voorbereiding"
        verbose_name_plural = "hoofdstukken van een editie in voorbereiding"
        ordering = ["concept", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "versie"], name="editieconcepthoofdstuk_versie_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.versie_id}"
