"""Small random corpora, and a plain Python model of an index to compare ours with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np
from hypothesis import strategies as st
from modelsearch.query import And, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from whoosh.util.numeric import byte_to_length, length_to_byte

from kennisbank.search.whoosh.analysis import analyse, split_words
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.inverter import Document, Prefix, Text
from kennisbank.search.whoosh.plan import Planner
from kennisbank.search.whoosh.ranking import Found, find
from kennisbank.search.whoosh.snapshot import K1, B, Snapshot

WORDS = ("gesprek", "ambtenaar", "dilemma", "tegenspraak", "maat", "wet", "burger", "vak", "moed", "rust")
THEMAS = ("moed", "maat", "vak", "rust")


@dataclass(frozen=True)
class Doc:
    """A document of the model."""

    key: str
    words: tuple[str, ...]
    themas: frozenset[str] = frozenset()
    jaar: int | None = None
    kind: str = "app.a"

    def document(self) -> Document:
        text = " ".join(self.words)
        filters: dict[str, list[int | float | str]] = {"themas": sorted(self.themas)}
        if self.jaar is not None:
            filters["jaar"] = [self.jaar]
        return Document(self.key, (self.kind,), [Text("tekst", text)], [Prefix("tekst", text)], filters)


docs = st.builds(
    Doc,
    key=st.integers(0, 12).map(lambda number: f"app.a:{number}"),
    words=st.lists(st.sampled_from(WORDS), max_size=8).map(tuple),
    themas=st.frozensets(st.sampled_from(THEMAS), max_size=3),
    jaar=st.none() | st.integers(2020, 2024),
    kind=st.sampled_from(("app.a", "app.b")),
)
# A history: batches of documents to add (or replace) and keys to delete.
histories = st.lists(
    st.tuples(
        st.lists(docs, max_size=5), st.lists(st.integers(0, 12).map(lambda number: f"app.a:{number}"), max_size=2)
    ),
    min_size=1,
    max_size=12,
)
leaves = st.one_of(
    st.builds(
        PlainText,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        operator=st.sampled_from(("and", "or")),
    ),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    st.just(MatchAll()),
    st.builds(Fuzzy, st.sampled_from(("gespek", "dilema", "burgre", "wet", "onbekend"))),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(And),
        st.lists(inner, min_size=1, max_size=3).map(Or),
        inner.map(Not),
    ),
    max_leaves=5,
)


@dataclass
class Model:
    """What the index should know."""

    docs: dict[str, Doc] = field(default_factory=dict)

    def apply(self, added: Iterable[Doc], deleted: Iterable[str]) -> None:
        for doc in added:
            self.docs[doc.key] = doc
        for key in deleted:
            self.docs.pop(key, None)

    def matching(self, query: SearchQuery) -> set[str]:
        return {key for key, doc in self.docs.items() if matches(doc, query)}


def _near(first: str, second: str) -> bool:
    """Whether one edit (or none) leads from one word to the other: Damerau-Levenshtein, written out."""
    rows = np.zeros((len(first) + 1, len(second) + 1), int)
    rows[:, 0] = range(len(first) + 1)
    rows[0, :] = range(len(second) + 1)
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            cost = 0 if first[i - 1] == second[j - 1] else 1
            best = min(rows[i - 1, j] + 1, rows[i, j - 1] + 1, rows[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                best = min(best, rows[i - 2, j - 2] + 1)
            rows[i, j] = best
    return bool(rows[-1, -1] <= 1)


def matches(doc: Doc, query: SearchQuery) -> bool:
    """Whether a document satisfies a query, the slow way."""
    stems = [term.text for term in analyse(" ".join(doc.words))]
    match query:
        case MatchAll():
            return True
        case Not():
            return not matches(doc, query.subquery)
        case And():
            return all(matches(doc, part) for part in query.subqueries)
        case Or():
            return any(matches(doc, part) for part in query.subqueries)
        case Phrase():
            wanted = [term.text for term in analyse(query.query_string)]
            return any(stems[start : start + len(wanted)] == wanted for start in range(len(stems)))
        case Fuzzy():
            (word,) = split_words(query.query_string)
            candidates = {word, analyse(word)[0].text}
            if len(word) < 4:
                return word in stems
            return any(_near(candidate, found) for candidate in candidates for found in stems)
        case _:
            each = [term.text in stems for term in analyse(query.query_string)]
            return all(each) if query.operator == "and" else any(each)


def search(snapshot: Snapshot, query: SearchQuery, **kwargs: object) -> Sequence[Found]:
    """Run a query with our engine."""
    plan = Planner(None, False, lambda name: [live.segment.words(name) for live in snapshot.segments]).plan(query)
    return find(snapshot, Evaluator(snapshot, plan), **kwargs)


def bm25(docs: Sequence[Doc], words: Sequence[str]) -> dict[str, float]:
    """BM25 by the book, with lengths as Whoosh's byte code rounds them."""
    texts = {doc.key: [term.text for term in analyse(" ".join(doc.words))] for doc in docs}
    lengths = [len(doc.words) for doc in docs if doc.words]
    average = sum(lengths) / len(lengths)
    scores: dict[str, float] = {}
    for word in words:
        (term,) = analyse(word)
        having = [key for key, stems in texts.items() if term.text in stems]
        idf = log(1 + (len(docs) - len(having) + 0.5) / (len(having) + 0.5))
        for key in having:
            tf = texts[key].count(term.text)
            length = byte_to_length(length_to_byte(len(texts[key])))
            scores[key] = scores.get(key, 0.0) + idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average))
    return scores
