"""Write the blocks of a text as paragraphs and tables of Word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from docx.opc.part import Part

from kennisbank.drukwerk.tekst.docx_package import MAX_DIEPTE, Pakket, bookmark_name, indent, note_mark
from kennisbank.drukwerk.tekst.docx_xml import Element, field, paragraph, run, w
from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import Alinea, Blokken, Cel, Citaat, Code, Kop, Lijn, Lijst, Run, Runs, Tabel

MAX_KOLOMMEN = 63
_WIDTH = 7950  # of the text, in twentieths of a point


@dataclass(frozen=True)
class _Plek:
    """Where a block stands: style of its paragraphs and how deep in lists and quotations."""

    stijl: str = "BodyText"
    lijsten: int = 0
    citaten: int = 0

    @property
    def inspringing(self) -> tuple[Element, ...]:
        diepte = self.lijsten + max(0, self.citaten - 1)
        return (w("ind", left=str(indent(min(diepte, 2 * MAX_DIEPTE)) + 280 * bool(self.citaten))),) if diepte else ()


class WordTekst:
    """Writes the texts of one hoofdstuk into one part of the file; a note is made at the first mark."""

    def __init__(self, pakket: Pakket, noten: Noten) -> None:
        self.pakket = pakket
        self.part: Part = pakket.document.part
        self.noten = noten
        self.gezien: set[int] = set()

    def blocks(self, blokken: Blokken, stijl: str = "BodyText") -> Iterator[Element]:
        """The blocks as elements of the body."""
        return self._blocks(blokken, _Plek(stijl))

    def runs(self, runs: Runs) -> list[Element]:
        """Runs as elements of a paragraph."""
        stukken: list[Element] = []
        for (url, noot), groep in groupby(runs, key=lambda een: (een.url, een.noot)):
            if noot:
                stukken += [element for _ in groep for element in self._note(noot)]
            elif url:
                stukken.append(self.link(url, list(groep)))
            else:
                stukken += [run(een.tekst, stijlen=een.stijlen) for een in groep]
        return stukken

    def link(self, url: str, runs: list[Run]) -> Element:
        """A link inside the book or out of it."""
        tekst = [run(een.tekst, stijlen=een.stijlen, teken="Hyperlink") for een in runs]
        if url.startswith("#"):
            return w("hyperlink", *tekst, anchor=bookmark_name(url[1:]), history="1")
        return w("hyperlink", *tekst, r_id=self.pakket.link(self.part, url), history="1")

    def _blocks(self, blokken: Blokken, plek: _Plek) -> Iterator[Element]:
        for blok in blokken:
            match blok:
                case Lijst():
                    yield from self._list(blok, plek)
                case Citaat(binnen):
                    yield from self._blocks(binnen, replace(plek, stijl="Quote", citaten=plek.citaten + 1))
                case Tabel():
                    yield from self._table(blok)
                case _:
                    yield self._paragraph(blok, plek)

    def _paragraph(self, blok: Alinea | Kop | Code | Lijn, plek: _Plek) -> Element:
        match blok:
            case Alinea(runs):
                return paragraph(plek.stijl, self.runs(runs), *plek.inspringing)
            case Kop(niveau, runs):
                return paragraph(f"Heading{niveau}", self.runs(runs), *plek.inspringing)
            case Code(tekst):
                return paragraph("Code", [run(tekst)], *plek.inspringing)
            case Lijn():
                return paragraph("Scheiding", [])

    def _list(self, lijst: Lijst, plek: _Plek) -> Iterator[Element]:
        nummer = self.pakket.add_list(lijst.start) if lijst.geordend else "1"
        stijl = "ListNumber" if lijst.geordend else "ListBullet"
        niveau = min(plek.lijsten, MAX_DIEPTE)
        binnen = replace(plek, stijl="ListContinue", lijsten=niveau + 1)
        for item in lijst.items:
            eerste = item[0] if item and isinstance(item[0], Alinea) else None
            runs = self.runs(eerste.runs) if eerste else []
            yield paragraph(stijl, runs, w("numPr", w("ilvl", val=str(niveau)), w("numId", val=nummer)))
            yield from self._blocks(item[1:] if eerste else item, binnen)

    def _table(self, tabel: Tabel) -> Iterator[Element]:
        """A table with a header that comes back on every page; Word takes no more than 63 columns."""
        breedte = len(tabel.kop)
        if breedte > MAX_KOLOMMEN:
            for rij in (tabel.kop, *tabel.rijen):
                yield paragraph("Tabeltekst", [stuk for cel in rij for stuk in (*self.runs(cel.runs), run(" "))])
            return
        kolom = str(_WIDTH // breedte)
        tabel_element = w(
            "tbl",
            w(
                "tblPr", w("tblStyle", val="Boektabel"), w("tblW", w="5000", type="pct"),
                w("tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1"),
            ),
            w("tblGrid", *(w("gridCol", w=kolom) for _ in range(breedte))),
        )  # fmt: skip
        tabel_element.append(self._row(tabel.kop, kolom, "Tabelkop", w("cantSplit"), w("tblHeader")))
        for rij in tabel.rijen:
            tabel_element.append(self._row(rij, kolom, "Tabeltekst", w("cantSplit")))
        yield tabel_element
        yield paragraph("NaTabel", [])

    def _row(self, rij: tuple[Cel, ...], kolom: str, stijl: str, *eigenschappen: Element) -> Element:
        cellen = (
            w(
                "tc", w("tcPr", w("tcW", w=kolom, type="dxa")),
                paragraph(stijl, self.runs(cel.runs), *([w("jc", val="right")] if cel.rechts else [])),
            )
            for cel in rij
        )  # fmt: skip
        return w("tr", w("trPr", *eigenschappen), *cellen)

    def _note(self, nummer: int) -> list[Element]:
        anker = f"noot-{nummer}"
        if nummer in self.gezien:
            teken = run(str(nummer), teken="FootnoteReference")
            return field(f"NOTEREF {bookmark_name(anker)} \\f \\h", [teken])
        self.gezien.add(nummer)
        naam, noot = self.pakket.add_note()
        noot.extend(self._note_text(nummer))
        teken = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=naam))
        return self.pakket.bookmark(anker, [teken])

    def _note_text(self, nummer: int) -> Iterator[Element]:
        hier, self.part = self.part, self.pakket.footnotes
        eerste, *rest = self.noten.noten[nummer] or (Alinea(()),)
        runs = self.runs(eerste.runs) if isinstance(eerste, Alinea) else []
        yield paragraph("FootnoteText", [note_mark(), run(" "), *runs])
        yield from self._blocks(tuple(rest) if isinstance(eerste, Alinea) else (eerste, *rest), _Plek("FootnoteText"))
        self.part = hier
