"""Everything found for one question over all kinds, with the facets chosen, as masks on the segments of the index."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils import timezone
from modelsearch.query import MATCH_ALL

from kennisbank.search.kinds import KIND_FACET, YEAR_FACET, FacetValue, SearchKind
from kennisbank.search.whoosh.analysis import fold
from kennisbank.search.whoosh.compiler import WhooshQueryCompiler
from kennisbank.search.whoosh.evaluate import Evaluator, Hits
from kennisbank.search.whoosh.filters import Compare, Filter, run_filter
from kennisbank.search.whoosh.ranking import Found, allowed, docid, ordinals
from kennisbank.search.whoosh.segmentfile import Array, ColumnReader, Value
from kennisbank.search.whoosh.snapshot import LiveSegment, Segment, Snapshot

# The first and the last day that results may be of.
Periode = tuple[datetime.date | None, datetime.date | None]
# Days outside these cannot be written in another time zone.
_FIRST_DAY, _LAST_DAY = datetime.date(1001, 1, 1), datetime.date(9998, 12, 31)
# Key of the mask of the period among those of the facets.
PERIODE = "van-tot"


@dataclass(frozen=True)
class Scope:
    """A kind with what the public may see of it, as rows and as filters."""

    kind: SearchKind
    rows: QuerySet[Any]
    filters: list[Filter]
    label: str


def scope_of(kind: SearchKind) -> Scope:
    """Translate the kind's queryset; what the index cannot answer costs one query."""
    rows = kind.get_queryset()
    filters = WhooshQueryCompiler(rows, MATCH_ALL).filters()
    return Scope(kind, rows, filters, kind.model._meta.label_lower)


def year_of(value: Value) -> int:
    """The year of a date, of a moment (here, not in Greenwich) or of a number; 0 when there is none."""
    text = str(value)
    if "T" in text:
        moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
        return timezone.localtime(moment).year
    return int(text[:4]) if text[:4].isdigit() else 0


def _years(segment: Segment, name: str, column: ColumnReader) -> Array:
    """The year of each value of a column."""
    return segment.cached(
        ("years", name), lambda: np.fromiter((year_of(value) for value in column.values), np.int64, len(column.values))
    )


def _bound(column: ColumnReader, day: datetime.date) -> Value:
    """The beginning of a day as the column writes it: a year, a moment in Greenwich or a date."""
    example = column.values[0]
    if not isinstance(example, str):
        return day.year
    if "T" not in example:
        return day.isoformat()
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _period_filters(name: str, column: ColumnReader, periode: Periode) -> list[Filter]:
    first, last = (day and min(max(day, _FIRST_DAY), _LAST_DAY) for day in periode)
    filters: list[Filter] = []
    if first is not None:
        filters.append(Compare(name, "gte", _bound(column, first)))
    if last is not None and isinstance(column.values[0], str):
        filters.append(Compare(name, "lt", _bound(column, last + datetime.timedelta(days=1))))
    elif last is not None:
        filters.append(Compare(name, "lte", _bound(column, last)))
    return filters


def _title_ranks(segment: Segment, name: str) -> Array:
    """Per document the alphabetical place of its title within the segment, whatever its capitals and accents."""

    def make() -> Array:
        ranks = ordinals(segment, name)
        column = segment.column(name)
        folded = [fold(str(value)) for value in column.values] if column else []
        place = np.empty(len(folded) + 1, np.int64)
        place[-1] = -1
        place[sorted(range(len(folded)), key=folded.__getitem__)] = np.arange(len(folded))
        return place[ranks]

    return segment.cached(("titles", name), make)


@dataclass
class SegmentSelection:
    """One segment: what was found, which kind each document is of, and which documents each chosen facet allows."""

    segment: Segment
    hits: Hits
    kinds: dict[str, Array]
    facets: dict[str, Array] = field(default_factory=dict)

    def without(self, facet: str | None) -> Array:
        """Numbers of the hits that satisfy every chosen facet but this one."""
        mask = np.ones(len(self.hits.ids), bool)
        for key, allowed_docs in self.facets.items():
            if key != facet:
                mask &= allowed_docs[self.hits.ids]
        chosen: Array = self.hits.ids[mask]
        return chosen


