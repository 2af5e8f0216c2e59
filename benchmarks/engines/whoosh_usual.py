"""Whoosh 2.7.4 as its manual shows it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import MultifieldParser, OrGroup

from benchmarks.engines.corpus import Doc


class WhooshUsual:
    """One document a row, Whoosh's own fields, parser and searcher."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        self.index = index.open_dir(self.folder)

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def _create(self) -> None:
        self.folder.mkdir(parents=True)
        schema = fields.Schema(
            pk=fields.ID(unique=True, stored=True),
            title=fields.TEXT(analyzer=LanguageAnalyzer("nl"), field_boost=5.0),
            body=fields.TEXT(analyzer=LanguageAnalyzer("nl"), stored=True),
            ac=fields.NGRAMWORDS(minsize=2, maxsize=5, at="start"),
            thema=fields.KEYWORD(commas=True),
            dag=fields.NUMERIC(sortable=True),
        )
        self.index = index.create_in(self.folder, schema)

    def _fields(self, doc: Doc) -> dict[str, Any]:
        ids = {"pk": str(doc.number), "title": doc.title, "body": doc.body, "ac": doc.title}
        return {**ids, "thema": ",".join(doc.themas), "dag": doc.day}

    def build(self, docs: Sequence[Doc]) -> None:
        self._create()
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
        return self._search(self._parse(f'"{words}"', False))

    def prefix(self, beginning: str) -> Any:
        return self._search(query.Term("ac", beginning))

    def fuzzy(self, word: str) -> Any:
        return self._search(query.FuzzyTerm("body", word))

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        return self._search(self._parse(words, True), filter=query.Or([query.Term("thema", each) for each in themas]))

    def facet(self, words: str) -> Any:
        return self._search(self._parse(words, True), groupedby=sorting.FieldFacet("thema", allow_overlap=True))

    def newest(self, words: str) -> Any:
        return self._search(self._parse(words, True), sortedby="dag", reverse=True)

    def fragments(self, words: str) -> Any:
        with self.index.searcher() as searcher:
            hits = searcher.search(self._parse(words, True), limit=10)
            return len(hits), [hit.highlights("body") for hit in hits]
