"""Searches that somebody keeps."""

from django.conf import settings
from django.db import models

from kennisbank.search.zoekvraag import Zoekvraag


class Frequentie(models.TextChoices):
    """How often somebody hears what is new."""

    GEEN = "geen", "Niet"
    DAGELIJKS = "dagelijks", "Elke dag, als er iets nieuws is"
    WEKELIJKS = "wekelijks", "Elke maandag, als er iets nieuws is"


class Zoekopdracht(models.Model):
    """A search that somebody keeps under a name, and of which they may get mail when something new is in it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="zoekopdrachten")
    naam = models.CharField(max_length=100)
    # What stands behind the question mark of the address.
    query = models.CharField(max_length=4000, editable=False)
    frequentie = models.CharField("mail mij", max_length=20, choices=Frequentie, default=Frequentie.GEEN)
    # Primary keys of what its owner was told of, or what was there when they asked for mail: {kind: [key]}.
    bekend = models.JSONField(default=dict, editable=False)
    volgende_op = models.DateTimeField(null=True, blank=True, editable=False)
    aangemaakt_op = models.DateTimeField("bewaard", auto_now_add=True)

    class Meta:
        """Options."""

        verbose_name = "zoekopdracht"
        verbose_name_plural = "zoekopdrachten"
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["user", "naam"], name="zoekopdracht_naam_uniek")]
        indexes = [models.Index(fields=["volgende_op"], name="zoekopdracht_volgende")]

    def __str__(self) -> str:
        return self.naam

    @property
    def zoekvraag(self) -> Zoekvraag:
        """What it asks."""
        return Zoekvraag.from_string(self.query)
