"""The rules of REFI-QDA 1.0/1.5 about elements and attributes, written down anew as data, and a checker for them.

A content model is written as `Users? Code* A|B+`: in this order, with the usual signs for how often. That these rules
say what the official schema says is held by a test against models that somebody else made from that schema.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element  # nosec: parsed by safexml

from kennisbank.exchange.refi.model import CODEBOOK_NS, PROJECT_NS
from kennisbank.exchange.refi.safexml import local_name

_HEX = "[0-9a-fA-F]"
_GUID = rf"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_DATE = r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
PATTERNS = {
    "string": r"[\s\S]*",
    "boolean": "true|false|1|0",
    "integer": "[+-]?[0-9]+",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "date": _DATE + _ZONE,
    "dateTime": f"{_DATE}T{_TIME}{_ZONE}",
    "guid": rf"{_GUID}|\{{{_GUID}\}}",
    "rgb": rf"#(?:{_HEX}{{6}}|{_HEX}{{3}})",
    "direction": "Associative|OneWay|Bidirectional",
    "variabletype": "Text|Boolean|Integer|Float|Date|DateTime",
    "shape": "Person|Oval|Rectangle|RoundedRectangle|Star|LeftTriangle|RightTriangle|UpTriangle|DownTriangle|Note",
    "linestyle": "dotted|dashed|solid",
}
"""How a value of each kind is spelled, white space around it left aside except in a string."""

_MADE = "creatingUser:guid creationDateTime:dateTime"
_AUDIT = f"{_MADE} modifyingUser:guid modifiedDateTime:dateTime"
_NAMED = "guid:guid! name:string"
_FILE = f"{_NAMED} path:string currentPath:string {_AUDIT}"
_TEXT = f"{_NAMED} richTextPath:string plainTextPath:string {_AUDIT}"
_CODED = "Coding* NoteRef*"
_AREA = "firstX:integer! firstY:integer! secondX:integer! secondY:integer!"
_SPAN = "begin:integer! end:integer!"
_VALUES = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
_TEXT_SOURCE = (f"Description? PlainTextContent? PlainTextSelection* {_CODED} VariableValue*", _TEXT)
_REF = ("", "targetGUID:guid!")

_PROJECT_RULES = {
    "Project": (
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
        "name:string! origin:string creatingUserGUID:guid creationDateTime:dateTime modifyingUserGUID:guid "
        "modifiedDateTime:dateTime basePath:string",
    ),
    "Users": ("User+", ""),
    "User": ("", f"{_NAMED} id:string"),
    "CodeBook": ("Codes", ""),
    "Codes": ("Code+", ""),
    "Code": ("Description? NoteRef* Code*", "guid:guid! name:string! isCodable:boolean! color:rgb"),
    "Cases": ("Case+", ""),
    "Case": ("Description? CodeRef* VariableValue* SourceRef* SelectionRef*", _NAMED),
    "Variables": ("Variable+", ""),
    "Variable": ("Description?", "guid:guid! name:string! typeOfVariable:variabletype!"),
    "VariableValue": (f"VariableRef {'|'.join(f'{kind}Value' for kind in _VALUES)}?", ""),
    "Sets": ("Set+", ""),
    "Set": ("Description? MemberCode* MemberSource* MemberNote*", "guid:guid! name:string!"),
    "Sources": ("TextSource|PictureSource|PDFSource|AudioSource|VideoSource+", ""),
    "TextSource": _TEXT_SOURCE,
    "Note": _TEXT_SOURCE,
    "Representation": _TEXT_SOURCE,
    "TextDescription": _TEXT_SOURCE,
    "PlainTextSelection": (
        f"Description? {_CODED}",
        f"{_NAMED} startPosition:integer! endPosition:integer! {_AUDIT}",
    ),
    "PictureSource": (f"Description? TextDescription? PictureSelection* {_CODED} VariableValue*", _FILE),
    "PictureSelection": (f"Description? {_CODED}", f"{_NAMED} {_AREA} {_AUDIT}"),
    "PDFSource": (f"Description? PDFSelection* Representation? {_CODED} VariableValue*", _FILE),
    "PDFSelection": (f"Description? Representation? {_CODED}", f"{_NAMED} page:integer! {_AREA} {_AUDIT}"),
    "AudioSource": (f"Description? Transcript* AudioSelection* {_CODED} VariableValue*", _FILE),
    "AudioSelection": (f"Description? {_CODED}", f"{_NAMED} {_SPAN} {_AUDIT}"),
    "VideoSource": (f"Description? Transcript* VideoSelection* {_CODED} VariableValue*", _FILE),
    "VideoSelection": (f"Description? {_CODED}", f"{_NAMED} {_SPAN} {_AUDIT}"),
    "Transcript": ("Description? PlainTextContent? SyncPoint* TranscriptSelection* NoteRef*", _TEXT),
    "TranscriptSelection": (f"Description? {_CODED}", f"{_NAMED} fromSyncPoint:guid toSyncPoint:guid {_AUDIT}"),
    "SyncPoint": ("", "guid:guid! timeStamp:integer position:integer"),
    "Coding": ("CodeRef NoteRef*", f"guid:guid! {_MADE}"),
    "Graphs": ("Graph+", ""),
    "Graph": ("Vertex* Edge*", _NAMED),
    "Vertex": (
        "",
        f"{_NAMED} representedGUID:guid firstX:integer! firstY:integer! secondX:integer secondY:integer "
        "shape:shape color:rgb",
    ),
    "Edge": (
        "",
        f"{_NAMED} representedGUID:guid sourceVertex:guid! targetVertex:guid! color:rgb direction:direction "
        "lineStyle:linestyle",
    ),
    "Notes": ("Note+", ""),
    "Links": ("Link+", ""),
    "Link": ("NoteRef*", f"{_NAMED} direction:direction color:rgb originGUID:guid targetGUID:guid"),
    **dict.fromkeys(("NoteRef", "CodeRef", "SourceRef", "SelectionRef", "VariableRef"), _REF),
    **dict.fromkeys(("MemberCode", "MemberSource", "MemberNote"), _REF),
}
_CODEBOOK_RULES = {
    "CodeBook": ("Codes Sets?", "origin:string"),
    "Codes": ("Code+", ""),
    "Code": ("Description? Code*", "guid:guid! name:string! isCodable:boolean! color:rgb"),
    "Sets": ("Set+", ""),
    "Set": ("Description? MemberCode*", "guid:guid! name:string!"),
    "MemberCode": ("", "guid:guid!"),
}
LEAVES = {
    "Description": "string",
    "PlainTextContent": "string",
    "TextValue": "string",
    "BooleanValue": "boolean",
    "IntegerValue": "integer",
    "FloatValue": "decimal",
    "DateValue": "date",
    "DateTimeValue": "dateTime",
}
"""The elements that hold a value, and its kind."""


@dataclass(frozen=True)
class Deel:
    """One place in a content model: which elements may stand there, and how often: "", "?", "*" or "+"."""

    namen: tuple[str, ...]
    aantal: str


@dataclass(frozen=True)
class Regel:
    """What one element may hold: its children in order, and its attributes with their kind and whether they must."""

    delen: tuple[Deel, ...]
    attributen: Mapping[str, tuple[str, bool]]

    @property
    def pattern(self) -> str:
        """The content model as a regular expression over `Name;Name;`."""
        return "".join(f"(?:(?:{'|'.join(deel.namen)});){deel.aantal}" for deel in self.delen)


def _rule(inhoud: str, attributen: str) -> Regel:
    delen = tuple(
        Deel(tuple(part.rstrip("?*+").split("|")), part[len(part.rstrip("?*+")) :]) for part in inhoud.split()
    )
    pairs = (each.partition(":")[::2] for each in attributen.split())
    return Regel(delen, {name: (kind.rstrip("!"), kind.endswith("!")) for name, kind in pairs})


PROJECT_RULES = {name: _rule(*rule) for name, rule in _PROJECT_RULES.items()}
CODEBOOK_RULES = {name: _rule(*rule) for name, rule in _CODEBOOK_RULES.items()}
_RULES = {"Project": (PROJECT_NS, PROJECT_RULES), "CodeBook": (CODEBOOK_NS, CODEBOOK_RULES)}


def check_rules(root: Element) -> Iterator[tuple[str, str]]:
    """Every breach: the place (`Project/Sources/TextSource[2]`) and what is wrong there, in Dutch."""
    name = local_name(root.tag)
    if name not in _RULES:
        yield name[:50], "Het buitenste onderdeel moet Project of CodeBook zijn."
        return
    namespace, rules = _RULES[name]
    if not root.tag.startswith(f"{{{namespace}}}"):
        yield name, f"De naamruimte moet {namespace} zijn."
        namespace = root.tag.rpartition("}")[0].removeprefix("{")
    yield from _check(root, name, namespace, rules)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _check(element: Element, plek: str, namespace: str, rules: Mapping[str, Regel]) -> Iterator[tuple[str, str]]:
    name = local_name(element.tag)
    if name in LEAVES:
        yield from _check_leaf(element, plek, LEAVES[name])
        return
    rule = rules[name]
    yield from _check_attributes(element, plek, rule)
    if _stray_text(element) or (element.text and not rule.delen):
        yield plek, "Hier staat tekst die er niet hoort."
    yield from _check_children(element, plek, namespace, rule)
    counts: dict[str, int] = {}
    known = {naam for deel in rule.delen for naam in deel.namen}
    for child in element:
        tag = local_name(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if tag in known:
            yield from _check(child, f"{plek}/{tag}[{counts[tag]}]", namespace, rules)


def _check_children(element: Element, plek: str, namespace: str, rule: Regel) -> Iterator[tuple[str, str]]:
    prefix = f"{{{namespace}}}" if namespace else ""
    names = [local_name(child.tag) for child in element]
    known = {naam for deel in rule.delen for naam in deel.namen}
    strange = {naam for child, naam in zip(element, names, strict=True) if child.tag != prefix + naam}
    unknown = sorted(strange | (set(names) - known))
    if unknown:
        yield plek, f"Hier kan geen {', '.join(unknown)[:200]} staan."
    elif not _compiled(rule.pattern).fullmatch("".join(f"{naam};" for naam in names)):
        wanted = " ".join("|".join(deel.namen) + deel.aantal for deel in rule.delen) or "niets"
        yield plek, f"De onderdelen staan niet in de goede volgorde of komen te vaak of niet voor. Verwacht: {wanted}."


def _check_attributes(element: Element, plek: str, rule: Regel) -> Iterator[tuple[str, str]]:
    for naam, waarde in element.attrib.items():
        if naam.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            continue
        if naam not in rule.attributen:
            yield plek, f"Onbekend gegeven {naam[:50]}."
        elif not _fits(waarde, rule.attributen[naam][0]):
            yield plek, f"{naam} is geen goede {rule.attributen[naam][0]}: ‘{waarde[:50]}’."
    for naam, (_, must) in rule.attributen.items():
        if must and naam not in element.attrib:
            yield plek, f"{naam} ontbreekt."


def _check_leaf(element: Element, plek: str, kind: str) -> Iterator[tuple[str, str]]:
    if len(element) or any(not naam.startswith("{") for naam in element.attrib):
        yield plek, "Hier kan alleen een waarde staan."
    elif not _fits(element.text or "", kind):
        yield plek, f"Dit is geen goede {kind}: ‘{(element.text or '')[:50]}’."


def _fits(waarde: str, kind: str) -> bool:
    return _compiled(PATTERNS[kind]).fullmatch(waarde if kind == "string" else waarde.strip(" \t\r\n")) is not None


def _stray_text(element: Element) -> bool:
    return any((text or "").strip(" \t\r\n") for text in (element.text, *(child.tail for child in element)))
