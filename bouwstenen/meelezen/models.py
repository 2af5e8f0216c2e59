"""Participants read the record along: when, what they would have otherwise, and what they consented to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.meelezen.querysets import VerbeteringQuerySet
from bouwstenen.models import Canvasvak, Gesprek
from bouwstenen.opbrengst.models import CitaatStand, Opbrengstregel
from kennisbank.text.urn import new_urn_id
from themas.models import Thema


class Meelezing(models.Model):
    """The period in which the participants of a gesprek may correct its record."""

    gesprek = models.OneToOneField(Gesprek, on_delete=models.PROTECT, related_name="meelezing")
    open_van = models.DateTimeField(default=timezone.now)
    open_tot = models.DateTimeField()
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "meeleesperiode"
        verbose_name_plural = "meeleesperiodes"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(open_van__lte=F("open_tot")), name="meelezing_begin_voor_einde"),
        ]

    def __str__(self) -> str:
        return f"meelezen bij {self.gesprek}"

    @property
    def is_open(self) -> bool:
        """Whether corrections may be proposed now."""
        return self.open_van <= timezone.now() < self.open_tot


class VerbeteringSoort(models.TextChoices):
    """What a participant wants."""

    WIJZIGEN = "wijzigen", "Anders opschrijven"
    WEGLATEN = "weglaten", "Weglaten"
    TOEVOEGEN = "toevoegen", "Toevoegen"


class VerbeteringStand(models.TextChoices):
    """What the gespreksleider decided."""

    OPEN = "open", "Nog geen besluit"
    OVERGENOMEN = "overgenomen", "Overgenomen"
    AFGEWEZEN = "afgewezen", "Niet overgenomen"


class Verbetering(models.Model):
    """A correction that a participant proposes to one line of the record, or a line that is missing.

    `oud` is the line as the participant saw it, so that the gespreksleider sees what else changed meanwhile.
    """

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="verbeteringen")
    regel = models.ForeignKey(
        Opbrengstregel, on_delete=models.PROTECT, null=True, blank=True, related_name="verbeteringen"
    )
    deelnemer = models.ForeignKey(
        Deelnemer, on_delete=models.SET_NULL, null=True, blank=True, related_name="verbeteringen"
    )
    soort = models.CharField(max_length=20, choices=VerbeteringSoort)
    canvasvak = models.CharField(max_length=20, choices=Canvasvak, blank=True)
    lichaamsdeel = models.ForeignKey(Thema, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    oud = models.TextField(blank=True)
    tekst = models.TextField(blank=True)
    toelichting = models.TextField(blank=True)
    stand = models.CharField(max_length=20, choices=VerbeteringStand, default=VerbeteringStand.OPEN)
    reden = models.TextField(blank=True)
    voorgesteld_op = models.DateTimeField(default=timezone.now)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    besloten_op = models.DateTimeField(null=True, blank=True)

    objects = VerbeteringQuerySet.as_manager()

    class Meta:
        verbose_name = "verbetering"
        verbose_name_plural = "verbeteringen"
        ordering = ["voorgesteld_op", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="toevoegen") | Q(regel__isnull=False), name="verbetering_van_een_regel"
            ),
            models.CheckConstraint(condition=Q(soort="weglaten") | ~Q(tekst=""), name="verbetering_met_tekst"),
            models.CheckConstraint(condition=~Q(stand="afgewezen") | ~Q(reden=""), name="verbetering_afgewezen_waarom"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.get_stand_display()}"


class ToestemmingGebeurtenis(models.Model):
    """That consent for a quote was given or taken back, and when; by whom is not in it. Append-only."""

    regel = models.ForeignKey(Opbrengstregel, on_delete=models.PROTECT, related_name="toestemmingen")
    stand = models.CharField(max_length=20, choices=CitaatStand)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "gebeurtenis rond toestemming"
        verbose_name_plural = "gebeurtenissen rond toestemming"
        ordering = ["op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_stand_display()} ({self.op:%d-%m-%Y})"
