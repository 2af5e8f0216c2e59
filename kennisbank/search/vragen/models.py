"""What is asked, by nobody in particular, and what the redactie answers to it."""

from django.db import models
from django.utils import timezone


class GesteldeVraag(models.Model):
    """How often a question was asked on one day, and whether it was answered. Nobody's name is kept with it."""

    vraag = models.CharField(max_length=100)
    dag = models.DateField()
    aantal = models.PositiveIntegerField("keer gesteld", default=0)
    gevonden = models.PositiveIntegerField("resultaten, de laatste keer", default=0)
    alle_woorden = models.BooleanField("met al de woorden", default=True)
    nuttig = models.PositiveIntegerField(default=0)
    niet_nuttig = models.PositiveIntegerField("niet nuttig", default=0)

    class Meta:
        """Options."""

        verbose_name = "gestelde vraag"
        verbose_name_plural = "gestelde vragen"
        permissions = [("view_zoekrapport", "Kan zien wat bezoekers zoeken")]
        constraints = [models.UniqueConstraint(fields=["vraag", "dag"], name="gesteldevraag_een_per_dag")]
        indexes = [models.Index(fields=["dag"], name="gesteldevraag_dag")]

    def __str__(self) -> str:
        return self.vraag


class VerborgenVraag(models.Model):
    """A question that the redactie does not want to be shown under "Anderen zoeken naar"."""

    vraag = models.CharField(max_length=100, unique=True)
    sinds = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Options."""

        verbose_name = "verborgen vraag"
        verbose_name_plural = "verborgen vragen"
        ordering = ["vraag"]
        default_permissions = ()
        permissions = [("hide_vraag", "Kan een gestelde vraag verbergen voor bezoekers")]

    def __str__(self) -> str:
        return self.vraag


class Aanbeveling(models.Model):
    """A page that the redactie puts above the results of certain questions."""

    woorden = models.TextField(
        "zoekwoorden",
        help_text=(
            "Eén vraag per regel. De aanbeveling verschijnt als alle woorden van een regel in de zoekvraag staan; "
            "andere vormen van een woord tellen mee."
        ),
    )
    titel = models.CharField(max_length=120)
    adres = models.CharField(
        "webadres",
        max_length=300,
        help_text="Een pagina van deze site, zoals /themas/tegenspraak/, of een volledig adres met https://.",
    )
    toelichting = models.CharField(max_length=240, blank=True, help_text="Eén zin onder de titel.")
    volgorde = models.PositiveSmallIntegerField(default=0, help_text="Het laagste getal komt bovenaan.")
    gewijzigd_op = models.DateTimeField("gewijzigd", auto_now=True)

    class Meta:
        """Options."""

        verbose_name = "aanbeveling"
        verbose_name_plural = "aanbevelingen"
        ordering = ["volgorde", "titel"]

    def __str__(self) -> str:
        return self.titel
