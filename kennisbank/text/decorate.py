"""Turn a parsed text into the site's own HTML: NL Design System classes, ids, heading levels, wiki links, notes."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kennisbank.text import wikilinks
from kennisbank.text.footnotes import number_footnotes
from kennisbank.text.parser import Boom
from kennisbank.text.pieces import restore_pieces
from kennisbank.text.plain import plain_text
from kennisbank.text.sanitise import SCHEMES
from kennisbank.text.slugs import unique_anchors
from kennisbank.text.wikilinks import Doel

CLASSES = {
    "p": "nl-paragraph",
    "ul": "utrecht-unordered-list",
    "ol": "utrecht-ordered-list",
    "blockquote": "utrecht-blockquote",
    "code": "utrecht-code",
    "hr": "utrecht-separator",
    "table": "utrecht-table",
    "thead": "utrecht-table__header",
    "tbody": "utrecht-table__body",
    "tr": "utrecht-table__row",
    "th": "utrecht-table__header-cell",
    "td": "utrecht-table__cell",
}
_NUMERIC = {"th": "utrecht-table__header-cell--numeric-column", "td": "utrecht-table__cell--numeric-column"}
_EXTERNAL_RE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCHEME_RE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LEVELS = {f"h{niveau}": niveau for niveau in range(1, 7)}


@dataclass(frozen=True)
class Kop:
    """A heading as it stands in the HTML: level 1 to 6, its plain text and its id."""

    niveau: int
    tekst: str
    id: str


@dataclass
class Versiering:
    """What the decorated text holds, next to its HTML."""

    koppen: list[Kop] = field(default_factory=list)
    voetnoten: int = 0


def decorate(boom: Boom, links: Mapping[str, Doel], prefix: str, basis_kopniveau: int) -> Versiering:
    """Change the tree in place."""
    wortel = boom.wortel
    restore_pieces(wortel, boom.stukken)
    koppen = _shift_headings(boom, prefix, basis_kopniveau)
    _resolve_wikilinks(wortel, links)
    for element in list(wortel.iter()):
        _add_class(element)
        _LINKERS.get(element.tag, _leave)(element)
    voetnoten = number_footnotes(wortel, prefix)
    _wrap_tables(boom)
    return Versiering(koppen, voetnoten)


def _resolve_wikilinks(wortel: Element, links: Mapping[str, Doel]) -> None:
    for element in list(wortel.iter(wikilinks.TAG)):
        doel = links.get(element.attrib.pop("doel"))
        if doel is None:
            element.tag = "span"
            element.set("class", "kb-wikilink--leeg")
            uitleg = SubElement(element, "span", {"class": "kb-alleen-lezer"})
            uitleg.text = " (nog geen pagina)"
        else:
            element.tag = "a"
            element.set("href", doel.url)
            element.set("class", "kb-wikilink")


def _add_class(element: Element) -> None:
    if element.tag in CLASSES:
        _class(element, CLASSES[element.tag])
    if element.tag in ("ul", "ol"):
        for item in element.findall("li"):
            _class(item, f"{CLASSES[element.tag]}__item")


def _class(element: Element, klasse: str) -> None:
    element.set("class", f"{element.get('class', '')} {klasse}".strip())


def _link(element: Element) -> None:
    href = html.unescape(element.get("href", "")).strip()
    schema = _SCHEME_RE.match(href)
    if not href or (schema and schema.group()[:-1].lower() not in SCHEMES):
        element.tag = "span"
        element.attrib.clear()
        return
    _class(element, "nl-link")
    if _EXTERNAL_RE.match(href):
        element.set("rel", "noopener")


def _image(element: Element) -> None:
    """Show images of this site; make a link of any other, so that no third party learns who reads what."""
    src = html.unescape(element.get("src", "")).strip()
    if _SCHEME_RE.match(src) or src.startswith(("//", "\\")):
        tekst = element.get("alt") or src
        titel = element.get("title")
        element.tag = "a"
        element.attrib.clear()
        element.set("href", src)
        element.text = AtomicString(f"{tekst} (afbeelding)")
        if titel:
            element.set("title", titel)
        _link(element)
        return
    element.set("loading", "lazy")
    element.set("class", "kb-afbeelding")


def _cell(element: Element) -> None:
    if element.attrib.pop("align", None) == "right":
        _class(element, _NUMERIC[element.tag])
    if element.tag == "th":
        element.set("scope", "col")


def _pre(element: Element) -> None:
    element.set("class", "utrecht-code-block kb-codeblok")
    element.set("tabindex", "0")


def _leave(element: Element) -> None:
    """Most elements need nothing but their class."""


_LINKERS = {"a": _link, "img": _image, "th": _cell, "td": _cell, "pre": _pre}


def _shift_headings(boom: Boom, prefix: str, basis: int) -> list[Kop]:
    """Let the highest heading have level `basis`, and let no level be skipped on the way down."""
    elementen = [element for element in boom.wortel.iter() if element.tag in _LEVELS]
    if not elementen:
        return []
    hoogste = min(_LEVELS[element.tag] for element in elementen)
    teksten = [plain_text(element, boom.md).replace("\n", " ") for element in elementen]
    koppen = []
    vorige = basis - 1
    for element, tekst, slug in zip(elementen, teksten, unique_anchors(teksten), strict=True):
        niveau = min(_LEVELS[element.tag] - hoogste + basis, vorige + 1, 6)
        vorige = niveau
        element.tag = f"h{niveau}"
        element.set("id", f"{prefix}{slug}")
        element.set("class", f"nl-heading nl-heading--level-{niveau}")
        koppen.append(Kop(niveau, tekst, f"{prefix}{slug}"))
    return koppen


def _wrap_tables(boom: Boom) -> None:
    """Put every table in a box that scrolls on a narrow screen and can be reached by keyboard."""
    ouders = {kind: ouder for ouder in boom.wortel.iter() for kind in ouder}
    for tabel, naam in _named_tables(boom):
        ouder = ouders[tabel]
        doos = Element(
            "div",
            {
                "class": "utrecht-table-container utrecht-table-container--overflow-inline",
                "tabindex": "0",
                "role": "region",
                "aria-label": naam,
            },
        )
        doos.tail, tabel.tail = tabel.tail, None
        plek = list(ouder).index(tabel)
        ouder.remove(tabel)
        doos.append(tabel)
        ouder.insert(plek, doos)


def _named_tables(boom: Boom) -> Iterator[tuple[Element, str]]:
    """Name tables after their columns; a name given before gets a number."""
    gebruikt: dict[str, int] = {}
    for tabel in list(boom.wortel.iter("table")):
        kolommen = [" ".join(plain_text(cel, boom.md).split()) for cel in tabel.iter("th")]
        naam = f"Tabel: {', '.join(kolom for kolom in kolommen if kolom)}"[:100].rstrip(": ,")
        gebruikt[naam] = gebruikt.get(naam, 0) + 1
        yield tabel, naam if gebruikt[naam] == 1 else f"{naam} ({gebruikt[naam]})"
