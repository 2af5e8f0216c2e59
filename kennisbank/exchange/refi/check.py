"""Whether a `.qdpx` or `.qdc` is right: the rules of the standard, and what no schema can see.

References resolve and lead to the right kind of thing, GUIDs are unique, texts are there, positions lie within them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec: parsed by safexml

from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.refi.guids import clean_guid
from kennisbank.exchange.refi.package import INTERNAL, Pakket
from kennisbank.exchange.refi.rules import check_rules
from kennisbank.exchange.refi.safexml import local_name, parse_xml

BOM = "\ufeff"
_REFERENCES = {
    "CodeRef": ("Code",),
    "MemberCode": ("Code",),
    "NoteRef": ("Note",),
    "MemberNote": ("Note",),
    "SourceRef": ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"),
    "MemberSource": ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"),
    "VariableRef": ("Variable",),
    "SelectionRef": (
        "PlainTextSelection",
        "PictureSelection",
        "PDFSelection",
        "AudioSelection",
        "VideoSelection",
        "TranscriptSelection",
    ),
}
_ATTRIBUTES = {
    "creatingUser": ("User",),
    "modifyingUser": ("User",),
    "creatingUserGUID": ("User",),
    "modifyingUserGUID": ("User",),
    "sourceVertex": ("Vertex",),
    "targetVertex": ("Vertex",),
    "fromSyncPoint": ("SyncPoint",),
    "toSyncPoint": ("SyncPoint",),
    "originGUID": (),
    "representedGUID": (),
}
_TEXTS = ("TextSource", "Note", "Representation", "TextDescription", "Transcript")


@dataclass(frozen=True)
class Bevinding:
    """One thing about a file; a remark is worth knowing, but the file is right."""

    plek: str
    tekst: str
    is_fout: bool = True


def check_file(inhoud: bytes, naam: str) -> list[Bevinding]:
    """Everything about a `.qdpx` or `.qdc`. Raises LeesFout for what cannot be opened at all."""
    pakket = Pakket(inhoud, naam) if inhoud.startswith(b"PK") else None
    xml = pakket.project if pakket else inhoud
    root = parse_xml(xml, naam)
    found = [Bevinding(plek, tekst) for plek, tekst in check_rules(root)]
    if local_name(root.tag) not in ("Project", "CodeBook"):
        return found
    if xml.startswith(BOM.encode()):
        found.append(Bevinding("project.qde", "Begint met een byte order mark.", is_fout=False))
    found += _check_references(root)
    found += _check_texts(root, pakket)
    if pakket is not None:
        found += _check_package(root, pakket)
    return found


def _name(element: Element) -> str:
    naam = element.get("name") or element.get("guid") or element.get("targetGUID") or ""
    return f"{local_name(element.tag)} ‘{naam[:80]}’"


def _check_references(root: Element) -> Iterator[Bevinding]:
    kinds: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for element in root.iter():
        tag = local_name(element.tag)
        if "guid" in element.attrib and tag not in _REFERENCES:
            guid = clean_guid(element.attrib["guid"])
            kinds[guid] = tag
            seen[guid] += 1
    yield from (Bevinding(guid, f"Deze GUID staat er {n} keer in.") for guid, n in seen.items() if n > 1)
    for element in root.iter():
        for wat, guid, allowed in _targets(element):
            found = kinds.get(clean_guid(guid))
            if found is None:
                yield Bevinding(_name(element), f"{wat} wijst naar iets dat er niet is: {guid[:50]}.")
            elif allowed and found not in allowed:
                yield Bevinding(_name(element), f"{wat} wijst naar een {found}; dat kan niet.")
    yield from _check_values(root)


def _targets(element: Element) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every reference in one element: how it is called, the GUID and the kinds it may lead to; none: any."""
    tag = local_name(element.tag)
    if tag in _REFERENCES:
        guid = element.get("targetGUID") or element.get("guid")
        if guid:
            yield tag, guid, _REFERENCES[tag]
        return
    for naam, waarde in element.attrib.items():
        if naam in _ATTRIBUTES:
            yield naam, waarde, _ATTRIBUTES[naam]
        elif naam == "targetGUID":
            yield naam, waarde, ()


