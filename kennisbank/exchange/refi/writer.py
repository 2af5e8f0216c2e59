"""A project to XML: elements in the order of the standard, nothing empty, the same bytes each time."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only writes

from kennisbank.exchange.refi.model import (
    CODEBOOK_NS,
    PROJECT_NS,
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

T = TypeVar("T")
_LINE_ENDS_RE = re.compile("\r\n?")
# What XML 1.0 has no place for, and the byte order mark, which would shift every position after it.
_UNWANTED_RE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def xml_text(tekst: str) -> str:
    """The text as it can stand in a file: LF for line ends, without characters that cannot be in XML."""
    return _UNWANTED_RE.sub("", _LINE_ENDS_RE.sub("\n", tekst))


def write_project(project: Project) -> bytes:
    """The bytes of `project.qde`: UTF-8 without a byte order mark."""
    root = _element(
        None,
        "Project",
        xmlns=PROJECT_NS,
        name=project.naam,
        origin=project.herkomst,
        creatingUserGUID=project.gemaakt_door,
        creationDateTime=project.gemaakt_op,
    )
    _all(root, "Users", project.gebruikers, _user)
    if project.codes:
        _all(SubElement(root, "CodeBook"), "Codes", project.codes, _code)
    _all(root, "Variables", project.variabelen, _variable)
    _all(root, "Cases", project.casussen, _case)
    _all(root, "Sources", project.bronnen, _source)
    _all(root, "Notes", project.notities, _note)
    _all(root, "Links", project.koppelingen, _link)
    _all(root, "Sets", project.verzamelingen, _set)
    _text(root, "Description", project.omschrijving)
    return _bytes(root)


def write_codebook(project: Project) -> bytes:
    """The bytes of a `.qdc`: the codes and the sets of codes. Notes have no place there. Needs at least one code."""
    root = _element(None, "CodeBook", xmlns=CODEBOOK_NS, origin=project.herkomst)
    _all(root, "Codes", project.codes, _code_without_notes)
    _all(root, "Sets", [each for each in project.verzamelingen if each.codes], _set_of_codes)
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def _element(parent: Element | None, tag: str, **attributes: str) -> Element:
    """An element with the attributes that are not empty; a name is always there."""
    filled = {key: xml_text(value) for key, value in attributes.items() if value or key == "name"}
    return Element(tag, filled) if parent is None else SubElement(parent, tag, filled)


def _text(parent: Element, tag: str, tekst: str) -> None:
    if tekst:
        SubElement(parent, tag).text = xml_text(tekst)


def _all(root: Element, tag: str, items: Sequence[T], write: Callable[[Element, T], None]) -> None:
    """Every item in one element, which is only there when there are items."""
    if items:
        parent = SubElement(root, tag)
        for item in items:
            write(parent, item)


def _refs(parent: Element, tag: str, guids: Iterable[str]) -> None:
    for guid in guids:
        SubElement(parent, tag, targetGUID=guid)


def _user(parent: Element, gebruiker: Gebruiker) -> None:
    _element(parent, "User", guid=gebruiker.guid, name=gebruiker.naam)


def _code(parent: Element, code: Code) -> None:
    item = _begin_code(parent, code)
    _refs(item, "NoteRef", code.notities)
    for below in code.codes:
        _code(item, below)


def _code_without_notes(parent: Element, code: Code) -> None:
    item = _begin_code(parent, code)
    for below in code.codes:
        _code_without_notes(item, below)


def _begin_code(parent: Element, code: Code) -> Element:
    item = _element(parent, "Code", guid=code.guid, name=code.naam)
    item.set("isCodable", "true" if code.codeerbaar else "false")
    if code.kleur:
        item.set("color", code.kleur)
    _text(item, "Description", code.omschrijving)
    return item


def _variable(parent: Element, variabele: Variabele) -> None:
    item = _element(parent, "Variable", guid=variabele.guid, name=variabele.naam, typeOfVariable=variabele.soort)
    _text(item, "Description", variabele.omschrijving)


def _value(parent: Element, waarde: Waarde) -> None:
    item = SubElement(parent, "VariableValue")
    _refs(item, "VariableRef", [waarde.variabele])
    SubElement(item, f"{waarde.soort}Value").text = xml_text(waarde.waarde)


def _case(parent: Element, casus: Casus) -> None:
    item = _element(parent, "Case", guid=casus.guid, name=casus.naam)
    _text(item, "Description", casus.omschrijving)
    for waarde in casus.waarden:
        _value(item, waarde)
    _refs(item, "SourceRef", casus.bronnen)


def _source(parent: Element, bron: Tekstbron) -> None:
    item = _element(
        parent,
        "TextSource",
        guid=bron.guid,
        name=bron.naam,
        plainTextPath=bron.pad,
        creatingUser=bron.gebruiker,
        creationDateTime=bron.op,
    )
    _text(item, "Description", bron.omschrijving)
    if not bron.pad:
        _text(item, "PlainTextContent", bron.tekst)
    for selectie in bron.selecties:
        _selection(item, selectie)
    _codings(item, bron.coderingen)
    _refs(item, "NoteRef", bron.notities)


def _selection(parent: Element, selectie: Selectie) -> None:
    item = _element(
        parent,
        "PlainTextSelection",
        guid=selectie.guid,
        name=selectie.naam,
        startPosition=str(selectie.start),
        endPosition=str(selectie.eind),
        creatingUser=selectie.gebruiker,
        creationDateTime=selectie.op,
    )
    _text(item, "Description", selectie.omschrijving)
    _codings(item, selectie.coderingen)
    _refs(item, "NoteRef", selectie.notities)


def _codings(parent: Element, coderingen: Iterable[Codering]) -> None:
    for codering in coderingen:
        item = _element(
            parent, "Coding", guid=codering.guid, creatingUser=codering.gebruiker, creationDateTime=codering.op
        )
        _refs(item, "CodeRef", [codering.code])


def _note(parent: Element, notitie: Notitie) -> None:
    item = _element(parent, "Note", guid=notitie.guid, name=notitie.naam)
    _text(item, "PlainTextContent", notitie.tekst)


def _link(parent: Element, koppeling: Koppeling) -> None:
    _element(
        parent,
        "Link",
        guid=koppeling.guid,
        name=koppeling.naam,
        direction=koppeling.richting,
        originGUID=koppeling.van,
        targetGUID=koppeling.naar,
    )


def _set(parent: Element, verzameling: Verzameling) -> None:
    item = _element(parent, "Set", guid=verzameling.guid, name=verzameling.naam)
    _text(item, "Description", verzameling.omschrijving)
    _refs(item, "MemberCode", verzameling.codes)
    _refs(item, "MemberSource", verzameling.bronnen)
    _refs(item, "MemberNote", verzameling.notities)


def _set_of_codes(parent: Element, verzameling: Verzameling) -> None:
    item = _element(parent, "Set", guid=verzameling.guid, name=verzameling.naam)
    _text(item, "Description", verzameling.omschrijving)
    for code in verzameling.codes:
        _element(item, "MemberCode", guid=code)
