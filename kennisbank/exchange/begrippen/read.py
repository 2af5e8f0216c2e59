"""SKOS of any maker as a begrippenlijst: labels as text or in SKOS-XL, relations from either side, Dutch words.

What has no place here, or no Dutch, is left out and named. Begrippen that would stand above themselves are refused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDFS, SKOS
from rdflib.term import Node

from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst, Kader, Opmerking
from kennisbank.exchange.begrippen.spellings import ISOTHES, SKOSXL
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.urn import is_urn_id, make_urn, parse_urn

MAX_BEGRIPPEN = 3_000
MAX_URI = 500
_OWN_URI_RE = re.compile(r"https?://[^?#]*/id/begrip/(?P<urn_id>[0-9a-z]+)")
_NO_ADDRESS_RE = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_BROADER = (SKOS.broader, SKOS.broadMatch, ISOTHES.broaderGeneric, ISOTHES.broaderPartitive, ISOTHES.broaderInstantial)
_NARROWER = (
    SKOS.narrower,
    SKOS.narrowMatch,
    ISOTHES.narrowerGeneric,
    ISOTHES.narrowerPartitive,
    ISOTHES.narrowerInstantial,
)
_RELATED = (SKOS.related, SKOS.relatedMatch)
_TRUE = {"true", "1"}
_NOT_TAKEN = {
    SKOS.hiddenLabel: "zoekterm",
    SKOS.notation: "code",
    SKOS.example: "voorbeeld",
    SKOS.historyNote: "historienotitie",
    SKOS.changeNote: "wijzigingsnotitie",
    SKOS.editorialNote: "redactionele notitie",
    SKOS.closeMatch: "bijna gelijk begrip elders",
}


@dataclass
class _Words:
    """The words of one property in Dutch, or without a language, and the languages of what was left out."""

    found: list[str] = field(default_factory=list)
    elders: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.found[0] if self.found else ""


def read_begrippen(graph: Graph, naam: str) -> Begrippenlijst:
    """Take a graph apart. Raises LeesFout when it holds no begrippen, too many, or begrippen above themselves."""
    subjects = sorted(node for node in graph.subjects(RDF.type, SKOS.Concept, unique=True) if isinstance(node, URIRef))
    if not subjects:
        raise LeesFout(f"{naam} bevat geen begrippen (skos:Concept met een eigen adres).")
    if len(subjects) > MAX_BEGRIPPEN:
        raise LeesFout(f"{naam} bevat {len(subjects)} begrippen; meer dan {MAX_BEGRIPPEN} kan niet in één keer.")
    reader = _Reader(graph)
    begrippen = [begrip for uri in subjects if (begrip := reader.read(uri)) is not None]
    _refuse_cycles(begrippen)
    kaders = [Kader(str(uri), reader.kader_name(uri)) for uri in sorted({begrip.kader for begrip in begrippen})]
    return Begrippenlijst(
        kaders, begrippen, overgeslagen=tuple(reader.overgeslagen), weggelaten=tuple(reader.weggelaten)
    )


class _Reader:
    """Reads one begrip after another and keeps what was left out."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.overgeslagen: list[Opmerking] = []
        self.weggelaten: list[Opmerking] = []

    def kader_name(self, uri: str) -> str:
        """The title of a kader, or its URI."""
        node = URIRef(uri)
        return self._words(node, DCTERMS.title, RDFS.label, SKOS.prefLabel).first or uri

    def read(self, uri: URIRef) -> Begrip | None:
        """One begrip, or None when it cannot be taken over."""
        names = self._labels(uri, SKOS.prefLabel, SKOSXL.prefLabel, RDFS.label)
        plek = names.first or str(uri)
        definition = self._words(uri, SKOS.definition, RDFS.comment, SKOS.scopeNote)
        reason = self._why_not(uri, names, definition)
        if reason:
            self.overgeslagen.append(Opmerking(plek, reason))
            return None
        note = self._words(uri, SKOS.scopeNote)
        synonyms = self._labels(uri, SKOS.altLabel, SKOSXL.altLabel)
        self._tell_of_the_rest(uri, plek, names, definition, note, synonyms)
        toelichting = "\n\n".join(note.found)
        return Begrip(
            uri=str(uri),
            kader=self._kader(uri),
            naam=normalise_line(names.first),
            definitie=normalise(definition.first).strip(),
            toelichting="" if toelichting == definition.first else normalise(toelichting).strip(),
            synoniemen=_unique(normalise_line(term) for term in [*names.found[1:], *synonyms.found]),
            breder=self._related(uri, _BROADER, _NARROWER),
            verwant=self._related(uri, _RELATED, _RELATED),
            gelijk=self._matches(uri),
            urn=self._urn(uri),
            pagina=next((str(page) for page in self._objects(uri, FOAF.page)), ""),
            vervangen_door=next((str(other) for other in self._successors(uri)), ""),
        )

    def _why_not(self, uri: URIRef, names: _Words, definition: _Words) -> str:
        """Why a begrip cannot be taken over; empty when it can."""
        if not _is_address(uri):
            return f"Het adres van dit begrip klopt niet, of is langer dan {MAX_URI} tekens."
        deprecated = {str(value).lower() for value in self.graph.objects(uri, OWL.deprecated)} & _TRUE
        if deprecated and not self._successors(uri):
            return "Dit begrip is vervallen."
        if not names.found:
            talen = f" Er is wel {_in_languages(names.elders)}." if names.elders else ""
            return f"Er is geen Nederlandse voorkeursterm (skos:prefLabel met taal nl).{talen}"
        if not definition.found:
            talen = f" Er is wel {_in_languages(definition.elders)}." if definition.elders else ""
            return f"Er is geen Nederlandse definitie (skos:definition met taal nl).{talen}"
        return ""

    def _tell_of_the_rest(self, uri: URIRef, plek: str, *words: _Words) -> None:
        """Note what has no place here."""
        languages = Counter(language for each in words for language in each.elders)
        parts = [
            f"{number} {'tekst' if number == 1 else 'teksten'} in taal {name}"
            for name, number in sorted(languages.items())
        ]
        for property_, label in _NOT_TAKEN.items():
            number = len(list(self.graph.objects(uri, property_)))
            parts += [f"{number}× {label}"] if number else []
        if parts:
            self.weggelaten.append(Opmerking(plek, f"Niet overgenomen: {', '.join(parts)}."))

    def _objects(self, uri: URIRef, *properties: URIRef) -> list[URIRef]:
        found = {node for each in properties for node in self.graph.objects(uri, each) if isinstance(node, URIRef)}
        return sorted(found)

    def _kader(self, uri: URIRef) -> str:
        tops = {node for node in self.graph.subjects(SKOS.hasTopConcept, uri) if isinstance(node, URIRef)}
        return str(min([*self._objects(uri, SKOS.inScheme, SKOS.topConceptOf), *tops], default=""))

    def _related(self, uri: URIRef, properties: Iterable[URIRef], inverse: Iterable[URIRef]) -> tuple[str, ...]:
        other = {node for each in inverse for node in self.graph.subjects(each, uri) if isinstance(node, URIRef)}
        return tuple(sorted({str(node) for node in [*self._objects(uri, *properties), *other]} - {str(uri)}))

    def _matches(self, uri: URIRef) -> tuple[str, ...]:
        inverse = {str(node) for node in self.graph.subjects(SKOS.exactMatch, uri) if isinstance(node, URIRef)}
        found = {str(node) for node in self._objects(uri, SKOS.exactMatch)} | inverse
        return tuple(sorted(each for each in found if _is_address(each)))

    def _successors(self, uri: URIRef) -> list[URIRef]:
        inverse = {node for node in self.graph.subjects(DCTERMS.replaces, uri) if isinstance(node, URIRef)}
        return sorted({*self._objects(uri, DCTERMS.isReplacedBy), *inverse})

    def _urn(self, uri: URIRef) -> str:
        """Our own name of a begrip, when it is one of a kennisbank."""
        for node in self.graph.objects(uri, DCTERMS.identifier):
            try:
                if parse_urn(str(node))[0] == "thema":
                    return str(node)
            except ValueError:
                continue
        match = _OWN_URI_RE.fullmatch(str(uri))
        return make_urn("thema", match["urn_id"]) if match and is_urn_id(match["urn_id"]) else ""

    def _labels(self, uri: URIRef, plain: URIRef, xl: URIRef, instead: URIRef | None = None) -> _Words:
        """Labels, as text or as things of their own (SKOS-XL); `instead` counts when there are none."""
        nodes = [*self.graph.objects(uri, plain)]
        nodes += [
            form for label in self.graph.objects(uri, xl) for form in self.graph.objects(label, SKOSXL.literalForm)
        ]
        if not nodes and instead is not None:
            nodes = [*self.graph.objects(uri, instead)]
        return _choose(nodes)

    def _words(self, uri: Node, *properties: URIRef) -> _Words:
        """The words of the first of these properties that has any in Dutch; a note may be a thing with rdf:value."""
        elders: list[str] = []
        for each in properties:
            words = _choose(self._note_texts(uri, each))
            if words.found:
                return words
            elders += words.elders
        return _Words(elders=elders)

    def _note_texts(self, uri: Node, property_: URIRef) -> Iterator[Node]:
        for node in self.graph.objects(uri, property_):
            if isinstance(node, Literal):
                yield node
            else:
                yield from self.graph.objects(node, RDF.value)


