"""The index answers as a plain Python model does, whatever was added, changed and deleted, over commits and merges."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modelsearch.query import MATCH_ALL, PlainText
from whoosh.index import open_dir
from whoosh.query import And as WhooshAnd
from whoosh.query import Or as WhooshOr
from whoosh.query import Term

from kennisbank.search.whoosh import merge, ranking
from kennisbank.search.whoosh.analysis import stem
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.filters import Compare, Filter, Group
from kennisbank.search.whoosh.plan import Planner
from kennisbank.search.whoosh.snapshot import Snapshot
from kennisbank.search.whoosh.store import INDEX_NAME, IndexStore
from tests.kennisbank.search.whoosh.corpus import THEMAS, WORDS, Doc, Model, bm25, docs, histories, queries, search

History = list[tuple[list[Doc], list[str]]]


def replay(folder: str, history: History) -> tuple[IndexStore, Model]:
    """An index and a model with the same history; merging starts early."""
    store = IndexStore(Path(folder))
    model = Model()
    with mock.patch.object(merge, "LOWEST_TIER", 4), mock.patch.object(merge, "MERGE_FACTOR", 3):
        for added, deleted in history:
            with store.writing(1) as batch:
                batch.add(doc.document() for doc in added)
                batch.delete(deleted)
            model.apply(added, deleted)
    return store, model


def keys(found: list[ranking.Found]) -> list[str]:
    return sorted(ranking.docids(found))


@given(histories, queries)
@settings(deadline=None, max_examples=40)
def test_queries(history, query):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        found = search(store.snapshot(), query)
        assert keys(found) == sorted(model.matching(query))
        assert ranking.count(found) == len(model.matching(query))


def in_model(model: Model, filter_: Filter) -> set[str]:
    """Documents that pass a filter, the slow way."""
    if isinstance(filter_, Group):
        parts = [in_model(model, part) for part in filter_.filters]
        passed = set.intersection(*parts) if filter_.connector == "AND" else set.union(*parts)
        return set(model.docs) - passed if filter_.negated else passed
    assert isinstance(filter_, Compare)
    return {key for key, doc in model.docs.items() if passes(doc, filter_)}


def passes(doc: Doc, compare: Compare) -> bool:
    values = sorted(doc.themas) if compare.column == "themas" else [doc.jaar] if doc.jaar is not None else []
    wanted = compare.value
    match compare.lookup:
        case "isnull":
            return (not values) == wanted
        case "in":
            return any(value in wanted for value in values)
        case "range":
            return any(wanted[0] <= value <= wanted[1] for value in values)
        case "lt":
            return any(value < wanted for value in values)
        case "gte":
            return any(value >= wanted for value in values)
        case "startswith":
            return any(value.startswith(wanted) for value in values)
    return wanted in values


compares = st.one_of(
    st.builds(Compare, st.just("themas"), st.just("exact"), st.sampled_from(THEMAS)),
    st.builds(Compare, st.just("themas"), st.just("in"), st.lists(st.sampled_from(THEMAS), min_size=1).map(tuple)),
    st.builds(Compare, st.just("themas"), st.just("startswith"), st.sampled_from(("m", "ma", "x"))),
    st.builds(Compare, st.just("jaar"), st.sampled_from(("exact", "lt", "gte")), st.integers(2019, 2025)),
    st.builds(Compare, st.just("jaar"), st.just("range"), st.tuples(st.integers(2019, 2025), st.integers(2019, 2025))),
    st.builds(Compare, st.sampled_from(("themas", "jaar")), st.just("isnull"), st.booleans()),
)
filters = st.recursive(
    compares,
    lambda inner: st.builds(
        Group, st.lists(inner, min_size=1, max_size=3).map(tuple), st.sampled_from(("AND", "OR")), st.booleans()
    ),
    max_leaves=4,
)


@given(histories, filters, st.sampled_from(("app.a", "app.b", "")))
@settings(deadline=None, max_examples=40)
def test_filters_types_and_facets(history, filter_, kind):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        found = search(store.snapshot(), MATCH_ALL, types=(kind,) if kind else (), filters=[filter_])
        expected = {key for key in in_model(model, filter_) if not kind or model.docs[key].kind == kind}
        assert keys(found) == sorted(expected)
        themas = Counter(thema for key in expected for thema in model.docs[key].themas or [None])
        assert ranking.facet(found, "themas") == dict(themas)
        jaren = Counter(model.docs[key].jaar for key in expected)
        assert ranking.facet(found, "jaar") == dict(jaren)


@given(histories, st.booleans(), st.integers(0, 5), st.integers(0, 8))
@settings(deadline=None, max_examples=40)
def test_order_by_a_column(history, descending, start, size):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        found = search(store.snapshot(), MATCH_ALL)
        got = ranking.ordered(found, [("jaar", descending)], start, start + size)
        years = sorted((doc.jaar or 0 for doc in model.docs.values()), reverse=descending)
        assert [model.docs[key].jaar or 0 for key in got] == years[start : start + size]
        assert len(set(got)) == len(got)


@given(
    st.lists(docs, min_size=1, max_size=12, unique_by=lambda doc: doc.key),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
)
@settings(deadline=None, max_examples=40)
def test_scores_are_bm25(documents, words):
    if not any(doc.words for doc in documents):
        return
    with TemporaryDirectory() as folder:
        store, model = replay(folder, [(documents, [])])
        ranked = ranking.best(search(store.snapshot(), PlainText(" ".join(words), operator="or")), 0, None)
        expected = bm25(list(model.docs.values()), words)
        # The average length is rounded to steps of one percent.
        assert {result.docid: result.score for result in ranked} == pytest.approx(expected, rel=0.01)
        assert [result.score for result in ranked] == sorted((result.score for result in ranked), reverse=True)


@given(histories, st.sampled_from(WORDS), st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_pages_neither_overlap_nor_skip(history, word, size):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        found = search(store.snapshot(), PlainText(word))
        total = ranking.count(found)
        pages = [ranking.best(found, start, start + size) for start in range(0, total, size)]
        assert [result for page in pages for result in page] == ranking.best(found, 0, None)
        assert total == len(model.matching(PlainText(word)))


@given(histories, st.sampled_from(WORDS), st.integers(1, 6))
@settings(deadline=None, max_examples=40)
def test_beginnings(history, word, size):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        snapshot = store.snapshot()
        plan = Planner(None, True, lambda _: []).plan(PlainText(word[:size]))
        found = ranking.find(snapshot, Evaluator(snapshot, plan))
        expected = [key for key, doc in model.docs.items() if any(each.startswith(word[:size]) for each in doc.words)]
        assert keys(found) == sorted(expected)


def stock(folder: str, query: object) -> list[str]:
    """The answer of Whoosh's own searcher on our files."""
    with open_dir(folder, INDEX_NAME).searcher() as searcher:
        hits = searcher.search(query, limit=None)
        return sorted(hit["docid"] for hit in hits)


@given(histories, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
@settings(deadline=None, max_examples=40)
def test_whoosh_itself_finds_the_same(history, words):
    with TemporaryDirectory() as folder:
        store, _ = replay(folder, history)
        snapshot = store.snapshot()
        terms = [Term("all", stem(word)) for word in words]
        text = " ".join(words)
        assert stock(folder, WhooshAnd(terms)) == keys(search(snapshot, PlainText(text, operator="and")))
        assert stock(folder, WhooshOr(terms)) == keys(search(snapshot, PlainText(text, operator="or")))


@given(histories)
@settings(deadline=None, max_examples=40)
def test_number_of_segments_stays_small(history):
    with TemporaryDirectory() as folder:
        store, model = replay(folder, history)
        snapshot: Snapshot = store.snapshot()
        assert len(snapshot.segments) <= 3 * 3
        assert sum(len(live.dead) for live in snapshot.segments) <= max(4 * 3, len(model.docs))
