"""Running a plan on a segment: whole posting lists at a time, with numpy.

Every node gives the numbers of its documents in ascending order with a score for each. Statistics (how many documents
have a term) are those of the whole snapshot, so that scores of different segments and models can be compared.
"""

from dataclasses import dataclass

import numpy as np

from kennisbank.search.whoosh.filters import run_filter
from kennisbank.search.whoosh.plan import (
    AllNode,
    AndNode,
    BestNode,
    FilterNode,
    Node,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    ShareNode,
    TermNode,
)
from kennisbank.search.whoosh.postings import are_few, contains, phrase_posting, prefix_posting, ticked
from kennisbank.search.whoosh.segmentfile import Array, Posting
from kennisbank.search.whoosh.snapshot import NO_DOCS, Segment, Snapshot

NO_POSTING = Posting(NO_DOCS, np.zeros(0, np.uint16))


@dataclass(frozen=True)
class Hits:
    """Documents of one segment with their scores; no scores: all zero."""

    ids: Array
    scores: Array | None

    def score_array(self) -> Array:
        """The scores, also when they are all zero."""
        return np.zeros(len(self.ids)) if self.scores is None else self.scores


NO_HITS = Hits(NO_DOCS, None)


class Evaluator:
    """Runs one plan on the segments of one snapshot."""

    def __init__(self, snapshot: Snapshot, plan: Node) -> None:
        self.snapshot = snapshot
        self.plan = plan
        self._weights: dict[Node, float] = {}
        self._found: dict[tuple[str, Node], Posting] = {}

    def hits(self, segment: Segment) -> Hits:
        """Documents of a segment that satisfy the plan, deleted ones included."""
        return self._run(segment, self.plan)

    def matches_all(self) -> bool:
        """Whether the plan is nothing but "everything"."""
        return isinstance(self.plan, AllNode)

    def _run(self, segment: Segment, node: Node) -> Hits:
        match node:
            case TermNode() | PrefixNode() | PhraseNode():
                return self._leaf(segment, node)
            case AllNode():
                return Hits(np.arange(segment.size, dtype=np.uint32), None)
            case FilterNode():
                return Hits(np.flatnonzero(run_filter(segment, node.filter)).astype(np.uint32), None)
            case NotNode():
                mask = segment.mask(self._run(segment, node.child).ids)
                return Hits(np.flatnonzero(~mask).astype(np.uint32), None)
            case AndNode() | OrNode() | BestNode() | ShareNode():
                return self._combine(segment, node)
        return NO_HITS

    def _combine(self, segment: Segment, node: AndNode | OrNode | BestNode | ShareNode) -> Hits:
        match node:
            case AndNode():
                return self._and(segment, node)
            case BestNode():
                return self._best(segment, node)
            case ShareNode():
                return self._share(segment, node)
        return self._or(segment, node)

    # Leaves

    def _leaf(self, segment: Segment, node: TermNode | PrefixNode | PhraseNode) -> Hits:
        posting = self._posting(segment, node)
        if not len(posting):
            return NO_HITS
        if posting.keys is None:
            return Hits(posting.ids, None)
        return Hits(posting.ids, self.snapshot.table(node.field).take(posting.keys) * self._weight(node))

    def _posting(self, segment: Segment, node: TermNode | PrefixNode | PhraseNode) -> Posting:
        key = (segment.segid, node)
        found = self._found.get(key)
        if found is None:
            match node:
                case TermNode():
                    found = segment.posting(node.field, node.term)
                case PrefixNode():
                    found = prefix_posting(segment.field(node.field), node.prefix)
                case PhraseNode():
                    found = phrase_posting(segment.field(node.field), node, segment.size)
            found = self._found[key] = found or NO_POSTING
        return found

    def _weight(self, node: TermNode | PrefixNode | PhraseNode) -> float:
        """Weight of a leaf: its own, times how rare it is in the whole index."""
        weight = self._weights.get(node)
        if weight is None:
            if isinstance(node, PhraseNode):
                rare = sum(self.snapshot.idf(self._frequency(TermNode(node.field, term.text))) for term in node.terms)
            else:
                rare = self.snapshot.idf(self._frequency(node))
            weight = self._weights[node] = node.weight * rare
        return weight

    def _frequency(self, node: TermNode | PrefixNode) -> int:
        return sum(len(self._posting(live.segment, node)) for live in self.snapshot.segments)

    # Combinations

    def _and(self, segment: Segment, node: AndNode) -> Hits:
        children = sorted((self._run(segment, child) for child in node.children), key=lambda hits: len(hits.ids))
        result = children[0]
        for child in children[1:]:
            if not len(result.ids):
                return NO_HITS
            result = _intersect(result, child, segment.size)
        return result

    def _or(self, segment: Segment, node: OrNode) -> Hits:
        children = [hits for child in node.children if len((hits := self._run(segment, child)).ids)]
        if len(children) <= 1:
            return children[0] if children else NO_HITS
        scores = np.zeros(segment.size)
        mask = np.zeros(segment.size, bool)
        for child in children:
            mask[child.ids] = True
            if child.scores is not None:
                scores[child.ids] += child.scores
        ids = np.flatnonzero(mask)
        return Hits(ids, scores.take(ids))

    def _best(self, segment: Segment, node: BestNode) -> Hits:
        children = [hits for child in node.children if len((hits := self._run(segment, child)).ids)]
        if len(children) <= 1:
            return children[0] if children else NO_HITS
        scores = np.full(segment.size, -1.0)
        for child in children:
            scores[child.ids] = np.maximum(scores[child.ids], child.score_array())
        ids = np.flatnonzero(scores >= 0)
        return Hits(ids, scores.take(ids))

    def _share(self, segment: Segment, node: ShareNode) -> Hits:
        scores = np.zeros(segment.size)
        weights = np.zeros(segment.size)
        for child, weight in zip(node.children, node.weights, strict=True):
            hits = self._run(segment, child)
            weights[hits.ids] += weight
            if hits.scores is not None:
                scores[hits.ids] += hits.scores
        ids = np.flatnonzero((weights >= node.least) & (weights > 0))
        return Hits(ids, scores.take(ids))


def _intersect(small: Hits, large: Hits, size: int) -> Hits:
    """Documents in both, scores added. A few documents are looked up in the long list, many through a mask."""
    if are_few(small.ids, large.ids):
        both = contains(large.ids, small.ids)
        place = np.searchsorted(large.ids, small.ids)
        extra = None if large.scores is None else large.scores[place[both]]
    else:
        both = ticked(large.ids, size).take(small.ids)
        extra = None
        if large.scores is not None:
            spread = np.empty(size)
            spread[large.ids] = large.scores
            extra = spread.take(small.ids[both])
    ids = small.ids[both]
    own = None if small.scores is None else small.scores[both]
    if own is None or extra is None:
        return Hits(ids, extra if own is None else own)
    return Hits(ids, own + extra)
