"""A book as EPUB 3: one file per hoofdstuk, a contents, and metadata that say how accessible it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.zipping import write_zip
from kennisbank.exchange.boek.compose import Bron, Hoofdstuk, Regel, Sectie, Uitgave, compose
from kennisbank.exchange.boek.model import Boek
from kennisbank.exchange.boek.xhtml import TAAL, Element, Kind, XhtmlTekst, h, page

SJABLONEN = Path(__file__).parent / "sjablonen"
SAMENVATTING = (
    "Deze uitgave bestaat uit tekst, zonder beeld of geluid. Koppen, lijsten, tabellen en noten zijn als zodanig "
    "gemarkeerd, zodat je er met een voorleesprogramma doorheen kunt. De inhoudsopgave leidt naar elk hoofdstuk en "
    "elke sectie. Lettergrootte en kleuren kies je zelf."
)
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "unlocked")
_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True)
class _Bestand:
    """A file of the book as readers go through it, and its lines in the contents."""

    naam: str
    titel: str
    inhoud: bytes
    anker: str = ""
    onder: tuple[tuple[str, str], ...] = ()
    soort: str = ""


def make_epub(boek: Boek) -> bytes:
    """Write a book as EPUB 3; equal books give equal bytes."""
    uitgave = compose(boek)
    bestanden = list(_files(uitgave))
    delen = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER),
        ("EPUB/package.opf", _package(uitgave, bestanden)),
        ("EPUB/nav.xhtml", _navigation(bestanden)),
        ("EPUB/boek.css", (SJABLONEN / "boek.css").read_bytes()),
        *((f"EPUB/{bestand.naam}", bestand.inhoud) for bestand in bestanden),
    ]
    return write_zip(delen, stored=["mimetype"])


def _files(uitgave: Uitgave) -> Iterator[_Bestand]:
    yield _Bestand("titel.xhtml", "Titelblad", page(uitgave.titel, _title_page(uitgave)), soort="titlepage")
    yield _Bestand("colofon.xhtml", "Colofon", page("Colofon", _colophon(uitgave)), soort="colophon")
    if uitgave.inleiding:
        yield _Bestand("inleiding.xhtml", "Inleiding", page("Inleiding", _introduction(uitgave)), soort="introduction")
    for hoofdstuk in uitgave.hoofdstukken:
        titel = f"{hoofdstuk.nummer} {hoofdstuk.titel}"
        onder = [(sectie.anker, sectie.kop) for sectie in hoofdstuk.secties if sectie.kop]
        if hoofdstuk.bronnen:
            onder.append((f"{hoofdstuk.anker}-bronnen", "Bronnen"))
        yield _Bestand(
            _file_of(hoofdstuk.anker), titel, page(titel, _chapter(hoofdstuk)), hoofdstuk.anker, tuple(onder)
        )


def _title_page(uitgave: Uitgave) -> Element:
    regels = filter(None, (uitgave.editie, uitgave.datum_tekst, uitgave.uitgever))
    return h(
        "section",
        h("h1", uitgave.titel),
        h("p", uitgave.subtitel, class_="ondertitel") if uitgave.subtitel else None,
        *(h("p", regel) for regel in regels),
        soort="titlepage", class_="titelblad",
    )  # fmt: skip


def _colophon(uitgave: Uitgave) -> Element:
    tekst = _text(Noten(), "colofon.xhtml")
    regels = [h("p", *_line(regel, tekst)) for regel in uitgave.colofon]
    return h(
        "section", h("h1", "Colofon"), *regels, h("p", uitgave.verantwoording), soort="colophon", role="doc-colophon"
    )  # fmt: skip


def _introduction(uitgave: Uitgave) -> Element:
    tekst = _text(uitgave.inleiding_noten, "inleiding.xhtml")
    blokken = tekst.blocks(uitgave.inleiding)
    return h(
        "section", h("h1", "Inleiding"), *blokken, tekst.notes(), soort="introduction", role="doc-introduction"
    )  # fmt: skip


def _chapter(hoofdstuk: Hoofdstuk) -> Element:
    tekst = _text(hoofdstuk.noten, _file_of(hoofdstuk.anker))
    samenvatting = h("div", *tekst.blocks(hoofdstuk.samenvatting), class_="samenvatting")
    return h(
        "section",
        h("h1", f"{hoofdstuk.nummer} {hoofdstuk.titel}"),
        samenvatting if len(samenvatting) else None,
        *(h("p", *_line(regel, tekst), class_="klein") for regel in hoofdstuk.regels),
        *(_section(sectie, tekst) for sectie in hoofdstuk.secties),
        _sources(hoofdstuk, tekst) if hoofdstuk.bronnen else None,
        tekst.notes(),
        soort="chapter", role="doc-chapter", id=hoofdstuk.anker,
    )  # fmt: skip


def _section(sectie: Sectie, tekst: XhtmlTekst) -> Element:
    return h(
        "section",
        h("h2", sectie.kop) if sectie.kop else None,
        *tekst.blocks(sectie.blokken),
        *(_aside(bron, tekst) for bron in sectie.kanttekeningen),
        h("p", *_source_numbers(sectie.bronnen, tekst), class_="klein") if sectie.bronnen else None,
        id=sectie.anker,
    )


def _aside(bron: Bron, tekst: XhtmlTekst) -> Element:
    nummer = tekst.link(f"#{bron.anker}", f"bron {bron.nummer}")
    alinea = h("p", h("strong", "Kanttekening:"), " ", *_source(bron, tekst), " (", nummer, ")")
    return h("aside", alinea, class_="kanttekening")


def _sources(hoofdstuk: Hoofdstuk, tekst: XhtmlTekst) -> Element:
    items = (h("li", *_source(bron, tekst), id=bron.anker) for bron in hoofdstuk.bronnen)
    return h("section", h("h2", "Bronnen"), h("ol", *items), id=f"{hoofdstuk.anker}-bronnen", class_="bronnen")


def _source(bron: Bron, tekst: XhtmlTekst) -> list[Kind]:
    titel: Kind = tekst.link(bron.url, bron.titel) if bron.url else bron.titel
    return [titel, f". {bron.uitleg}".rstrip()]


def _source_numbers(bronnen: tuple[Bron, ...], tekst: XhtmlTekst) -> list[Kind]:
    stukken: list[Kind] = ["Bron: " if len(bronnen) == 1 else "Bronnen: "]
    for plek, bron in enumerate(bronnen):
        stukken += [", " if plek else None, tekst.link(f"#{bron.anker}", str(bron.nummer))]
    return stukken


def _line(regel: Regel, tekst: XhtmlTekst) -> list[Kind]:
    waarde: Kind = tekst.link(regel.url, regel.waarde) if regel.url else regel.waarde
    return [h("strong", f"{regel.naam}:"), " ", waarde]


def _text(noten: Noten, bestand: str) -> XhtmlTekst:
    """A writer for one file, in which anchors of other files get the name of that file before them."""

    def href(anker: str) -> str:
        doel = _file_of(anker)
        return f"#{anker}" if doel == bestand else f"{doel}#{anker}"

    return XhtmlTekst(noten, href)


def _file_of(anker: str) -> str:
    """The file that holds an anchor: `h2-s1` is in that of hoofdstuk 2."""
    return f"hoofdstuk-{anker.partition('-')[0][1:]}.xhtml"


def _navigation(bestanden: list[_Bestand]) -> bytes:
    regels = []
    for bestand in bestanden:
        onder = [h("li", h("a", tekst, href=f"{bestand.naam}#{anker}")) for anker, tekst in bestand.onder]
        regels.append(h("li", h("a", bestand.titel, href=bestand.naam), h("ol", *onder) if onder else None))
    eerste = next((bestand for bestand in bestanden if bestand.anker or bestand.soort == "introduction"), bestanden[0])
    plaatsen = [("toc", "nav.xhtml", "Inhoud"), ("bodymatter", eerste.naam, "Begin van de tekst")]
    landmarks = [h("li", h("a", tekst, href=naam, soort=soort)) for soort, naam, tekst in plaatsen]
    return page(
        "Inhoud",
        h("nav", h("h1", "Inhoud"), h("ol", *regels), soort="toc", role="doc-toc", id="toc"),
        h("nav", h("h2", "Wegwijzer"), h("ol", *landmarks), soort="landmarks", id="landmarks", hidden="hidden"),
    )


def _package(uitgave: Uitgave, bestanden: list[_Bestand]) -> bytes:
    wortel = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF}, version="3.0")
    wortel.set("unique-identifier", "kenmerk")
    wortel.set("{http://www.w3.org/XML/1998/namespace}lang", TAAL)
    metadata = etree.SubElement(wortel, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})
    for naam, waarde in _dublin_core(uitgave):
        element = etree.SubElement(metadata, f"{{{_DC}}}{naam}")
        element.text = waarde
        if naam == "identifier":
            element.set("id", "kenmerk")
    for eigenschap, waarde in _properties(uitgave):
        etree.SubElement(metadata, f"{{{_OPF}}}meta", property=eigenschap).text = waarde
    manifest = etree.SubElement(wortel, f"{{{_OPF}}}manifest")
    spine = etree.SubElement(wortel, f"{{{_OPF}}}spine")
    _item(manifest, "css", "boek.css", "text/css")
    _item(manifest, "nav", "nav.xhtml", "application/xhtml+xml").set("properties", "nav")
    for plek, bestand in enumerate(bestanden):
        sleutel = bestand.naam.removesuffix(".xhtml")
        _item(manifest, sleutel, bestand.naam, "application/xhtml+xml")
        etree.SubElement(spine, f"{{{_OPF}}}itemref", idref=sleutel)
        if plek == 1:
            etree.SubElement(spine, f"{{{_OPF}}}itemref", idref="nav")
    return etree.tostring(wortel, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _item(manifest: Element, sleutel: str, href: str, soort: str) -> Element:
    item = etree.SubElement(manifest, f"{{{_OPF}}}item", id=sleutel, href=href)
    item.set("media-type", soort)
    return item


def _dublin_core(uitgave: Uitgave) -> Iterator[tuple[str, str]]:
    kenmerk = uitgave.urn or f"urn:uuid:{uuid5(NAMESPACE_URL, f'{uitgave.url} {uitgave.titel} {uitgave.editie}')}"
    velden = (
        ("identifier", kenmerk), ("title", uitgave.titel), ("language", "nl"), ("creator", uitgave.uitgever),
        ("publisher", uitgave.uitgever), ("date", uitgave.datum.isoformat()), ("source", uitgave.url),
        ("description", ". ".join(filter(None, (uitgave.editie, uitgave.subtitel)))),
    )  # fmt: skip
    yield from ((naam, waarde) for naam, waarde in velden if waarde)


def _properties(uitgave: Uitgave) -> Iterator[tuple[str, str]]:
    """The last change, and what schema.org has to say about access."""
    yield "dcterms:modified", f"{uitgave.datum.isoformat()}T00:00:00Z"
    yield "schema:accessMode", "textual"
    yield "schema:accessModeSufficient", "textual"
    yield from (("schema:accessibilityFeature", naam) for naam in _FEATURES)
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", SAMENVATTING
