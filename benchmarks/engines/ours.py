"""The engine of this project, without the ORM."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from modelsearch.query import Fuzzy, Phrase, PlainText, SearchQuery

from benchmarks.engines.corpus import Doc
from kennisbank.search.fragments import fragment
from kennisbank.search.whoosh import ranking
from kennisbank.search.whoosh.analysis import analyse
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.filters import Compare
from kennisbank.search.whoosh.inverter import Document, Prefix, Text
from kennisbank.search.whoosh.plan import Planner
from kennisbank.search.whoosh.store import IndexStore


class Ours:
    """Our own evaluation on our own segments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open()

    def open(self) -> None:
        self.store = IndexStore(self.folder)

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def _document(self, doc: Doc) -> Document:
        return Document(
            f"app.doc:{doc.number}",
            ("app.doc",),
            [Text(None, doc.title, 5.0), Text(None, doc.body)],
            [Prefix(None, doc.title)],
            {"thema": list(doc.themas), "dag": [doc.day]},
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
        return ranking.count(found), ranking.ordered(found, [("dag", True)], 0, 10)

    def fragments(self, words: str) -> Any:
        """The texts come from the database in the site; here from memory."""
        total, docids = self.any(words)
        stems = {term.text for term in analyse(words)}
        return total, [fragment(self.bodies[int(docid.split(":")[1])], stems) for docid in docids]

    def keep(self, docs: Sequence[Doc]) -> None:
        """The texts that fragments are cut from."""
        self.bodies = [doc.body for doc in docs]
