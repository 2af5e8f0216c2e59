"""What came out of a gesprek, line by line, until it is delivered as bouwstenen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Bouwsteen, BouwsteenSoort, Canvasvak, Gesprek
from bouwstenen.opbrengst.opslag import private_storage
from bouwstenen.opbrengst.querysets import BijlageQuerySet, OpbrengstregelQuerySet
from kennisbank.text.urn import new_urn_id
from themas.models import Thema


class BijlageSoort(models.TextChoices):
    """What kind of file or account was added."""

    FOTO = "foto", "Foto van het papieren canvas"
    BEELDVERSLAG = "beeldverslag", "Beeldverslag"
    REPORTER = "reporter", "Verslag door een reporter"
    INVULBLAD = "invulblad", "Ingevulde pdf"


class Bijlage(models.Model):
    """A photo, picture, account or filled-in form that belongs to the record of a gesprek."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="bijlagen")
    soort = models.CharField(max_length=20, choices=BijlageSoort)
    bestand = models.FileField(upload_to="gesprekken/%Y/", storage=private_storage, max_length=200, blank=True)
    mime = models.CharField(max_length=100, blank=True)
    tekstalternatief = models.TextField(blank=True)
    tekst = models.TextField("tekst van het verslag", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    openbaar = models.BooleanField("te zien op de pagina van het gesprek", default=False)
    toegevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    toegevoegd_op = models.DateTimeField(default=timezone.now)
    verwijderd_op = models.DateTimeField(null=True, blank=True)

    objects = BijlageQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["toegevoegd_op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_soort_display()} bij {self.gesprek}"


class CitaatStand(models.TextChoices):
    """Whether a quote of a participant may be used."""

    GEEN = "", "Geen citaat"
    GEVRAAGD = "gevraagd", "Toestemming gevraagd"
    GEGEVEN = "gegeven", "Toestemming gegeven"
    INGETROKKEN = "ingetrokken", "Toestemming ingetrokken"


class RegelBron(models.TextChoices):
    """How a line came in."""

    FORMULIER = "formulier", "Formulier"
    INVULBLAD = "invulblad", "Ingevulde pdf"
    VERSLAG = "verslag", "Passage uit het verslag"
    ROLLENSPEL = "rollenspel", "Rollenspel"


class Opbrengstregel(models.Model):
    """One line of the yield: a bouwsteen in the making, in its box or body part. `sleutel` is made by who typed it."""

    sleutel = models.CharField(max_length=36, unique=True)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="opbrengst")
    canvasvak = models.CharField(max_length=20, choices=Canvasvak, blank=True)
    lichaamsdeel = models.ForeignKey(
        Thema,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"soort": "lichaamsdeel"},
        related_name="+",
    )
    tekst = models.TextField()
    soort = models.CharField(max_length=20, choices=BouwsteenSoort, default=BouwsteenSoort.INZICHT)
    tegengeluid = models.BooleanField(default=False)
    themas = models.ManyToManyField(Thema, related_name="+", blank=True)
    volgorde = models.FloatField(default=0)
    citaat_van = models.ForeignKey(Deelnemer, on_delete=models.SET_NULL, null=True, blank=True, related_name="citaten")
    citaat_stand = models.CharField(max_length=20, choices=CitaatStand, blank=True, default=CitaatStand.GEEN)
    citaat_stand_op = models.DateTimeField(null=True, blank=True)
    bron = models.CharField(max_length=20, choices=RegelBron, default=RegelBron.FORMULIER)
    bijlage = models.ForeignKey(Bijlage, on_delete=models.PROTECT, null=True, blank=True, related_name="regels")
    bron_begin = models.PositiveIntegerField(null=True, blank=True)
    bron_einde = models.PositiveIntegerField(null=True, blank=True)
    nagekeken = models.BooleanField("nagekeken door de gespreksleider", default=True)
    versie = models.PositiveIntegerField(default=1)
    bevestigd = models.JSONField("wat lijkt op persoonsgegevens en dat niet is", default=list, blank=True)
    ingevoerd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    verwijderd_op = models.DateTimeField(null=True, blank=True)
    bouwsteen = models.OneToOneField(
        Bouwsteen, on_delete=models.PROTECT, null=True, blank=True, related_name="opbrengstregel"
    )

    objects = OpbrengstregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van de opbrengst"
        verbose_name_plural = "regels van de opbrengst"
        ordering = ["canvasvak", "lichaamsdeel", "volgorde", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(canvasvak="") | Q(lichaamsdeel__isnull=True), name="opbrengstregel_een_plek"
            ),
        ]

    def __str__(self) -> str:
        return self.tekst[:80]

    @property
    def is_citaat(self) -> bool:
        """Whether these are the words of one participant, for which they are asked."""
        return self.citaat_stand != CitaatStand.GEEN


class BewerkingSoort(models.TextChoices):
    """What somebody did with a line."""

    NIEUW = "nieuw", "Toegevoegd"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    VERPLAATST = "verplaatst", "Verplaatst"
    VERWIJDERD = "verwijderd", "Weggehaald"
    HERSTELD = "hersteld", "Teruggezet"


class Opbrengstbewerking(models.Model):
    """One thing that was done to a line, so that the same request arriving again is recognised. Holds no words."""

    kenmerk = models.CharField(max_length=36, unique=True)
    regel = models.ForeignKey(Opbrengstregel, on_delete=models.CASCADE, related_name="bewerkingen")
    soort = models.CharField(max_length=20, choices=BewerkingSoort)
    versie = models.PositiveIntegerField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bewerking van een regel"
        verbose_name_plural = "bewerkingen van regels"
        ordering = ["op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_soort_display()} (versie {self.versie})"
