"""The rules of NL-SBB (profile skos-ap-nl 1.0.0, and what its text asks beyond that) that a machine can check.

A fault is against the standard, a warning against its advice, a hint is neither: so does the standard rank them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDFS, SKOS, XSD
from rdflib.term import Node

from kennisbank.exchange.begrippen.read import find_cycle
from kennisbank.exchange.begrippen.spellings import ISOTHES


class Ernst(StrEnum):
    """How bad it is."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    TIP = "tip"


@dataclass(frozen=True, order=True)
class Bevinding:
    """One rule that one thing does not keep."""

    ernst: Ernst
    plek: str
    tekst: str

    def __str__(self) -> str:
        return f"{self.ernst}: {self.plek}: {self.tekst}"


_ISO_UP = (ISOTHES.broaderGeneric, ISOTHES.broaderPartitive, ISOTHES.broaderInstantial)
_ISO_DOWN = (ISOTHES.narrowerGeneric, ISOTHES.narrowerPartitive, ISOTHES.narrowerInstantial)
_SEMANTIC = (SKOS.broader, SKOS.narrower, SKOS.related, *_ISO_UP, *_ISO_DOWN)
_MATCHES = (SKOS.broadMatch, SKOS.narrowMatch, SKOS.closeMatch, SKOS.exactMatch, SKOS.relatedMatch)
_NOTES = (SKOS.changeNote, SKOS.editorialNote, SKOS.historyNote, SKOS.scopeNote, RDFS.comment, RDFS.label)
_APART = (
    (SKOS.prefLabel, SKOS.altLabel),
    (SKOS.prefLabel, SKOS.hiddenLabel),
    (SKOS.altLabel, SKOS.hiddenLabel),
    (SKOS.related, SKOS.broader),
    (SKOS.related, SKOS.narrower),
    *((one, other) for place, one in enumerate(_MATCHES) for other in _MATCHES[place + 1 :]),
)
Rule = Callable[[Graph, Node], Iterator[tuple[Ernst, str]]]


def check_graph(graph: Graph) -> list[Bevinding]:
    """Everything that the rules have to say about a graph: faults first, then by place."""
    concepts = _of_type(graph, SKOS.Concept)
    found = [Bevinding(Ernst.FOUT, "het bestand", "Er staan geen begrippen (skos:Concept) in.")] if not concepts else []
    for nodes, rules in (
        (concepts, _CONCEPT_RULES),
        (_of_type(graph, SKOS.ConceptScheme), (_scheme,)),
        (_of_type(graph, SKOS.Collection), (_collection,)),
        (sorted(_sources(graph), key=str), (_source,)),
        (sorted(_related_things(graph), key=str), (_relates_concepts,)),
    ):
        found += [
            Bevinding(ernst, _name(graph, node), text)
            for node in nodes
            for rule in rules
            for ernst, text in rule(graph, node)
        ]
    found += _shared(graph, concepts)
    order = list(Ernst)
    return sorted(set(found), key=lambda each: (order.index(each.ernst), each.plek, each.tekst))


def _of_type(graph: Graph, kind: URIRef) -> list[Node]:
    return sorted(graph.subjects(RDF.type, kind, unique=True), key=str)


def _name(graph: Graph, node: Node) -> str:
    labels = sorted(str(label) for each in (SKOS.prefLabel, DCTERMS.title) for label in graph.objects(node, each))
    return f"{labels[0]} <{node}>" if labels else f"<{node}>"


def _sources(graph: Graph) -> set[Node]:
    return {node for node in graph.objects(None, DCTERMS.source) if not isinstance(node, Literal)}


def _related_things(graph: Graph) -> set[Node]:
    both = (node for each in (*_SEMANTIC, *_MATCHES) for pair in graph.subject_objects(each) for node in pair)
    return {node for node in both if not isinstance(node, Literal)}


def _bare(graph: Graph, node: Node, property_: URIRef) -> bool:
    """Whether a property has a value that is no text with a language."""
    return any(not isinstance(value, Literal) or not value.language for value in graph.objects(node, property_))


def _local(property_: URIRef) -> str:
    return f"skos:{property_.removeprefix(str(SKOS))}" if property_ in SKOS else property_.n3()


