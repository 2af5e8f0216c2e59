"""Words that stand together in a text as they do in the question count extra, for the best of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kennisbank.search.whoosh.analysis import Term
from kennisbank.search.whoosh.evaluate import Hits
from kennisbank.search.whoosh.inverter import WHOLE
from kennisbank.search.whoosh.ranking import Found
from kennisbank.search.whoosh.segmentfile import Array
from kennisbank.search.whoosh.snapshot import Segment, Snapshot

# Results that are looked at: the rest is too far down for it to matter.
LOOKED_AT = 100
MAX_PAIRS = 12
# Words further apart than this, against the question, do not stand together.
FURTHEST = 8
WEIGHT = 1.0


@dataclass(frozen=True)
class _Pair:
    first: str
    second: str
    gap: int
    weight: float


def reward_nearness(snapshot: Snapshot, found: Sequence[Found], terms: Sequence[Term]) -> list[Found]:
    """The same results, of which the best get up to WEIGHT times the rarity of every pair of neighbouring terms.

    A pair that stands exactly as asked counts in full, one that is n places off by 1 / (1 + n).
    """
    pairs = _pairs(snapshot, terms)
    total = sum(len(each.hits.ids) for each in found)
    if not pairs or not total:
        return list(found)
    scores = np.concatenate([each.hits.score_array() for each in found])
    lowest = np.partition(scores, -LOOKED_AT)[-LOOKED_AT] if total > LOOKED_AT else -np.inf
    return [_reward(each, pairs, lowest) for each in found]


def _pairs(snapshot: Snapshot, terms: Sequence[Term]) -> list[_Pair]:
    frequencies = {term.text: _frequency(snapshot, term.text) for term in terms}
    pairs = []
    for first, second in zip(terms, terms[1:], strict=False):
        rarest = max(frequencies[first.text], frequencies[second.text])
        known = min(frequencies[first.text], frequencies[second.text])
        if known and first.text != second.text:
            gap = second.position - first.position
            pairs.append(_Pair(first.text, second.text, gap, WEIGHT * snapshot.idf(rarest)))
    return pairs[:MAX_PAIRS]


def _frequency(snapshot: Snapshot, term: str) -> int:
    postings = (live.segment.posting(WHOLE, term) for live in snapshot.segments)
    return sum(len(posting) for posting in postings if posting is not None)


def _reward(found: Found, pairs: Sequence[_Pair], lowest: float) -> Found:
    scores = found.hits.score_array().copy()
    looked_at = np.flatnonzero(scores >= lowest)[: 2 * LOOKED_AT]
    docs = found.hits.ids[looked_at]
    for pair in pairs:
        first = _places(found.segment, pair.first, docs)
        second = _places(found.segment, pair.second, docs)
        for number in first.keys() & second.keys():
            off = _distance(first[number], second[number], pair.gap)
            if off < FURTHEST:
                scores[looked_at[number]] += pair.weight / (1 + off)
    return Found(found.segment, Hits(found.hits.ids, scores))


def _distance(first: Array, second: Array, gap: int) -> int:
    """The least that any two places differ from the gap between the words of the question."""
    wanted = first.astype(np.int64) + gap
    right = np.searchsorted(second, wanted)
    after = second[np.minimum(right, len(second) - 1)].astype(np.int64)
    before = second[np.maximum(right - 1, 0)].astype(np.int64)
    return int(min(np.abs(after - wanted).min(), np.abs(before - wanted).min()))


def _places(segment: Segment, term: str, docs: Array) -> dict[int, Array]:
    """Places of a term in those of the documents that have it, by their number in `docs`."""
    reader = segment.field(WHOLE)
    number = -1 if reader is None else reader.terms.find(term.encode())
    if reader is None or number < 0:
        return {}
    ids = reader.posting(number).ids
    where = np.searchsorted(ids, docs)
    where[where == len(ids)] = 0
    has = np.flatnonzero(ids[where] == docs)
    counts, places = reader.positions(number)
    ends = np.cumsum(counts, dtype=np.int64)
    return {
        int(each): places[int(ends[where[each]]) - int(counts[where[each]]) : int(ends[where[each]])]
        for each in has.tolist()
    }
