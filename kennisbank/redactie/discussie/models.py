"""Discussion on a passage of the document, on a voorstel or on a bouwsteen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kennisbank.redactie.ankers.models import Ankerstand
from kennisbank.redactie.discussie.querysets import DiscussieQuerySet
from kennisbank.text.urn import new_urn_id


class Discussie(models.Model):
    """A thread of reacties. On a hoofdstuk it hangs on a passage (or on a whole section) that it moves along with.

    `citaat` keeps the words it was started on, whatever becomes of them; the other fields of the passage follow the
    text. Offsets are code points in the normalised Markdown of the section.
    """

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    hoofdstuk = models.ForeignKey(
        "document.Hoofdstuk", on_delete=models.PROTECT, null=True, blank=True, related_name="discussies"
    )
    voorstel = models.ForeignKey(
        "redactie.Voorstel", on_delete=models.PROTECT, null=True, blank=True, related_name="discussies"
    )
    bouwsteen = models.ForeignKey(
        "bouwstenen.Bouwsteen", on_delete=models.PROTECT, null=True, blank=True, related_name="discussies"
    )
    sectie_id = models.CharField(max_length=36, blank=True)
    citaat = models.TextField(blank=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    begin = models.PositiveIntegerField(null=True, blank=True)
    einde = models.PositiveIntegerField(null=True, blank=True)
    stand = models.CharField(max_length=20, choices=Ankerstand, default=Ankerstand.VAST)
    versie = models.PositiveIntegerField(null=True, blank=True, help_text="The version it was started on.")
    gestart_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gestart_op = models.DateTimeField(default=timezone.now)
    opgelost_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgelost_op = models.DateTimeField(null=True, blank=True)

    objects = DiscussieQuerySet.as_manager()

    class Meta:
        verbose_name = "discussie"
        verbose_name_plural = "discussies"
        ordering = ["gestart_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hoofdstuk__isnull=False, voorstel__isnull=True, bouwsteen__isnull=True)
                | Q(hoofdstuk__isnull=True, voorstel__isnull=False, bouwsteen__isnull=True)
                | Q(hoofdstuk__isnull=True, voorstel__isnull=True, bouwsteen__isnull=False),
                name="discussie_een_onderwerp",
            ),
            models.CheckConstraint(
                condition=Q(hoofdstuk__isnull=True) | ~Q(sectie_id=""), name="discussie_op_een_sectie"
            ),
        ]

    def __str__(self) -> str:
        return self.urn_id

    def get_absolute_url(self) -> str:
        return reverse("discussies:discussie", args=[self.urn_id])


class Reactie(models.Model):
    """What somebody said in a discussie. Hidden ones keep their words, for the redactie only."""

    discussie = models.ForeignKey(Discussie, on_delete=models.PROTECT, related_name="reacties")
    tekst = models.TextField(help_text="Markdown.")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reacties")
    op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(null=True, blank=True)
    verborgen = models.BooleanField(default=False)

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["op", "id"]
        permissions = [("moderate_reactie", "Kan reacties verbergen en terugzetten")]

    def __str__(self) -> str:
        return f"{self.discussie_id}: {self.pk}"


class ModeratieSoort(models.TextChoices):
    """What a moderator did with a reactie."""

    VERBORGEN = "verborgen", "Verborgen"
    TERUGGEZET = "teruggezet", "Teruggezet"


class Moderatie(models.Model):
    """One act of moderation, with its reason. Append-only."""

    reactie = models.ForeignKey(Reactie, on_delete=models.PROTECT, related_name="moderaties")
    soort = models.CharField(max_length=20, choices=ModeratieSoort)
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "moderatie"
        verbose_name_plural = "moderaties"
        ordering = ["op", "id"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.reactie_id}"
