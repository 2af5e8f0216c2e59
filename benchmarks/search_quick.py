"""Our search engine against Whoosh as usually used and SQLite FTS5, in one run: `python -m benchmarks.search_quick`.

Documents of random Dutch-like words with a Zipf distribution (fixed seed), 60 to 120 words each, with a title, one to
three of forty themas and a year. Every call gives the ten best ids and the exact total. Warm p50 in milliseconds; the
ratio says how many times faster ours is. FTS5 is given our stems, so that all three do the same work.
"""

import argparse
import gc
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from modelsearch.query import MATCH_ALL, Fuzzy, Phrase, PlainText, SearchQuery
from whoosh import fields, index, query, sorting
from whoosh.qparser import MultifieldParser, OrGroup

from kennisbank.search.whoosh import ranking
from kennisbank.search.whoosh.analysis import DutchAnalyzer, analyse
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.filters import Compare
from kennisbank.search.whoosh.inverter import Document, Prefix, Text
from kennisbank.search.whoosh.plan import Planner
from kennisbank.search.whoosh.store import IndexStore

_SYLLABLES = """
be ge ver ont aan op over mee werk maat gesp moed raad stel denk vraag trek schap heid ing lijk baar end tegen recht
burg land dienst wet zorg plan taal vak stuk kracht groep deel beeld spraak beleid bestuur
"""
SYLLABLES = _SYLLABLES.split()
THEMAS = 40
ROUNDS = 5


@dataclass(frozen=True)
class Doc:
    """A generated document."""

    number: int
    title: str
    body: str
    themas: tuple[str, ...]
    year: int


class Corpus:
    """Documents and questions about them; the same every time."""

    def __init__(self, size: int, questions: int) -> None:
        self.random = random.Random(20260101)
        vocabulary = self._vocabulary(5_000 + size)
        weights = [1 / (rank + 2.7) for rank in range(len(vocabulary))]
        words = self.random.choices(vocabulary, weights, k=size * 110)
        self.docs = [self._doc(number, words) for number in range(size)]
        common, middle = vocabulary[:60], vocabulary[60:1_500]
        self.frequent = self.random.sample(common, min(questions, 60))
        self.pairs = [" ".join(self.random.sample(common + middle[:300], 2)) for _ in range(questions)]
        self.phrases = [" ".join(doc.body.split()[3:5]) for doc in self.random.sample(self.docs, questions)]
        self.prefixes = [doc.title[: self.random.choice((2, 3, 5))] for doc in self.random.sample(self.docs, questions)]
        self.typos = [word[:2] + word[3:] for word in self.random.sample(middle, questions) if len(word) > 6]
        self.chosen = [tuple(f"t{n}" for n in self.random.sample(range(THEMAS), 3)) for _ in range(questions)]

    def _vocabulary(self, size: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))] = None
        return list(words)

    def _doc(self, number: int, words: Sequence[str]) -> Doc:
        mine = words[number * 110 : number * 110 + self.random.randint(65, 110)]
        themas = tuple(f"t{n}" for n in self.random.sample(range(THEMAS), self.random.randint(1, 3)))
        return Doc(number, " ".join(mine[:5]), " ".join(mine[5:]), themas, self.random.randint(2015, 2026))


class Engine(Protocol):
    """One way to search. Every method gives (total, ids of the ten best or what else was asked)."""

    def build(self, docs: Sequence[Doc]) -> None: ...
    def update(self, doc: Doc) -> None: ...
    def any(self, words: str) -> Any: ...
    def all(self, words: str) -> Any: ...
    def phrase(self, words: str) -> Any: ...
    def prefix(self, beginning: str) -> Any: ...
    def filter(self, words: str, themas: Sequence[str]) -> Any: ...
    def facet(self, words: str) -> Any: ...
    def newest(self, words: str) -> Any: ...


