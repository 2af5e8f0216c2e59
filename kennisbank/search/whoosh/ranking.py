"""From hits per segment to one page: best first, ordered by columns, or counted per value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import chain
from typing import NamedTuple

import numpy as np

from kennisbank.search.whoosh.evaluate import Evaluator, Hits
from kennisbank.search.whoosh.filters import Filter, run_filter
from kennisbank.search.whoosh.segmentfile import Array, Value, value_key
from kennisbank.search.whoosh.snapshot import LiveSegment, Segment, Snapshot


@dataclass(frozen=True)
class Found:
    """The hits of one segment after filters and deletions."""

    segment: Segment
    hits: Hits


class Ranked(NamedTuple):
    """One result: the object's id and its score (0.0 where no words were asked)."""

    docid: str
    score: float


def allowed(live: LiveSegment, types: tuple[str, ...], filters: Iterable[Filter]) -> Array:
    """Mask of the live documents of these types (empty: all types) that pass the filters."""
    mask = live.of_types(types)
    for filter_ in filters:
        mask = mask & run_filter(live.segment, filter_)
    return mask


def find(
    snapshot: Snapshot, evaluator: Evaluator, types: tuple[str, ...] = (), filters: Sequence[Filter] = ()
) -> list[Found]:
    """The hits per segment."""
    found = []
    for live in snapshot.segments:
        if evaluator.matches_all():
            hits = Hits(np.flatnonzero(allowed(live, types, filters)), None)
        else:
            hits = evaluator.hits(live.segment)
            if filters or not live.has_only(types):
                kept = allowed(live, types, filters).take(hits.ids)
                hits = Hits(hits.ids[kept], None if hits.scores is None else hits.scores[kept])
        if len(hits.ids):
            found.append(Found(live.segment, hits))
    return found


def count(found: Sequence[Found]) -> int:
    """Number of documents found."""
    return sum(len(each.hits.ids) for each in found)


def docids(found: Sequence[Found]) -> list[str]:
    """Ids of all documents found, in the order of the index."""
    return [docid(each.segment, number) for each in found for number in each.hits.ids.tolist()]


def docid(segment: Segment, number: int) -> str:
    """Id of one document."""
    return segment.file.docid(number)


def _top(hits: Hits, limit: int) -> tuple[Array, Array]:
    """The `limit` best documents; among equals those written first, so that pages never overlap."""
    if hits.scores is None:
        return hits.ids[:limit], np.zeros(min(limit, len(hits.ids)))
    scores = hits.scores
    if len(scores) <= limit:
        chosen = np.arange(len(scores))
    else:
        edge = len(scores) - limit
        threshold = np.partition(scores, edge)[edge]
        chosen = (scores >= threshold).nonzero()[0]
        if len(chosen) > 2 * limit:  # of the many that share the lowest place only the first
            lowest = scores.take(chosen) == threshold
            above = chosen[~lowest]
            chosen = np.concatenate((above, chosen[lowest][: limit - len(above)]))
    order = (-scores.take(chosen)).argsort(kind="stable")[:limit]
    chosen = chosen.take(order)
    return hits.ids.take(chosen), scores.take(chosen)


def best(found: Sequence[Found], start: int, stop: int | None) -> list[Ranked]:
    """Results start..stop-1 by descending score."""
    limit = count(found) if stop is None else stop
    if limit <= start:
        return []
    rows = [_ranked(each, limit) for each in found]
    if len(rows) == 1:
        return rows[0][start:]
    # Sorting is stable: among equals the order of the index.
    return sorted(chain.from_iterable(rows), key=lambda row: -row.score)[start:limit]


def _ranked(each: Found, limit: int) -> list[Ranked]:
    """The best results of one segment."""
    ids, scores = _top(each.hits, limit)
    return list(map(Ranked, map(each.segment.file.docid, ids.tolist()), scores.tolist()))


# Ordering by columns


@dataclass(frozen=True)
class _Row:
    segment: Segment
    number: int
    values: tuple[Value | None, ...]


def ordinals(segment: Segment, name: str) -> Array:
    """Per document the rank of its value within the segment, -1 without a value."""

    def make() -> Array:
        ranks = np.full(segment.size, -1, np.int64)
        column = segment.column(name)
        if column is not None:
            ranks[column.ids] = np.repeat(np.arange(len(column.values)), np.diff(column.starts))
        return ranks

    return segment.cached(("ordinals", name), make)


def _rows(each: Found, order: Sequence[tuple[str, bool]], limit: int) -> list[_Row]:
    """The first `limit` documents of a segment in this order."""
    ids = each.hits.ids
    ranks = [ordinals(each.segment, name).take(ids) for name, _ in order]
    keys = [-rank if descending else rank for rank, (_, descending) in zip(ranks, order, strict=True)]
    if len(ids) > 4 * limit > 0:
        # Only documents that come first by the first column can be among the first.
        first = np.flatnonzero(keys[0] <= np.partition(keys[0], limit - 1)[limit - 1])
        ids = ids[first]
        ranks = [rank[first] for rank in ranks]
        keys = [key[first] for key in keys]
    rows = np.lexsort([ids, *reversed(keys)])[:limit].tolist()
    columns = [each.segment.column(name) for name, _ in order]
    result = []
    for row in rows:
        values = tuple(
            None if column is None or rank[row] < 0 else column.values[int(rank[row])]
            for column, rank in zip(columns, ranks, strict=True)
        )
        result.append(_Row(each.segment, int(ids[row]), values))
    return result


def _compare(first: Value | None, second: Value | None) -> int:
    """-1, 0 or 1; no value comes before every value, as in SQLite."""
    if first == second:
        return 0
    if first is None or second is None:
        return -1 if first is None else 1
    return -1 if value_key(first) < value_key(second) else 1


def ordered(found: Sequence[Found], order: Sequence[tuple[str, bool]], start: int, stop: int | None) -> list[str]:
    """Ids of results start..stop-1, ordered by (column, descending) pairs."""
    limit = count(found) if stop is None else stop
    rows = [row for each in found for row in _rows(each, order, limit)]

    def compare(first: _Row, second: _Row) -> int:
        for (_, descending), one, other in zip(order, first.values, second.values, strict=True):
            outcome = _compare(one, other)
            if outcome:
                return -outcome if descending else outcome
        return 0

    rows.sort(key=cmp_to_key(compare))
    return [docid(row.segment, row.number) for row in rows[start:limit]]


# Counting per value


def facet(found: Sequence[Found], name: str) -> dict[Value | None, int]:
    """Number of documents found per value of a column, most frequent first; None: without a value."""
    counts: dict[Value | None, int] = {}
    for each in found:
        column = each.segment.column(name)
        ids = each.hits.ids
        without = len(ids)
        if column is not None:
            mask = each.segment.mask(ids)
            per_value = np.add.reduceat(mask.take(column.ids), column.starts[:-1], dtype=np.int64)
            for number in np.flatnonzero(per_value).tolist():
                value = column.values[number]
                counts[value] = counts.get(value, 0) + int(per_value[number])
            has_value = each.segment.cached(("has", name), lambda: each.segment.mask(column.ids))  # noqa: B023
            without -= int(np.count_nonzero(has_value.take(ids)))
        if without:
            counts[None] = counts.get(None, 0) + without
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
