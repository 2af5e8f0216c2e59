"""RDF in three spellings, read without going anywhere for it.

rdflib fetches a JSON-LD context that is an address, unpacks numbers and XML that stand in a text, and lets XML have a
document type. None of that is wanted from a file that somebody uploads: such a file is refused or read without it.
"""

import json
from io import BytesIO
from typing import Any
from xml.parsers import expat

import rdflib
from rdflib import RDF, Graph
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.stores.memory import Memory
from rdflib.term import bind as bind_datatype

from kennisbank.exchange.formats.source import LeesFout

TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_NAMES = {"ttl": "turtle", "rdf": "xml"}
_ENDINGS = {".ttl": "ttl", ".rdf": "rdf", ".xml": "rdf", ".jsonld": "jsonld", ".json": "jsonld"}
ENDINGS = tuple(_ENDINGS)

MAX_BESTAND = 4_000_000
"""Largest file, in bytes."""
MAX_DRIELINGEN = 100_000
MAX_TEKENS = 50_000_000
"""Most characters of all terms together, each time that one is named: short prefixes may stand for long addresses."""
_NERGENS = "https://bestand.invalid/"
"""What addresses in a file are relative to; otherwise they would tell the folder in which the server works."""

# The values of literals are of no use here: "1e999999999" as a decimal would become a text of a gigabyte.
rdflib.NORMALIZE_LITERALS = False


def _stop_literals_from_unpacking() -> None:
    for datatype in (RDF.XMLLiteral, RDF.HTML):
        rdflib.term._toPythonMapping.pop(datatype, None)  # or rdflib warns that it was bound already
        bind_datatype(datatype, str, str, datatype_specific=True)


_stop_literals_from_unpacking()


class TeVeel(Exception):
    """A file that says more than anybody would want to read."""


class _BoundedStore(Memory):
    """A store that stops before it is full."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drielingen = self.tekens = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Add a triple; raises TeVeel beyond the limits."""
        self.drielingen += 1
        self.tekens += sum(len(term) for term in triple)
        if self.drielingen > MAX_DRIELINGEN or self.tekens > MAX_TEKENS:
            raise TeVeel
        super().add(triple, context, quoted)


def kind_of(naam: str) -> str:
    """Which spelling a file is in, by the ending of its name. Raises LeesFout for another."""
    ending = naam[naam.rfind(".") :].lower() if "." in naam else ""
    if ending not in _ENDINGS:
        raise LeesFout(f"‘{naam[:100]}’ kan hier niet. Kies een bestand dat eindigt op {', '.join(ENDINGS)}.")
    return _ENDINGS[ending]


def read_graph(inhoud: bytes, naam: str) -> Graph:
    """Read a file. Raises LeesFout for what is no RDF, for what points outside itself, and for what is too much."""
    soort = kind_of(naam)
    if len(inhoud) > MAX_BESTAND:
        raise LeesFout(f"{naam} is groter dan {MAX_BESTAND // 1_000_000} MB.")
    if not inhoud.strip():
        raise LeesFout(f"{naam} is leeg.")
    if soort == "rdf":
        _refuse_document_type(inhoud, naam)
    graph = Graph(store=_BoundedStore())
    try:
        if soort == "jsonld":
            # All named graphs together: parse() would keep only what stands outside them.
            to_rdf(_read_json(inhoud, naam), graph, _NERGENS)
        else:
            graph.parse(source=BytesIO(inhoud), format=_NAMES[soort], publicID=_NERGENS)
    except LeesFout:
        raise
    except TeVeel as error:
        raise LeesFout(
            f"{naam} is te groot: hoogstens {MAX_DRIELINGEN} gegevens kunnen in één bestand. Deel het op."
        ) from error
    except Exception as error:
        regel = getattr(error, "lines", None)
        plek = f" Kijk bij regel {regel + 1}." if isinstance(regel, int) else ""
        raise LeesFout(f"{naam} is geen goed {_SPELLING[soort]}-bestand, of het is beschadigd.{plek}") from error
    return graph


_SPELLING = {"ttl": "Turtle", "rdf": "RDF/XML", "jsonld": "JSON-LD"}


def _refuse_document_type(inhoud: bytes, naam: str) -> None:
    """Raise LeesFout when XML has a document type: entities can fill the memory or point elsewhere."""

    def refuse(*_: object) -> None:
        raise LeesFout(f"{naam} heeft een DOCTYPE. Bewaar het zonder: entiteiten leest de import niet.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(inhoud, True)
    except expat.ExpatError as error:
        raise LeesFout(f"{naam} is geen goed RDF/XML-bestand. Kijk bij regel {error.lineno}.") from error


def _read_json(inhoud: bytes, naam: str) -> Any:
    """JSON-LD as data. Raises LeesFout when it takes its context, or a part of it, from another place."""
    try:
        data = json.loads(inhoud.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LeesFout(f"{naam} is geen goed JSON-LD-bestand (UTF-8).") from error
    todo = [data]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            contexts = item.get("@context")
            if "@import" in item or any(isinstance(each, str) for each in _as_list(contexts)):
                raise LeesFout(
                    f"{naam} verwijst naar een context op een ander adres. Zet de context in het bestand zelf; de site "
                    "haalt niets van internet."
                )
            todo += item.values()
    return data


def _as_list(item: object) -> list[object]:
    return item if isinstance(item, list) else [item]
