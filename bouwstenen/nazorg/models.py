"""The word of thanks after a gesprek."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bouwstenen.models import Gesprek


class Dankbericht(models.Model):
    """What the organiser of a gesprek writes to thank who was there: in hand, planned, sent, or not to be sent."""

    gesprek = models.OneToOneField(Gesprek, on_delete=models.CASCADE, related_name="dankbericht")
    tekst = models.TextField(help_text="Markdown.")
    gepland_op = models.DateTimeField(null=True, blank=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    afgezien_op = models.DateTimeField(null=True, blank=True)
    aantal = models.PositiveIntegerField("aan hoeveel mensen verstuurd", default=0)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    gewijzigd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "dankbericht"
        verbose_name_plural = "dankberichten"
        ordering = ["-gewijzigd_op", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(afgezien_op__isnull=True) | Q(gepland_op__isnull=True, verstuurd_op__isnull=True),
                name="dankbericht_niet_en_toch",
            ),
        ]

    def __str__(self) -> str:
        return f"dankbericht {self.pk}"

    @property
    def status(self) -> str:
        """What is going to happen with it: "verstuurd", "gepland", "niet" or "concept"."""
        if self.verstuurd_op:
            return "verstuurd"
        if self.afgezien_op:
            return "niet"
        return "gepland" if self.gepland_op else "concept"
