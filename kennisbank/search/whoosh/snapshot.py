"""What one search sees: an unchanging set of segments with the deletions of one generation of the index."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log

import numpy as np

from kennisbank.search.whoosh.cache import ByteCache
from kennisbank.search.whoosh.inverter import LENGTHS, TF_STEPS
from kennisbank.search.whoosh.segmentfile import Array, ColumnReader, FieldReader, Posting, SegmentFile

# BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"), within the usual bounds.
K1 = 2.0
B = 0.85
# Bytes that a small cached object is counted for, apart from its arrays.
OBJECT_SIZE = 400

NO_DOCS: Array = np.zeros(0, np.uint32)


@lru_cache(maxsize=256)
def _score_table(step: int) -> Array:
    average = exp(step / 100)
    frequency = np.arange(256, dtype=np.float64)[:, None] / TF_STEPS
    norm = K1 * ((1 - B) + B * LENGTHS[None, :] / average)
    table: Array = (frequency * (K1 + 1) / (frequency + norm)).ravel()
    table.setflags(write=False)
    return table


def score_table(average: float) -> Array:
    """BM25 of every possible key (frequency x length), for an average length in words.

    The average is rounded to steps of one percent, so that not every small commit asks for a new table.
    """
    return _score_table(round(log(max(average, 0.1)) * 100))


class Segment:
    """An open segment file with what was derived from it. Everything in it stays true: segments never change."""

    def __init__(self, segid: str, file: SegmentFile, cache: ByteCache) -> None:
        self.segid = segid
        self.file = file
        self.size = file.doc_count
        self._cache = cache
        self._fields: dict[str, FieldReader | None] = {}

    def cached(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """An array kept in the cache of the index under the segment's name."""
        return self._cache.get((self.segid, key), make, lambda made: made.nbytes + OBJECT_SIZE)

    def field(self, name: str) -> FieldReader | None:
        """A field of the segment, or None."""
        if name not in self._fields:
            self._fields[name] = self.file.field(name)
        return self._fields[name]

    def column(self, name: str) -> ColumnReader | None:
        """A column of the segment, or None."""

        def size(column: ColumnReader | None) -> int:
            return OBJECT_SIZE + (0 if column is None else 200 * len(column.values))

        return self._cache.get((self.segid, "column", name), lambda: self.file.column(name), size)

    def posting(self, field: str, term: str) -> Posting | None:
        """Postings of a term, or None."""

        def find() -> Posting | None:
            reader = self.field(field)
            return None if reader is None else reader.find(term)

        return self._cache.get((self.segid, field, term), find, lambda _: OBJECT_SIZE)

    def words(self, field: str) -> frozenset[str]:
        """All terms of a field as a set."""

        def read() -> frozenset[str]:
            reader = self.field(field)
            return frozenset() if reader is None else frozenset(term.decode() for term in reader.terms.to_list())

        return self._cache.get((self.segid, "words", field), read, lambda words: OBJECT_SIZE + 100 * len(words))

    def mask(self, ids: Array) -> Array:
        """Documents as one boolean per document of the segment."""
        mask = np.zeros(self.size, bool)
        mask[ids] = True
        return mask

    def find_doc(self, docid: str) -> list[int]:
        """Numbers of the documents with this id (one, unless it was written twice)."""
        reader = self.field("docid")
        posting = None if reader is None else reader.find(docid)
        return [] if posting is None else posting.ids.tolist()


@dataclass(frozen=True)
class LiveSegment:
    """A segment with the deletions of one generation. `live` is None when nothing is deleted."""

    segment: Segment
    live: Array | None
    dead: frozenset[int]
    # By types: the mask, and whether it has every document. There are as few choices of types as there are pages.
    _masks: dict[tuple[str, ...], tuple[Array, bool]] = field(default_factory=dict, repr=False, compare=False)

    def of_types(self, types: tuple[str, ...]) -> Array:
        """Mask of the live documents of these types; no types: of all."""
        return self._mask(types)[0]

    def has_only(self, types: tuple[str, ...]) -> bool:
        """Whether every document is live and of these types."""
        return self._mask(types)[1]

    def _mask(self, types: tuple[str, ...]) -> tuple[Array, bool]:
        found = self._masks.get(types)
        if found is None:
            mask = self._of_types(types) if types else np.ones(self.segment.size, bool)
            if self.live is not None:
                mask = mask & self.live
            found = self._masks[types] = mask, bool(mask.all())
        return found

    def _of_types(self, types: tuple[str, ...]) -> Array:
        def make() -> Array:
            postings = [self.segment.posting("ctypes", label) for label in types]
            mask = np.zeros(self.segment.size, bool)
            for posting in postings:
                if posting is not None:
                    mask[posting.ids] = True
            return mask

        return self.segment.cached(("ctypes", types), make)


class Snapshot:
    """The segments of one generation with their common statistics.

    `fingerprint` is that of the rebuild the index stems from; empty when the index is not complete.
    """

    def __init__(self, generation: int, segments: list[LiveSegment], fingerprint: str = "") -> None:
        self.generation = generation
        self.fingerprint = fingerprint
        self.segments = segments
        self.doc_count = sum(live.segment.size for live in segments)
        self._tables: dict[str, Array] = {}

    def table(self, field: str) -> Array:
        """Scores by key for one field."""
        table = self._tables.get(field)
        if table is None:
            readers = [reader for live in self.segments if (reader := live.segment.field(field))]
            documents = sum(reader.documents for reader in readers)
            length = sum(reader.total_length for reader in readers)
            table = self._tables[field] = score_table(length / documents if documents else 1.0)
        return table

    def idf(self, doc_frequency: int) -> float:
        """Weight of a term that occurs in this many documents (BM25 with a floor above zero, as in Lucene)."""
        return log(1 + (self.doc_count - doc_frequency + 0.5) / (doc_frequency + 0.5))
