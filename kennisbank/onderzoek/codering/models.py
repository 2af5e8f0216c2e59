"""Coding by several people: a round, its codes, what is coded, who codes, and what was decided where they differ."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import BouwsteenVersie
from kennisbank.onderzoek.codering.querysets import CodeerrondeQuerySet, CodingQuerySet, EenheidQuerySet
from kennisbank.onderzoek.models import Selectie
from kennisbank.text.urn import new_urn_id
from themas.models import Thema

MAX_NAAM = 120
MAX_REDEN = 500
MAX_OPMERKING = 1_000


class Fase(models.TextChoices):
    """How far a round is."""

    CONCEPT = "concept", "In voorbereiding"
    OPEN = "open", "Er wordt gecodeerd"
    GESLOTEN = "gesloten", "Gesloten: verschillen afstemmen"
    VASTGESTELD = "vastgesteld", "Uitkomst staat vast"
    AFGEBROKEN = "afgebroken", "Afgebroken"


class Codeerronde(models.Model):
    """One round in which several people give the same bouwstenen the same codes, without seeing each other's."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    naam = models.CharField(max_length=MAX_NAAM)
    instructie = models.TextField("uitleg voor wie codeert", blank=True)
    selectie = models.ForeignKey(Selectie, on_delete=models.PROTECT, related_name="codeerrondes")
    leider = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="geleide_rondes")
    fase = models.CharField(max_length=20, choices=Fase, default=Fase.CONCEPT)
    steekproef = models.PositiveIntegerField("aantal in de steekproef", null=True, blank=True)
    zaad = models.PositiveIntegerField("startgetal van de steekproef", default=1)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    geopend_op = models.DateTimeField(null=True, blank=True, editable=False)
    gesloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    vastgesteld_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CodeerrondeQuerySet.as_manager()

    class Meta:
        verbose_name = "codeerronde"
        verbose_name_plural = "codeerrondes"
        ordering = ["-aangemaakt_op", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(fase="concept") | Q(geopend_op__isnull=False), name="codeerronde_geopend_sinds"
            ),
            models.CheckConstraint(
                condition=Q(steekproef__isnull=True) | Q(steekproef__gte=1), name="codeerronde_steekproef_niet_leeg"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("codering:ronde", args=[self.kenmerk])


class RondeCode(models.Model):
    """A thema as a code of one round, with the name and definition it had when the coding began."""

    ronde = models.ForeignKey(Codeerronde, on_delete=models.CASCADE, related_name="codes")
    nummer = models.PositiveSmallIntegerField()
    thema = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField(max_length=100)
    definitie = models.TextField(blank=True)

    class Meta:
        verbose_name = "code van een ronde"
        verbose_name_plural = "codes van rondes"
        ordering = ["ronde", "nummer"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["ronde", "nummer"], name="rondecode_nummer_uniek"),
            models.UniqueConstraint(fields=["ronde", "thema"], name="rondecode_thema_uniek"),
        ]

    def __str__(self) -> str:
        return self.naam


class Codeereenheid(models.Model):
    """One wording of a bouwsteen that is coded in a round; it stays the same when the bouwsteen changes."""

    ronde = models.ForeignKey(Codeerronde, on_delete=models.CASCADE, related_name="eenheden")
    nummer = models.PositiveIntegerField()
    versie = models.ForeignKey(BouwsteenVersie, on_delete=models.PROTECT, related_name="+")

    objects = EenheidQuerySet.as_manager()

    class Meta:
        verbose_name = "codeereenheid"
        verbose_name_plural = "codeereenheden"
        ordering = ["ronde", "nummer"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["ronde", "nummer"], name="codeereenheid_nummer_uniek"),
            models.UniqueConstraint(fields=["ronde", "versie"], name="codeereenheid_versie_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.versie.titel}"


class Codeur(models.Model):
    """Somebody who codes in a round; in results and files only the number appears."""

    ronde = models.ForeignKey(Codeerronde, on_delete=models.CASCADE, related_name="codeurs")
    nummer = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="codeurschappen")
    uitgenodigd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "codeur"
        verbose_name_plural = "codeurs"
        ordering = ["ronde", "nummer"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["ronde", "user"], name="codeur_een_keer"),
            models.UniqueConstraint(fields=["ronde", "nummer"], name="codeur_nummer_uniek"),
        ]

    def __str__(self) -> str:
        return f"Codeur {self.nummer}"


