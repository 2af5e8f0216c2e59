"""Everything found for one question over all kinds, with the facets chosen, as masks on the segments of the index."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone
from modelsearch.query import MATCH_ALL

from kennisbank.search.kinds import FacetValue, SearchKind
from kennisbank.search.whoosh.compiler import WhooshQueryCompiler
from kennisbank.search.whoosh.evaluate import Evaluator, Hits
from kennisbank.search.whoosh.filters import Filter
from kennisbank.search.whoosh.ranking import Found, allowed, docid, ordinals
from kennisbank.search.whoosh.segmentfile import Array
from kennisbank.search.whoosh.snapshot import LiveSegment, Segment, Snapshot

KIND_FACET = "soort"
YEAR_FACET = "jaar"


@dataclass(frozen=True)
class Scope:
    """A kind with the filters of what the public may see of it."""

    kind: SearchKind
    filters: list[Filter]
    label: str


def scope_of(kind: SearchKind) -> Scope:
    """Translate the kind's queryset; what the index cannot answer costs one query."""
    filters = WhooshQueryCompiler(kind.get_queryset(), MATCH_ALL).filters()
    return Scope(kind, filters, kind.model._meta.label_lower)


def facet_value(facet: str, value: FacetValue) -> FacetValue:
    """A column's value as a value of the facet: of dates and moments only the year, here and not in Greenwich."""
    if facet != YEAR_FACET:
        return value
    text = str(value)
    if "T" in text:
        moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
        return timezone.localtime(moment).year
    return int(text[:4]) if text[:4].isdigit() else value


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
        self, snapshot: Snapshot, scopes: Sequence[Scope], chosen: Mapping[str, Collection[FacetValue]]
    ) -> None:
        self.snapshot = snapshot
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
                self.parts.append(part)
        return self

    def _facet_mask(self, part: SegmentSelection, facet: str) -> Array:
        values = self.chosen[facet]
        mask = np.zeros(part.segment.size, bool)
        if facet == KIND_FACET:
            return np.logical_or.reduce([*(each for key, each in part.kinds.items() if key in values), mask])
        for name, kind_mask in self._columns(part, facet):
            column = part.segment.column(name)
            for number, value in enumerate(column.values if column else []):
                if column is not None and facet_value(facet, value) in values:
                    ids = column.slice(number, number + 1)
                    mask[ids[kind_mask[ids]]] = True
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
            for number in np.flatnonzero(per_value).tolist():
                value = facet_value(facet, column.values[number])
                counts[value] = counts.get(value, 0) + int(per_value[number])
        return counts

    def by_date(self, stop: int) -> list[str]:
        """Ids of the first `stop` results, newest first; results without a date come last."""
        rows: list[tuple[str, int, str]] = []
        for part in self.parts:
            ids = part.without(None)
            undated = np.ones(part.segment.size, bool)
            for name, kind_mask in self._columns(part, YEAR_FACET):
                ranks = ordinals(part.segment, name)
                dated = ids[kind_mask[ids] & (ranks[ids] >= 0)]
                undated[dated] = False
                newest = dated[np.argsort(-ranks[dated], kind="stable")[:stop]]
                column = part.segment.column(name)
                values = column.values if column else []
                rows += [(str(values[int(ranks[doc])]), -int(doc), docid(part.segment, doc)) for doc in newest.tolist()]
            rest = ids[undated[ids]][:stop].tolist()
            rows += [("", -doc, docid(part.segment, doc)) for doc in rest]
        rows.sort(reverse=True)
        return [name for _, _, name in rows[:stop]]


def prefer(preferred: Sequence[Found], others: Sequence[Found], bonus: float) -> list[Found]:
    """`others` with a bonus on the score of documents that are also in `preferred`."""
    first = {found.segment.segid: found.hits.ids for found in preferred}
    result = []
    for found in others:
        ids = first.get(found.segment.segid)
        scores = found.hits.score_array()
        if ids is not None:
            scores = scores + bonus * np.isin(found.hits.ids, ids, assume_unique=True)
        result.append(Found(found.segment, Hits(found.hits.ids, scores)))
    return result
