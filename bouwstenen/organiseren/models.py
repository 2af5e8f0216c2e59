"""How a gesprek is planned, and who can be asked to lead it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import Gesprek, GesprekFormat, Organisatie, Werkvorm
from bouwstenen.organiseren.querysets import FacilitatorQuerySet, GespreksplanQuerySet, VerzoekQuerySet
from kennisbank.text.urn import new_urn_id

AANTAL_PLAATSEN = 8
DUUR = 90
"""What is advised: so many people, so many minutes."""


class Begeleiding(models.TextChoices):
    """Who leads the gesprek."""

    ZELF = "zelf", "Ik begeleid het zelf"
    EIGEN = "eigen", "Iemand uit mijn eigen organisatie"
    POOL = "pool", "Iemand uit de pool van gespreksleiders"


class Gespreksplan(models.Model):
    """The plan of one gesprek, from the first step of the wizard on; the Gesprek itself exists once it is planned."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="gespreksplannen")
    gesprek = models.OneToOneField(Gesprek, on_delete=models.PROTECT, null=True, blank=True, related_name="plan")
    vervolg_van = models.ForeignKey(
        Gesprek, on_delete=models.SET_NULL, null=True, blank=True, related_name="vervolgplannen"
    )
    titel = models.CharField(max_length=150, blank=True)
    format = models.CharField("vorm van het gesprek", max_length=20, choices=GesprekFormat, blank=True)
    werkvorm = models.CharField(max_length=20, choices=Werkvorm, blank=True)
    organisaties = models.ManyToManyField(Organisatie, related_name="+", blank=True)
    nieuwe_organisaties = models.JSONField("organisaties die nog niet in de lijst staan", default=list, blank=True)
    opgave = models.CharField("maatschappelijke opgave", max_length=200, blank=True)
    dag = models.DateField(null=True, blank=True)
    alleen_week = models.BooleanField("alleen de week staat vast", default=False)
    begin = models.TimeField("begint om", null=True, blank=True)
    duur = models.PositiveSmallIntegerField(
        "duur in minuten", default=DUUR, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    locatie = models.CharField(max_length=200, blank=True)
    vergaderlink = models.URLField("link naar de vergadering", max_length=500, blank=True)
    plaatsen = models.PositiveSmallIntegerField(
        default=AANTAL_PLAATSEN, validators=[MinValueValidator(2), MaxValueValidator(200)]
    )
    openbaar = models.BooleanField("staat in de agenda en is open voor aanmelding", default=False)
    zichtbaar = models.BooleanField("is op de site te zien", default=True)
    aanmelden_tot = models.DateField(null=True, blank=True)
    begeleiding = models.CharField(max_length=20, choices=Begeleiding, blank=True)
    vragen = models.JSONField("eigen selectie van vragen", default=list, blank=True)
    agenda = models.JSONField("eigen agenda", default=list, blank=True)
    afgevinkt = models.JSONField("afgevinkte taken", default=dict, blank=True)
    stappen_gedaan = models.JSONField("stappen die ingevuld zijn", default=list, blank=True)
    wijziging = models.PositiveIntegerField("hoe vaak gewijzigd sinds het gepland is", default=0)
    herinnerd = models.JSONField("verstuurde herinneringen", default=list, blank=True)
    herinnerd_op = models.DateField("laatste dag waarop aan herinneringen gedacht is", null=True, blank=True)
    gepland_op = models.DateTimeField(null=True, blank=True)
    afgelast_op = models.DateTimeField(null=True, blank=True)
    afgelast_reden = models.CharField(max_length=300, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now)
    gewijzigd_op = models.DateTimeField(default=timezone.now)

    objects = GespreksplanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan van een gesprek"
        verbose_name_plural = "plannen van gesprekken"
        ordering = ["-gewijzigd_op", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(openbaar=False) | Q(zichtbaar=True), name="plan_openbaar_is_zichtbaar"),
        ]

    def __str__(self) -> str:
        return self.titel or "Gesprek zonder naam"

    def get_absolute_url(self) -> str:
        return reverse("organiseren:plan", args=[self.kenmerk])

    @property
    def begin_moment(self) -> datetime | None:
        """When it starts, in Amsterdam; None while day or hour is open."""
        if self.dag is None or self.begin is None or self.alleen_week:
            return None
        return timezone.make_aware(datetime.combine(self.dag, self.begin))

    @property
    def eind_moment(self) -> datetime | None:
        """When it ends; None while the start is open."""
        begin = self.begin_moment
        return begin + timedelta(minutes=self.duur) if begin else None

    @property
    def maandag(self) -> date | None:
        """The first day of the week it is held in."""
        return self.dag - timedelta(days=self.dag.weekday()) if self.dag else None

    @property
    def laatste_dag(self) -> date | None:
        """The last day on which it can be held: the day itself, or the Sunday of the week."""
        monday = self.maandag
        return monday + timedelta(days=6) if monday and self.alleen_week else self.dag

    @property
    def is_concept(self) -> bool:
        """Whether it is still in the wizard."""
        return self.gesprek_id is None and self.afgelast_op is None

    @property
    def is_afgelast(self) -> bool:
        """Whether it was called off."""
        return self.afgelast_op is not None


