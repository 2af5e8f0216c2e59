"""A begrippenlijst as SKOS, after the Dutch standard for describing begrippen (NL-SBB 1.0, profile skos-ap-nl).

A relation within a kader is skos:broader or skos:related; one between two kaders is a harmonisation relation, as the
standard asks. The texts are as they are kept: what has markup has it in Markdown.
"""

import re
from collections.abc import Iterator, Mapping

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDFS, SKOS, XSD
from rdflib.term import Node

from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst, Kader
from kennisbank.exchange.begrippen.spellings import write_triples

TAAL = "nl"
Drieling = tuple[Node, Node, Node]
# Characters that XML 1.0 cannot hold.
_NOT_XML_RE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_begrippen(lijst: Begrippenlijst, soort: str) -> bytes:
    """The list as Turtle ("ttl"), RDF/XML ("rdf") or JSON-LD ("jsonld"); the same list gives the same bytes."""
    return write_triples(triples(lijst), soort)


def triples(lijst: Begrippenlijst) -> Iterator[Drieling]:
    """Everything that the list says."""
    known = {begrip.uri: begrip for begrip in lijst.begrippen}
    for kader in lijst.kaders:
        yield from _kader(kader)
    if lijst.bron:
        yield from _bron(lijst)
    for begrip in lijst.begrippen:
        yield from _words(begrip)
        if lijst.bron:
            yield URIRef(begrip.uri), DCTERMS.source, URIRef(lijst.bron)
        yield from _place(begrip, known)


def _text(words: str) -> Literal:
    return Literal(_NOT_XML_RE.sub("", words), lang=TAAL)


def _kader(kader: Kader) -> Iterator[Drieling]:
    uri = URIRef(kader.uri)
    yield uri, RDF.type, SKOS.ConceptScheme
    yield uri, DCTERMS.title, _text(kader.naam)
    if kader.uitleg:
        yield uri, RDFS.comment, _text(kader.uitleg)


def _bron(lijst: Begrippenlijst) -> Iterator[Drieling]:
    """Where the definitions come from, as a document."""
    uri = URIRef(lijst.bron)
    yield uri, RDF.type, FOAF.Document
    yield uri, DCTERMS.title, _text(lijst.bronnaam)
    yield uri, DCTERMS.bibliographicCitation, Literal(lijst.bronnaam, datatype=XSD.string)
    yield uri, FOAF.page, uri


def _words(begrip: Begrip) -> Iterator[Drieling]:
    uri = URIRef(begrip.uri)
    yield uri, RDF.type, SKOS.Concept
    yield uri, SKOS.prefLabel, _text(begrip.naam)
    yield uri, SKOS.definition, _text(begrip.definitie)
    for term in begrip.synoniemen:
        if term != begrip.naam:
            yield uri, SKOS.altLabel, _text(term)
    if begrip.toelichting:
        yield uri, SKOS.scopeNote, _text(begrip.toelichting)
    if begrip.urn:
        yield uri, DCTERMS.identifier, Literal(begrip.urn, datatype=XSD.string)
    if begrip.pagina:
        yield uri, FOAF.page, URIRef(begrip.pagina)
    for elders in begrip.gelijk:
        yield uri, SKOS.exactMatch, URIRef(elders)


def _place(begrip: Begrip, known: Mapping[str, Begrip]) -> Iterator[Drieling]:
    """In which kader, at the top or below what, and beside what; what was replaced has no place any more."""
    uri, kader = URIRef(begrip.uri), URIRef(begrip.kader)
    yield uri, SKOS.inScheme, kader
    if begrip.vervangen_door:
        yield uri, OWL.deprecated, Literal("true", datatype=XSD.boolean)
        yield uri, DCTERMS.isReplacedBy, URIRef(begrip.vervangen_door)
        return
    above = [known[other] for other in begrip.breder if other in known]
    if not any(other.kader == begrip.kader for other in above):
        yield uri, SKOS.topConceptOf, kader
        yield kader, SKOS.hasTopConcept, uri
    for other in above:
        within = other.kader == begrip.kader
        yield uri, SKOS.broader if within else SKOS.broadMatch, URIRef(other.uri)
        yield URIRef(other.uri), SKOS.narrower if within else SKOS.narrowMatch, uri
    lines = ancestors(begrip.uri, known)
    for other in (known[each] for each in begrip.verwant if each in known):
        # SKOS keeps related apart from broader, also over several steps (S27): the hierarchy says it already.
        if other.uri not in lines and begrip.uri not in ancestors(other.uri, known):
            within = other.kader == begrip.kader
            yield uri, SKOS.related if within else SKOS.relatedMatch, URIRef(other.uri)


def ancestors(uri: str, known: Mapping[str, Begrip]) -> set[str]:
    """The URIs of everything above a begrip, in any number of steps."""
    seen: set[str] = set()
    todo = list(known[uri].breder)
    while todo:
        current = todo.pop()
        if current not in seen and current in known:
            seen.add(current)
            todo += known[current].breder
    return seen
