"""SQLite's full-text search, given our stems so that both do the same work, with a table of themas."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines.corpus import Doc
from kennisbank.search.whoosh.analysis import analyse

RANK = "bm25(t, 5.0, 1.0)"


class Fts5:
    """FTS5 ranked with its own BM25."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(self.folder / "fts.db", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;")

    def size(self) -> int:
        return (self.folder / "fts.db").stat().st_size

    @staticmethod
    def _stems(text: str) -> str:
        return " ".join(term.text for term in analyse(text))

    def _insert(self, doc: Doc) -> None:
        row = (doc.number, self._stems(doc.title), self._stems(doc.body))
        self.db.execute("INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)", row)
        self.db.executemany("INSERT INTO thema VALUES (?, ?)", [(doc.number, naam) for naam in doc.themas])
        self.db.execute("INSERT INTO dag VALUES (?, ?)", (doc.number, doc.day))

    def build(self, docs: Sequence[Doc]) -> None:
        self.open()
        self.db.executescript(
            "CREATE VIRTUAL TABLE t USING fts5(title, body, prefix='2 3 4');"
            "CREATE TABLE thema(doc INTEGER, naam TEXT); CREATE INDEX thema_naam ON thema(naam, doc);"
            "CREATE INDEX thema_doc ON thema(doc, naam); CREATE TABLE dag(doc INTEGER PRIMARY KEY, dag INTEGER);"
        )
        self.db.execute("BEGIN")
        for doc in docs:
            self._insert(doc)
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def update(self, doc: Doc) -> None:
        self.db.execute("BEGIN")
        for table, key in (("t", "rowid"), ("thema", "doc"), ("dag", "doc")):
            self.db.execute(f"DELETE FROM {table} WHERE {key} = ?", (doc.number,))  # noqa: S608  names of our own
        self._insert(doc)
        self.db.execute("COMMIT")

    def _match(self, match: str, where: str = "", order: str = RANK, *params: str, what: str = "t.rowid") -> Any:
        base = f"FROM t {where} {'AND' if where else 'WHERE'} t MATCH ?"
        total = self.db.execute(f"SELECT count(*) {base}", (*params, match)).fetchone()[0]
        rows = self.db.execute(f"SELECT {what} {base} ORDER BY {order} LIMIT 10", (*params, match)).fetchall()
        return total, [row[0] for row in rows]

    def _either(self, words: str) -> str:
        return " OR ".join(self._stems(words).split())

    def any(self, words: str) -> Any:
        return self._match(self._either(words))

    def all(self, words: str) -> Any:
        return self._match(self._stems(words))

    def phrase(self, words: str) -> Any:
        return self._match(f'"{self._stems(words)}"')

    def prefix(self, beginning: str) -> Any:
        return self._match(f'title : "{beginning}" *')

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        marks = ",".join("?" * len(themas))
        # EXISTS, because FTS5 plans a join with a list of themas the wrong way round.
        inside = f"WHERE EXISTS (SELECT 1 FROM thema WHERE thema.doc = t.rowid AND thema.naam IN ({marks}))"  # noqa: S608
        return self._match(self._either(words), inside, RANK, *themas)

    def facet(self, words: str) -> Any:
        sql = "SELECT naam, count(*) FROM thema WHERE doc IN (SELECT rowid FROM t WHERE t MATCH ?) GROUP BY naam"
        return None, self.db.execute(sql, (self._either(words),)).fetchall()

    def newest(self, words: str) -> Any:
        return self._match(self._either(words), "JOIN dag ON dag.doc = t.rowid WHERE 1", "dag.dag DESC")

    def fragments(self, words: str) -> Any:
        return self._match(self._either(words), what="snippet(t, 1, '<b>', '</b>', '…', 30)")
