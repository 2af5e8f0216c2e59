"""Proposals to change a hoofdstuk, like pull requests: many at once, and the text stays free."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kennisbank.redactie.voorstellen.querysets import VoorstelQuerySet
from kennisbank.text.urn import make_urn, new_urn_id


class VoorstelSoort(models.TextChoices):
    """What a voorstel does to a section."""

    WIJZIGING = "wijziging", "Tekst wijzigen"
    NIEUWE_SECTIE = "nieuwe_sectie", "Nieuwe sectie"
    VERWIJDERING = "verwijdering", "Sectie laten vervallen"
    VERPLAATSING = "verplaatsing", "Sectie verplaatsen"


class VoorstelStatus(models.TextChoices):
    """Where a voorstel stands."""

    OPEN = "open", "In behandeling"
    AANPASSEN = "aanpassen", "Aanpassing gevraagd"
    OVERGENOMEN = "overgenomen", "Overgenomen"
    DEELS_OVERGENOMEN = "deels_overgenomen", "Deels overgenomen"
    AFGEWEZEN = "afgewezen", "Niet overgenomen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


LOPEND = (VoorstelStatus.OPEN, VoorstelStatus.AANPASSEN)


class Voorstel(models.Model):
    """A proposed change to one section. What it says stands in its VoorstelVersies, what became of it in its events."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    hoofdstuk = models.ForeignKey("document.Hoofdstuk", on_delete=models.PROTECT, related_name="voorstellen")
    soort = models.CharField(max_length=20, choices=VoorstelSoort, default=VoorstelSoort.WIJZIGING)
    sectie_id = models.CharField(max_length=36, help_text="Block id; a new section brings its own.")
    sectie_kop = models.CharField(max_length=150, help_text="The heading when it was handed in.")
    status = models.CharField(max_length=20, choices=VoorstelStatus, default=VoorstelStatus.OPEN)
    indiener = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="voorstellen")
    bouwstenen = models.ManyToManyField("bouwstenen.Bouwsteen", related_name="voorstellen", blank=True)
    ingediend_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ["-ingediend_op", "-id"]
        permissions = [("decide_voorstel", "Kan over voorstellen beslissen")]
        indexes = [models.Index(fields=["status", "ingediend_op"], name="voorstel_status_op")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.sectie_kop}"

    def get_absolute_url(self) -> str:
        return reverse("voorstellen:voorstel", args=[self.urn_id])

    @property
    def urn(self) -> str:
        """The name of this voorstel that never changes."""
        return make_urn("voorstel", self.urn_id)

    @property
    def is_lopend(self) -> bool:
        """Whether nobody has decided yet."""
        return self.status in LOPEND


class VoorstelVersie(models.Model):
    """One wording of a voorstel, with the version of the hoofdstuk it is based on. Append-only.

    `na_sectie_id` is the section that the proposed one comes after, empty for the first place; it counts for a new
    section and for a move.
    """

    voorstel = models.ForeignKey(Voorstel, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    basis = models.ForeignKey("document.HoofdstukVersie", on_delete=models.PROTECT, related_name="+")
    kop = models.CharField(max_length=150)
    tekst = models.TextField(blank=True)
    na_sectie_id = models.CharField(max_length=36, blank=True)
    motivatie = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "versie van een voorstel"
        verbose_name_plural = "versies van voorstellen"
        ordering = ["voorstel", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["voorstel", "nummer"], name="voorstelversie_nummer_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.kop} (versie {self.nummer})"


class GebeurtenisSoort(models.TextChoices):
    """What happened to a voorstel."""

    INGEDIEND = "ingediend", "Ingediend"
    HERZIEN = "herzien", "Herzien"
    AANPASSING_GEVRAAGD = "aanpassing_gevraagd", "Aanpassing gevraagd"
    OVERGENOMEN = "overgenomen", "Overgenomen"
    DEELS_OVERGENOMEN = "deels_overgenomen", "Deels overgenomen"
    AFGEWEZEN = "afgewezen", "Niet overgenomen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


IN_TEKST = (GebeurtenisSoort.OVERGENOMEN, GebeurtenisSoort.DEELS_OVERGENOMEN)


class VoorstelGebeurtenis(models.Model):
    """One step in the life of a voorstel. Append-only, so that readers see who proposed and who decided."""

    voorstel = models.ForeignKey(Voorstel, on_delete=models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=20, choices=GebeurtenisSoort)
    toelichting = models.TextField(blank=True)
    voorstelversie = models.ForeignKey(VoorstelVersie, on_delete=models.PROTECT, related_name="gebeurtenissen")
    hoofdstukversie = models.ForeignKey(
        "document.HoofdstukVersie", on_delete=models.PROTECT, null=True, blank=True, related_name="voorstelbesluiten"
    )
    had_conflict = models.BooleanField(default=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "gebeurtenis bij een voorstel"
        verbose_name_plural = "gebeurtenissen bij voorstellen"
        ordering = ["op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(soort__in=["overgenomen", "deels_overgenomen"]) | Q(hoofdstukversie__isnull=False),
                name="voorstelgebeurtenis_in_versie",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=["afgewezen", "aanpassing_gevraagd", "deels_overgenomen"]) | ~Q(toelichting=""),
                name="voorstelgebeurtenis_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.voorstel_id}"


class Steun(models.Model):
    """Somebody who supports a voorstel."""

    voorstel = models.ForeignKey(Voorstel, on_delete=models.CASCADE, related_name="steun")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "steun"
        verbose_name_plural = "steun"
        constraints = [models.UniqueConstraint(fields=["voorstel", "user"], name="steun_een_keer")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.voorstel_id}"
