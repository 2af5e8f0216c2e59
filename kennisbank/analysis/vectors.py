"""Texts as weighted terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Vectors:
    """A sparse matrix by rows: row i holds `terms[starts[i]:starts[i + 1]]` (rising numbers) with their `values`."""

    names: tuple[str, ...]
    starts: Ints
    terms: Ints
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> tuple[Ints, Floats]:
        """The terms of one row and their values."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.terms[part], self.values[part]

    def sizes(self) -> Ints:
        """How many terms each row has."""
        return np.diff(self.starts)

    def products(self) -> Iterator[tuple[int, Ints, Floats]]:
        """For each row the rows after it that share a term with it, and their inner products. Through an index."""
        index = _Index(self, np.ones(len(self.terms), dtype=bool))
        for number in range(len(self)):
            others, weights = index.after(number)
            yield number, *_summed(others, weights)

    def alike(self, least: float) -> Iterator[tuple[int, Ints, Floats]]:
        """For each row the rows after it with an inner product of at least this, for rows of length 1. Exact.

        With all terms in one order, the rarest first, two rows that alike share a term among their first ones: those
        up to where what is left of the row is shorter than `least` (if x and y shared none, x.y would be at most the
        length of what is left of one of them). Only those are looked up, so frequent words cost next to nothing: prefix
        filter of Chaudhuri, Ganti & Kaushik 2006 and Bayardo, Ma & Srikant, "Scaling up all pairs similarity search"
        (2007).
        """
        index = _Index(self, self._firsts(least))
        dense = np.zeros(len(self.names))
        for number in range(len(self)):
            others = np.unique(index.after(number)[0])
            if not len(others):
                continue
            terms, values = self.row(number)
            dense[terms] = values
            products = self._dots(others, dense)
            dense[terms] = 0
            found = products >= least - 1e-12
            yield number, others[found], products[found]

    def dot(self, a: int, b: int) -> float:
        """The inner product of two rows."""
        (terms, values), (others, weights) = self.row(a), self.row(b)
        _, left, right = np.intersect1d(terms, others, assume_unique=True, return_indices=True)
        return float(values[left] @ weights[right])

    def _firsts(self, least: float) -> NDArray[np.bool_]:
        """Which entries are among the first of their row, as `alike` has it."""
        spread = np.bincount(self.terms, minlength=len(self.names))
        rows = np.repeat(np.arange(len(self)), self.sizes())
        order = np.lexsort((self.terms, spread[self.terms], rows))
        squares = self.values[order] ** 2
        before = np.cumsum(squares) - squares
        # Rows have at least one entry here, so the sum at the start of a row is that of its first entry.
        rest = 1 - (before - before[self.starts[rows]])
        chosen = np.zeros(len(order), dtype=bool)
        chosen[order] = rest >= least**2 - 1e-9
        return chosen

    def _dots(self, rows: Ints, dense: Floats) -> Floats:
        """The inner product of some rows, none empty, with a whole vector."""
        sizes = self.sizes()[rows]
        begins = np.cumsum(sizes) - sizes
        places = np.arange(int(sizes.sum())) + np.repeat(self.starts[rows] - begins, sizes)
        return np.add.reduceat(self.values[places] * dense[self.terms[places]], begins)


