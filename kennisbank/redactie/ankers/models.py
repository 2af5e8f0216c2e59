"""Sentences of the document that rest on a bouwsteen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kennisbank.redactie.ankers.querysets import AnkerQuerySet


class Ankerstand(models.TextChoices):
    """How sure it is that an anchor stands where it stood; see kennisbank.text.anchors."""

    VAST = "vast", "Vast"
    VERSCHOVEN = "verschoven", "Verschoven"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    WEES = "wees", "Wees"


class Passage(models.Model):
    """A place in the text of a section: exact words with what stands around them, offsets in code points."""

    sectie_id = models.CharField(max_length=36)
    exact = models.TextField()
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    begin = models.PositiveIntegerField()
    einde = models.PositiveIntegerField()
    stand = models.CharField(max_length=20, choices=Ankerstand, default=Ankerstand.VAST)

    class Meta:
        abstract = True


class Anker(Passage):
    """A sentence in a run of versions that a bouwsteen supports; without a bouwsteen it is marked as redactioneel.

    A row holds from version `vanaf` up to and including `tot` (open: until now). While `vanaf` is empty it waits for
    the draft it was made for to be published. When the text of its section changes, a new row takes over and names this
    one as `vorige`, so that every version keeps its own provenance.

    While the words differ from what an editor last tied or confirmed, `was` keeps those, and `gelijkenis` how much of
    them is left, as a percentage.
    """

    hoofdstuk = models.ForeignKey("document.Hoofdstuk", on_delete=models.PROTECT, related_name="ankers")
    bouwsteen = models.ForeignKey(
        "bouwstenen.Bouwsteen", on_delete=models.PROTECT, null=True, blank=True, related_name="ankers"
    )
    vanaf = models.PositiveIntegerField(null=True, blank=True)
    tot = models.PositiveIntegerField(null=True, blank=True)
    was = models.TextField(blank=True)
    gelijkenis = models.PositiveSmallIntegerField(default=100)
    losgelaten = models.BooleanField(default=False, help_text="An editor ended it; otherwise a next row took over.")
    reden = models.CharField(max_length=300, blank=True)
    vorige = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="volgende")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    objects = AnkerQuerySet.as_manager()

    class Meta:
        verbose_name = "anker"
        verbose_name_plural = "ankers"
        ordering = ["hoofdstuk", "sectie_id", "begin", "id"]
        indexes = [
            models.Index(fields=["hoofdstuk", "tot", "vanaf"], name="anker_van_versie"),
            models.Index(fields=["stand", "tot"], name="anker_wezen"),
            models.Index(fields=["gelijkenis", "tot"], name="anker_ter_controle"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(begin__lt=F("einde")), name="anker_begin_voor_einde"),
            models.CheckConstraint(condition=Q(losgelaten=False) | ~Q(reden=""), name="anker_reden_bij_loslaten"),
        ]

    def __str__(self) -> str:
        return self.exact[:80]

    @property
    def is_wees(self) -> bool:
        """Whether it stands nowhere in what readers see."""
        return self.stand == Ankerstand.WEES or self.vanaf is None
