"""Cases with a dilemma, and the games that teams play with them."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import BouwsteenSoort, Gesprek
from bouwstenen.rollenspel.querysets import CasusQuerySet, ConclusieQuerySet, SpelQuerySet
from bouwstenen.rollenspel.rollen import Conclusievraag, Fase, Richting, Rol, Stemsoort, Vorm
from kennisbank.text.urn import new_urn_id
from themas.models import Thema


def new_sleutel() -> str:
    """A fresh key of 36 characters."""
    return str(uuid4())


class Casus(models.Model):
    """A dilemma that a team plays from each of the four roles of government."""

    slug = models.SlugField("adres", max_length=60, unique=True, help_text="Kleine letters en streepjes.")
    titel = models.CharField(max_length=120)
    inleiding = models.TextField(help_text="Twee of drie zinnen voor het overzicht.")
    tekst = models.TextField("het verhaal", help_text="Markdown. Verzin namen, of gebruik er geen.")
    dilemmavraag = models.CharField(max_length=250, help_text="Eén vraag waar geen goed of fout antwoord op is.")
    opgave = models.CharField("maatschappelijke opgave", max_length=200, blank=True)
    themas = models.ManyToManyField(Thema, related_name="+", blank=True, verbose_name="thema's")
    volgorde = models.PositiveSmallIntegerField(default=0)
    gepubliceerd = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField("gewijzigd", default=timezone.now, editable=False)

    objects = CasusQuerySet.as_manager()

    class Meta:
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        ordering = ["volgorde", "titel"]
        default_permissions = ("add", "change", "view")

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("rollenspel:casus", args=[self.slug])


class RolKaart(models.Model):
    """How a casus looks from one role."""

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="rollen")
    rol = models.CharField(max_length=20, choices=Rol)
    kijk = models.TextField("hoe het er vanuit deze rol uitziet")
    vraag = models.CharField("de vraag voor deze rol", max_length=250)

    class Meta:
        verbose_name = "rolkaart"
        verbose_name_plural = "rolkaarten"
        ordering = ["casus", "rol"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["casus", "rol"], name="rolkaart_een_per_rol")]

    def __str__(self) -> str:
        return f"{self.casus}: {self.get_rol_display()}"


class Keuze(models.Model):
    """Something a role can do in a casus."""

    rolkaart = models.ForeignKey(RolKaart, on_delete=models.CASCADE, related_name="keuzes")
    tekst = models.CharField(max_length=250)
    toelichting = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        ordering = ["rolkaart", "volgorde"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["rolkaart", "volgorde"], name="keuze_volgorde_uniek")]

    def __str__(self) -> str:
        return self.tekst


class Effect(models.Model):
    """What a keuze does to another role."""

    keuze = models.ForeignKey(Keuze, on_delete=models.CASCADE, related_name="effecten")
    op_rol = models.CharField("op de rol", max_length=20, choices=Rol)
    richting = models.SmallIntegerField(choices=Richting, default=Richting.NEUTRAAL)
    uitleg = models.TextField()

    class Meta:
        verbose_name = "effect"
        verbose_name_plural = "effecten"
        ordering = ["keuze", "op_rol"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["keuze", "op_rol"], name="effect_een_per_rol")]

    def __str__(self) -> str:
        return f"{self.get_op_rol_display()}: {self.get_richting_display()}"


class Spel(models.Model):
    """One game: a team that plays a casus as it was when the game began (`inhoud`). `versie` grows with each change."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="spellen")
    inhoud: Any = models.JSONField()
    vorm = models.CharField(max_length=20, choices=Vorm, default=Vorm.TELEFOONS)
    begeleider = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="rollenspellen"
    )
    code = models.CharField(max_length=6, unique=True, null=True, blank=True)
    code_vervalt_op = models.DateTimeField()
    fase = models.CharField(max_length=20, choices=Fase, default=Fase.LOBBY)
    versie = models.PositiveIntegerField(default=1)
    gestart_op = models.DateTimeField(default=timezone.now)
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    opgeruimd_op = models.DateTimeField(null=True, blank=True)
    resultaat: Any = models.JSONField(default=dict, blank=True)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.SET_NULL, null=True, blank=True, related_name="rollenspellen")
    ingezonden_op = models.DateTimeField(null=True, blank=True)

    objects = SpelQuerySet.as_manager()

    class Meta:
        verbose_name = "spel"
        verbose_name_plural = "spellen"
        ordering = ["-gestart_op", "-id"]
        default_permissions = ()
        permissions = [("start_spel", "Kan een rollenspel beginnen en leiden")]

    def __str__(self) -> str:
        return f"{self.inhoud.get('titel', '')} ({self.kenmerk})"

    def get_absolute_url(self) -> str:
        return reverse("rollenspel:scherm", args=[self.kenmerk])

    @property
    def stap(self) -> Fase:
        """The phase as a value that knows what comes next."""
        return Fase(self.fase)

    @property
    def is_voorbij(self) -> bool:
        """Whether the game is over."""
        return self.fase == Fase.EINDE


