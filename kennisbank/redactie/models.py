"""What the redactie decided, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.bewerken.models import Aanwezigheid
from kennisbank.redactie.discussie.models import Discussie, Moderatie, Reactie
from kennisbank.redactie.querysets import VerwerkingQuerySet
from kennisbank.redactie.terugkoppeling.models import Herkenning, Terugkoppelronde
from kennisbank.redactie.voorstellen.models import Steun, Voorstel, VoorstelGebeurtenis, VoorstelVersie

__all__ = [
    "Aanwezigheid",
    "Anker",
    "Besluit",
    "Discussie",
    "Herkenning",
    "Moderatie",
    "Reactie",
    "Steun",
    "Terugkoppelronde",
    "Verwerking",
    "Voorstel",
    "VoorstelGebeurtenis",
    "VoorstelVersie",
]


class Besluit(models.TextChoices):
    """The four things that can become of a bouwsteen."""

    IN_TEKST = "in_tekst", "In de tekst"
    KANTTEKENING = "kanttekening", "Kanttekening"
    NIET_OVERGENOMEN = "niet_overgenomen", "Niet overgenomen"
    LATER = "later", "Later"


class Verwerking(models.Model):
    """One line of the ledger: what became of a bouwsteen. Append-only; a correction is a new line.

    In which version the words were first published follows from the text itself: every frozen version carries the
    sources of its sections.
    """

    bouwsteen = models.ForeignKey("bouwstenen.Bouwsteen", on_delete=models.PROTECT, related_name="verwerkingen")
    besluit = models.CharField(max_length=20, choices=Besluit)
    reden = models.TextField(blank=True)
    hoofdstuk = models.ForeignKey(
        "document.Hoofdstuk", on_delete=models.PROTECT, null=True, blank=True, related_name="verwerkingen"
    )
    sectie_id = models.CharField(max_length=36, blank=True)
    sectie_kop = models.CharField(max_length=150, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verwerkingen")
    op = models.DateTimeField(default=timezone.now)

    objects = VerwerkingQuerySet.as_manager()

    class Meta:
        verbose_name = "verwerking"
        verbose_name_plural = "verwerkingen"
        ordering = ["op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(besluit__in=["niet_overgenomen", "later"]) | ~Q(reden=""),
                name="verwerking_reden_bij_afwijzen",
            ),
            models.CheckConstraint(
                condition=~Q(besluit__in=["in_tekst", "kanttekening"])
                | (Q(hoofdstuk__isnull=False) & ~Q(sectie_id="")),
                name="verwerking_plek_in_tekst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_besluit_display()}: {self.bouwsteen_id}"
