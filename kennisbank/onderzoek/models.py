"""What researchers keep: selections of bouwstenen that stay as they were."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from kennisbank.onderzoek.querysets import SelectieQuerySet
from kennisbank.text.urn import make_urn, new_urn_id

MAX_NAAM = 100


class Selectie(models.Model):
    """A named choice of bouwstenen, frozen: these wordings and these themas, as they were on one day."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    naam = models.CharField(max_length=MAX_NAAM)
    toelichting = models.TextField(blank=True, max_length=2000)
    zoekvraag = models.TextField(
        blank=True, editable=False, help_text="Zoals in de adresbalk van de zoekpagina; leeg: alle bouwstenen."
    )
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="selecties"
    )
    gedeeld = models.BooleanField(default=False, help_text="Staat in de lijst van iedereen met de werkbank.")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    peildatum = models.DateTimeField(default=timezone.now, editable=False)
    editie = models.ForeignKey(
        "document.Editie", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    vingerafdruk = models.CharField(max_length=64, editable=False)

    objects = SelectieQuerySet.as_manager()

    class Meta:
        verbose_name = "selectie"
        verbose_name_plural = "selecties"
        ordering = ["-aangemaakt_op", "-id"]
        permissions = [("use_werkbank", "Kan de werkbank gebruiken")]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("onderzoek:selectie", args=[self.kenmerk])

    @property
    def urn(self) -> str:
        """The name of this selectie that never changes."""
        return make_urn("selectie", self.kenmerk)


class SelectieRegel(models.Model):
    """One bouwsteen in a selectie: which wording, and which themas it had."""

    selectie = models.ForeignKey(Selectie, on_delete=models.CASCADE, related_name="regels")
    bouwsteen = models.ForeignKey("bouwstenen.Bouwsteen", on_delete=models.PROTECT, related_name="selectieregels")
    nummer = models.PositiveIntegerField("versie")
    themas = models.JSONField(default=list)

    class Meta:
        verbose_name = "regel van een selectie"
        verbose_name_plural = "regels van een selectie"
        ordering = ["selectie", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["selectie", "bouwsteen"], name="selectieregel_een_keer")]

    def __str__(self) -> str:
        return f"{self.bouwsteen} in {self.selectie}"
