"""Tantivy, the search engine in Rust, through its Python package, with its own Dutch stemmer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, SchemaBuilder, SnippetGenerator, TextAnalyzerBuilder, Tokenizer

from benchmarks.engines.corpus import THEMAS, Doc


class Tantivy:
    """One index with a stemmed title and text; updates through a writer that stays open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        builder = SchemaBuilder()
        builder.add_integer_field("pk", stored=True, indexed=True, fast=True)
        builder.add_text_field("title", tokenizer_name="nl")
        builder.add_text_field("body", stored=True, tokenizer_name="nl")
        builder.add_text_field("beginning", tokenizer_name="plain")
        builder.add_text_field("thema", tokenizer_name="raw", fast=True)
        builder.add_integer_field("dag", fast=True)
        self.schema = builder.build()
        self.writer: Any = None

    def open(self) -> None:
        self.index = tantivy.Index(self.schema, path=str(self.folder))
        dutch = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.stemmer("dutch"))
        plain = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        self.analyzer = dutch.build()
        self.index.register_tokenizer("nl", self.analyzer)
        self.index.register_tokenizer("plain", plain.build())
        self.searcher = self.index.searcher()

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def _document(self, doc: Doc) -> Any:
        made = tantivy.Document()
        made.add_integer("pk", doc.number)
        made.add_text("title", doc.title)
        made.add_text("body", doc.body)
        made.add_text("beginning", doc.title)
        for naam in doc.themas:
            made.add_text("thema", naam)
        made.add_integer("dag", doc.day)
        return made

    def build(self, docs: Sequence[Doc]) -> None:
        self.folder.mkdir(parents=True)
        self.open()
        writer = self.index.writer(heap_size=128_000_000, num_threads=1)
        for doc in docs:
            writer.add_document(self._document(doc))
        writer.commit()
        writer.wait_merging_threads()
        self.open()

    def update(self, doc: Doc) -> None:
        if self.writer is None:
            self.writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        self.writer.delete_documents("pk", doc.number)
        self.writer.add_document(self._document(doc))
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def _top(self, query: Any) -> Any:
        found = self.searcher.search(query, limit=10, count=True)
        return found.count, [address for _, address in found.hits]

    def _terms(self, words: str) -> list[str]:
        return list(self.analyzer.analyze(words))

    def _word(self, term: str) -> Any:
        title = Query.boost_query(Query.term_query(self.schema, "title", term), 5.0)
        return Query.boolean_query([(Occur.Should, title), (Occur.Should, self._in_body(term))])

    def _in_body(self, term: str) -> Any:
        return Query.term_query(self.schema, "body", term)

    def _either(self, words: str) -> Any:
        return Query.boolean_query([(Occur.Should, self._word(term)) for term in self._terms(words)])

    def any(self, words: str) -> Any:
        return self._top(self._either(words))

    def all(self, words: str) -> Any:
        return self._top(Query.boolean_query([(Occur.Must, self._word(term)) for term in self._terms(words)]))

    def phrase(self, words: str) -> Any:
        terms = self._terms(words)
        if len(terms) == 1:
            return self._top(self._in_body(terms[0]))
        fields = [Query.phrase_query(self.schema, name, terms) for name in ("title", "body")]
        return self._top(Query.boolean_query([(Occur.Should, field) for field in fields]))

    def prefix(self, beginning: str) -> Any:
        return self._top(Query.regex_query(self.schema, "beginning", f"{beginning}.*"))

    def fuzzy(self, word: str) -> Any:
        fields = [Query.fuzzy_term_query(self.schema, name, self._terms(word)[0]) for name in ("title", "body")]
        return self._top(Query.boolean_query([(Occur.Should, field) for field in fields]))

    def filter(self, words: str, themas: Sequence[str]) -> Any:
        inside = Query.boost_query(Query.term_set_query(self.schema, "thema", list(themas)), 0.0)
        return self._top(Query.boolean_query([(Occur.Must, self._either(words)), (Occur.Must, inside)]))

    def facet(self, words: str) -> Any:
        asked = {"themas": {"terms": {"field": "thema", "size": len(THEMAS)}}}
        return None, self.searcher.aggregate(self._either(words), asked)

    def newest(self, words: str) -> Any:
        found = self.searcher.search(self._either(words), limit=10, count=True, order_by_field="dag")
        return found.count, [address for _, address in found.hits]

    def fragments(self, words: str) -> Any:
        query = self._either(words)
        total, addresses = self._top(query)
        generator = SnippetGenerator.create(self.searcher, query, self.schema, "body")
        return total, [generator.snippet_from_doc(self.searcher.doc(address)).to_html() for address in addresses]