class Ours:
    """The engine of this project, without the ORM."""

    def __init__(self, folder: Path) -> None:
        self.store = IndexStore(folder)

    def _document(self, doc: Doc) -> Document:
        return Document(
            f"app.doc:{doc.number}",
            ("app.doc",),
            [Text(None, doc.title, 5.0), Text(None, doc.body)],
            [Prefix(None, doc.title)],
            {"thema": list(doc.themas), "jaar": [doc.year]},
        )

    def build(self, docs: Sequence[Doc]) -> None:
        with self.store.writing(10, rebuild="x") as batch:
            batch.add(map(self._document, docs))

    def update(self, doc: Doc) -> None:
        with self.store.writing(10) as batch:
            batch.add([self._document(doc)])
        self.store.snapshot()

    def _found(self, asked: SearchQuery, autocomplete: bool = False, filters: Sequence[Compare] = ()) -> Any:
        snapshot = self.store.snapshot()
        planner = Planner(None, autocomplete, lambda name: [live.segment.words(name) for live in snapshot.segments])
        return ranking.find(snapshot, Evaluator(snapshot, planner.plan(asked)), ("app.doc",), filters)

    def _top(self, found: Any) -> tuple[int, list[str]]:
        return ranking.count(found), [result.docid for result in ranking.best(found, 0, 10)]

    def any(self, words: str) -> Any:
        return self._top(self._found(PlainText(words, operator="or")))

    def all(self, words: str) -> Any:
        return self._top(self._found(PlainText(words, operator="and")))

    def phrase(self, words: str) -> Any:
        return self._top(self._found(Phrase(words)))

    def prefix(self, beginning: str) -> Any:
        return self._top(self._found(PlainText(beginning), autocomplete=True))

    def fuzzy(self, word: str) -> Any:
        return self._top(self._found(Fuzzy(word)))

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        return self._top(self._found(PlainText(words, operator="or"), filters=[Compare("thema", "in", tuple(themas))]))

    def facet(self, words: str) -> Any:
        found = self._found(PlainText(words, operator="or"))
        return ranking.count(found), ranking.facet(found, "thema")

    def newest(self, words: str) -> Any:
        found = self._found(PlainText(words, operator="or"))
        return ranking.count(found), ranking.ordered(found, [("jaar", True)], 0, 10)

    def everything(self) -> int:
        """Number of documents."""
        return ranking.count(self._found(MATCH_ALL))


