"""Our rules say what the official schema says, and our checker judges as a validator of schemas does."""

import os
import random
import types
import typing
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

import xmlschema
from hypothesis import given, settings
from pyrefiqda.models import codebook as codebook_models
from pyrefiqda.models import project as project_models

from kennisbank.exchange.refi.model import CODEBOOK_NS, PROJECT_NS, Project
from kennisbank.exchange.refi.rules import CODEBOOK_RULES, LEAVES, PATTERNS, PROJECT_RULES, Regel, check_rules
from kennisbank.exchange.refi.safexml import parse_xml
from kennisbank.exchange.refi.writer import write_codebook, write_project
from tests.kennisbank.exchange.refi.samples import SAMPLE, projects

_KINDS = {"str": "string", "bool": "boolean", "int": "integer", "XmlDateTime": "dateTime"}
_ENUMS = {
    "DirectionType": "direction",
    "TypeOfVariableType": "variabletype",
    "ShapeType": "shape",
    "LineStyleType": "linestyle",
}
OFFICIAL = os.environ.get("REFI_QDA_XSD", "")
"""Path of the official Project.xsd, for who has it: it is not in this repository."""


def _plain(annotation: object) -> tuple[type, bool]:
    """The type in `list[X]` or `None | X`, and whether it is a list."""
    if typing.get_origin(annotation) is list:
        return typing.get_args(annotation)[0], True
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return next(part for part in typing.get_args(annotation) if part is not type(None)), False
    return typing.cast("type", annotation), False


def _kind(model: type, metadata: dict[str, str]) -> str:
    if "pattern" in metadata:
        return "rgb" if metadata["pattern"].startswith("#") else "guid"
    return _ENUMS.get(model.__name__) or _KINDS[model.__name__]


def _compare(name: str, model: type, rules: dict[str, Regel], seen: set[str]) -> None:
    """Hold one rule, and those below it, against a model that xsdata made from the official schema."""
    if name in seen:
        return
    seen.add(name)
    hints = typing.get_type_hints(model)
    elements, attributes, below = [], {}, {}
    for field, info in model.model_fields.items():  # type: ignore[attr-defined]
        metadata = info.xsdata_metadata
        kind, is_list = _plain(hints[field])
        label = metadata.get("name", field)
        if metadata["type"] == "Attribute":
            attributes[label] = (_kind(kind, metadata), info.is_required())
        else:
            occurs = ("+" if metadata.get("min_occurs") else "*") if is_list else ("" if info.is_required() else "?")
            elements.append((label, occurs))
            below[label] = kind
    rule = rules[name]
    ours = [(naam, _alone(deel.namen, deel.aantal)) for deel in rule.delen for naam in deel.namen]
    assert ours == elements, name
    assert dict(rule.attributen) == attributes, name
    for label, kind in below.items():
        if label not in LEAVES:
            _compare(label, kind, rules, seen)


def _alone(namen: tuple[str, ...], aantal: str) -> str:
    """How often one of several that exclude each other may be there."""
    return aantal if len(namen) == 1 else {"+": "*", "?": "?"}[aantal]


def test_our_rules_are_those_of_the_official_schema_of_projects() -> None:
    seen: set[str] = set()
    _compare("Project", project_models.ProjectType, PROJECT_RULES, seen)
    assert seen == set(PROJECT_RULES)


def test_our_rules_are_those_of_the_official_schema_of_codebooks() -> None:
    seen: set[str] = set()
    _compare("CodeBook", codebook_models.CodeBookType, CODEBOOK_RULES, seen)
    assert seen == set(CODEBOOK_RULES)


def _particle(naam: str, aantal: str = "") -> str:
    lowest, highest = ("0" if aantal in "?*" and aantal else "1"), ("unbounded" if aantal in ("*", "+") else "1")
    kind = f"v-{LEAVES[naam]}" if naam in LEAVES else naam
    return f'<xs:element name="{naam}" type="{kind}" minOccurs="{lowest}" maxOccurs="{highest}"/>'


