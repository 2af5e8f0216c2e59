"""A book made ready for every format: texts parsed, links resolved, notes and sources numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kennisbank.drukwerk.tekst.clean import absolute, clean_line, clean_text
from kennisbank.drukwerk.tekst.html import read_text
from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import Alinea, Blokken, Run
from kennisbank.exchange.boek.model import Boek, BoekHoofdstuk, BoekSectie, Bronvermelding
from kennisbank.text.slugs import unique_anchors

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
VERANTWOORDING = (
    "Achter in elk hoofdstuk staan de bronnen: de bouwstenen waarop de tekst rust. De nummers onder een sectie "
    "verwijzen naar die lijst. Een kanttekening is een bouwsteen die naast de tekst staat omdat zij iets anders zegt."
)
_VERSION_RE = re.compile(r"versies/\d+/?$")


@dataclass(frozen=True)
class Regel:
    """A line of the colophon: what it says, of what, and where that leads."""

    naam: str
    waarde: str
    url: str = ""


@dataclass(frozen=True)
class Bron:
    """A source in the list at the end of a hoofdstuk."""

    nummer: int
    anker: str
    titel: str
    uitleg: str
    url: str


@dataclass(frozen=True)
class Sectie:
    """A section with the notes it refers to (by number) and the sources beside it."""

    anker: str
    kop: str
    blokken: Blokken
    bronnen: tuple[Bron, ...]
    kanttekeningen: tuple[Bron, ...]


@dataclass(frozen=True)
class Hoofdstuk:
    """A hoofdstuk; its notes are numbered through the book, its sources from one."""

    anker: str
    nummer: int
    titel: str
    samenvatting: Blokken
    regels: tuple[Regel, ...]
    secties: tuple[Sectie, ...]
    noten: Noten
    bronnen: tuple[Bron, ...]


@dataclass(frozen=True)
class Uitgave:
    """The whole book, with every text in the form in which it will be read."""

    titel: str
    subtitel: str
    editie: str
    datum: date
    datum_tekst: str
    uitgever: str
    urn: str
    url: str
    inleiding: Blokken
    inleiding_noten: Noten
    hoofdstukken: tuple[Hoofdstuk, ...]
    colofon: tuple[Regel, ...]
    verantwoording: str = VERANTWOORDING


def write_date(dag: date) -> str:
    """Write a date as in `3 maart 2026`."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def compose(boek: Boek) -> Uitgave:
    """Lay out a book. Raises TekstTeLang when one of its texts is longer than the site takes."""
    zetter = _Zetter(boek)
    inleiding = Noten.collect([zetter.read(boek.inleiding, niveau=2)])
    return Uitgave(
        titel=clean_line(boek.titel) or "Zonder titel",
        subtitel=clean_line(boek.subtitel),
        editie=clean_line(boek.editie),
        datum=boek.datum,
        datum_tekst=write_date(boek.datum),
        uitgever=clean_line(boek.uitgever),
        urn=clean_line(boek.urn),
        url=absolute(boek.url, ""),
        inleiding=inleiding.teksten[0],
        inleiding_noten=inleiding,
        hoofdstukken=tuple(zetter.hoofdstukken(na=len(inleiding.noten))),
        colofon=tuple(regel for regel in _colophon(boek) if regel.waarde),
    )


def _colophon(boek: Boek) -> Iterator[Regel]:
    titel, subtitel = clean_line(boek.titel), clean_line(boek.subtitel)
    yield Regel("Titel", f"{titel}. {subtitel}" if subtitel else titel)
    yield Regel("Uitgave", clean_line(boek.editie))
    yield Regel("Verschenen op", write_date(boek.datum))
    yield Regel("Uitgever", clean_line(boek.uitgever))
    yield Regel("Op internet", absolute(boek.url, ""), absolute(boek.url, ""))
    yield Regel("Kenmerk", clean_line(boek.urn))