class _Index:
    """The rows that each term is in, of the chosen entries."""

    def __init__(self, vectors: Vectors, chosen: NDArray[np.bool_]) -> None:
        spread = np.bincount(vectors.terms[chosen], minlength=len(vectors.names))
        # A term that is in one row leads nowhere, and most terms are.
        kept = np.flatnonzero(chosen & (spread[vectors.terms] > 1))
        rows = np.repeat(np.arange(len(vectors)), vectors.sizes())[kept]
        terms, values = vectors.terms[kept], vectors.values[kept]
        order = np.argsort(terms, kind="stable")
        self._rows, self._values = rows[order], values[order]
        self._of_entry = values
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.arange(len(order))
        ends = np.cumsum(np.bincount(terms, minlength=len(vectors.names)))
        self._from, self._to = (place + 1).tolist(), ends[terms].tolist() if len(terms) else []
        self._starts = np.searchsorted(rows, np.arange(len(vectors) + 1)).tolist()

    def after(self, row: int) -> tuple[Ints, Floats]:
        """Every later row once for each term that it shares with this one, and the product of both values."""
        parts = [
            (slice(self._from[entry], self._to[entry]), self._of_entry[entry])
            for entry in range(self._starts[row], self._starts[row + 1])
            if self._from[entry] < self._to[entry]
        ]
        if not parts:
            return np.empty(0, dtype=np.intp), np.empty(0)
        return (
            np.concatenate([self._rows[part] for part, _ in parts]),
            np.concatenate([self._values[part] * value for part, value in parts]),
        )


def _summed(rows: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Each row once with the sum of its weights."""
    if not len(rows):
        return rows, weights
    order = np.argsort(rows, kind="stable")
    rows, weights = rows[order], weights[order]
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    return rows[begins], np.add.reduceat(weights, begins)


def count_terms(texts: Sequence[Sequence[str]]) -> Vectors:
    """How often each term is in each text."""
    counts = [Counter(terms) for terms in texts]
    names = tuple(sorted({name for one in counts for name in one}))
    places = {name: place for place, name in enumerate(names)}
    starts = np.concatenate([[0], np.cumsum([len(one) for one in counts])]).astype(np.intp)
    entries = [(places[name], number) for one in counts for name, number in sorted(one.items())]
    table = np.array(entries, dtype=np.float64).reshape(-1, 2)
    return Vectors(names, starts, table[:, 0].astype(np.intp), table[:, 1].copy())


def runs_of_words(texts: Sequence[Sequence[str]], length: int) -> Vectors:
    """The different runs of so many words in each text, each with value 1; a shorter text has none.

    Runs have no names, only numbers.
    """
    known: dict[str, int] = {}
    words = np.fromiter((known.setdefault(word, len(known)) for text in texts for word in text), dtype=np.int64)
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.repeat(np.cumsum(sizes), sizes)
    begins = np.flatnonzero(np.arange(len(words)) + length <= ends)
    owners = np.repeat(np.arange(len(texts)), sizes)[begins]
    numbers = np.zeros(len(begins), dtype=np.int64)
    for step in range(length):
        # Numbered anew after each word, or the numbers of long runs would not fit.
        _, numbers = np.unique(numbers * len(known) + words[begins + step], return_inverse=True)
    width = int(numbers.max()) + 1 if len(numbers) else 0
    entries = np.unique(owners * width + numbers)
    starts = np.searchsorted(entries, np.arange(len(texts) + 1) * width)
    terms = (entries % max(1, width)).astype(np.intp)
    return Vectors(("",) * width, starts, terms, np.ones(len(entries)))


def weigh(texts: Sequence[Sequence[str]]) -> Vectors:
    """Texts as vectors of length 1 with weight tf * idf; a text without terms is all zero.

    tf = 1 + ln(count) and idf = ln(texts / texts with the term) + 1: Salton & Buckley, "Term-weighting approaches in
    automatic text retrieval", Information Processing & Management 24 (1988); the + 1 keeps words that are everywhere.
    """
    counted = count_terms(texts)
    values = (1 + np.log(counted.values)) * inverse_frequency(counted)[counted.terms]
    owners = np.repeat(np.arange(len(counted)), counted.sizes())
    lengths = np.sqrt(np.bincount(owners, weights=values**2, minlength=len(counted)))
    return Vectors(counted.names, counted.starts, counted.terms, values / lengths[owners])


def inverse_frequency(vectors: Vectors) -> Floats:
    """idf of each term, as `weigh` has it."""
    spread = np.bincount(vectors.terms, minlength=len(vectors.names))
    return np.log(len(vectors) / spread) + 1
