"""A book as a Word file (DOCX): real styles, contents, footnotes and lists, in Dutch."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

from kennisbank.drukwerk.tekst.docx_package import Pakket, set_settings
from kennisbank.drukwerk.tekst.docx_styles import set_styles
from kennisbank.drukwerk.tekst.docx_text import WordTekst
from kennisbank.drukwerk.tekst.docx_xml import Element, field, field_end, field_start, paragraph, run, w
from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import Run, Stijl
from kennisbank.drukwerk.tekst.zipping import rewrite_zip
from kennisbank.exchange.boek.compose import Bron, Hoofdstuk, Regel, Sectie, Uitgave, compose
from kennisbank.exchange.boek.model import Boek

_VET = (Stijl.VET,)


def make_docx(boek: Boek) -> bytes:
    """Write a book as DOCX; equal books give equal bytes."""
    uitgave = compose(boek)
    pakket = Pakket()
    set_styles(pakket)
    _set_properties(pakket, uitgave)
    set_settings(pakket)
    _Boekschrijver(pakket, uitgave).write()
    uit = io.BytesIO()
    pakket.document.save(uit)
    return rewrite_zip(uit.getvalue())


class _Boekschrijver:
    """Writes the parts of the book one after the other into the body."""

    def __init__(self, pakket: Pakket, uitgave: Uitgave) -> None:
        self.pakket = pakket
        self.uitgave = uitgave
        self.voet = self._footer()

    def write(self) -> None:
        body = self.pakket.body
        body.extend(self._title_page())
        body.extend(self._contents())
        delen: list[tuple[str, Iterator[Element]]] = []
        if self.uitgave.inleiding:
            delen.append(("Inleiding", self._introduction()))
        delen += [(hoofdstuk.titel, self._chapter(hoofdstuk)) for hoofdstuk in self.uitgave.hoofdstukken]
        kop, eerste = "", True
        for titel, elementen in delen:
            body.append(self._section_end(kop, eerste=eerste))
            body.extend(elementen)
            kop, eerste = titel, False
        body.append(self._section(kop, eerste=eerste))

    def _title_page(self) -> Iterator[Element]:
        uitgave = self.uitgave
        yield paragraph("Title", [run(uitgave.titel)])
        if uitgave.subtitel:
            yield paragraph("Subtitle", [run(uitgave.subtitel)])
        for regel in filter(None, (uitgave.editie, uitgave.datum_tekst, uitgave.uitgever)):
            yield paragraph("Uitgave", [run(regel)])
        tekst = self._text(Noten())
        nieuw: tuple[Element, ...] = (w("pageBreakBefore"),)
        for colofonregel in uitgave.colofon:
            yield paragraph("Colofon", _line(colofonregel, tekst), *nieuw)
            nieuw = ()
        yield paragraph("Colofon", [run(uitgave.verantwoording)])

    def _contents(self) -> Iterator[Element]:
        """A contents field that shows its entries before it is updated; updating adds the page numbers."""
        yield paragraph("TOCHeading", [run("Inhoud")], w("pageBreakBefore"))
        regels = [("TOC1", "inleiding", "Inleiding")] if self.uitgave.inleiding else []
        for hoofdstuk in self.uitgave.hoofdstukken:
            regels.append(("TOC1", hoofdstuk.anker, f"{hoofdstuk.nummer} {hoofdstuk.titel}"))
            regels += [("TOC2", sectie.anker, sectie.kop) for sectie in hoofdstuk.secties if sectie.kop]
        for plek, (stijl, anker, tekst) in enumerate(regels):
            link = w("hyperlink", run(tekst), anchor=anker.replace("-", "_"), history="1")
            begin = field_start('TOC \\o "1-2" \\h \\z \\u') if plek == 0 else []
            einde = [field_end()] if plek == len(regels) - 1 else []
            yield paragraph(stijl, [*begin, link, *einde])

    def _introduction(self) -> Iterator[Element]:
        yield paragraph("Heading1", self.pakket.bookmark("inleiding", [run("Inleiding")]))
        yield from self._text(self.uitgave.inleiding_noten).blocks(self.uitgave.inleiding)

    def _chapter(self, hoofdstuk: Hoofdstuk) -> Iterator[Element]:
        tekst = self._text(hoofdstuk.noten)
        kop = run(f"{hoofdstuk.nummer} {hoofdstuk.titel}")
        yield paragraph("Heading1", self.pakket.bookmark(hoofdstuk.anker, [kop]))
        yield from tekst.blocks(hoofdstuk.samenvatting, "Samenvatting")
        for regel in hoofdstuk.regels:
            yield paragraph("Hoofdstukregel", _line(regel, tekst))
        for sectie in hoofdstuk.secties:
            yield from self._section_text(sectie, tekst)
        if hoofdstuk.bronnen:
            yield paragraph("Heading2", [run("Bronnen")])
            yield from self._sources(hoofdstuk, tekst)

    def _section_text(self, sectie: Sectie, tekst: WordTekst) -> Iterator[Element]:
        if sectie.kop:
            yield paragraph("Heading2", self.pakket.bookmark(sectie.anker, [run(sectie.kop)]))
        yield from tekst.blocks(sectie.blokken)
        for bron in sectie.kanttekeningen:
            verwijzing = tekst.link(f"#{bron.anker}", [Run(f"bron {bron.nummer}")])
            stukken = [run("Kanttekening: ", stijlen=_VET), *_source(bron, tekst), run(" ("), verwijzing, run(")")]
            yield paragraph("Kanttekening", stukken)
        if sectie.bronnen:
            yield paragraph("Bronregel", list(_source_numbers(sectie.bronnen, tekst)))

    def _sources(self, hoofdstuk: Hoofdstuk, tekst: WordTekst) -> Iterator[Element]:
        lijst = self.pakket.add_list(1)
        for bron in hoofdstuk.bronnen:
            nummer = w("numPr", w("ilvl", val="0"), w("numId", val=lijst))
            yield paragraph("ListNumber", self.pakket.bookmark(bron.anker, _source(bron, tekst)), nummer)

    def _text(self, noten: Noten) -> WordTekst:
        return WordTekst(self.pakket, noten)

    def _section_end(self, kop: str, *, eerste: bool) -> Element:
        """The paragraph that ends a part, so that each has its own header."""
        return w("p", w("pPr", w("pStyle", val="Einde"), self._section(kop, eerste=eerste)))

    def _section(self, kop: str, *, eerste: bool) -> Element:
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=self._header(kop)),
            w("footerReference", type="default", r_id=self.voet),
            w("type", val="nextPage"),
            w("pgSz", w="11906", h="16838"),
            w("pgMar", top="1900", right="1980", bottom="1800", left="1980", header="900", footer="850", gutter="0"),
            w("cols", space="708"),
            w("titlePg") if eerste else None,
        )

    def _header(self, kop: str) -> str:
        deel, naam = self.pakket.document.part.add_header_part()
        _fill(deel.element, paragraph("Header", [run(kop)]))
        return naam

    def _footer(self) -> str:
        deel, naam = self.pakket.document.part.add_footer_part()
        titel = " \u00b7 ".join(filter(None, (self.uitgave.titel, self.uitgave.editie)))
        tab = w("tabs", w("tab", val="right", pos="7946"))
        inhoud = [run(f"{titel}\t"), *field("PAGE", [run("1")])]
        _fill(deel.element, paragraph("Footer", inhoud, tab))
        return naam


def _fill(element: Element, alinea: Element) -> None:
    for oud in list(element):
        element.remove(oud)
    element.append(alinea)


def _line(regel: Regel, tekst: WordTekst) -> list[Element]:
    waarde = tekst.link(regel.url, [Run(regel.waarde)]) if regel.url else run(regel.waarde)
    return [run(f"{regel.naam}: ", stijlen=_VET), waarde]


def _source(bron: Bron, tekst: WordTekst) -> list[Element]:
    titel = tekst.link(bron.url, [Run(bron.titel)]) if bron.url else run(bron.titel)
    return [titel, run(f". {bron.uitleg}".rstrip())]


def _source_numbers(bronnen: tuple[Bron, ...], tekst: WordTekst) -> Iterator[Element]:
    yield run("Bron: " if len(bronnen) == 1 else "Bronnen: ")
    for plek, bron in enumerate(bronnen):
        if plek:
            yield run(", ")
        yield tekst.link(f"#{bron.anker}", [Run(str(bron.nummer))])


def _set_properties(pakket: Pakket, uitgave: Uitgave) -> None:
    """Title, language and date; never the moment at which the file was made."""
    moment = datetime(uitgave.datum.year, uitgave.datum.month, uitgave.datum.day, tzinfo=UTC).replace(tzinfo=None)
    eigenschappen = pakket.document.core_properties
    eigenschappen.title = uitgave.titel[:255]
    eigenschappen.subject = uitgave.subtitel[:255]
    eigenschappen.author = eigenschappen.last_modified_by = uitgave.uitgever[:255]
    eigenschappen.identifier = uitgave.urn[:255]
    eigenschappen.version = uitgave.editie[:255]
    eigenschappen.language = "nl-NL"
    eigenschappen.comments = ""
    eigenschappen.created = eigenschappen.modified = moment
