"""Who was invited to a gesprek and what was sent to them: kept apart, encrypted, and deleted after a date."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bouwstenen.deelnemers.querysets import BerichtQuerySet, DeelnemerQuerySet
from kennisbank.encryption import EncryptedTextField
from kennisbank.text.urn import new_urn_id


class Werkveld(models.TextChoices):
    """What kind of work somebody does; volunteered, and shown to the organiser as counts only."""

    BELEID = "beleid", "Beleid"
    UITVOERING = "uitvoering", "Uitvoering"
    INSPECTIE = "inspectie", "Inspectie en toezicht"
    BEDRIJFSVOERING = "bedrijfsvoering", "Bedrijfsvoering"
    LEIDING = "leiding", "Leidinggeven"
    ANDERS = "anders", "Iets anders"


class DeelnemerStatus(models.TextChoices):
    """Whether somebody has a place."""

    UITGENODIGD = "uitgenodigd", "Uitgenodigd"
    AANGEMELD = "aangemeld", "Aangemeld"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AFGEMELD = "afgemeld", "Afgemeld"


class Deelnemer(models.Model):
    """Somebody at one gesprek: name and address, encrypted, until a date. Never in search, export, API or log."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    gesprek = models.ForeignKey("bouwstenen.Gesprek", on_delete=models.CASCADE, related_name="deelnemers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="deelnames"
    )
    naam = EncryptedTextField()
    email = EncryptedTextField()
    email_index = models.CharField(max_length=64, db_index=True, editable=False)
    werkveld = models.CharField(max_length=20, choices=Werkveld, blank=True)
    status = models.CharField(max_length=20, choices=DeelnemerStatus, default=DeelnemerStatus.AANGEMELD)
    aangemeld_op = models.DateTimeField(default=timezone.now)
    verwijderen_na = models.DateField("te verwijderen na")

    objects = DeelnemerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["aangemeld_op", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["gesprek", "email_index"], name="deelnemer_eenmaal_per_gesprek"),
        ]

    def __str__(self) -> str:
        return f"deelnemer {self.kenmerk}"


class Wisreden(models.TextChoices):
    """Why personal data were deleted."""

    TERMIJN = "termijn", "De bewaartermijn was voorbij"
    VERZOEK = "verzoek", "De deelnemer vroeg erom"


class Wisbewijs(models.Model):
    """Proof that personal data were deleted: when, why, how many; nothing about whom. Append-only."""

    gesprek = models.ForeignKey("bouwstenen.Gesprek", on_delete=models.PROTECT, related_name="wisbewijzen")
    reden = models.CharField(max_length=20, choices=Wisreden)
    aantal = models.PositiveIntegerField()
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bewijs van verwijdering"
        verbose_name_plural = "bewijzen van verwijdering"
        ordering = ["-op", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.aantal} verwijderd: {self.get_reden_display()}"


class Bericht(models.Model):
    """One mail to one person, to be sent once: which kind and about what; text and address are found when sending."""

    sleutel = models.CharField(max_length=150, unique=True)
    soort = models.CharField(max_length=50)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, null=True, blank=True, related_name="berichten")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="berichten"
    )
    gesprek = models.ForeignKey(
        "bouwstenen.Gesprek", on_delete=models.CASCADE, null=True, blank=True, related_name="berichten"
    )
    gegevens = models.JSONField(default=dict, blank=True)
    niet_voor = models.DateTimeField(default=timezone.now)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    fout = models.CharField(max_length=100, blank=True)

    objects = BerichtQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["niet_voor", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(deelnemer__isnull=True, user__isnull=False) | Q(deelnemer__isnull=False, user__isnull=True),
                name="bericht_aan_een_persoon",
            ),
        ]
        indexes = [models.Index(fields=["verstuurd_op", "vervallen_op", "niet_voor"], name="bericht_te_versturen")]

    def __str__(self) -> str:
        return f"{self.soort} ({self.sleutel})"
