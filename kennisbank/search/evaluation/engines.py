"""Ways to search that ours is compared with: plain BM25, SQLite FTS5 and PostgreSQL. All take any of the words (OR)."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import Protocol

from kennisbank.search.evaluation.data import Text
from kennisbank.search.whoosh.analysis import analyse, split_words

TITLE_WEIGHT = 3
K1 = 1.2
B = 0.75
ANYTHING = 1_000


class Engine(Protocol):
    """A way to search."""

    name: str

    def search(self, question: str) -> list[str]:
        """Names of the documents found, best first."""


class PlainBM25:
    """BM25 over Dutch stems, a title counting three times; computed apart from our engine, in plain Python."""

    name = "BM25"

    def __init__(self, texts: Sequence[Text]) -> None:
        self._ids = [text.id for text in texts]
        self._postings: dict[str, dict[int, int]] = {}
        self._lengths = []
        for number, text in enumerate(texts):
            title = [term.text for term in analyse(text.title)]
            words = title * TITLE_WEIGHT + [term.text for term in analyse(text.text)]
            self._lengths.append(len(words))
            for word, times in Counter(words).items():
                self._postings.setdefault(word, {})[number] = times
        self._average = sum(self._lengths) / max(1, len(texts))

    def search(self, question: str) -> list[str]:
        """Names of the documents found, best first."""
        scores: dict[int, float] = {}
        for word in dict.fromkeys(term.text for term in analyse(question)):
            postings = self._postings.get(word, {})
            rare = log(1 + (len(self._ids) - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, times in postings.items():
                norm = K1 * (1 - B + B * self._lengths[number] / self._average)
                scores[number] = scores.get(number, 0.0) + rare * times * (K1 + 1) / (times + norm)
        return [self._ids[number] for number in sorted(scores, key=lambda each: (-scores[each], each))]


class SqliteFts5:
    """SQLite's own full text search, as Wagtail uses it: no stemming, the title counting three times."""

    name = "FTS5"

    def __init__(self, texts: Sequence[Text]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE teksten USING fts5(id UNINDEXED, titel, tekst, tokenize='unicode61')"
        )
        self._database.executemany(
            "INSERT INTO teksten VALUES (?, ?, ?)", ((text.id, text.title, text.text) for text in texts)
        )

    def search(self, question: str) -> list[str]:
        """Names of the documents found, best first."""
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(split_words(question)))
        if not words:
            return []
        rows = self._database.execute(
            "SELECT id FROM teksten WHERE teksten MATCH ? ORDER BY bm25(teksten, 0, ?, 1) LIMIT ?",
            (words, TITLE_WEIGHT, ANYTHING),
        )
        return [row[0] for row in rows]


class PostgreSQL:
    """PostgreSQL's full text search with its Dutch dictionary, in a temporary table; the title has weight A."""

    name = "PostgreSQL"

    def __init__(self, texts: Sequence[Text], dsn: str) -> None:
        """Fill the table.

        Raises:
            OSError: the server cannot be reached, or psycopg is not installed.
        """
        try:
            import psycopg
        except ImportError as error:
            raise OSError("psycopg is niet geïnstalleerd") from error
        try:
            self._connection = psycopg.connect(dsn, autocommit=True)
        except psycopg.Error as error:
            raise OSError(str(error)) from error
        self._connection.execute("CREATE TEMPORARY TABLE teksten (id text, woorden tsvector)")
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO teksten VALUES (%s, setweight(to_tsvector('dutch', %s), 'A') || to_tsvector('dutch', %s))",
                [(text.id, text.title, text.text.replace("\x00", "")[:500_000]) for text in texts],
            )

    def search(self, question: str) -> list[str]:
        """Names of the documents found, best first."""
        words = " or ".join(dict.fromkeys(split_words(question)))
        rows = self._connection.execute(
            "SELECT id FROM teksten, websearch_to_tsquery('dutch', %s) AS vraag WHERE woorden @@ vraag "
            "ORDER BY ts_rank('{0.33, 0.33, 0.33, 1.0}', woorden, vraag, 1) DESC, id LIMIT %s",
            (words, ANYTHING),
        )
        return [row[0] for row in rows]


def others(texts: Sequence[Text], dsn: str | None) -> Iterable[Engine]:
    """The engines that can be had here."""
    yield PlainBM25(texts)
    yield SqliteFts5(texts)
    if dsn:
        yield PostgreSQL(texts, dsn)