class Whoosh:
    """Whoosh 2.7.4 as its manual shows it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        schema = fields.Schema(
            pk=fields.ID(unique=True, stored=True),
            title=fields.TEXT(analyzer=DutchAnalyzer(), field_boost=5.0),
            body=fields.TEXT(analyzer=DutchAnalyzer()),
            ac=fields.NGRAMWORDS(minsize=2, maxsize=5, at="start"),
            thema=fields.KEYWORD(commas=True),
            jaar=fields.NUMERIC(sortable=True),
        )
        self.index = index.create_in(folder, schema)

    def _fields(self, doc: Doc) -> dict[str, Any]:
        ids = {"pk": str(doc.number), "title": doc.title, "body": doc.body, "ac": doc.title}
        return {**ids, "thema": ",".join(doc.themas), "jaar": doc.year}

    def build(self, docs: Sequence[Doc]) -> None:
        writer = self.index.writer(limitmb=256)
        for doc in docs:
            writer.add_document(**self._fields(doc))
        writer.commit()

    def update(self, doc: Doc) -> None:
        writer = self.index.writer()
        writer.update_document(**self._fields(doc))
        writer.commit()
        self.index.searcher().close()

    def _search(self, asked: Any, **kwargs: Any) -> Any:
        with self.index.searcher() as searcher:
            hits = searcher.search(asked, limit=10, **kwargs)
            groups = {key: len(ids) for key, ids in hits.groups().items()} if "groupedby" in kwargs else None
            return len(hits), groups or [hit["pk"] for hit in hits]

    def _parse(self, words: str, any_word: bool) -> Any:
        group = {"group": OrGroup} if any_word else {}
        return MultifieldParser(["title", "body"], self.index.schema, **group).parse(words)

    def any(self, words: str) -> Any:
        return self._search(self._parse(words, True))

    def all(self, words: str) -> Any:
        return self._search(self._parse(words, False))

    def phrase(self, words: str) -> Any:
        return self._search(query.Phrase("body", [term.text for term in analyse(words)]))

    def prefix(self, beginning: str) -> Any:
        return self._search(query.Term("ac", beginning.strip().split()[-1]))

    def fuzzy(self, word: str) -> Any:
        return self._search(query.FuzzyTerm("body", word))

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        return self._search(self._parse(words, True), filter=query.Or([query.Term("thema", each) for each in themas]))

    def facet(self, words: str) -> Any:
        facet = sorting.FieldFacet("thema", allow_overlap=True)
        return self._search(self._parse(words, True), groupedby=facet)

    def newest(self, words: str) -> Any:
        return self._search(self._parse(words, True), sortedby="jaar", reverse=True)


class Fts5:
    """SQLite's full-text search with a table of themas, ranked with its BM25."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.db = sqlite3.connect(folder / "fts.db", isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "CREATE VIRTUAL TABLE t USING fts5(title, body, prefix='2 3 4');"
            "CREATE TABLE thema(doc INTEGER, naam TEXT); CREATE INDEX thema_naam ON thema(naam, doc);"
            "CREATE INDEX thema_doc ON thema(doc, naam); CREATE TABLE jaar(doc INTEGER PRIMARY KEY, jaar INTEGER);"
        )

    @staticmethod
    def _stems(text: str) -> str:
        return " ".join(term.text for term in analyse(text))

    def _insert(self, doc: Doc) -> None:
        self.db.execute(
            "INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)",
            (doc.number, self._stems(doc.title), self._stems(doc.body)),
        )
        self.db.executemany("INSERT INTO thema VALUES (?, ?)", [(doc.number, naam) for naam in doc.themas])
        self.db.execute("INSERT INTO jaar VALUES (?, ?)", (doc.number, doc.year))

    def build(self, docs: Sequence[Doc]) -> None:
        self.db.execute("BEGIN")
        for doc in docs:
            self._insert(doc)
        self.db.execute("COMMIT")

    def update(self, doc: Doc) -> None:
        self.db.execute("BEGIN")
        for table, key in (("t", "rowid"), ("thema", "doc"), ("jaar", "doc")):
            self.db.execute(f"DELETE FROM {table} WHERE {key} = ?", (doc.number,))  # noqa: S608  names of our own
        self._insert(doc)
        self.db.execute("COMMIT")

    def _match(self, match: str, where: str = "", order: str = "bm25(t, 5.0, 1.0)", *params: str) -> Any:
        base = f"FROM t {where} {'AND' if where else 'WHERE'} t MATCH ?"
        total = self.db.execute(f"SELECT count(*) {base}", (*params, match)).fetchone()[0]
        rows = self.db.execute(f"SELECT t.rowid {base} ORDER BY {order} LIMIT 10", (*params, match)).fetchall()
        return total, [row[0] for row in rows]

    def any(self, words: str) -> Any:
        return self._match(" OR ".join(self._stems(words).split()))

    def all(self, words: str) -> Any:
        return self._match(self._stems(words))

    def phrase(self, words: str) -> Any:
        return self._match(f'body : "{self._stems(words)}"')

    def prefix(self, beginning: str) -> Any:
        return self._match(f'title : "{beginning.strip().split()[-1]}" *')

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        marks = ",".join("?" * len(themas))
        inside = f"WHERE EXISTS (SELECT 1 FROM thema WHERE thema.doc = t.rowid AND thema.naam IN ({marks}))"  # noqa: S608
        return self._match(" OR ".join(self._stems(words).split()), inside, "bm25(t, 5.0, 1.0)", *themas)

    def facet(self, words: str) -> Any:
        match = " OR ".join(self._stems(words).split())
        sql = "SELECT naam, count(*) FROM thema WHERE doc IN (SELECT rowid FROM t WHERE t MATCH ?) GROUP BY naam"
        return None, self.db.execute(sql, (match,)).fetchall()

    def newest(self, words: str) -> Any:
        match = " OR ".join(self._stems(words).split())
        return self._match(match, "JOIN jaar ON jaar.doc = t.rowid WHERE 1", "jaar.jaar DESC")


