"""From documents to the arrays of a segment: the whole batch is inverted at once by sorting."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from whoosh.util.numeric import byte_to_length

from kennisbank.search.whoosh.analysis import STOP_WORDS, split_joined, split_words, stem
from kennisbank.search.whoosh.segmentfile import (
    Array,
    ColumnData,
    FieldData,
    SegmentData,
    Value,
    smallest,
    value_key,
)

# Longest beginning of a word that has a posting list of its own; longer ones are looked up as a range of whole words.
LONGEST_GRAM = 4
# Places between two fields of one document, so that no phrase runs from one into the other.
FIELD_GAP = 100
# Texts up to this number of words also index their stop words: a title "Wie en wat" can be found.
SHORT_TEXT = 12
# A text with at least this boost is a title: its words are also in the field of titles.
TITLE_BOOST = 4.0
# Fields over all texts of a document: stems, stems in titles, and words as they are written.
WHOLE, TITLES, WRITTEN = "all", "t", "w"
# Weighted frequencies are kept in quarters, in one byte.
TF_STEPS = 4
# Sort key of an occurrence: 23 bits term, 18 bits document, 22 bits place.
DOC_BITS = 18
PLACE_BITS = 22
MAX_PLACE = (1 << PLACE_BITS) - 1

# Whoosh's byte code for lengths: 256 steps, ever wider. LENGTHS[code] is the length in words.
LENGTHS: Array = np.array([byte_to_length(code) for code in range(256)], np.float64)


@dataclass(frozen=True)
class Text:
    """Text to search in. `name` is the field for searches with `fields=[...]`; None: only in the whole document."""

    name: str | None
    text: str
    boost: float = 1.0


@dataclass(frozen=True)
class Prefix:
    """Text of which the beginnings of words can be searched."""

    name: str | None
    text: str


@dataclass
class Document:
    """What the index knows of one object. `types` are the labels of its model and that model's parents."""

    docid: str
    types: tuple[str, ...] = ()
    texts: list[Text] = field(default_factory=list)
    prefixes: list[Prefix] = field(default_factory=list)
    filters: dict[str, list[Value]] = field(default_factory=dict)