class _Zetter:
    """Knows where every hoofdstuk and section of the book is, so that links between them stay inside it."""

    def __init__(self, boek: Boek) -> None:
        self.boek = boek
        self.ankers: dict[str, str] = {}
        for nummer, hoofdstuk in enumerate(boek.hoofdstukken, start=1):
            pagina = _page_of(absolute(hoofdstuk.url, boek.url))
            if pagina:
                self.ankers.setdefault(pagina, f"h{nummer}")
            ankers = unique_anchors(sectie.kop for sectie in hoofdstuk.secties)
            for plek, (sectie, anker) in enumerate(zip(hoofdstuk.secties, ankers, strict=True), start=1):
                if clean_line(sectie.kop):
                    self.ankers.setdefault(f"{pagina}#sectie-{anker}", f"h{nummer}-s{plek}")

    def read(self, tekst: str, *, niveau: int) -> tuple[Blokken, tuple[Blokken, ...]]:
        inhoud = read_text(tekst, links=self.boek.links, niveau=niveau, resolve=self.resolve)
        return inhoud.blokken, inhoud.noten

    def resolve(self, adres: str) -> str:
        """An anchor in the book when the address leads to one of its hoofdstukken, the whole address otherwise."""
        heel = absolute(adres, self.boek.url)
        pagina, _, deel = heel.partition("#")
        pagina = _page_of(pagina)
        anker = self.ankers.get(f"{pagina}#{deel}") or self.ankers.get(pagina)
        return f"#{anker}" if anker else heel

    def hoofdstukken(self, *, na: int) -> Iterator[Hoofdstuk]:
        """The hoofdstukken in order; their footnotes are numbered from `na` + 1."""
        for nummer, hoofdstuk in enumerate(self.boek.hoofdstukken, start=1):
            klaar = self._hoofdstuk(nummer, hoofdstuk, na)
            na += len(klaar.noten.noten)
            yield klaar

    def _hoofdstuk(self, nummer: int, hoofdstuk: BoekHoofdstuk, na: int) -> Hoofdstuk:
        anker = f"h{nummer}"
        koppen = [clean_line(sectie.kop) for sectie in hoofdstuk.secties]
        teksten = [
            self.read(sectie.tekst, niveau=3 if kop else 2)
            for sectie, kop in zip(hoofdstuk.secties, koppen, strict=True)
        ]
        noten = Noten.collect(teksten, na=na)
        bronnen = _Bronnen(anker, self)
        secties = tuple(
            bronnen.sectie(f"{anker}-s{plek}", kop, blokken, sectie)
            for plek, (sectie, kop, blokken) in enumerate(
                zip(hoofdstuk.secties, koppen, noten.teksten, strict=True), start=1
            )
        )
        return Hoofdstuk(
            anker=anker,
            nummer=nummer,
            titel=clean_line(hoofdstuk.titel) or "Zonder titel",
            samenvatting=_paragraphs(hoofdstuk.samenvatting),
            regels=tuple(self._lines(hoofdstuk)),
            secties=secties,
            noten=noten,
            bronnen=tuple(bronnen.lijst.values()),
        )

    def _lines(self, hoofdstuk: BoekHoofdstuk) -> Iterator[Regel]:
        themas = ", ".join(filter(None, (clean_line(thema) for thema in hoofdstuk.themas)))
        if themas:
            yield Regel("Thema" if len(hoofdstuk.themas) == 1 else "Thema\u2019s", themas)
        yield Regel(
            "Tekst",
            f"versie {hoofdstuk.versie} van {write_date(hoofdstuk.versie_datum)}",
            absolute(hoofdstuk.url, self.boek.url),
        )


class _Bronnen:
    """The sources of one hoofdstuk, each with one number however many sections rest on it."""

    def __init__(self, anker: str, zetter: _Zetter) -> None:
        self.anker = anker
        self.zetter = zetter
        self.lijst: dict[Bronvermelding, Bron] = {}

    def sectie(self, anker: str, kop: str, blokken: Blokken, sectie: BoekSectie) -> Sectie:
        bronnen = tuple(self._number(bron) for bron in dict.fromkeys(sectie.bronnen))
        kanttekeningen = tuple(self._number(bron) for bron in dict.fromkeys(sectie.kanttekeningen))
        return Sectie(anker, kop, blokken, bronnen, kanttekeningen)

    def _number(self, bron: Bronvermelding) -> Bron:
        if bron not in self.lijst:
            nummer = len(self.lijst) + 1
            self.lijst[bron] = Bron(
                nummer=nummer,
                anker=f"{self.anker}-b{nummer}",
                titel=clean_line(bron.titel) or "Zonder titel",
                uitleg=_explain(bron),
                url=absolute(bron.url, self.zetter.boek.url),
            )
        return self.lijst[bron]


def _explain(bron: Bronvermelding) -> str:
    soort, herkomst = clean_line(bron.soort), clean_line(bron.herkomst)
    if bron.tegengeluid:
        soort = f"{soort}, tegengeluid" if soort else "Tegengeluid"
    return " ".join(f"{deel.rstrip('.')}." for deel in (soort, herkomst) if deel)


def _paragraphs(tekst: str) -> Blokken:
    """Plain text as paragraphs; single line ends are spaces."""
    alineas = (" ".join(alinea.split()) for alinea in re.split(r"\n\s*\n", clean_text(tekst)))
    return tuple(Alinea((Run(alinea),)) for alinea in alineas if alinea)


def _page_of(adres: str) -> str:
    """The address of the page that an address of one of its versions belongs to."""
    return _VERSION_RE.sub("", adres)