class Regio(models.TextChoices):
    """Where a facilitator comes to: the provinces, or online."""

    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRIESLAND = "friesland", "Friesland"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord-brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid-holland", "Zuid-Holland"
    ONLINE = "online", "Online"


WEEKDAGEN = (("ma", "Maandag"), ("di", "Dinsdag"), ("wo", "Woensdag"), ("do", "Donderdag"), ("vr", "Vrijdag"))
DELEN = (("ochtend", "ochtend"), ("middag", "middag"), ("avond", "avond"))
DAGDELEN = tuple((f"{dag}-{deel}", f"{naam}{label}") for dag, naam in WEEKDAGEN for deel, label in DELEN)
"""The parts of a working week, as (value, label)."""


class Facilitator(models.Model):
    """Somebody in the pool of people who lead gesprekken: which formats, where and when. They keep this themselves."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facilitator")
    formats = models.JSONField("vormen", default=list)
    regios = models.JSONField("regio's", default=list)
    dagdelen = models.JSONField("dagdelen", default=list)
    afwezig_van = models.DateField(null=True, blank=True)
    afwezig_tot = models.DateField("afwezig tot en met", null=True, blank=True)
    toelichting = models.TextField(max_length=1000, blank=True)
    actief = models.BooleanField("te vragen", default=True)
    gewijzigd_op = models.DateTimeField(default=timezone.now)

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        verbose_name = "facilitator"
        verbose_name_plural = "facilitators"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(afwezig_van__isnull=True, afwezig_tot__isnull=True)
                | Q(afwezig_van__isnull=False, afwezig_tot__gte=F("afwezig_van")),
                name="facilitator_afwezig_klopt",
            ),
        ]

    def __str__(self) -> str:
        return f"facilitator {self.kenmerk}"


class VerzoekStatus(models.TextChoices):
    """What became of a request to lead a gesprek."""

    GEVRAAGD = "gevraagd", "Gevraagd"
    AANGENOMEN = "aangenomen", "Aangenomen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class FacilitatorVerzoek(models.Model):
    """The request to one facilitator to lead one gesprek, and the answer."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    plan = models.ForeignKey(Gespreksplan, on_delete=models.CASCADE, related_name="verzoeken")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="verzoeken")
    status = models.CharField(max_length=20, choices=VerzoekStatus, default=VerzoekStatus.GEVRAAGD)
    bericht = models.TextField(max_length=1000, blank=True)
    reden = models.TextField(max_length=1000, blank=True)
    op = models.DateTimeField("gevraagd op", default=timezone.now)
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    objects = VerzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek aan een facilitator"
        verbose_name_plural = "verzoeken aan facilitators"
        ordering = ["-op", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="aangenomen"), name="verzoek_een_aangenomen_per_plan"
            ),
            models.UniqueConstraint(
                fields=["plan", "facilitator"],
                condition=Q(status__in=("gevraagd", "aangenomen")),
                name="verzoek_eenmaal_open_per_facilitator",
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.kenmerk} ({self.get_status_display().lower()})"

    def get_absolute_url(self) -> str:
        return reverse("organiseren:verzoek", args=[self.kenmerk])

    @property
    def is_open(self) -> bool:
        """Whether the facilitator still has to answer."""
        return self.status == VerzoekStatus.GEVRAAGD