class Speler(models.Model):
    """Somebody in a game: a key in the cookie of a phone, a role, and a nickname that goes when the game ends."""

    spel = models.ForeignKey(Spel, on_delete=models.CASCADE, related_name="spelers")
    sleutel = models.CharField(max_length=36, unique=True, default=new_sleutel, editable=False)
    bijnaam = models.CharField(max_length=20, blank=True)
    rol = models.CharField(max_length=20, choices=Rol, blank=True)
    eerste_rol = models.CharField(max_length=20, choices=Rol, blank=True)
    erbij_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "speler"
        verbose_name_plural = "spelers"
        ordering = ["erbij_op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"speler {self.pk}"


class Inzet(models.Model):
    """What was chosen for a role in a round, and why; without a speler it was chosen together at the screen."""

    spel = models.ForeignKey(Spel, on_delete=models.CASCADE, related_name="inzetten")
    ronde = models.PositiveSmallIntegerField()
    rol = models.CharField(max_length=20, choices=Rol)
    speler = models.ForeignKey(Speler, on_delete=models.CASCADE, null=True, blank=True, related_name="inzetten")
    keuze = models.PositiveSmallIntegerField("nummer van de keuze")
    argument = models.TextField(blank=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzetten"
        ordering = ["spel", "ronde", "op", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["spel", "ronde", "speler"], condition=Q(speler__isnull=False), name="inzet_een_per_speler"
            ),
            models.UniqueConstraint(
                fields=["spel", "ronde", "rol"], condition=Q(speler__isnull=True), name="inzet_een_van_de_tafel"
            ),
        ]

    def __str__(self) -> str:
        return f"ronde {self.ronde}, {self.rol}: {self.keuze}"


class Conclusie(models.Model):
    """What somebody takes from a game. Whoever led it looks it over before it becomes a bouwsteen."""

    spel = models.ForeignKey(Spel, on_delete=models.CASCADE, related_name="conclusies")
    sleutel = models.CharField(max_length=36, unique=True, default=new_sleutel, editable=False)
    speler = models.ForeignKey(Speler, on_delete=models.SET_NULL, null=True, blank=True, related_name="conclusies")
    vraag = models.CharField(max_length=20, choices=Conclusievraag, default=Conclusievraag.GELEERD)
    tekst = models.TextField()
    soort = models.CharField(max_length=20, choices=BouwsteenSoort, default=BouwsteenSoort.INZICHT)
    tegengeluid = models.BooleanField(default=False)
    eens = models.PositiveSmallIntegerField("aantal dat het eens was", default=0)
    anders = models.PositiveSmallIntegerField("aantal dat het anders zag", default=0)
    vervallen = models.BooleanField("weggelaten", default=False)
    opgegaan_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="opgegaan")
    nagekeken = models.BooleanField("nagekeken op persoonsgegevens", default=False)
    op = models.DateTimeField(default=timezone.now)

    objects = ConclusieQuerySet.as_manager()

    class Meta:
        verbose_name = "conclusie"
        verbose_name_plural = "conclusies"
        ordering = ["spel", "op", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.tekst[:80]


class Conclusiestem(models.Model):
    """A player's word on a conclusie: agreed, or seen differently."""

    conclusie = models.ForeignKey(Conclusie, on_delete=models.CASCADE, related_name="stemmen")
    speler = models.ForeignKey(Speler, on_delete=models.CASCADE, related_name="stemmen")
    soort = models.CharField(max_length=20, choices=Stemsoort)

    class Meta:
        verbose_name = "stem op een conclusie"
        verbose_name_plural = "stemmen op conclusies"
        ordering = ["id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["conclusie", "speler"], name="conclusiestem_een_per_speler")]

    def __str__(self) -> str:
        return self.soort