class Selection:
    """The hits of a plan over all scopes, narrowed by facets: values of one facet widen, facets narrow each other."""

    def __init__(
        self,
        snapshot: Snapshot,
        scopes: Sequence[Scope],
        chosen: Mapping[str, Collection[FacetValue]],
        periode: Periode = (None, None),
    ) -> None:
        self.snapshot = snapshot
        self.periode = periode
        self.scopes = scopes
        self.chosen = {facet: frozenset(values) for facet, values in chosen.items() if values}
        self._masks = [self._kind_masks(live) for live in snapshot.segments]
        self.parts: list[SegmentSelection] = []

    def _kind_masks(self, live: LiveSegment) -> dict[str, Array]:
        masks: dict[str, Array] = {}
        taken = np.zeros(live.segment.size, bool)
        for scope in self.scopes:
            mask = allowed(live, (scope.label,), scope.filters) & ~taken
            taken |= mask
            masks[scope.kind.key] = mask
        return masks

    def run(self, evaluator: Evaluator) -> "Selection":
        """Find what satisfies the evaluator's plan."""
        self.parts = []
        for live, masks in zip(self.snapshot.segments, self._masks, strict=True):
            visible = np.logical_or.reduce([*masks.values(), np.zeros(live.segment.size, bool)])
            hits = evaluator.hits(live.segment)
            seen = visible[hits.ids]
            kept = Hits(hits.ids[seen], None if hits.scores is None else hits.scores[seen])
            if len(kept.ids):
                part = SegmentSelection(live.segment, kept, masks)
                part.facets = {facet: self._facet_mask(part, facet) for facet in self.chosen}
                if any(self.periode):
                    part.facets[PERIODE] = self._period_mask(part)
                self.parts.append(part)
        return self

    def _facet_mask(self, part: SegmentSelection, facet: str) -> Array:
        values = self.chosen[facet]
        mask = np.zeros(part.segment.size, bool)
        if facet == KIND_FACET:
            return np.logical_or.reduce([*(each for key, each in part.kinds.items() if key in values), mask])
        for name, kind_mask in self._columns(part, facet):
            column = part.segment.column(name)
            if column is None:
                continue
            if facet == YEAR_FACET:
                numbers = np.flatnonzero(np.isin(_years(part.segment, name, column), list(values))).tolist()
            else:
                numbers = [number for number, value in enumerate(column.values) if value in values]
            for number in numbers:
                ids = column.slice(number, number + 1)
                mask[ids[kind_mask[ids]]] = True
        return mask

    def _period_mask(self, part: SegmentSelection) -> Array:
        """Documents with a date in the period; those without a date are in none."""
        mask = np.zeros(part.segment.size, bool)
        for name, kind_mask in self._columns(part, YEAR_FACET):
            column = part.segment.column(name)
            if column is not None:
                filters = _period_filters(name, column, self.periode)
                mask |= np.logical_and.reduce([kind_mask, *(run_filter(part.segment, each) for each in filters)])
        return mask

    def _columns(self, part: SegmentSelection, facet: str) -> list[tuple[str, Array]]:
        """Columns that hold a facet, each with a mask of the documents of the kinds that use it."""
        columns: dict[str, Array] = {}
        for scope in self.scopes:
            name = scope.kind.facets.get(facet)
            if name is not None:
                mask = part.kinds[scope.kind.key]
                columns[name] = columns[name] | mask if name in columns else mask
        return list(columns.items())

    # Outcomes

    def found(self) -> list[Found]:
        """Hits with all facets applied, for ranking."""
        result = []
        for part in self.parts:
            mask = np.isin(part.hits.ids, part.without(None), assume_unique=True)
            scores = None if part.hits.scores is None else part.hits.scores[mask]
            if mask.any():
                result.append(Found(part.segment, Hits(part.hits.ids[mask], scores)))
        return result

    def count(self) -> int:
        """Number of results."""
        return sum(len(part.without(None)) for part in self.parts)

    def facet_counts(self, facet: str) -> dict[FacetValue, int]:
        """Results per value of a facet, given the choices in all other facets."""
        counts: dict[FacetValue, int] = {}
        for part in self.parts:
            ids = part.without(facet)
            if facet == KIND_FACET:
                per_value: dict[FacetValue, int] = {
                    key: int(np.count_nonzero(mask[ids])) for key, mask in part.kinds.items()
                }
            else:
                per_value = self._column_counts(part, facet, ids)
            for value, number in per_value.items():
                counts[value] = counts.get(value, 0) + number
        return {value: number for value, number in counts.items() if number}

    def _column_counts(self, part: SegmentSelection, facet: str, ids: Array) -> dict[FacetValue, int]:
        counts: dict[FacetValue, int] = {}
        wanted = part.segment.mask(ids)
        for name, kind_mask in self._columns(part, facet):
            column = part.segment.column(name)
            if column is None:
                continue
            per_value = np.add.reduceat((wanted & kind_mask).take(column.ids), column.starts[:-1], dtype=np.int64)
            numbers = np.flatnonzero(per_value)
            if facet == YEAR_FACET:
                years, inverse = np.unique(_years(part.segment, name, column)[numbers], return_inverse=True)
                sums = np.bincount(inverse, per_value[numbers], len(years)).astype(np.int64)
                found = [(year, number) for year, number in zip(years.tolist(), sums.tolist(), strict=True) if year]
            else:
                found = [(column.values[number], int(per_value[number])) for number in numbers.tolist()]
            for value, number in found:
                counts[value] = counts.get(value, 0) + number
        return counts

    def kind_of(self) -> dict[str, str]:
        """The key of the kind of every result by its id."""
        kinds = {}
        for part in self.parts:
            ids = part.without(None)
            for key, mask in part.kinds.items():
                kinds.update({docid(part.segment, number): key for number in ids[mask[ids]].tolist()})
        return kinds

    def by_date(self, stop: int, *, newest: bool = True) -> list[str]:
        """Ids of the first `stop` results, newest or oldest first; results without a date come last."""
        rows = self._rows(lambda part: self._columns(part, YEAR_FACET), ordinals, stop, descending=newest)
        rows.sort(key=lambda row: row[:2], reverse=newest)
        return self._names(rows, stop)

    def by_title(self, stop: int) -> list[str]:
        """Ids of the first `stop` results by title; results without one come last."""
        rows = self._rows(self._title_columns, _title_ranks, stop, descending=False)
        rows.sort(key=lambda row: (fold(row[0]), row[1]))
        return self._names(rows, stop)

    def _title_columns(self, part: SegmentSelection) -> list[tuple[str, Array]]:
        return [(scope.kind.titelveld, part.kinds[scope.kind.key]) for scope in self.scopes if scope.kind.titelveld]

    def _names(self, rows: Sequence[tuple[str, int, str]], stop: int) -> list[str]:
        names = [name for _, _, name in rows[:stop]]
        if len(names) < stop:
            known = set(names)
            rest = (docid(part.segment, doc) for part in self.parts for doc in part.without(None).tolist())
            names += [name for name in rest if name not in known][: stop - len(names)]
        return names

    def _rows(
        self,
        columns: Callable[[SegmentSelection], list[tuple[str, Array]]],
        ranking: Callable[[Segment, str], Array],
        stop: int,
        *,
        descending: bool,
    ) -> list[tuple[str, int, str]]:
        """Value, number (a fixed order among equals) and id of the first `stop` results of each segment's columns."""
        rows: list[tuple[str, int, str]] = []
        for part in self.parts:
            ids = part.without(None)
            for name, kind_mask in columns(part):
                ranks = ranking(part.segment, name)
                having = ids[kind_mask[ids] & (ranks[ids] >= 0)]
                keys = -ranks[having] if descending else ranks[having]
                first = having[np.argsort(keys, kind="stable")[:stop]]
                column = part.segment.column(name)
                values = column.values if column else []
                places = ordinals(part.segment, name)[first].tolist()
                for doc, place in zip(first.tolist(), places, strict=True):
                    rows.append((str(values[place]), -doc if descending else doc, docid(part.segment, doc)))
        return rows
