"""Conversations and what came out of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from modelsearch import index

from bouwstenen.querysets import BouwsteenQuerySet, GesprekQuerySet
from kennisbank.text.urn import make_urn, new_urn_id


class OrganisatieSoort(models.TextChoices):
    """What an organisation mainly does."""

    BELEID = "beleid", "Beleid"
    UITVOERING = "uitvoering", "Uitvoering"
    INSPECTIE = "inspectie", "Inspectie en toezicht"
    OVERIG = "overig", "Overig"


class Organisatie(models.Model):
    """Where the people at a gesprek work."""

    naam = models.CharField(max_length=150, unique=True)
    soort = models.CharField(max_length=20, choices=OrganisatieSoort, default=OrganisatieSoort.OVERIG)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class GesprekFormat(models.TextChoices):
    """The ways to hold a gesprek."""

    VRAGEN = "vragen", "Vragen ter inspiratie"
    VERHALEN = "verhalen", "Verhalen en beelden uit de praktijk"
    MODEL = "model", "Het model van ‘de’ ambtenaar"
    ROLLENSPEL = "rollenspel", "Rollenspel"
    EIGEN = "eigen", "Eigen vorm"


class Werkvorm(models.TextChoices):
    """Where people sit."""

    LOCATIE = "locatie", "Op locatie"
    ONLINE = "online", "Online"
    HYBRIDE = "hybride", "Hybride"


class Verslagvorm(models.TextChoices):
    """The ways to record a gesprek."""

    BEELDVERSLAG = "beeldverslag", "Beeldverslag"
    MODEL = "model", "Model van ‘de’ ambtenaar"
    REPORTER = "reporter", "Verslag door een reporter"
    RESPONSCANVAS = "responscanvas", "Responscanvas"


class Stap(models.IntegerChoices):
    """How far a gesprek is."""

    VOORBEREIDEN = 1, "Voorbereiden"
    VOEREN = 2, "Gesprek voeren"
    VASTLEGGEN = 3, "Vastleggen en reflecteren"
    VERVOLG = 4, "Vervolg organiseren"


class Gesprek(index.Indexed, models.Model):
    """One conversation about the craft: when, how, with which organisations, and its record."""

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField(max_length=150)
    datum = models.DateField()
    format = models.CharField("vorm van het gesprek", max_length=20, choices=GesprekFormat)
    werkvorm = models.CharField(max_length=20, choices=Werkvorm, default=Werkvorm.LOCATIE)
    organisaties = models.ManyToManyField(Organisatie, related_name="gesprekken", blank=True)
    opgave = models.CharField("maatschappelijke opgave", max_length=200, blank=True)
    stap = models.PositiveSmallIntegerField(choices=Stap, default=Stap.VOORBEREIDEN)
    verslagvorm = models.CharField(max_length=20, choices=Verslagvorm, blank=True)
    aantal_deelnemers = models.PositiveSmallIntegerField(null=True, blank=True)
    samenvatting = models.TextField(blank=True, help_text="Twee of drie zinnen voor de lijst van gesprekken.")
    verslag = models.TextField(blank=True, help_text="Markdown. Noem geen namen van deelnemers.")
    gespreksleider = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="gesprekken"
    )
    zichtbaar = models.BooleanField("zichtbaar op de site", default=True)
    opgeleverd_op = models.DateTimeField("opgeleverd", null=True, blank=True, editable=False)

    objects = GesprekQuerySet.as_manager()

    search_fields = [
        index.SearchField("titel", boost=5),
        index.AutocompleteField("titel"),
        index.SearchField("samenvatting", boost=2),
        index.SearchField("verslag"),
        index.SearchField("opgave"),
        index.RelatedFields("organisaties", [index.SearchField("naam"), index.FilterField("id")]),
        index.FilterField("titel"),
        index.FilterField("datum"),
        index.FilterField("format"),
        index.FilterField("werkvorm"),
        index.FilterField("stap"),
        index.FilterField("zichtbaar"),
        index.FilterField("opgeleverd_op"),
        index.FilterField("gespreksleider"),
    ]

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ["-datum", "-id"]
        permissions = [("correct_gesprek", "Kan alle gesprekken bewerken en opgeleverde verslagen corrigeren")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("bouwstenen:gesprek", args=[self.urn_id])

    @property
    def urn(self) -> str:
        """The name of this gesprek that never changes."""
        return make_urn("gesprek", self.urn_id)

    @property
    def is_opgeleverd(self) -> bool:
        """Whether the record is final and only corrected with a trace."""
        return self.opgeleverd_op is not None


class GesprekCorrectie(models.Model):
    """Trace of one correction to a delivered gesprek. Append-only."""

    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="correcties")
    veld = models.CharField(max_length=50)
    oud = models.TextField(blank=True)
    nieuw = models.TextField(blank=True)
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
        ordering = ["op", "id"]

    def __str__(self) -> str:
        return f"{self.veld}: {self.reden}"


class BouwsteenSoort(models.TextChoices):
    """What a bouwsteen is."""

    INZICHT = "inzicht", "Inzicht"
    DILEMMA = "dilemma", "Dilemma"
    VOORBEELD = "voorbeeld", "Voorbeeld"
    VRAAG = "vraag", "Vraag"
    ADVIES = "advies", "Advies"


class Canvasvak(models.TextChoices):
    """The boxes of the responscanvas."""

    KENMERK = "kenmerk", "Wat kenmerkt vakmanschap"
    VOOR_WIE = "voor_wie", "Voor wie we het doen"
    SPANNING = "spanning", "Waar het schuurt"
    VERHAAL = "verhaal", "Verhaal of beeld"
    WEL_IN_DOCUMENT = "wel_in_document", "Moet in het document"
    NIET_IN_DOCUMENT = "niet_in_document", "Moet niet in het document"
    MEEGEVEN = "meegeven", "Mee te geven aan de schrijvers"


class Herkomst(models.TextChoices):
    """How a bouwsteen came in."""

    GESPREK = "gesprek", "Uit een gesprek"
    INZENDING = "inzending", "Ingezonden"


class BouwsteenStatus(models.TextChoices):
    """Whether readers see a bouwsteen."""

    INGEDIEND = "ingediend", "Ingediend"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVANGEN = "vervangen", "Vervangen door een andere bouwsteen"


class Stand(models.TextChoices):
    """What became of a bouwsteen: the newest line of the ledger."""

    OPEN = "open", "Open"
    IN_TEKST = "in_tekst", "In de tekst"
    KANTTEKENING = "kanttekening", "Kanttekening"
    NIET_OVERGENOMEN = "niet_overgenomen", "Niet overgenomen"
    LATER = "later", "Later"


class Bouwsteen(index.Indexed, models.Model):
    """One insight, dilemma, example, question or advice.

    Two axes are kept apart: where it was said (`canvasvak` or `lichaamsdeel`) and what it is about (`themas`).
    """

    urn_id = models.CharField("kenmerk", max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField("in één zin", max_length=120)
    tekst = models.TextField(help_text="Markdown. Noem geen namen van personen.")
    soort = models.CharField(max_length=20, choices=BouwsteenSoort)
    tegengeluid = models.BooleanField(
        default=False,
        help_text="Spreekt dit tegen wat de meesten zeggen? Dan blijft het zichtbaar tot er een besluit is.",
    )
    herkomst = models.CharField(max_length=20, choices=Herkomst)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, null=True, blank=True, related_name="bouwstenen")
    ingebracht_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="ingebrachte_bouwstenen",
    )
    canvasvak = models.CharField(max_length=20, choices=Canvasvak, blank=True)
    lichaamsdeel = models.ForeignKey(
        "themas.Thema",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"soort": "lichaamsdeel"},
        related_name="gezegd_bij",
    )
    themas = models.ManyToManyField("themas.Thema", related_name="bouwstenen", blank=True, verbose_name="thema's")
    status = models.CharField(max_length=20, choices=BouwsteenStatus, default=BouwsteenStatus.INGEDIEND)
    stand = models.CharField("wat ermee gebeurd is", max_length=20, choices=Stand, default=Stand.OPEN, editable=False)
    afgeleid_van = models.ManyToManyField(
        "self", symmetrical=False, related_name="opvolgers", blank=True, editable=False
    )
    bron_id = models.CharField(
        "kenmerk bij de bron", max_length=100, unique=True, null=True, blank=True, editable=False
    )
    aangemaakt_op = models.DateTimeField("ingebracht", default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField("gewijzigd", default=timezone.now, editable=False)
    gepubliceerd_op = models.DateTimeField("gepubliceerd", null=True, blank=True, editable=False)
    citaat_ingetrokken_op = models.DateTimeField(
        "toestemming voor het citaat ingetrokken", null=True, blank=True, editable=False
    )

    objects = BouwsteenQuerySet.as_manager()

    search_fields = [
        index.SearchField("titel", boost=4),
        index.AutocompleteField("titel"),
        index.SearchField("tekst"),
        index.RelatedFields("themas", [index.SearchField("naam"), index.FilterField("id"), index.FilterField("slug")]),
        index.FilterField("titel"),
        index.FilterField("thema_slugs"),
        index.FilterField("lens_slugs"),
        index.FilterField("tegengeluid_ja"),
        index.FilterField("gesprek_kenmerk"),
        index.FilterField("gesprek_format"),
        index.FilterField("organisatie_ids"),
        index.FilterField("soort"),
        index.FilterField("tegengeluid"),
        index.FilterField("herkomst"),
        index.FilterField("gesprek"),
        index.FilterField("canvasvak"),
        index.FilterField("lichaamsdeel"),
        index.FilterField("status"),
        index.FilterField("stand"),
        index.FilterField("aangemaakt_op"),
        index.FilterField("gewijzigd_op"),
        index.FilterField("citaat_ingetrokken_op"),
    ]

    class Meta:
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        ordering = ["-aangemaakt_op", "-id"]
        permissions = [
            ("submit_bouwsteen", "Kan een bouwsteen inzenden"),
            ("publish_bouwsteen", "Kan ingezonden bouwstenen beoordelen"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(herkomst="gesprek", gesprek__isnull=False) | Q(herkomst="inzending", gesprek__isnull=True),
                name="bouwsteen_herkomst_klopt",
            ),
            models.CheckConstraint(
                condition=Q(canvasvak="") | Q(lichaamsdeel__isnull=True), name="bouwsteen_een_plek_in_gesprek"
            ),
            models.CheckConstraint(
                condition=Q(citaat_ingetrokken_op__isnull=True) | Q(status="ingetrokken"),
                name="bouwsteen_zonder_toestemming_blijft_ingetrokken",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("bouwstenen:bouwsteen", args=[self.urn_id])

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["Bouwsteen"]:
        """What the search index holds: no quote of which the speaker took back their consent."""
        shown = super().get_indexed_objects().filter(citaat_ingetrokken_op__isnull=True)
        return shown.select_related("gesprek", "lichaamsdeel").prefetch_related("gesprek__organisaties")

    @property
    def urn(self) -> str:
        """The name of this bouwsteen that never changes."""
        return make_urn("bouwsteen", self.urn_id)

    @property
    def thema_slugs(self) -> list[str]:
        """What it is about, for the facets of the search index."""
        return [thema.slug for thema in self.themas.all()]

    @property
    def lens_slugs(self) -> list[str]:
        """The terms of the lenzen, with the part of the body where it was said, for the facets."""
        body = [self.lichaamsdeel.slug] if self.lichaamsdeel is not None else []
        return body + [thema.slug for thema in self.themas.all() if thema.soort != "thema"]

    @property
    def tegengeluid_ja(self) -> str | None:
        """Whether it is dissent, as the facets have it."""
        return "ja" if self.tegengeluid else None

    @property
    def _zichtbaar_gesprek(self) -> Gesprek | None:
        return self.gesprek if self.gesprek is not None and self.gesprek.zichtbaar else None

    @property
    def gesprek_kenmerk(self) -> str | None:
        """The gesprek it comes from when readers may see that, for the facets."""
        return self._zichtbaar_gesprek.urn_id if self._zichtbaar_gesprek else None

    @property
    def gesprek_format(self) -> str | None:
        """How that gesprek was held, for the facets."""
        return self._zichtbaar_gesprek.format if self._zichtbaar_gesprek else None

    @property
    def organisatie_ids(self) -> list[int]:
        """The organisations of that gesprek, for the facets."""
        gesprek = self._zichtbaar_gesprek
        return [organisatie.pk for organisatie in gesprek.organisaties.all()] if gesprek else []

    @property
    def plek(self) -> str:
        """Where in the gesprek it was said, in words; empty when that is not known."""
        if self.lichaamsdeel is not None:
            return self.lichaamsdeel.naam
        return self.get_canvasvak_display() if self.canvasvak else ""


class BouwsteenVersie(models.Model):
    """One wording of a bouwsteen as it ever was. Append-only, so that nothing handed in is lost."""

    bouwsteen = models.ForeignKey(Bouwsteen, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    titel = models.CharField(max_length=120)
    tekst = models.TextField()
    sha256 = models.CharField(max_length=64)
    reden = models.CharField(max_length=300, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "versie van een bouwsteen"
        verbose_name_plural = "versies van bouwstenen"
        ordering = ["bouwsteen", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["bouwsteen", "nummer"], name="bouwsteenversie_nummer_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.titel} (versie {self.nummer})"