def per_call(call: Callable[..., Any], questions: Sequence[Any]) -> float:
    """p50 over questions of the best of a few rounds, in milliseconds."""
    times = []
    for question in questions:
        arguments = question if isinstance(question, tuple) else (question,)
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.perf_counter()
            call(*arguments)
            best = min(best, time.perf_counter() - start)
        times.append(best * 1000)
    return median(times)


def percentile(times: Sequence[float], part: float) -> float:
    """A percentile of measured times."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def measure(engine: Any, corpus: Corpus, updates: int) -> dict[str, float]:
    """All measurements of one engine: milliseconds, except docs/s."""
    gc.collect()
    start = time.perf_counter()
    engine.build(corpus.docs)
    result = {"build (docs/s)": len(corpus.docs) / (time.perf_counter() - start)}
    filtered = list(zip(corpus.frequent, corpus.chosen, strict=False))
    cases: dict[str, tuple[str, Sequence[Any]]] = {
        "one word": ("any", corpus.frequent),
        "two words, OR": ("any", corpus.pairs),
        "two words, AND": ("all", corpus.pairs),
        "phrase": ("phrase", corpus.phrases),
        "beginning": ("prefix", corpus.prefixes),
        "fuzzy": ("fuzzy", corpus.typos),
        "filter by themas": ("filter", filtered),
        "facet counts": ("facet", corpus.frequent),
        "newest first": ("newest", corpus.frequent),
    }
    for name, (method, questions) in cases.items():
        if hasattr(engine, method):
            result[name] = per_call(getattr(engine, method), questions)
    times = []
    for doc in corpus.docs[:updates]:
        start = time.perf_counter()
        engine.update(doc)
        times.append((time.perf_counter() - start) * 1000)
    result["update p50"] = percentile(times, 0.5)
    result["update p95"] = percentile(times, 0.95)
    return result


def table(size: int, results: dict[str, dict[str, float]]) -> str:
    """The measurements as a table with ratios: how many times better ours is."""
    others = [name for name in results if name != "ours"]
    lines = [f"\n{size} documents", f"{'':<20}{'ours':>10}" + "".join(f"{name:>12}{'ratio':>9}" for name in others)]
    for case, ours in results["ours"].items():
        line = f"{case:<20}{ours:>10.3f}"
        for name in others:
            other = results[name].get(case)
            if other is None:
                line += f"{'-':>12}{'-':>9}"
            else:
                ratio = ours / other if "docs/s" in case else other / ours
                line += f"{other:>12.3f}{ratio:>8.1f}x"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--updates", type=int, default=60)
    parser.add_argument("--only-ours", action="store_true", help="leave out the others, for profiling")
    options = parser.parse_args()
    engines: dict[str, Callable[[Path], Any]] = {"ours": Ours, "whoosh": Whoosh, "fts5": Fts5}
    for size in options.sizes:
        corpus = Corpus(size, options.questions)
        results = {}
        for name, make in engines.items():
            if options.only_ours and name != "ours":
                continue
            folder = Path(tempfile.mkdtemp(prefix="kennisbank-bench-"))
            results[name] = measure(make(folder / name), corpus, options.updates)
            shutil.rmtree(folder)
        print(table(size, results))


if __name__ == "__main__":
    main()