def _is_address(uri: str) -> bool:
    """Whether an address can be kept and written again."""
    return len(uri) <= MAX_URI and _NO_ADDRESS_RE.search(uri) is None


def _choose(nodes: Iterable[Node]) -> _Words:
    """Dutch first, then without a language; the rest by language."""
    literals = sorted({node for node in nodes if isinstance(node, Literal) and str(node).strip()}, key=_order)
    dutch = [str(node) for node in literals if _rank(node.language) < 2]
    bare = [str(node) for node in literals if not node.language]
    others = [str(node.language) for node in literals if node.language and _rank(node.language) == 2]
    return _Words([*dutch, *bare], others)


def _rank(language: str | None) -> int:
    name = (language or "").lower()
    return 0 if name == "nl" else 1 if name.startswith("nl-") else 2


def _order(node: Literal) -> tuple[int, str, str]:
    return _rank(node.language), str(node.language or ""), str(node)


def _in_languages(languages: Iterable[str]) -> str:
    return "een in taal " + ", ".join(sorted(set(languages)))


def _unique(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for term in terms if term))


def _refuse_cycles(begrippen: Iterable[Begrip]) -> None:
    names = {begrip.uri: begrip.naam for begrip in begrippen}
    cycle = find_cycle({begrip.uri: begrip.breder for begrip in begrippen})
    if cycle:
        chain = " → ".join(f"‘{names[uri]}’" for uri in cycle[:20])
        raise LeesFout(f"Een begrip kan niet onder zichzelf vallen. Deze begrippen maken een kring: {chain}.")


def find_cycle(breder: Mapping[str, Iterable[str]]) -> list[str]:
    """The nodes of one circle, each followed by what is broader, the first again at the end; empty without."""
    state: dict[str, int] = {}
    for start in breder:
        path: list[str] = []
        todo = [(start, False)]
        while todo:
            node, done = todo.pop()
            if done:
                state[path.pop()] = 2
            elif state.get(node) == 1:
                return [*path[path.index(node) :], node]
            elif node in breder and node not in state:
                state[node] = 1
                path.append(node)
                todo.append((node, True))
                todo += [(other, False) for other in breder[node]]
    return []
