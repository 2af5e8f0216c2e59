"""Parts among the results: what is found in a part is found in the whole too, and must not crowd it out."""

from collections.abc import Sequence

import numpy as np

from kennisbank.search.kinds import SearchKind
from kennisbank.search.whoosh.evaluate import Hits
from kennisbank.search.whoosh.ranking import Found, ordinals
from kennisbank.search.whoosh.segmentfile import Array, Value

# A part is short, so that every word weighs more in it than in the whole: it comes first when it is clearly better.
BEST_PART = 0.8
# The other parts of the same whole come after what else is found.
OTHER_PART = 0.4


def settle_parts(found: Sequence[Found], kinds: Sequence[SearchKind]) -> list[Found]:
    """The same results, with the scores of parts brought down: least of the best part of each whole."""
    result = list(found)
    for kind in kinds:
        if kind.deel_van:
            result = _settle(result, kind)
    return result


def _settle(found: Sequence[Found], kind: SearchKind) -> list[Found]:
    rows = [_rows(each, kind) for each in found]
    best: dict[Value, tuple[float, int, int]] = {}
    for number, (each, mine) in enumerate(zip(found, rows, strict=True)):
        scores = each.hits.score_array()
        for row, whole in mine:
            best[whole] = max(best.get(whole, (-1.0, 0, 0)), (float(scores[row]), -number, -row))
    first = {(-number, -row) for _, number, row in best.values()}
    settled = []
    for number, (each, mine) in enumerate(zip(found, rows, strict=True)):
        factors = np.ones(len(each.hits.ids))
        for row, _ in mine:
            factors[row] = BEST_PART if (number, row) in first else OTHER_PART
        settled.append(Found(each.segment, Hits(each.hits.ids, each.hits.score_array() * factors)))
    return settled


def _rows(found: Found, kind: SearchKind) -> list[tuple[int, Value]]:
    """Which results of a segment are parts, each with the whole that it belongs to."""
    parts = found.segment.posting("ctypes", kind.model._meta.label_lower)
    column = found.segment.column(kind.deel_van)
    if parts is None or column is None:
        return []
    ids: Array = found.hits.ids
    ranks = ordinals(found.segment, kind.deel_van).take(ids)
    rows = np.flatnonzero(np.isin(ids, parts.ids) & (ranks >= 0))
    return [(row, column.values[int(ranks[row])]) for row in rows.tolist()]
