"""The ways to search that `benchmarks.search` compares, each behind the same methods."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from benchmarks.engines.corpus import Doc
from benchmarks.engines.fts5 import Fts5
from benchmarks.engines.ours import Ours
from benchmarks.engines.postgres import Postgres
from benchmarks.engines.tantivy_engine import Tantivy
from benchmarks.engines.whoosh_usual import WhooshUsual


class Engine(Protocol):
    """One way to search, on a folder. Every question gives (exact total, ids of the ten best, or counts)."""

    def build(self, docs: Sequence[Doc]) -> None:
        """Index all documents, from nothing."""

    def open(self) -> None:
        """Open what was built, in a process that has seen nothing of it."""

    def update(self, doc: Doc) -> None:
        """Replace one document, and return when a search sees it."""

    def size(self) -> int:
        """Bytes on disk."""

    def any(self, words: str) -> Any: ...
    def all(self, words: str) -> Any: ...
    def phrase(self, words: str) -> Any: ...
    def prefix(self, beginning: str) -> Any: ...
    def filter(self, words: str, themas: Sequence[str]) -> Any: ...
    def facet(self, words: str) -> Any: ...
    def newest(self, words: str) -> Any: ...
    def fragments(self, words: str) -> Any: ...


ENGINES: dict[str, Callable[[Path], Any]] = {
    "ours": Ours,
    "tantivy": Tantivy,
    "fts5": Fts5,
    "postgres": Postgres,
    "whoosh": WhooshUsual,
}