def _check_values(root: Element) -> Iterator[Bevinding]:
    """Values are of the kind of their variable, and each variable has one value in one place."""
    kinds = {
        clean_guid(element.get("guid", "")): element.get("typeOfVariable", "")
        for element in root.iter()
        if local_name(element.tag) == "Variable"
    }
    for element in root.iter():
        given = [child for child in element if local_name(child.tag) == "VariableValue"]
        used: Counter[str] = Counter()
        for value in given:
            parts = {local_name(child.tag): child for child in value}
            guid = clean_guid(parts["VariableRef"].get("targetGUID", "")) if "VariableRef" in parts else ""
            used[guid] += 1
            wrong = [naam for naam in parts if naam != "VariableRef" and naam != f"{kinds.get(guid, '')}Value"]
            if guid in kinds and wrong:
                yield Bevinding(_name(element), f"{wrong[0]} bij een variabele van de soort {kinds[guid]}.")
        yield from (Bevinding(_name(element), f"Variabele {guid} is dubbel.") for guid, n in used.items() if n > 1)


def _check_texts(root: Element, pakket: Pakket | None) -> Iterator[Bevinding]:
    for element in root.iter():
        if local_name(element.tag) not in _TEXTS:
            continue
        content = next((child for child in element if local_name(child.tag) == "PlainTextContent"), None)
        pad = element.get("plainTextPath")
        if content is not None and pad:
            yield Bevinding(_name(element), "Heeft PlainTextContent én plainTextPath; een van beide kan.")
        if content is None and not pad:
            yield Bevinding(_name(element), "Heeft geen tekst: geen PlainTextContent en geen plainTextPath.")
            continue
        tekst = (content.text or "") if content is not None else None
        if tekst is None:
            tekst, remarks = _read_text(element, pad or "", pakket)
            yield from remarks
        if tekst is not None:
            yield from _check_selections(element, tekst)


def _read_text(element: Element, pad: str, pakket: Pakket | None) -> tuple[str | None, list[Bevinding]]:
    found = pakket.find(pad) if pakket else None
    if pakket is None or found is None:
        return None, [Bevinding(_name(element), f"De tekst {pad[:100]} zit niet in het bestand.")]
    try:
        tekst = pakket.read(found).decode("utf-8")
    except UnicodeDecodeError:
        return None, [Bevinding(found, "Dit is geen UTF-8.")]
    except LeesFout as error:
        return None, [Bevinding(found, str(error))]
    remarks = []
    if tekst.startswith(BOM):
        remarks.append(Bevinding(found, "Begint met een byte order mark; posities tellen erna.", is_fout=False))
    if "\r" in tekst:
        remarks.append(
            Bevinding(found, "Heeft regeleinden met CR; programma's tellen die verschillend.", is_fout=False)
        )
    return tekst.removeprefix(BOM), remarks


def _check_selections(source: Element, tekst: str) -> Iterator[Bevinding]:
    for element in source:
        if local_name(element.tag) != "PlainTextSelection":
            continue
        try:
            start, eind = int(element.get("startPosition", "")), int(element.get("endPosition", ""))
        except ValueError:
            continue  # the rules have told so
        if not 0 <= start <= eind <= len(tekst):
            yield Bevinding(
                _name(element), f"Positie {start} tot {eind} ligt niet in de tekst van {len(tekst)} tekens."
            )
        elif start == eind:
            yield Bevinding(_name(element), "De selectie is leeg.", is_fout=False)


def _check_package(root: Element, pakket: Pakket) -> Iterator[Bevinding]:
    """What is in the zip: no name twice, the folder is `sources/`, nothing lacking and nothing too many."""
    twice = [naam for naam, n in Counter(naam.lower() for naam in pakket.names).items() if n > 1]
    yield from (Bevinding(naam[:100], "Staat meer dan een keer in het bestand.") for naam in twice)
    if "project.qde" not in pakket.names:
        yield Bevinding("project.qde", "Ontbreekt, of staat er onder een andere naam in.")
    used = set()
    for element in root.iter():
        for attribute in ("path", "plainTextPath", "richTextPath"):
            pad = element.get(attribute, "")
            found = pakket.find(pad) if pad else None
            used.add(found)
            if pad.startswith(INTERNAL) and found is None and attribute != "plainTextPath":
                yield Bevinding(_name(element), f"{pad[:100]} zit niet in het bestand.")
    for naam in pakket.names:
        if naam == "project.qde" or naam in used or naam.rpartition("/")[2].startswith("."):
            continue
        yield Bevinding(naam[:100], "Geen bron verwijst hiernaar.", is_fout=False)
    if any(not naam.startswith("sources/") for naam in used if naam):
        yield Bevinding("sources/", "Bronnen horen in de map sources/, met kleine letters.")
