"""What is asked of the index: a query as a tree over index terms, made once per search and run on every segment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from kennisbank.search.whoosh.analysis import Term, analyse, split_words, stem
from kennisbank.search.whoosh.filters import Filter
from kennisbank.search.whoosh.fuzzy import one_edit
from kennisbank.search.whoosh.inverter import LONGEST_GRAM

# A word found by changing a letter counts half.
FUZZY_WEIGHT = 0.5


@dataclass(frozen=True)
class TermNode:
    """Documents with a term."""

    field: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True)
class PrefixNode:
    """Documents with a word that begins so."""

    field: str
    prefix: str
    weight: float = 1.0


@dataclass(frozen=True)
class PhraseNode:
    """Documents with these terms at these places relative to each other."""

    field: str
    terms: tuple[Term, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class AllNode:
    """Every document."""


@dataclass(frozen=True)
class NoneNode:
    """No document."""


@dataclass(frozen=True)
class AndNode:
    """Documents that satisfy every child; scores add up."""

    children: tuple["Node", ...]


@dataclass(frozen=True)
class OrNode:
    """Documents that satisfy any child; scores add up."""

    children: tuple["Node", ...]


@dataclass(frozen=True)
class BestNode:
    """Documents that satisfy any child; the best score counts."""

    children: tuple["Node", ...]


@dataclass(frozen=True)
class ShareNode:
    """Documents that satisfy children that weigh at least `least` together; scores add up. Weights are positive."""

    children: tuple["Node", ...]
    weights: tuple[float, ...]
    least: float


@dataclass(frozen=True)
class FilterNode:
    """Documents that pass a filter on columns; without a score."""

    filter: Filter


@dataclass(frozen=True)
class NotNode:
    """Documents that do not satisfy the child; without a score."""

    child: "Node"


Node = (
    TermNode
    | PrefixNode
    | PhraseNode
    | FilterNode
    | AllNode
    | NoneNode
    | AndNode
    | OrNode
    | BestNode
    | ShareNode
    | NotNode
)

# Words of one field that are in the index, for fuzzy searching.
Vocabulary = Callable[[str], Sequence[frozenset[str]]]


def any_of(children: Sequence[Node]) -> Node:
    """OR, without needless levels."""
    if not children:
        return NoneNode()
    return children[0] if len(children) == 1 else OrNode(tuple(children))


def all_of(children: Sequence[Node]) -> Node:
    """AND, without needless levels."""
    if not children:
        return NoneNode()
    return children[0] if len(children) == 1 else AndNode(tuple(children))


class Planner:
    """Translates modelsearch queries for one choice of fields."""

    def __init__(self, fields: Sequence[str] | None, autocomplete: bool, vocabulary: Vocabulary) -> None:
        """`fields`: names to search in, None for the whole document."""
        kind = "a" if autocomplete else "f"
        whole = "a" if autocomplete else "all"
        self.columns = [whole] if fields is None else [f"{kind}_{name}" for name in fields]
        self.autocomplete = autocomplete
        self.vocabulary = vocabulary

    def plan(self, query: SearchQuery, weight: float = 1.0) -> Node:
        """The tree for a query.

        Raises:
            TypeError: the query is of a class that modelsearch does not have.
        """
        match query:
            case MatchAll():
                return AllNode()
            case Boost():
                return self.plan(query.subquery, weight * query.boost)
            case Not():
                return NotNode(self.plan(query.subquery))
            case And():
                return all_of([self.plan(subquery, weight) for subquery in query.subqueries])
            case Or():
                return any_of([self.plan(subquery, weight) for subquery in query.subqueries])
            case _:
                return self._leaf(query, weight)

    def _leaf(self, query: SearchQuery, weight: float) -> Node:
        match query:
            case PlainText():
                return self._words(query, weight * query.boost)
            case Phrase():
                return self._phrase(query.query_string, weight)
            case Fuzzy():
                words = dict.fromkeys(split_words(query.query_string))
                children = [self._fuzzy(word, weight) for word in words]
                return all_of(children) if query.operator == "and" else any_of(children)
        raise TypeError(f"Unknown query: {type(query).__name__}")

    def _words(self, query: PlainText, weight: float) -> Node:
        if self.autocomplete:
            children = [self._beginning(word, weight) for word in dict.fromkeys(split_words(query.query_string))]
        else:
            terms = dict.fromkeys(term.text for term in analyse(query.query_string))
            children = [self._term(term, weight) for term in terms]
        return all_of(children) if query.operator == "and" else any_of(children)

    def _term(self, term: str, weight: float) -> Node:
        return any_of([TermNode(column, term, weight) for column in self.columns])

    def _beginning(self, word: str, weight: float) -> Node:
        if len(word) <= LONGEST_GRAM:
            return self._term(word, weight)
        return any_of([PrefixNode(column, word, weight) for column in self.columns])

    def _phrase(self, text: str, weight: float) -> Node:
        terms = analyse(text)
        if self.autocomplete:
            return all_of([self._beginning(word, weight) for word in split_words(text)])
        if len(terms) == 1:
            return self._term(terms[0].text, weight)
        if not terms:
            return NoneNode()
        return any_of([PhraseNode(column, tuple(terms), weight) for column in self.columns])

    def _fuzzy(self, word: str, weight: float) -> Node:
        wanted = word if self.autocomplete else stem(word)
        near = one_edit(word) | one_edit(wanted)
        children: list[Node] = []
        for column in self.columns:
            known = {candidate for words in self.vocabulary(column) for candidate in near & words}
            children += [
                TermNode(column, candidate, weight if candidate == wanted else weight * FUZZY_WEIGHT)
                for candidate in sorted(known | {wanted})
            ]
        return any_of(children)
