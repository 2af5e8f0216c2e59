"""Triples as Turtle, RDF/XML and JSON-LD, the same triples always as the same bytes.

rdflib's own writers go by the order of sets, which differs from one process to the next. For what is written here,
addresses and texts without blank nodes, the three spellings are short.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rdflib import RDF, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDFS, SKOS, XSD
from rdflib.term import Node

PREFIXES = {
    "dct": str(DCTERMS),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
ISOTHES = Namespace("http://purl.org/iso25964/skos-thes#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
_LOCAL_RE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

Subjects = Mapping[str, Mapping[str, list[Node]]]
"""What is said, by subject and by property in its short form; all of it in order."""


def write_triples(triples: Iterable[tuple[Node, Node, Node]], soort: str) -> bytes:
    """Write triples of addresses and texts; `soort` is "ttl", "rdf" or "jsonld"."""
    return _WRITERS[soort](_gather(triples)).encode()


def _gather(triples: Iterable[tuple[Node, Node, Node]]) -> Subjects:
    found: dict[str, dict[str, list[Node]]] = {}
    for subject, property_, value in sorted(set(triples), key=_order):
        found.setdefault(str(subject), {}).setdefault(short(str(property_)), []).append(value)
    return found


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, bool, str, str]:
    """By subject, with the type first."""
    subject, property_, value = triple
    return str(subject), property_ != RDF.type, str(property_), value.n3()


def short(uri: str) -> str:
    """`skos:Concept` for an address that begins with one of our prefixes; any other as it is."""
    for prefix, namespace in PREFIXES.items():
        local = uri.removeprefix(namespace)
        if local != uri and _LOCAL_RE.fullmatch(local):
            return f"{prefix}:{local}"
    return uri


def _turtle(subjects: Subjects) -> str:
    blocks = ["\n".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())]
    for subject, said in subjects.items():
        lines = [
            f"{'a' if property_ == 'rdf:type' else property_} {', '.join(_turtle_value(value) for value in values)}"
            for property_, values in said.items()
        ]
        blocks.append(f"{URIRef(subject).n3()}\n    " + " ;\n    ".join(lines) + " .")
    return "\n\n".join(blocks) + "\n"


def _turtle_value(value: Node) -> str:
    if isinstance(value, Literal):
        words = Literal(str(value)).n3()
        datatype = f"^^{short(str(value.datatype))}" if value.datatype else ""
        return f"{words}@{value.language}" if value.language else words + datatype
    compact = short(str(value))
    return compact if compact != str(value) else URIRef(str(value)).n3()


def _rdf_xml(subjects: Subjects) -> str:
    names = "".join(f"\n    xmlns:{prefix}={quoteattr(namespace)}" for prefix, namespace in PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<rdf:RDF{names}>"]
    for subject, said in subjects.items():
        lines.append(f"  <rdf:Description rdf:about={quoteattr(subject)}>")
        lines += [f"    {_element(property_, value)}" for property_, values in said.items() for value in values]
        lines.append("  </rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


def _element(property_: str, value: Node) -> str:
    if not isinstance(value, Literal):
        return f"<{property_} rdf:resource={quoteattr(str(value))}/>"
    kind = f" xml:lang={quoteattr(value.language)}" if value.language else ""
    kind += f" rdf:datatype={quoteattr(str(value.datatype))}" if value.datatype else ""
    # A reader of XML makes a line feed of a bare carriage return.
    return f"<{property_}{kind}>{escape(str(value), {chr(13): '&#13;'})}</{property_}>"


def _json_ld(subjects: Subjects) -> str:
    nodes = [
        {"@id": subject, **{_key(property_): _json_values(property_, values) for property_, values in said.items()}}
        for subject, said in subjects.items()
    ]
    return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _key(property_: str) -> str:
    return "@type" if property_ == "rdf:type" else property_


def _json_values(property_: str, values: list[Node]) -> list[Any]:
    if property_ == "rdf:type":
        return [short(str(value)) for value in values]
    return [_json_value(value) for value in values]


def _json_value(value: Node) -> dict[str, str]:
    if not isinstance(value, Literal):
        return {"@id": str(value)}
    kind = {"@language": value.language} if value.language else {}
    kind |= {"@type": short(str(value.datatype))} if value.datatype else {}
    return {"@value": str(value), **kind}


_WRITERS: dict[str, Callable[[Subjects], str]] = {"ttl": _turtle, "rdf": _rdf_xml, "jsonld": _json_ld}
