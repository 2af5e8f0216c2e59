"""What participants say about what became of their words, and when they were told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.redactie.terugkoppeling.querysets import HerkenningQuerySet


class Antwoord(models.TextChoices):
    """Whether somebody recognises their words."""

    JA = "ja", "Ja, dit herken ik"
    DEELS = "deels", "Deels"
    NEE = "nee", "Nee, dit herken ik niet"


class Herkenning(models.Model):
    """What one participant answered about one bouwsteen, or (without bouwsteen) about a whole gesprek.

    One answer each, which they may change. When the deelnemer is deleted the answer stays, of nobody.
    """

    gesprek = models.ForeignKey(Gesprek, on_delete=models.CASCADE, related_name="herkenningen")
    bouwsteen = models.ForeignKey(
        Bouwsteen, on_delete=models.PROTECT, null=True, blank=True, related_name="herkenningen"
    )
    deelnemer = models.ForeignKey(
        Deelnemer, on_delete=models.SET_NULL, null=True, blank=True, related_name="herkenningen"
    )
    antwoord = models.CharField(max_length=10, choices=Antwoord)
    opmerking = models.TextField(blank=True)
    op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    reactie = models.TextField("antwoord van de redactie", blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = HerkenningQuerySet.as_manager()

    class Meta:
        verbose_name = "herkenning"
        verbose_name_plural = "herkenningen"
        ordering = ["gewijzigd_op", "id"]
        default_permissions = ()
        permissions = [("handle_herkenning", "Kan antwoorden van deelnemers op de terugkoppeling afhandelen")]
        constraints = [
            models.UniqueConstraint(
                fields=["deelnemer", "bouwsteen"],
                condition=Q(bouwsteen__isnull=False),
                name="herkenning_eenmaal_per_bouwsteen",
            ),
            models.UniqueConstraint(
                fields=["deelnemer"],
                condition=Q(bouwsteen__isnull=True),
                name="herkenning_eenmaal_per_gesprek",
            ),
        ]
        indexes = [models.Index(fields=["afgehandeld_op", "antwoord"], name="herkenning_te_lezen")]

    def __str__(self) -> str:
        return f"{self.get_antwoord_display()} ({self.pk})"


class Terugkoppelronde(models.Model):
    """One moment at which the participants of a gesprek could be told: at an edition, or (without) when all is decided.

    `gemeld` says whether there was anything new to tell; the next round tells what came after the last one that was.
    """

    gesprek = models.ForeignKey(Gesprek, on_delete=models.CASCADE, related_name="terugkoppelrondes")
    editie = models.ForeignKey(
        "document.Editie", on_delete=models.PROTECT, null=True, blank=True, related_name="terugkoppelrondes"
    )
    vorige = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    gemeld = models.BooleanField(default=False)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "ronde van de terugkoppeling"
        verbose_name_plural = "rondes van de terugkoppeling"
        ordering = ["op", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["gesprek", "editie"],
                condition=Q(editie__isnull=False),
                name="terugkoppelronde_eenmaal_per_editie",
            ),
            models.UniqueConstraint(
                fields=["gesprek"], condition=Q(editie__isnull=True), name="terugkoppelronde_eenmaal_compleet"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gesprek_id}: {self.editie_id or 'alles besloten'}"