class _Vocabulary:
    """Numbers for strings, in order of appearance."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.strings: list[str] = []

    def number(self, string: str) -> int:
        known = self.numbers.get(string)
        if known is None:
            known = self.numbers[string] = len(self.strings)
            self.strings.append(string)
        return known

    def many(self, strings: Iterable[str]) -> list[int]:
        get = self.numbers.get
        return [number if (number := get(string)) is not None else self.number(string) for string in strings]


class _Postings:
    """Loose occurrences of one field, in runs that share document and weight."""

    def __init__(self, scored: bool, placed: bool) -> None:
        self.scored = scored
        self.placed = placed
        self.words = array("I")
        # Runs: document, place of the first word, number of words, weight in quarters.
        self.runs: list[tuple[int, int, int, int]] = []
        self.lengths: dict[int, float] = {}

    def add(self, doc: int, words: list[int], place: int, weight: int) -> None:
        self.words.extend(words)
        self.runs.append((doc, place, len(words), weight))


def _weight(boost: float) -> int:
    return max(1, min(255, round(boost * TF_STEPS)))


class Inverter:
    """Collects documents and turns them into a `SegmentData`."""

    def __init__(self) -> None:
        self.docids: list[str] = []
        self.tokens = 0
        self._words = _Vocabulary()
        self._fields: dict[str, _Postings] = {}
        self._columns: dict[str, dict[Value, array[int]]] = {}

    def __len__(self) -> int:
        return len(self.docids)

    def add(self, document: Document) -> int:
        """Add a document; returns its number in the segment to be."""
        doc = len(self.docids)
        self.docids.append(document.docid)
        self._field("docid", False, False).add(doc, self._words.many([document.docid]), 0, 1)
        self._field("ctypes", False, False).add(doc, self._words.many(document.types), 0, 1)
        place = 0
        for text in document.texts:
            place += self._add_text(doc, text, place) + FIELD_GAP
        if document.prefixes:
            self._add_prefixes(doc, "a", [prefix.text for prefix in document.prefixes])
        for prefix in document.prefixes:
            if prefix.name is not None:
                self._add_prefixes(doc, f"a_{prefix.name}", [prefix.text])
        for name, values in document.filters.items():
            for value in dict.fromkeys(values):
                self._columns.setdefault(name, {}).setdefault(value, array("I")).append(doc)
        return doc

    def _field(self, name: str, scored: bool, placed: bool) -> _Postings:
        postings = self._fields.get(name)
        if postings is None:
            postings = self._fields[name] = _Postings(scored, placed)
        return postings

    def _add_text(self, doc: int, text: Text, place: int) -> int:
        """Add one text to the whole document and, when it has a name, to its own field; returns its words."""
        words = split_words(text.text)
        numbers = self._words.many(words)
        joined = split_joined(text.text)
        short = len(words) <= SHORT_TEXT
        self.tokens += len(words)
        targets = [(WHOLE, place, text.boost), (WRITTEN, place, text.boost)]
        if text.boost >= TITLE_BOOST:
            targets.append((TITLES, place, 1.0))
        if text.name is not None:
            targets.append((f"f_{text.name}", 0, 1.0))
        for name, first, boost in targets:
            postings = self._field(name + ("+" if short else ""), True, name != WRITTEN)
            weight = _weight(boost)
            postings.add(doc, numbers, first, weight)
            for term in joined:
                postings.add(doc, self._words.many([term.text]), first + term.position, weight)
            postings.lengths[doc] = postings.lengths.get(doc, 0.0) + len(words) * weight / TF_STEPS
        return len(words)

    def _add_prefixes(self, doc: int, name: str, texts: list[str]) -> None:
        """Whole words and their beginnings; the first word of a text counts double."""
        weights: dict[str, int] = {}
        length = 0
        for text in texts:
            words = split_words(text)
            length += len(words)
            for place, word in enumerate(words + [term.text for term in split_joined(text)]):
                weight = TF_STEPS * (2 if place == 0 else 1)
                for size in range(1, min(len(word), LONGEST_GRAM) + 1):
                    weights[word[:size]] = max(weight, weights.get(word[:size], 0))
                weights[word] = max(weight, weights.get(word, 0))
        postings = self._field(name, True, False)
        for weight in (TF_STEPS, 2 * TF_STEPS):
            words = [word for word, its in weights.items() if its == weight]
            postings.add(doc, self._words.many(words), 0, weight)
        postings.lengths[doc] = postings.lengths.get(doc, 0.0) + length

    def finish(self) -> SegmentData:
        """The segment of all documents added so far."""
        data = SegmentData(self.docids)
        strings = self._words.strings
        stems = _Vocabulary()
        keep_all = np.array(stems.many(map(stem, strings)), np.int64)
        stop = np.array([word in STOP_WORDS for word in strings], bool)
        plain = np.arange(len(strings), dtype=np.int64)
        for name in sorted({name.removesuffix("+") for name in self._fields}):
            stemmed = name in (WHOLE, TITLES) or name.startswith("f_")
            every = keep_all if stemmed else plain
            content = np.where(stop, -1, every) if stemmed or name == WRITTEN else every
            parts = []
            for suffix, mapping in (("", content), ("+", every)):
                postings = self._fields.get(name + suffix)
                if postings is not None:
                    parts.append((postings, mapping))
            data.fields[name] = _invert(parts, stems.strings if stemmed else strings, len(self.docids))
        for name, column in self._columns.items():
            values = sorted(column, key=value_key)
            ids = np.concatenate([np.frombuffer(column[value], np.uint32) for value in values])
            starts = np.zeros(len(values) + 1, np.uint32)
            np.cumsum([len(column[value]) for value in values], out=starts[1:])
            data.columns[name] = ColumnData(values, starts, ids)
        return data


def _expand(postings: _Postings, mapping: Array) -> tuple[Array, Array, Array, Array]:
    """Occurrences as four arrays: term number, document, place, weight; dropped words are left out."""
    runs = np.array(postings.runs, np.int64).reshape(-1, 4)
    sizes = runs[:, 2]
    terms = mapping[np.frombuffer(postings.words, np.uint32)] if len(postings.words) else np.zeros(0, np.int64)
    docs = np.repeat(runs[:, 0], sizes)
    weights = np.repeat(runs[:, 3], sizes)
    first = np.cumsum(sizes) - sizes
    places = np.arange(len(terms)) - np.repeat(first, sizes) + np.repeat(runs[:, 1], sizes)
    kept = terms >= 0
    return terms[kept], docs[kept], np.minimum(places[kept], MAX_PLACE), weights[kept]


def _invert(parts: list[tuple[_Postings, Array]], strings: list[str], doc_count: int) -> FieldData:
    """Sort the occurrences of one field by term, document and place, and group them."""
    expanded = [_expand(postings, mapping) for postings, mapping in parts]
    terms, docs, places, weights = (np.concatenate(arrays) for arrays in zip(*expanded, strict=True))
    present = np.unique(terms)
    names = [strings[number].encode() for number in present.tolist()]
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.zeros(len(strings), np.int64)
    rank[present[order]] = np.arange(len(order))
    sort_key = (rank[terms] << (DOC_BITS + PLACE_BITS)) | (docs << PLACE_BITS) | places
    by_key = np.argsort(sort_key, kind="stable")
    sort_key = sort_key[by_key]
    postings = sort_key >> PLACE_BITS
    first = np.flatnonzero(np.concatenate((np.ones(min(len(postings), 1), bool), postings[1:] != postings[:-1])))
    ids = (postings[first] & ((1 << DOC_BITS) - 1)).astype(np.uint32)
    starts = np.searchsorted(postings[first] >> DOC_BITS, np.arange(len(order) + 1)).astype(np.uint32)
    data = FieldData([names[number] for number in order], starts, ids)
    if parts[0][0].scored:
        _score(data, [postings for postings, _ in parts], weights[by_key], first, doc_count)
    if parts[0][0].placed:
        counts = np.diff(np.append(first, len(sort_key)))
        data.counts = smallest(counts)
        data.places = smallest(sort_key & MAX_PLACE)
        data.placed = np.append(first, len(sort_key))[starts].astype(np.uint64)
    return data


def _score(data: FieldData, parts: list[_Postings], weights: Array, first: Array, doc_count: int) -> None:
    """Fill in keys and lengths."""
    lengths = np.zeros(doc_count, np.float64)
    for postings in parts:
        docs = np.fromiter(postings.lengths, np.int64, len(postings.lengths))
        lengths[docs] += np.fromiter(postings.lengths.values(), np.float64, len(postings.lengths))
    frequencies = np.add.reduceat(weights, first) if len(first) else np.zeros(0, np.int64)
    codes = np.minimum(np.searchsorted(LENGTHS, lengths), 255)
    data.keys = ((np.clip(frequencies, 1, 255) << 8) | codes[data.ids]).astype(np.uint16)
    data.total_length = float(lengths.sum())
    data.documents = int(np.count_nonzero(lengths))
