"""What the organiser writes to all deelnemers, and polls with their votes."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bouwstenen.aanmelden.peilingen.querysets import PeilingQuerySet
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.encryption import EncryptedTextField
from kennisbank.text.urn import new_urn_id

BEWAAR_RONDBERICHT = timedelta(days=30)
"""So long a text to all deelnemers is kept: until a mail server that was down has it."""


def _rondbericht_until() -> date:
    return timezone.localdate() + BEWAAR_RONDBERICHT


class Rondbericht(models.Model):
    """What the organiser of a gesprek wrote to everybody who takes part; encrypted, and deleted after a month."""

    gesprek = models.ForeignKey(Gesprek, on_delete=models.CASCADE, related_name="rondberichten")
    onderwerp = EncryptedTextField()
    tekst = EncryptedTextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    verwijderen_na = models.DateField("te verwijderen na", default=_rondbericht_until)

    class Meta:
        verbose_name = "bericht aan alle deelnemers"
        verbose_name_plural = "berichten aan alle deelnemers"
        ordering = ["-op", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"rondbericht {self.pk}"


class Peiling(models.Model):
    """Stellingen that anybody answers without a name. Its salt ties votes to voters; on closing it is thrown away."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField(max_length=150)
    plan = models.ForeignKey(Gespreksplan, on_delete=models.SET_NULL, null=True, blank=True, related_name="peilingen")
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="peilingen")
    open_tot = models.DateField("open tot en met")
    gesloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    gekoppeld = models.BooleanField("uitslag staat bij het gesprek", default=False)
    zout = models.CharField(max_length=64, blank=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = PeilingQuerySet.as_manager()

    class Meta:
        verbose_name = "peiling"
        verbose_name_plural = "peilingen"
        ordering = ["-gemaakt_op", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("aanmelden:peiling", args=[self.kenmerk])

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.gesloten_op is None and timezone.localdate() <= self.open_tot


class Stelling(models.Model):
    """One statement of a poll."""

    peiling = models.ForeignKey(Peiling, on_delete=models.CASCADE, related_name="stellingen")
    tekst = models.CharField(max_length=300)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "stelling"
        verbose_name_plural = "stellingen"
        ordering = ["volgorde", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.tekst


class Antwoord(models.IntegerChoices):
    """How much somebody agrees."""

    HELEMAAL_ONEENS = -2, "Helemaal oneens"
    ONEENS = -1, "Oneens"
    NEUTRAAL = 0, "Niet eens, niet oneens"
    EENS = 1, "Eens"
    HELEMAAL_EENS = 2, "Helemaal eens"


class Stem(models.Model):
    """What one voter thinks of one stelling; no antwoord is no opinion. It has no user, no name and no time."""

    peiling = models.ForeignKey(Peiling, on_delete=models.CASCADE, related_name="stemmen")
    stelling = models.ForeignKey(Stelling, on_delete=models.CASCADE, related_name="stemmen")
    antwoord = models.SmallIntegerField(choices=Antwoord, null=True, blank=True)
    kiezer_index = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "stem"
        verbose_name_plural = "stemmen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["stelling", "kiezer_index"], name="stem_eenmaal_per_stelling"),
            models.CheckConstraint(
                condition=models.Q(antwoord__isnull=True) | models.Q(antwoord__gte=-2, antwoord__lte=2),
                name="stem_binnen_de_schaal",
            ),
        ]

    def __str__(self) -> str:
        return f"stem {self.pk}"
