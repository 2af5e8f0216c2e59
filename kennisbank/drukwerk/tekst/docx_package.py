"""What a Word file keeps outside its text: addresses, bookmarks, lists and footnotes."""

from collections.abc import Iterable
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kennisbank.drukwerk.tekst.docx_xml import Element, w

MAX_DIEPTE = 8
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES = b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_UNUSED = (
    RT.THUMBNAIL,
    RT.CUSTOM_XML,
    RT.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_BULLETS = "\u2022\u2013\u2022\u2013\u2022\u2013\u2022\u2013\u2022"


class Pakket:
    """A Word file in the making."""

    def __init__(self) -> None:
        self.document: WordDocument = Document()
        self._drop_unused()
        self.footnotes = self._add_footnotes()
        self.body: Element = self.document.element.body
        self._links: dict[tuple[Part, str], str] = {}
        self._bookmarks = count(1)
        self._notes = count(1)
        self._lists = self._start_lists()

    def link(self, part: Part, url: str) -> str:
        """The id under which a part knows an address."""
        sleutel = (part, url)
        if sleutel not in self._links:
            naam = f"rIdL{len(self._links) + 1}"
            part.rels.add_relationship(RT.HYPERLINK, url, naam, is_external=True)
            self._links[sleutel] = naam
        return self._links[sleutel]

    def bookmark(self, anker: str, inhoud: Iterable[Element]) -> list[Element]:
        """Runs that links can lead to."""
        nummer = str(next(self._bookmarks))
        naam = bookmark_name(anker)
        return [w("bookmarkStart", id=nummer, name=naam), *inhoud, w("bookmarkEnd", id=nummer)]

    def add_note(self) -> tuple[str, Element]:
        """The id of a new footnote, and the element that takes its paragraphs."""
        naam = str(next(self._notes))
        noot = w("footnote", id=naam)
        self.footnotes.element.append(noot)
        return naam, noot

    def add_list(self, start: int) -> str:
        """The id of a numbered list that begins at `start`, on any level."""
        naam = str(next(self._lists))
        self.numbering.append(
            w(
                "num",
                w("abstractNumId", val="2"),
                *(w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(n)) for n in range(MAX_DIEPTE + 1)),
                numId=naam,
            )
        )
        return naam

    def _drop_unused(self) -> None:
        """Leave out what the library's empty file holds for other programs."""
        for rels in (self.document.part.package.rels, self.document.part.rels):
            for naam in [naam for naam, rel in rels.items() if rel.reltype in _UNUSED]:
                del rels[naam]
        for deel in list(self.document.element.body):
            self.document.element.body.remove(deel)

    def _add_footnotes(self) -> XmlPart:
        package = self.document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, parse_xml(_FOOTNOTES), package)
        self.document.part.relate_to(part, RT.FOOTNOTES)
        for nummer, soort in ((-1, "separator"), (0, "continuationSeparator")):
            streep = w("p", w("pPr", w("spacing", after="0", line="240", lineRule="auto")), w("r", w(soort)))
            part.element.append(w("footnote", streep, type=soort, id=str(nummer)))
        return part

    def _start_lists(self) -> "count[int]":
        """One kind of bulleted and one of numbered list; number 1 is every bulleted list."""
        self.numbering: Element = self.document.part.numbering_part.element
        for deel in list(self.numbering):
            self.numbering.remove(deel)
        self.numbering.append(_list_kind("1", [("bullet", teken) for teken in _BULLETS]))
        cijfers = [("decimal", f"%{n + 1}.") if n % 2 == 0 else ("lowerLetter", f"%{n + 1}.") for n in range(9)]
        self.numbering.append(_list_kind("2", cijfers))
        self.numbering.append(w("num", w("abstractNumId", val="1"), numId="1"))
        self.numbering.append(w("num", w("abstractNumId", val="2"), numId="2"))
        return count(3)


def _list_kind(naam: str, niveaus: list[tuple[str, str]]) -> Element:
    kind = w("abstractNum", w("multiLevelType", val="multilevel"), abstractNumId=naam)
    for nummer, (soort, teken) in enumerate(niveaus):
        inspringing = w("pPr", w("ind", left=str(indent(nummer + 1)), hanging="360"))
        kind.append(
            w(
                "lvl", w("start", val="1"), w("numFmt", val=soort), w("lvlText", val=teken), w("lvlJc", val="left"),
                inspringing, ilvl=str(nummer),
            )
        )  # fmt: skip
    return kind


def indent(diepte: int) -> int:
    """How far text at some depth of lists stands from the margin, in twentieths of a point."""
    return 360 * diepte


def bookmark_name(anker: str) -> str:
    """The name of an anchor as Word takes it: no hyphens."""
    return anker.replace("-", "_")


def note_mark() -> Element:
    """The number with which a footnote itself begins."""
    return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))


def set_settings(pakket: Pakket) -> None:
    """Hyphenation, and where Word finds the line above footnotes."""
    instellingen: Element = pakket.document.settings.element
    taal = instellingen.find(qn("w:themeFontLang"))
    if taal is not None:
        taal.set(qn("w:val"), "nl-NL")
    tabs = instellingen.find(qn("w:defaultTabStop"))
    if tabs is not None:
        tabs.addnext(w("autoHyphenation", val="true"))
    compat = instellingen.find(qn("w:compat"))
    if compat is not None:
        for stand in compat.iter(qn("w:compatSetting")):
            if stand.get(qn("w:name")) == "compatibilityMode":
                stand.set(qn("w:val"), "15")
        compat.addprevious(w("footnotePr", w("footnote", id="-1"), w("footnote", id="0")))
