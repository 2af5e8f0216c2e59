"""Merging segments into one without inverting again, and the policy that says which ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from kennisbank.search.whoosh.segmentfile import (
    Array,
    ColumnData,
    ColumnReader,
    FieldData,
    FieldReader,
    SegmentData,
    SegmentFile,
    smallest,
    value_key,
)

T = TypeVar("T")

# Segments of up to this many documents form the lowest tier; every next tier is MERGE_FACTOR times as large.
LOWEST_TIER = 64
MERGE_FACTOR = 8
# A segment of which more than this part is deleted is written anew.
DEAD_PART = 0.3
# A merge never makes a segment of more documents, which bounds the memory and time of one commit.
MAX_MERGED = 500_000


@dataclass(frozen=True)
class Part:
    """A segment to merge, and where its documents go: `numbers[old]` is the new number, -1 for deleted ones."""

    segment: SegmentFile
    numbers: Array


def tier(documents: int) -> int:
    """Size class of a segment of this many live documents."""
    result = 0
    limit = LOWEST_TIER
    while documents > limit:
        result += 1
        limit *= MERGE_FACTOR
    return result


def choose(sizes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of segments to merge now, given (live documents, all documents) of every segment.

    Tiered, as Lucene's log merge policy: MERGE_FACTOR segments of one tier become one of the next. A document is
    thus written about log8(n / 64) times, and no commit but one in many writes more than a few dozen documents.
    """
    tiers: dict[int, list[int]] = {}
    groups = []
    for number, (live, total) in enumerate(sizes):
        if total and (total - live) / total > DEAD_PART and tier(total) > 0:
            groups.append([number])
        else:
            tiers.setdefault(tier(live), []).append(number)
    for level in sorted(tiers):
        members = tiers[level]
        if len(members) >= MERGE_FACTOR and sum(sizes[number][0] for number in members) <= MAX_MERGED:
            groups.append(members)
    return groups


def merge(segments: Sequence[SegmentFile], deleted: Sequence[frozenset[int]]) -> SegmentData:
    """One segment with the live documents of `segments`, in their order."""
    parts = []
    docids: list[str] = []
    for segment, dead in zip(segments, deleted, strict=True):
        live = np.ones(segment.doc_count, bool)
        live[np.fromiter(dead, np.int64, len(dead))] = False
        numbers = np.where(live, np.cumsum(live) - 1 + len(docids), -1).astype(np.int32)
        parts.append(Part(segment, numbers))
        docids.extend(segment.docids.text(number) for number in np.flatnonzero(live).tolist())
    data = SegmentData(docids)
    for name in _names(parts, "fields"):
        merged = _merge_field([(part, reader) for part in parts if (reader := part.segment.field(name))])
        if merged is not None:
            data.fields[name] = merged
    for name in _names(parts, "columns"):
        column = _merge_column([(part, found) for part in parts if (found := part.segment.column(name))])
        if column is not None:
            data.columns[name] = column
    return data


def _names(parts: Sequence[Part], kind: str) -> list[str]:
    return sorted({name for part in parts for name in part.segment.directory[kind]})


def _gather(arrays: Sequence[Array], order: Array) -> Array:
    return np.concatenate(arrays)[order]


def _ranks(lists: Sequence[list[T]], key: Callable[[T], object] | None = None) -> tuple[list[T], list[Array]]:
    """All distinct items in order, and per list the rank of each of its items."""
    union = sorted({item for items in lists for item in items}, key=key)  # type: ignore[arg-type, type-var]
    rank = {item: number for number, item in enumerate(union)}
    return union, [np.array([rank[item] for item in items], np.int32) for items in lists]


def _sort_postings(
    ranks: Sequence[Array], starts: Sequence[Array], docs: Sequence[Array]
) -> tuple[Array, Array, Array]:
    """Ranks and new numbers of the postings that stay, by rank and document, and where they were in the input."""
    rank = np.concatenate([np.repeat(its, np.diff(begin)) for its, begin in zip(ranks, starts, strict=True)])
    doc = np.concatenate(docs)
    kept = np.flatnonzero(doc >= 0)
    # The input is in order segment by segment, and documents keep their order: a stable sort by rank alone merges runs.
    order = kept[np.argsort(rank[kept], kind="stable")]
    return rank[order], doc[order], order


def _compact(items: list[T], rank: Array) -> tuple[list[T], Array]:
    """Leave out the items without postings; returns the rest and where the postings of each begin."""
    present, first = np.unique(rank, return_index=True)
    return [items[number] for number in present.tolist()], np.append(first, len(rank)).astype(np.uint32)


def _merge_column(inputs: Sequence[tuple[Part, ColumnReader]]) -> ColumnData | None:
    values, ranks = _ranks([reader.values for _, reader in inputs], value_key)
    docs = [part.numbers[reader.ids] for part, reader in inputs]
    rank, doc, _ = _sort_postings(ranks, [reader.starts for _, reader in inputs], docs)
    if not len(rank):
        return None
    kept, starts = _compact(values, rank)
    return ColumnData(kept, starts, doc.astype(np.uint32))


def _merge_field(inputs: Sequence[tuple[Part, FieldReader]]) -> FieldData | None:
    terms, ranks = _ranks([reader.terms.to_list() for _, reader in inputs])
    docs = [part.numbers[reader.ids] for part, reader in inputs]
    rank, doc, order = _sort_postings(ranks, [reader.starts for _, reader in inputs], docs)
    if not len(rank):
        return None
    kept, starts = _compact(terms, rank)
    data = FieldData(kept, starts, doc.astype(np.uint32))
    readers = [reader for _, reader in inputs]
    keys = [reader.keys for reader in readers if reader.keys is not None]
    if keys:
        data.keys = _gather(keys, order)
        live_part = len(doc) / max(1, sum(len(reader.ids) for reader in readers))
        data.total_length = sum(reader.total_length for reader in readers) * live_part
        data.documents = max(1, round(sum(reader.documents for reader in readers) * live_part))
    if readers[0].counts is not None:
        _gather_places(data, readers, order)
    return data


def _gather_places(data: FieldData, readers: Sequence[FieldReader], order: Array) -> None:
    """Bring the places of the postings in the new order, all at once."""
    counts = np.concatenate([reader.counts for reader in readers if reader.counts is not None])
    places = np.concatenate([reader.places for reader in readers if reader.places is not None])
    # As few bytes a number as hold them all: these are the largest arrays of a merge.
    number = np.int32 if len(places) < np.iinfo(np.int32).max else np.int64
    begin = np.cumsum(counts, dtype=number) - counts
    new_counts = counts[order]
    ends = np.cumsum(new_counts, dtype=number)
    source = np.repeat(begin[order] - (ends - new_counts), new_counts)
    source += np.arange(len(source), dtype=number)
    data.places = smallest(places[source])
    data.counts = smallest(new_counts)
    data.placed = np.append(0, ends)[data.starts].astype(np.uint64)
