"""PostgreSQL's full-text search with its Dutch configuration and the indexes that belong with it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.engines.corpus import Doc

URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
SCHEMA = "kennisbank_bench"
RANK = "ts_rank_cd(v, q) DESC"


class Postgres:
    """A table with a weighted tsvector, in a schema of its own that is dropped before each build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trigrams = False

    @staticmethod
    def is_there() -> bool:
        """Whether a PostgreSQL lets us in."""
        try:
            psycopg.connect(URL, connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def open(self) -> None:
        self.db = psycopg.connect(URL, autocommit=True, options=f"-c search_path={SCHEMA}")

    def close(self) -> None:
        """Leave nothing behind on the server."""
        self.open()
        self.db.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")  # type: ignore[arg-type]
        self.db.close()

    def size(self) -> int:
        row = self.db.execute("SELECT pg_total_relation_size('d') + pg_total_relation_size('thema')").fetchone()
        return int(row[0]) if row else 0

    def build(self, docs: Sequence[Doc]) -> None:
        self.close()
        self.open()
        self.db.execute(f"CREATE SCHEMA {SCHEMA}")  # type: ignore[arg-type]
        self.db.execute(
            "CREATE TABLE d(id int PRIMARY KEY, title text, body text, dag int, v tsvector, titel tsvector);"
            "CREATE TABLE thema(doc int, naam text)"
        )
        with self.db.cursor() as cursor:
            with cursor.copy("COPY d(id, title, body, dag) FROM STDIN") as copy:
                for doc in docs:
                    copy.write_row((doc.number, doc.title, doc.body, doc.day))
            with cursor.copy("COPY thema FROM STDIN") as copy:
                for doc in docs:
                    for naam in doc.themas:
                        copy.write_row((doc.number, naam))
        self.db.execute(
            "UPDATE d SET titel = to_tsvector('simple', title),"
            " v = setweight(to_tsvector('dutch', title), 'A') || setweight(to_tsvector('dutch', body), 'D');"
            "CREATE INDEX ON d USING gin(v); CREATE INDEX ON d USING gin(titel); CREATE INDEX ON d(dag);"
            "CREATE INDEX ON thema(naam, doc); CREATE INDEX ON thema(doc, naam)"
        )
        self.db.execute("VACUUM ANALYZE d")
        self.db.execute("VACUUM ANALYZE thema")

    def update(self, doc: Doc) -> None:
        with self.db.transaction():
            self.db.execute(
                "UPDATE d SET title = %(t)s, body = %(b)s, dag = %(d)s, titel = to_tsvector('simple', %(t)s),"
                " v = setweight(to_tsvector('dutch', %(t)s), 'A') || setweight(to_tsvector('dutch', %(b)s), 'D')"
                " WHERE id = %(n)s",
                {"t": doc.title, "b": doc.body, "d": doc.day, "n": doc.number},
            )
            self.db.execute("DELETE FROM thema WHERE doc = %s", (doc.number,))
            for naam in doc.themas:
                self.db.execute("INSERT INTO thema VALUES (%s, %s)", (doc.number, naam))

    def _match(self, asked: str, param: str, where: str = "", order: str = RANK, *more: Any, what: str = "id") -> Any:
        base = f"FROM d, {asked} q WHERE {'titel' if 'simple' in asked else 'v'} @@ q {where}"
        row = self.db.execute(f"SELECT count(*) {base}", (param, *more)).fetchone()  # type: ignore[arg-type]
        rows = self.db.execute(f"SELECT {what} {base} ORDER BY {order} LIMIT 10", (param, *more)).fetchall()  # type: ignore[arg-type]
        return row[0] if row else 0, [each[0] for each in rows]

    @staticmethod
    def _either(words: str) -> str:
        return " | ".join(words.split())

    def any(self, words: str) -> Any:
        return self._match("to_tsquery('dutch', %s)", self._either(words))

    def all(self, words: str) -> Any:
        return self._match("plainto_tsquery('dutch', %s)", words)

    def phrase(self, words: str) -> Any:
        return self._match("phraseto_tsquery('dutch', %s)", words)

    def prefix(self, beginning: str) -> Any:
        return self._match("to_tsquery('simple', %s)", f"{beginning}:*", order="length(title)")

    def fuzzy(self, word: str) -> Any:
        """Words that share most trigrams: what PostgreSQL has for typing errors. Its index is made when first asked."""
        if not self._trigrams:
            self.db.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA " + SCHEMA)  # type: ignore[arg-type]
            self.db.execute("CREATE INDEX ON d USING gin((title || ' ' || body) gin_trgm_ops)")
            self._trigrams = True
        base = "FROM d WHERE %s <%% (title || ' ' || body)"
        row = self.db.execute(f"SELECT count(*) {base}", (word,)).fetchone()  # type: ignore[arg-type]
        rows = self.db.execute(
            f"SELECT id {base} ORDER BY word_similarity(%s, title || ' ' || body) DESC LIMIT 10",  # type: ignore[arg-type]
            (word, word),
        ).fetchall()
        return row[0] if row else 0, [each[0] for each in rows]

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        where = "AND EXISTS (SELECT 1 FROM thema WHERE thema.doc = d.id AND thema.naam = ANY(%s))"
        return self._match("to_tsquery('dutch', %s)", self._either(words), where, RANK, list(themas))

    def facet(self, words: str) -> Any:
        sql = (
            "SELECT naam, count(*) FROM thema JOIN d ON d.id = thema.doc, to_tsquery('dutch', %s) q WHERE v @@ q"
            " GROUP BY naam"
        )
        return None, self.db.execute(sql, (self._either(words),)).fetchall()

    def newest(self, words: str) -> Any:
        return self._match("to_tsquery('dutch', %s)", self._either(words), "", "dag DESC")

    def fragments(self, words: str) -> Any:
        base = "FROM d, to_tsquery('dutch', %s) q WHERE v @@ q"
        row = self.db.execute(f"SELECT count(*) {base}", (self._either(words),)).fetchone()  # type: ignore[arg-type]
        rows = self.db.execute(
            f"SELECT ts_headline('dutch', body, q) FROM (SELECT body, q {base} ORDER BY {RANK} LIMIT 10) ten",  # type: ignore[arg-type]  # noqa: S608
            (self._either(words),),
        ).fetchall()
        return row[0] if row else 0, [each[0] for each in rows]
