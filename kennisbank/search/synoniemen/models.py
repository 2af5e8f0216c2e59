"""The synonyms that the redactie keeps."""

from django.db import models


class Synoniemgroep(models.Model):
    """Words that mean the same: who searches with one of them also finds the others."""

    woorden = models.TextField(
        "woorden",
        help_text=(
            "Eén woord of afkorting per regel, zoals AVG en daaronder: algemene verordening gegevensbescherming. "
            "Een regel heeft hoogstens vijf woorden. Andere vormen van een woord tellen vanzelf mee."
        ),
    )
    toelichting = models.CharField(
        max_length=200, blank=True, help_text="Waarom deze groep er is. Alleen voor de redactie."
    )
    gewijzigd_op = models.DateTimeField("gewijzigd", auto_now=True)

    class Meta:
        """Options."""

        verbose_name = "groep synoniemen"
        verbose_name_plural = "groepen synoniemen"
        ordering = ["woorden"]

    def __str__(self) -> str:
        return ", ".join(self.termen())

    def termen(self) -> list[str]:
        """The terms, one per line that was filled in."""
        return [term for line in self.woorden.splitlines() if (term := " ".join(line.split()))]
