"""What an organiser takes along: letters, fillable sheets, a date for the calendar, made from facts of a gesprek."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bouwstenen.startkit.brieven import SCHRIJVERS, duur_tekst, stelling_teksten, vormnaam
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import canvasvakken, lichaamsdelen
from kennisbank.drukwerk.brieven import Brief
from kennisbank.drukwerk.invulbladen import Invulblad, Vak

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of material: what it is, and which facts it needs (none: it is a sheet to fill in)."""

    sleutel: str
    naam: str
    kort: str
    stap: int
    icoon: str
    velden: tuple[str, ...] = ()
    met_afspraak: bool = False

    @property
    def is_brief(self) -> bool:
        """Whether it is a letter."""
        return self.sleutel in SCHRIJVERS


_GESPREK = ("titel", "datum", "begin", "duur", "plek")

SOORTEN: Mapping[str, Soort] = {
    soort.sleutel: soort
    for soort in (
        Soort(
            "uitnodiging_mail",
            "Uitnodiging per e-mail",
            "Een mail die ook goed te lezen is voor wie niet achter een bureau werkt.",
            1,
            "gesprek",
            (*_GESPREK, "format", "opgave", "organisator", "contact", "aanmelden"),
            met_afspraak=True,
        ),
        Soort(
            "uitnodiging_intranet",
            "Uitnodiging voor intranet",
            "Een bericht dat je zo kunt plaatsen, met een vraag als kop.",
            1,
            "organisatie",
            (*_GESPREK, "plaatsen", "format", "opgave", "organisator", "contact", "aanmelden"),
            met_afspraak=True,
        ),
        Soort(
            "peiling",
            "Peiling met stellingen",
            "Een paar stellingen om mensen aan het denken te zetten.",
            1,
            "vraag",
            ("titel", "datum", "begin", "duur", "stellingen", "eigen_stellingen", "contact", "aanmelden"),
        ),
        Soort(
            "responscanvas",
            "Responscanvas",
            "Zeven vakken voor de opbrengst, op papier of als invulbare pdf.",
            3,
            "bouwsteen",
        ),
        Soort(
            "model",
            "Model van ‘de’ ambtenaar",
            "De figuur met vijf vakken, op papier of als invulbare pdf.",
            3,
            "persoon",
        ),
        Soort(
            "dankbericht",
            "Dankbericht",
            "Een bericht voor de deelnemers, met wat het gesprek opleverde.",
            4,
            "terug",
            ("titel", "datum", "organisator", "contact", "pagina", "bouwstenen"),
        ),
    )
}


def make_brief(soort: str, gegevens: Gegevens) -> Brief:
    """The letter of this kind, with blanks for what is not known. KeyError for what is no letter."""
    titel, write = SCHRIJVERS[soort]
    regels = tuple(_regels(gegevens, kort=soort in {"dankbericht", "peiling"}))
    return Brief(titel=titel, tekst=write(gegevens), regels=regels)


def _regels(gegevens: Gegevens, *, kort: bool) -> list[tuple[str, str]]:
    regels = [("Gesprek", gegevens.titel), ("Wanneer", moment_tekst(gegevens) or ("" if kort else "[dag en tijd]"))]
    if not kort:
        regels += [
            ("Hoe lang", duur_tekst(gegevens.duur)),
            ("Waar", gegevens.plek or "[plek of link]"),
            ("Vorm", vormnaam(gegevens)),
        ]
    return [(naam, waarde) for naam, waarde in regels if waarde]


def moment_tekst(gegevens: Gegevens) -> str:
    """When it is, as one says it: donderdag 3 december 2026, van 13.30 tot 15.00 uur; nothing while it is open."""
    if gegevens.datum is None:
        return ""
    if gegevens.alleen_week:
        maandag = gegevens.datum - timedelta(days=gegevens.datum.weekday())
        return f"in de week van {datum_tekst(maandag)}"
    begin, einde = gegevens.begin_moment, gegevens.eind_moment
    uren = f", van {begin:%H.%M} tot {einde:%H.%M} uur" if begin and einde else ""
    return f"{DAGEN[gegevens.datum.weekday()]} {datum_tekst(gegevens.datum)}{uren}"


def datum_tekst(dag: date) -> str:
    """A date in full: 3 december 2026."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def with_stellingen(gegevens: Gegevens) -> Gegevens:
    """The same facts with the stellingen as sentences."""
    return replace(gegevens, stellingen=tuple(stelling_teksten(gegevens)))


def make_invulblad(soort: str, *, kenmerk: str = "", titel: str = "", datum_tekst: str = "") -> Invulblad:
    """The responscanvas or the model as a sheet to fill in; with `kenmerk` it can be handed in for that gesprek."""
    if soort == "model":
        vakken = tuple(Vak(deel.sleutel, deel.naam, deel.vraag) for deel in lichaamsdelen())
    else:
        vakken = tuple(Vak(vak.sleutel, vak.naam, vak.vraag) for vak in canvasvakken())
    return Invulblad(
        soort=soort, kenmerk=kenmerk, titel=titel or SOORTEN[soort].naam, datum_tekst=datum_tekst, vakken=vakken
    )