def _as_schema(namespace: str, root: str, rules: dict[str, Regel]) -> str:
    """Our rules as an XML schema, for a validator that knows nothing of ours."""
    parts = []
    for naam, rule in rules.items():
        body = ""
        for deel in rule.delen:
            if len(deel.namen) == 1:
                body += _particle(deel.namen[0], deel.aantal)
            else:
                lowest, highest = ("0" if deel.aantal == "?" else "1"), ("unbounded" if deel.aantal == "+" else "1")
                choices = "".join(_particle(each) for each in deel.namen)
                body += f'<xs:choice minOccurs="{lowest}" maxOccurs="{highest}">{choices}</xs:choice>'
        attributes = "".join(
            f'<xs:attribute name="{each}" type="v-{kind}" use="{"required" if must else "optional"}"/>'
            for each, (kind, must) in rule.attributen.items()
        )
        parts.append(f'<xs:complexType name="{naam}"><xs:sequence>{body}</xs:sequence>{attributes}</xs:complexType>')
    for kind, pattern in PATTERNS.items():
        base = kind if kind in ("string", "boolean", "integer", "decimal", "date", "dateTime") else "token"
        facet = f'<xs:pattern value="{escape(pattern.replace("(?:", "("))}"/>' if base == "token" else ""
        parts.append(
            f'<xs:simpleType name="v-{kind}"><xs:restriction base="xs:{base}">{facet}</xs:restriction></xs:simpleType>'
        )
    return (
        f'<xs:schema xmlns="{namespace}" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}" '
        f'elementFormDefault="qualified"><xs:element name="{root}" type="{root}"/>{"".join(parts)}</xs:schema>'
    )


PROJECT_SCHEMA = xmlschema.XMLSchema(_as_schema(PROJECT_NS, "Project", PROJECT_RULES))
CODEBOOK_SCHEMA = xmlschema.XMLSchema(_as_schema(CODEBOOK_NS, "CodeBook", CODEBOOK_RULES))


def _tree(xml: bytes | str) -> Element:
    return parse_xml(xml if isinstance(xml, bytes) else xml.encode(), "proef")


@settings(max_examples=10, deadline=None)
@given(projects())
def test_what_we_write_is_valid_for_us_and_for_a_validator_of_schemas(project: Project) -> None:
    for xml, schema in ((write_project(project), PROJECT_SCHEMA), (write_codebook(project), CODEBOOK_SCHEMA)):
        assert list(check_rules(_tree(xml))) == []
        schema.validate(xml.decode())


def _move(element: Element, chance: random.Random) -> None:
    """One part gone, doubled or elsewhere."""
    child = chance.choice(list(element))
    change = chance.choice(["remove", "double", "move"])
    if change != "double":
        element.remove(child)
    if change != "remove":
        element.insert(chance.randint(0, len(element)), child)


def _rewrite(element: Element, chance: random.Random) -> None:
    """One attribute gone or other."""
    key = chance.choice(sorted(element.attrib))
    values = ["", "x", "1", " true ", "-1", "1.5", "#abc", "2026-02-28T10:00:00Z", "2026-03-01T10:00:00+01:00"]
    value = chance.choice([None, *values])
    if value is None:
        del element.attrib[key]
    else:
        element.set(key, value)


def _spoiled(chance: random.Random) -> str:
    root = _tree(write_project(SAMPLE))
    for _ in range(chance.randint(1, 3)):
        element = chance.choice([item for item in root.iter() if len(item) or item.attrib])
        changes: list[Callable[[Element, random.Random], None]] = [_move] if len(element) else []
        changes += [_rewrite] if element.attrib else []
        if changes and chance.random() < 0.9:
            chance.choice(changes)(element, chance)
        else:
            element.text = chance.choice(["woord", " ", "\n"])
    return ElementTree.tostring(root, encoding="unicode")


def _verdicts(schema: xmlschema.XMLSchema, number: int) -> list[tuple[bool, bool, str]]:
    """Whether we, and whether the validator, find each of a number of spoiled projects right."""
    chance = random.Random(5)
    spoiled = [_spoiled(chance) for _ in range(number)]
    return [(not list(check_rules(_tree(xml))), schema.is_valid(xml), xml) for xml in spoiled]


def test_our_checker_judges_as_a_validator_does() -> None:
    verdicts = _verdicts(PROJECT_SCHEMA, 120)
    assert {ours for ours, _, _ in verdicts} == {True, False}
    assert [xml for ours, theirs, xml in verdicts if ours != theirs] == []


if OFFICIAL:

    def test_the_official_schema_agrees() -> None:
        official = xmlschema.XMLSchema(Path(OFFICIAL))
        official.validate(write_project(SAMPLE).decode())
        assert [xml for ours, theirs, xml in _verdicts(official, 500) if ours != theirs] == []