def _pref_label(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    labels = [label for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)]
    languages = [str(label.language or "").lower() for label in labels]
    if not labels:
        yield Ernst.FOUT, "Er is geen voorkeursterm (skos:prefLabel)."
    if _bare(graph, node, SKOS.prefLabel):
        yield Ernst.FOUT, "Bij de voorkeursterm staat niet in welke taal zij is."
    if len(languages) != len(set(languages)):
        yield Ernst.FOUT, "Er is meer dan één voorkeursterm in dezelfde taal."
    if labels and "nl" not in languages:
        yield Ernst.WAARSCHUWING, "Er is geen Nederlandse voorkeursterm."


def _definition(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    if not list(graph.objects(node, SKOS.definition)):
        yield Ernst.FOUT, "Er is geen definitie (skos:definition)."
    if _bare(graph, node, SKOS.definition):
        yield Ernst.FOUT, "Bij de definitie staat niet in welke taal zij is."


def _in_scheme(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    schemes = list(graph.objects(node, SKOS.inScheme))
    if not schemes:
        yield Ernst.FOUT, "Dit begrip staat in geen begrippenkader (skos:inScheme)."
    if any((scheme, RDF.type, SKOS.ConceptScheme) not in graph for scheme in schemes):
        yield Ernst.FOUT, "Dit begrip staat in iets wat geen begrippenkader is."
    tops = list(graph.objects(node, SKOS.topConceptOf))
    if any((scheme, RDF.type, SKOS.ConceptScheme) not in graph for scheme in tops):
        yield Ernst.WAARSCHUWING, "Dit begrip is topbegrip van iets wat geen begrippenkader is."
    if (tops or list(graph.subjects(SKOS.hasTopConcept, node))) and any(
        list(graph.objects(node, up)) for up in (SKOS.broader, *_ISO_UP)
    ):
        yield Ernst.FOUT, "Een topbegrip mag geen bovenliggend begrip hebben."


def _one_kind(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    if (node, RDF.type, SKOS.ConceptScheme) in graph:
        yield Ernst.FOUT, "Een begrip kan niet ook een begrippenkader zijn."
    if (node, RDF.type, SKOS.Collection) in graph:
        yield Ernst.FOUT, "Een begrip kan niet ook een collectie zijn."


def _languages(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    for property_ in (SKOS.altLabel, SKOS.hiddenLabel, *_NOTES):
        if _bare(graph, node, property_):
            yield Ernst.WAARSCHUWING, f"Bij {_local(property_)} staat niet in welke taal het is."


def _kinds_of_value(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    for property_ in (*_SEMANTIC, *_MATCHES, SKOS.inScheme, SKOS.topConceptOf):
        if any(not isinstance(value, URIRef) for value in graph.objects(node, property_)):
            yield Ernst.WAARSCHUWING, f"{_local(property_)} verwijst niet naar een adres."
    if any(not isinstance(value, Literal) for value in graph.objects(node, SKOS.notation)):
        yield Ernst.WAARSCHUWING, "Een code (skos:notation) hoort een tekst te zijn."
    sources = list(graph.objects(node, DCTERMS.source))
    if any(isinstance(value, Literal) for value in sources):
        yield Ernst.WAARSCHUWING, "Een bron (dct:source) hoort een document te zijn, geen tekst."
    if not sources:
        yield Ernst.TIP, "Er staat geen bron (dct:source) bij."


def _apart(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    for one, other in _APART:
        both = set(graph.objects(node, one)) & set(graph.objects(node, other))
        if both:
            what = ", ".join(sorted(str(value) for value in both))
            yield Ernst.WAARSCHUWING, f"{what}: kan niet {_local(one)} en {_local(other)} tegelijk zijn."


def _same_scheme(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    mine = set(graph.objects(node, SKOS.inScheme))
    others = (other for each in _MATCHES for other in graph.objects(node, each))
    if any(mine & set(graph.objects(other, SKOS.inScheme)) for other in others):
        yield Ernst.FOUT, "Een harmonisatierelatie kan niet naar een begrip in hetzelfde begrippenkader."


def _orphan(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    top = list(graph.objects(node, SKOS.topConceptOf)) or list(graph.subjects(SKOS.hasTopConcept, node))
    tied = any(list(graph.objects(node, each)) or list(graph.subjects(each, node)) for each in _SEMANTIC)
    replaced = list(graph.objects(node, OWL.deprecated))
    if not (top or tied or replaced):
        yield Ernst.TIP, "Dit begrip is geen topbegrip en hangt met geen ander begrip samen."


_CONCEPT_RULES: tuple[Rule, ...] = (
    _pref_label,
    _definition,
    _in_scheme,
    _one_kind,
    _languages,
    _kinds_of_value,
    _apart,
    _same_scheme,
    _orphan,
)


def _scheme(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    if not list(graph.objects(node, DCTERMS.title)):
        yield Ernst.WAARSCHUWING, "Dit begrippenkader heeft geen naam (dct:title)."
    for property_ in (DCTERMS.title, RDFS.comment):
        if _bare(graph, node, property_):
            yield Ernst.WAARSCHUWING, f"Bij {property_.n3()} staat niet in welke taal het is."
    if any((top, RDF.type, SKOS.Concept) not in graph for top in graph.objects(node, SKOS.hasTopConcept)):
        yield Ernst.WAARSCHUWING, "Een topbegrip van dit kader is geen begrip."
    if (node, RDF.type, SKOS.Collection) in graph:
        yield Ernst.FOUT, "Een begrippenkader kan niet ook een collectie zijn."


def _collection(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    if not list(graph.objects(node, SKOS.prefLabel)) or _bare(graph, node, SKOS.prefLabel):
        yield Ernst.WAARSCHUWING, "Deze collectie heeft geen naam (skos:prefLabel) met een taal."
    kinds = {SKOS.Concept, SKOS.Collection}
    if any(not kinds & set(graph.objects(member, RDF.type)) for member in graph.objects(node, SKOS.member)):
        yield Ernst.WAARSCHUWING, "Een lid van deze collectie is geen begrip en geen collectie."


def _source(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    if not list(graph.objects(node, DCTERMS.title)):
        yield Ernst.TIP, "Deze bron heeft geen naam (dct:title)."
    if any(not isinstance(page, URIRef) for page in graph.objects(node, FOAF.page)):
        yield Ernst.WAARSCHUWING, "De vindplaats (foaf:page) van deze bron is geen adres."
    citations = list(graph.objects(node, DCTERMS.bibliographicCitation))
    if any(not isinstance(each, Literal) or each.datatype not in {None, XSD.string} for each in citations):
        yield Ernst.WAARSCHUWING, "De bronverwijzing (dct:bibliographicCitation) hoort een gewone tekst te zijn."


def _relates_concepts(graph: Graph, node: Node) -> Iterator[tuple[Ernst, str]]:
    kinds = set(graph.objects(node, RDF.type))
    if kinds and SKOS.Concept not in kinds:
        yield Ernst.FOUT, "Een relatie gaat altijd van een begrip naar een begrip; dit is er geen."


def _shared(graph: Graph, concepts: Iterable[Node]) -> Iterator[Bevinding]:
    """What two begrippen in one kader may not share, and begrippen above themselves."""
    rules = (
        (SKOS.notation, Ernst.FOUT, "Een ander begrip in dit kader heeft dezelfde code"),
        (SKOS.prefLabel, Ernst.WAARSCHUWING, "Een ander begrip in dit kader heeft dezelfde voorkeursterm"),
        (SKOS.definition, Ernst.WAARSCHUWING, "Een ander begrip in dit kader heeft precies dezelfde definitie"),
    )
    for property_, ernst, text in rules:
        users: dict[tuple[Node, Node], set[Node]] = defaultdict(set)
        for node in concepts:
            for scheme in graph.objects(node, SKOS.inScheme):
                for value in graph.objects(node, property_):
                    users[scheme, value].add(node)
        for (_, value), nodes in users.items():
            if len(nodes) > 1:
                yield from (Bevinding(ernst, _name(graph, node), f"{text}: {str(value)[:80]}.") for node in nodes)
    breder = {
        str(node): [str(other) for up in (SKOS.broader, *_ISO_UP) for other in graph.objects(node, up)]
        for node in concepts
    }
    cycle = find_cycle(breder)
    if cycle:
        yield Bevinding(Ernst.WAARSCHUWING, _name(graph, URIRef(cycle[0])), "Dit begrip valt onder zichzelf.")