class Oordeel(models.TextChoices):
    """What a coder says about one bouwsteen."""

    NOG_NIET = "", "Nog niet beantwoord"
    CODES = "codes", "Codes gegeven"
    GEEN = "geen", "Geen van deze codes"
    WEET_NIET = "weet_niet", "Weet ik niet"


class Codering(models.Model):
    """The answer of one coder about one bouwsteen; nobody else sees it before the round is closed."""

    codeur = models.ForeignKey(Codeur, on_delete=models.CASCADE, related_name="coderingen")
    eenheid = models.ForeignKey(Codeereenheid, on_delete=models.CASCADE, related_name="coderingen")
    oordeel = models.CharField(max_length=20, choices=Oordeel, blank=True, default=Oordeel.NOG_NIET)
    codes = models.ManyToManyField(RondeCode, related_name="coderingen", blank=True)
    opmerking = models.TextField(blank=True)
    op = models.DateTimeField(default=timezone.now)

    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = "codering"
        verbose_name_plural = "coderingen"
        ordering = ["eenheid", "codeur"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["codeur", "eenheid"], name="codering_een_per_codeur"),
        ]

    def __str__(self) -> str:
        return f"{self.codeur}: {self.get_oordeel_display()}"


class Wijze(models.TextChoices):
    """How a difference was settled."""

    ZELF = "zelf", "Zelf besloten"
    MEERDERHEID = "meerderheid", "Meerderheid gevolgd"


class CodeBesluit(models.Model):
    """What the leader decided about one code of one bouwsteen on which coders differ, and why. Append-only.

    `stemmen` are the answers it rests on; when those change, the decision no longer counts.
    """

    eenheid = models.ForeignKey(Codeereenheid, on_delete=models.PROTECT, related_name="besluiten")
    code = models.ForeignKey(RondeCode, on_delete=models.PROTECT, related_name="besluiten")
    toegekend = models.BooleanField()
    wijze = models.CharField(max_length=20, choices=Wijze)
    reden = models.CharField(max_length=MAX_REDEN)
    stemmen = models.CharField(max_length=1_000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "besluit over een code"
        verbose_name_plural = "besluiten over codes"
        ordering = ["op", "id"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reden=""), name="codebesluit_met_reden")]

    def __str__(self) -> str:
        return f"{self.code}: {'wel' if self.toegekend else 'niet'}"


class Stapsoort(models.TextChoices):
    """What can happen to a round."""

    GEOPEND = "geopend", "Begonnen"
    GESLOTEN = "gesloten", "Gesloten"
    HEROPEND = "heropend", "Heropend"
    NAGEKOMEN = "nagekomen", "Antwoord na het sluiten"
    VASTGESTELD = "vastgesteld", "Uitkomst vastgesteld"
    AFGEBROKEN = "afgebroken", "Afgebroken"
    OVERGENOMEN = "overgenomen", "Overgenomen als thema’s"


class RondeGebeurtenis(models.Model):
    """One thing that happened to a round, with the codings as they were then. Append-only."""

    ronde = models.ForeignKey(Codeerronde, on_delete=models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=20, choices=Stapsoort)
    reden = models.CharField(max_length=MAX_REDEN, blank=True)
    gegevens = models.JSONField(default=dict)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "gebeurtenis van een codeerronde"
        verbose_name_plural = "gebeurtenissen van codeerrondes"
        ordering = ["op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.op:%d-%m-%Y})"
