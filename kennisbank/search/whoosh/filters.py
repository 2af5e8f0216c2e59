"""Filters on columns: an expression that a queryset's WHERE was translated to, run on a segment as a mask."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kennisbank.search.whoosh.segmentfile import Array, ColumnReader, Value, value_key
from kennisbank.search.whoosh.snapshot import NO_DOCS, Segment


@dataclass(frozen=True)
class Compare:
    """One column compared with a value (a tuple for `in` and `range`). `lookup` is Django's name."""

    column: str
    lookup: str
    value: Value | bool | None | tuple[Value, ...]


@dataclass(frozen=True)
class Group:
    """Filters joined by AND or OR, turned round when `negated`."""

    filters: tuple["Filter", ...]
    connector: str
    negated: bool


@dataclass(frozen=True)
class Nothing:
    """No document."""


@dataclass(frozen=True)
class DocIds:
    """Documents with these ids: what the database answered where the index could not."""

    docids: frozenset[str]


Filter = Compare | Group | Nothing | DocIds

_TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": lambda text, part: part in text,
    "iexact": lambda text, other: text.lower() == other.lower(),
    "istartswith": lambda text, part: text.lower().startswith(part.lower()),
    "iendswith": lambda text, part: text.lower().endswith(part.lower()),
    "icontains": lambda text, part: part.lower() in text.lower(),
}
LOOKUPS = frozenset({"exact", "in", "lt", "lte", "gt", "gte", "range", "isnull", "prefix", *_TEXT_TESTS})


def run_filter(segment: Segment, filter_: Filter) -> Array:
    """Mask of the documents of a segment that pass, deleted ones included."""
    match filter_:
        case Group():
            return _group(segment, filter_)
        case Compare():
            return segment.cached(filter_, lambda: _compare(segment, filter_))
        case DocIds():
            return _docids(segment, filter_)
    return np.zeros(segment.size, bool)


def _group(segment: Segment, group: Group) -> Array:
    every = group.connector == "AND"
    mask = np.full(segment.size, every)
    for part in group.filters:
        part_mask = run_filter(segment, part)
        mask = mask & part_mask if every else mask | part_mask
    return ~mask if group.negated else mask


def _docids(segment: Segment, filter_: DocIds) -> Array:
    if len(filter_.docids) * 16 > segment.size:
        names = (docid.decode() for docid in segment.file.docids.to_list())
        return np.fromiter((docid in filter_.docids for docid in names), bool, segment.size)
    numbers = [number for docid in filter_.docids for number in segment.find_doc(docid)]
    return segment.mask(np.array(numbers, np.int64))


def _compare(segment: Segment, compare: Compare) -> Array:
    column = segment.column(compare.column)
    if compare.lookup == "isnull":
        mask = segment.mask(NO_DOCS if column is None else column.ids)
        return ~mask if compare.value else mask
    if column is None:
        return np.zeros(segment.size, bool)
    return segment.mask(_matching(column, compare))


def _matching(column: ColumnReader, compare: Compare) -> Array:
    """Documents of a column whose value passes the comparison."""
    value = compare.value
    if isinstance(value, tuple):
        if compare.lookup == "range":
            return _between(column, value[0], value[1])
        return _concatenate([column.slice(*_bounds(column, "exact", each)) for each in value])
    if value is None:
        return NO_DOCS
    if compare.lookup in _TEXT_TESTS or compare.lookup == "prefix":
        test = _TEXT_TESTS.get(compare.lookup, str.startswith)
        wanted = str(value)
        passed = [number for number, each in enumerate(column.values) if test(str(each), wanted)]
        return _concatenate([column.slice(number, number + 1) for number in passed])
    return column.slice(*_bounds(column, compare.lookup, value))


def _between(column: ColumnReader, low: Value, high: Value) -> Array:
    first = _bounds(column, "gte", low)[0]
    last = _bounds(column, "lte", high)[1]
    return column.slice(first, max(first, last))


def _concatenate(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else NO_DOCS


def _bounds(column: ColumnReader, lookup: str, value: Value) -> tuple[int, int]:
    """First and last + 1 value that passes. Numbers are never compared with texts."""
    keys = column.sort_keys
    left, right = bisect_left(keys, value_key(value)), bisect_right(keys, value_key(value))
    first_text = bisect_left(keys, (True, ""))
    lowest, highest = (first_text, len(keys)) if isinstance(value, str) else (0, first_text)
    match lookup:
        case "lt":
            return lowest, left
        case "lte":
            return lowest, right
        case "gt":
            return right, highest
        case "gte":
            return left, highest
    return left, right
