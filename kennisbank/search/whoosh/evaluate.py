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
from kennisbank.search.whoosh.segmentfile import Array, FieldReader, Posting
from kennisbank.search.whoosh.snapshot import NO_DOCS, Segment, Snapshot

LENGTH_BYTE = 255
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
                    found = phrase_posting(segment.field(node.field), node)
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
    if len(small.ids) * 16 < len(large.ids):
        both = _contains(large.ids, small.ids)
        place = np.searchsorted(large.ids, small.ids)
        extra = None if large.scores is None else large.scores[place[both]]
    else:
        mask = np.zeros(size, bool)
        mask[large.ids] = True
        both = mask.take(small.ids)
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


def _contains(ascending: Array, wanted: Array) -> Array:
    """Which of the wanted numbers occur in an ascending array that is not empty."""
    place = np.searchsorted(ascending, wanted)
    place[place == len(ascending)] = 0
    found: Array = ascending.take(place) == wanted
    return found


def prefix_posting(reader: FieldReader | None, prefix: str) -> Posting | None:
    """Documents with a word that begins with `prefix`; of several words in one document the best counts."""
    if reader is None:
        return None
    numbers = reader.terms.prefix_range(prefix.encode())
    if len(numbers) <= 1:
        return reader.posting(numbers[0]) if numbers else None
    here = slice(int(reader.starts[numbers[0]]), int(reader.starts[numbers[-1] + 1]))
    ids = reader.ids[here]
    if reader.keys is None:
        return Posting(np.unique(ids), None)
    order = np.lexsort((reader.keys[here], ids))
    ids, keys = ids[order], reader.keys[here][order]
    last = np.append(ids[1:] != ids[:-1], True)
    return Posting(ids[last], keys[last])


def phrase_posting(reader: FieldReader | None, node: PhraseNode) -> Posting | None:
    """Documents with the phrase; the frequency in the keys is the number of times it occurs (in quarters)."""
    if reader is None or reader.keys is None:
        return None
    numbers = [reader.terms.find(term.text.encode()) for term in node.terms]
    if min(numbers) < 0:
        return None
    common, *others = sorted((reader.posting(number).ids for number in numbers), key=len)
    for other in others:
        common = common[_contains(other, common)]
    starts: Array | None = None
    for number, term in zip(numbers, node.terms, strict=True):
        if not len(common):
            return None
        begins = _begin_places(reader, number, common, term.position)
        starts = begins if starts is None else starts[_contains(begins, starts)]
    if starts is None or not len(starts):
        return None
    docs = starts >> 32  # ascending, as the starts are
    first_of_doc = np.flatnonzero(np.append(True, docs[1:] != docs[:-1]))
    ids, times = docs[first_of_doc], np.diff(first_of_doc, append=len(docs))
    first = reader.posting(numbers[0])
    lengths = first.keys[np.searchsorted(first.ids, ids)] & LENGTH_BYTE if first.keys is not None else 0
    return Posting(ids.astype(np.uint32), ((np.minimum(times * 4, 255) << 8) | lengths).astype(np.uint16))


def _begin_places(reader: FieldReader, number: int, common: Array, offset: int) -> Array:
    """Where the phrase would begin, as document << 32 | place, judged by one of its terms."""
    ids = reader.posting(number).ids
    counts, places = reader.positions(number)
    ends = np.cumsum(counts, dtype=np.int64)
    which = np.searchsorted(ids, common)
    sizes = counts[which].astype(np.int64)
    first = ends[which] - sizes
    total = np.cumsum(sizes)
    index = np.arange(int(total[-1])) - np.repeat(total - sizes, sizes) + np.repeat(first, sizes)
    # The offset is added on both sides of the comparison, so that no place becomes negative.
    begins = (np.repeat(common.astype(np.int64), sizes) << 32) + places[index].astype(np.int64) - offset + (1 << 16)
    different: Array = begins[np.append(begins[1:] != begins[:-1], True)]
    return different
