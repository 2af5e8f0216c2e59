"""Postings that are worked out from those of several terms: words that begin so, words next to each other.

Everything here is arithmetic with ascending arrays of document numbers. A few numbers are looked up in a long array by
binary search; of many it is cheaper to tick every document of the segment in a mask.
"""

import numpy as np

from kennisbank.search.whoosh.plan import PhraseNode
from kennisbank.search.whoosh.segmentfile import Array, FieldReader, Posting

LENGTH_BYTE = 255
# Looking up one number in a long array costs as much as ticking so many.
LOOKUP_COST = 16
# Added to every place, so that none becomes negative when the place of the term in the phrase is taken off.
FIRST_PLACE = 1 << 16


def are_few(wanted: Array, ascending: Array) -> bool:
    """Whether binary search is the cheaper way."""
    return len(wanted) * LOOKUP_COST < len(ascending)


def contains(ascending: Array, wanted: Array) -> Array:
    """Mask of the wanted numbers that occur in an ascending array that is not empty, by binary search."""
    place = np.searchsorted(ascending, wanted)
    place[place == len(ascending)] = 0
    found: Array = ascending.take(place) == wanted
    return found


def ticked(numbers: Array, size: int) -> Array:
    """Mask of `size` documents with these ticked."""
    mask = np.zeros(size, bool)
    mask[numbers] = True
    return mask


def in_both(short: Array, long: Array, size: int) -> Array:
    """The numbers that two ascending arrays share."""
    return short[contains(long, short) if are_few(short, long) else ticked(long, size).take(short)]


def places_of(wanted: Array, ascending: Array, size: int) -> Array:
    """Where numbers stand in an ascending array that has all of them."""
    if are_few(wanted, ascending):
        return np.searchsorted(ascending, wanted)
    return ticked(wanted, size).take(ascending).nonzero()[0]


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
    # One number of document and key, of which the last of each document has its best key.
    both = (ids.astype(np.uint64) << np.uint64(16)) | reader.keys[here]
    both.sort()
    ids = (both >> np.uint64(16)).astype(np.uint32)
    last = _lasts(ids)
    return Posting(ids[last], both[last].astype(np.uint16))


def _lasts(ascending: Array) -> Array:
    """Mask of the last of each run of equal numbers, of at least one."""
    mask = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=mask[:-1])
    return mask


def phrase_posting(reader: FieldReader | None, node: PhraseNode, size: int) -> Posting | None:
    """Documents with the phrase; the frequency in the keys is the number of times it occurs (in quarters)."""
    if reader is None or reader.keys is None:
        return None
    numbers = [reader.terms.find(term.text.encode()) for term in node.terms]
    if min(numbers) < 0:
        return None
    postings = [reader.posting(number) for number in numbers]
    common, *others = sorted((posting.ids for posting in postings), key=len)
    for other in others:
        common = in_both(common, other, size)
        if not len(common):
            return None
    starts: Array | None = None
    for number, posting, term in zip(numbers, postings, node.terms, strict=True):
        which = places_of(common, posting.ids, size)
        begins = _begin_places(common, which, *reader.positions(number), term.position)
        starts = begins if starts is None else _equal(starts, begins)
    if starts is None or not len(starts):
        return None
    docs = starts >> 32  # ascending, as the starts are
    last = _lasts(docs).nonzero()[0]
    ids = docs.take(last).astype(np.uint32)
    times = last.copy()
    times[0] += 1
    times[1:] -= last[:-1]
    first = postings[0]
    lengths = first.keys.take(places_of(ids, first.ids, size)) & LENGTH_BYTE if first.keys is not None else 0
    return Posting(ids, ((np.minimum(times * 4, 255) << 8) | lengths).astype(np.uint16))


def _begin_places(docs: Array, which: Array, counts: Array, places: Array, offset: int) -> Array:
    """Where the phrase would begin, as document << 32 | place, judged by one of its terms; ascending, none twice.

    Args:
        docs: the documents to look at.
        which: where they stand among the documents of the term.
        counts: how often the term occurs in each of its documents.
        places: where, those of all documents one after the other.
        offset: place of the term in the phrase.
    """
    begins = docs.astype(np.int64) << 32
    shift = np.int64(FIRST_PLACE - offset)
    if len(places) == len(counts):  # once in every document
        return begins + (places.take(which) + shift)
    sizes = counts.take(which).astype(np.int64)
    total = sizes.cumsum()
    first = counts.cumsum(dtype=np.int64).take(which) - total
    index = np.arange(int(total[-1])) + first.repeat(sizes)
    begins = begins.repeat(sizes) + (places.take(index) + shift)
    different: Array = begins[_lasts(begins)]
    return different


def _equal(first: Array, second: Array) -> Array:
    """What two ascending arrays without doubles share."""
    both = np.concatenate((first, second))
    both.sort()
    return both[1:][both[1:] == both[:-1]]
