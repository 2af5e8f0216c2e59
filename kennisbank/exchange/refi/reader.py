"""Files of our own and of other tools to a project: what cannot be read is told and left out, not refused.

Namespaces are not looked at, for the programs differ in them; nor is the order of elements.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # nosec: parsed by safexml

from kennisbank.exchange.formats.decode import decode
from kennisbank.exchange.formats.source import LeesFout, Melding, MeldingSoort
from kennisbank.exchange.refi.guids import clean_guid
from kennisbank.exchange.refi.model import (
    Casus,
    Code,
    Codering,
    Gebruiker,
    Koppeling,
    Notitie,
    Project,
    Selectie,
    Tekstbron,
    Variabele,
    Verzameling,
    Waarde,
)
from kennisbank.exchange.refi.package import Pakket
from kennisbank.exchange.refi.safexml import local_name, parse_xml

_WHOLE_RE = re.compile(r"[+-]?[0-9]{1,12}")
_OTHER_SOURCES = {"PictureSource": "beeld", "PDFSource": "pdf", "AudioSource": "geluid", "VideoSource": "film"}


def read_refi(inhoud: bytes, naam: str) -> tuple[Project, list[Melding]]:
    """A `.qdpx` or `.qdc`, told apart by its bytes, and what was left out. Raises LeesFout."""
    if inhoud.startswith(b"PK"):
        pakket = Pakket(inhoud, naam)
        return read_xml(parse_xml(pakket.project, naam), pakket)
    return read_xml(parse_xml(inhoud, naam), None)


def read_xml(root: Element, pakket: Pakket | None) -> tuple[Project, list[Melding]]:
    """The project below a root element; without a package the paths in it lead nowhere."""
    if local_name(root.tag) not in ("Project", "CodeBook"):
        raise LeesFout(f"Dit is geen REFI-QDA-bestand: het begint met ‘{local_name(root.tag)[:50]}’.")
    reader = _Reader(pakket)
    return reader.project(root), reader.meldingen


def _children(element: Element | None, *names: str) -> Iterator[Element]:
    if element is not None:
        yield from (child for child in element if isinstance(child.tag, str) and local_name(child.tag) in names)


def _listed(root: Element, parent: str, *names: str) -> Iterator[Element]:
    """The items in the containers with this name."""
    for container in _children(root, parent):
        yield from _children(container, *names)


def _text(element: Element, name: str) -> str:
    return next((child.text or "" for child in _children(element, name)), "")


def _guid(element: Element, *names: str) -> str:
    return next((clean_guid(element.attrib[name]) for name in names or ("guid",) if name in element.attrib), "")


def _targets(element: Element, name: str) -> tuple[str, ...]:
    found = (_guid(child, "targetGUID", "guid") for child in _children(element, name))
    return tuple(guid for guid in found if guid)


class _Reader:
    """Reads one project, and keeps what it left out."""

    def __init__(self, pakket: Pakket | None) -> None:
        self.pakket = pakket
        self.meldingen: list[Melding] = []

    def _tell(self, plek: str, tekst: str, soort: MeldingSoort) -> None:
        self.meldingen.append(Melding(plek[:150], tekst, soort))

    def project(self, root: Element) -> Project:
        for kind in _OTHER_SOURCES:
            for source in _listed(root, "Sources", kind):
                self._skip_source(source, _OTHER_SOURCES[kind])
        books = [root] if local_name(root.tag) == "CodeBook" else list(_children(root, "CodeBook"))
        return Project(
            naam=root.get("name", ""),
            herkomst=root.get("origin", ""),
            gemaakt_door=_guid(root, "creatingUserGUID"),
            gemaakt_op=root.get("creationDateTime", ""),
            omschrijving=_text(root, "Description"),
            gebruikers=tuple(Gebruiker(_guid(i), i.get("name", "")) for i in _listed(root, "Users", "User")),
            codes=tuple(self._code(item) for book in books for item in _listed(book, "Codes", "Code")),
            variabelen=tuple(_variable(item) for item in _listed(root, "Variables", "Variable")),
            casussen=tuple(_case(item) for item in _listed(root, "Cases", "Case")),
            bronnen=tuple(self._source(item) for item in _listed(root, "Sources", "TextSource")),
            notities=tuple(self._note(item) for item in _listed(root, "Notes", "Note")),
            koppelingen=tuple(_link(item) for item in _listed(root, "Links", "Link")),
            verzamelingen=tuple(_set(item) for item in _listed(root, "Sets", "Set")),
        )

    def _skip_source(self, source: Element, soort: str) -> None:
        codings = sum(1 for element in source.iter() if local_name(str(element.tag)) == "Coding")
        self._tell(
            source.get("name", "zonder naam"),
            f"We lezen alleen tekst, geen {soort}." + (f" Coderingen die niet meegaan: {codings}." if codings else ""),
            MeldingSoort.BRON,
        )

    def _code(self, item: Element) -> Code:
        return Code(
            guid=_guid(item),
            naam=item.get("name", ""),
            codeerbaar=item.get("isCodable", "true").strip() in ("true", "1"),
            kleur=item.get("color", ""),
            omschrijving=_text(item, "Description"),
            notities=_targets(item, "NoteRef"),
            codes=tuple(self._code(below) for below in _children(item, "Code")),
        )

    def _note(self, item: Element) -> Notitie:
        tekst, _ = self._content(item)
        return Notitie(_guid(item), item.get("name", ""), tekst)

    def _source(self, item: Element) -> Tekstbron:
        tekst, readable = self._content(item)
        naam = item.get("name", "")
        return Tekstbron(
            guid=_guid(item),
            naam=naam,
            tekst=tekst,
            pad=item.get("plainTextPath", ""),
            omschrijving=_text(item, "Description"),
            gebruiker=_guid(item, "creatingUser"),
            op=item.get("creationDateTime", ""),
            selecties=tuple(s for each in _children(item, "PlainTextSelection") if (s := self._selection(each, naam))),
            coderingen=self._codings(item),
            notities=_targets(item, "NoteRef"),
            is_leesbaar=readable,
        )

    def _content(self, item: Element) -> tuple[str, bool]:
        """The text of a source or note, without a byte order mark, and whether it could be read."""
        pad, naam = item.get("plainTextPath", ""), item.get("name", "zonder naam")
        if not pad:
            has_text = next(_children(item, "PlainTextContent"), None) is not None
            if not has_text and item.get("richTextPath"):
                self._tell(naam, "Alleen een opgemaakte versie, geen platte tekst.", MeldingSoort.BRON)
            return _text(item, "PlainTextContent"), has_text
        found = self.pakket.find(pad) if self.pakket else None
        if self.pakket is None or found is None:
            self._tell(naam, f"De tekst ({pad[:100]}) zit niet in het bestand.", MeldingSoort.BRON)
            return "", False
        gelezen = decode(self.pakket.read(found), found)
        if gelezen.waarschuwing:
            self._tell(naam, gelezen.waarschuwing, MeldingSoort.LEZEN)
        return gelezen.tekst.removeprefix("\ufeff"), True

    def _selection(self, item: Element, bron: str) -> Selectie | None:
        start, eind = item.get("startPosition", "").strip(), item.get("endPosition", "").strip()
        if not (_WHOLE_RE.fullmatch(start) and _WHOLE_RE.fullmatch(eind)):
            self._tell(bron, "Een selectie zonder begin of eind.", MeldingSoort.CODERING)
            return None
        return Selectie(
            guid=_guid(item),
            start=int(start),
            eind=int(eind),
            naam=item.get("name", ""),
            omschrijving=_text(item, "Description"),
            gebruiker=_guid(item, "creatingUser"),
            op=item.get("creationDateTime", ""),
            coderingen=self._codings(item),
            notities=_targets(item, "NoteRef"),
        )

    def _codings(self, item: Element) -> tuple[Codering, ...]:
        return tuple(
            Codering(_guid(coding), code, _guid(coding, "creatingUser"), coding.get("creationDateTime", ""))
            for coding in _children(item, "Coding")
            for code in _targets(coding, "CodeRef")
        )


def _variable(item: Element) -> Variabele:
    return Variabele(_guid(item), item.get("name", ""), item.get("typeOfVariable", "Text"), _text(item, "Description"))


def _case(item: Element) -> Casus:
    values = tuple(value for each in _children(item, "VariableValue") if (value := _value(each)))
    omschrijving = _text(item, "Description")
    return Casus(_guid(item), item.get("name", ""), omschrijving, values, _targets(item, "SourceRef"))


def _value(item: Element) -> Waarde | None:
    variable = next(iter(_targets(item, "VariableRef")), "")
    for child in item:
        kind = local_name(str(child.tag))
        if kind.endswith("Value"):
            return Waarde(variable, kind.removesuffix("Value"), child.text or "")
    return None


def _link(item: Element) -> Koppeling:
    richting = item.get("direction", "")
    return Koppeling(_guid(item), item.get("name", ""), _guid(item, "originGUID"), _guid(item, "targetGUID"), richting)


def _set(item: Element) -> Verzameling:
    return Verzameling(
        _guid(item),
        item.get("name", ""),
        _text(item, "Description"),
        _targets(item, "MemberCode"),
        _targets(item, "MemberSource"),
        _targets(item, "MemberNote"),
    )
