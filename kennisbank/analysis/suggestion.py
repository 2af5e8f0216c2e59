"""Themas for a text that has none, with the words that point to them. Learnt from texts that have themas, here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kennisbank.analysis.resampling import numbered
from kennisbank.analysis.vectors import Floats, Vectors, inverse_frequency, weigh
from kennisbank.analysis.words import Reader, Word, spellings

MINIMUM = 3
"""From fewer texts than this nothing can be learnt about a thema."""
FOLDS = 5
LIMIT = 3
AWAY = 0.5
"""How strongly texts without a thema push its centroid away."""
BEGINNING = 5
_SHOWN = 6


@dataclass(frozen=True)
class Reason:
    """A word of the text and how much it adds to the score of the suggestion."""

    word: str
    weight: float


@dataclass(frozen=True)
class Suggestion:
    """A thema, its score (at most 1; to compare with others only), and the words that caused it, strongest first."""

    label: str
    score: float
    words: tuple[Reason, ...]


@dataclass(frozen=True)
class Quality:
    """How good suggestions are on texts whose themas are known, each judged without having been learnt from.

    `precision_first`: share of first suggestions that are right; `precision`: of all suggestions; `recall`: share of
    the real themas that are among them; `baseline`: `precision_first` of always naming the most frequent thema.
    """

    texts: int
    precision_first: float
    precision: float
    recall: float
    baseline: float


class Suggester:
    """Learns which words go with which themas; equal texts give equal suggestions.

    A nearest-centroid classifier after Rocchio 1971 on the vectors of `vectors.weigh`: the centroid of a thema is the
    mean vector of its texts minus `AWAY` times the mean of the others, made length 1, and a text scores its inner
    product with it. So the score (-1 to 1) is a sum over words, and the words explain it. Of the simple methods it did
    best on the demo data, above naive Bayes and logistic regression: with few texts a thema there is little to learn.
    For the same reason the first BEGINNING letters of a term count as well: "adviseur" says something of "adviseren".
    """

    def __init__(
        self,
        texts: Sequence[str],
        labels: Sequence[Collection[str]],
        *,
        reader: Reader,
        about: Mapping[str, str] | None = None,
        minimum: int = MINIMUM,
    ) -> None:
        """Learn from texts with their themas.

        `about` says what a thema is (its name, synonyms, definition), and weighs as much as one text. Themas of fewer
        than `minimum` texts, `about` included, are never suggested. Raises ValueError when texts and labels differ in
        number.
        """
        if len(texts) != len(labels):
            raise ValueError("each text has its themas")
        examples = [*texts, *(about or {}).values()]
        marks = [*map(frozenset, labels), *(frozenset([label]) for label in about or {})]
        self._reader = reader
        vectors = weigh([_features(reader.telling(text)) for text in examples])
        self._places = {name: place for place, name in enumerate(vectors.names)}
        self._idf = inverse_frequency(vectors)
        often = Counter(label for one in marks for label in one)
        self.labels = sorted(label for label, number in often.items() if number >= minimum)
        self._centroids = _centroids(vectors, marks, self.labels)

    def suggest(self, text: str, *, limit: int = LIMIT, known: Collection[str] = ()) -> list[Suggestion]:
        """The themas that fit a text best, best first, without the `known` ones and those that nothing points to."""
        words = self._reader.telling(text)
        counts = Counter(feature for feature in _features(words) if feature in self._places)
        if not counts or not self.labels:
            return []
        features = sorted(counts)
        places = np.array([self._places[feature] for feature in features])
        values = (1 + np.log([counts[feature] for feature in features])) * self._idf[places]
        shares = self._centroids[:, places] * (values / np.sqrt((values**2).sum()))
        shown = _shown(words)
        found = [
            Suggestion(label, float(parts.sum()), _reasons([shown[feature] for feature in features], parts))
            for label, parts in zip(self.labels, shares, strict=True)
            if label not in known
        ]
        pointed = [suggestion for suggestion in found if suggestion.score > 0 and suggestion.words]
        return sorted(pointed, key=lambda suggestion: (-suggestion.score, suggestion.label))[:limit]


def _features(words: Sequence[Word]) -> list[str]:
    """What a text is compared on: its terms, and how longer ones begin."""
    terms = [word.term for word in words]
    return terms + [_beginning(term) for term in terms if len(term) >= BEGINNING]


def _beginning(term: str) -> str:
    """A feature of its own, which no term can be."""
    return f"{term[:BEGINNING]}…"


def _shown(words: Sequence[Word]) -> dict[str, str]:
    """The word that each feature of a text stands for: of several, the most frequent."""
    often = Counter(word.term for word in words)
    shown = spellings(words)
    rising = sorted(often, key=lambda term: (often[term], term))
    return {**{_beginning(term): shown[term] for term in rising}, **shown}


def _centroids(vectors: Vectors, labels: Sequence[frozenset[str]], names: Sequence[str]) -> Floats:
    """The centroid of each label, a row each."""
    width = len(vectors.names)
    owners = np.repeat(np.arange(len(vectors)), vectors.sizes())
    whole = np.bincount(vectors.terms, weights=vectors.values, minlength=width)
    centroids = np.zeros((len(names), width))
    for row, name in enumerate(names):
        has = np.fromiter((name in one for one in labels), dtype=bool, count=len(labels))
        chosen = has[owners]
        own = np.bincount(vectors.terms[chosen], weights=vectors.values[chosen], minlength=width)
        number = int(has.sum())
        others = len(labels) - number
        centroids[row] = own / number - (AWAY * (whole - own) / others if others else 0)
    lengths = np.sqrt((centroids**2).sum(axis=1, keepdims=True))
    return np.divide(centroids, lengths, out=np.zeros_like(centroids), where=lengths > 0)


def _reasons(words: Sequence[str], parts: Floats) -> tuple[Reason, ...]:
    """The words that point to it, strongest first."""
    weights: dict[str, float] = {}
    for word, part in zip(words, parts, strict=True):
        weights[word] = weights.get(word, 0.0) + float(part)
    order = sorted(weights, key=lambda word: (-weights[word], word))[:_SHOWN]
    return tuple(Reason(word, weights[word]) for word in order if weights[word] > 0)


def evaluate(
    texts: Sequence[str],
    labels: Sequence[Collection[str]],
    *,
    reader: Reader,
    groups: Sequence[Hashable] | None = None,
    about: Mapping[str, str] | None = None,
    minimum: int = MINIMUM,
    folds: int = FOLDS,
    limit: int = LIMIT,
) -> Quality:
    """Cross-validate: learn from all parts but one, suggest for that one, and so on (Stone 1974).

    Texts of one group (gesprek) stay in one part, or the words of that gesprek would give the answer away. Texts
    without themas say nothing here and are left out.
    """
    kept = [number for number, one in enumerate(labels) if one]
    texts, real = [texts[number] for number in kept], [frozenset(labels[number]) for number in kept]
    parts = numbered(list(range(len(kept))) if groups is None else [groups[number] for number in kept]) % folds
    judged: list[tuple[frozenset[str], list[str], str | None]] = []
    for part in range(folds):
        inside = [number for number in range(len(kept)) if parts[number] != part]
        learnt = [real[number] for number in inside]
        suggester = Suggester([texts[number] for number in inside], learnt, reader=reader, about=about, minimum=minimum)
        often = Counter(label for one in learnt for label in one)
        common = min(often, key=lambda label: (-often[label], label), default=None)
        for number in np.flatnonzero(parts == part):
            named = [suggestion.label for suggestion in suggester.suggest(texts[number], limit=limit)]
            judged.append((real[number], named, common))
    return _judge(judged)


def _judge(judged: Sequence[tuple[frozenset[str], list[str], str | None]]) -> Quality:
    """From what was right, what was suggested and what was most frequent."""
    n = len(judged)
    given = sum(len(named) for _, named, _ in judged)
    right = [len(real & set(named)) for real, named, _ in judged]
    return Quality(
        texts=n,
        precision_first=sum(named[0] in real for real, named, _ in judged if named) / n if n else 0.0,
        precision=sum(right) / given if given else 0.0,
        recall=sum(hits / len(real) for hits, (real, _, _) in zip(right, judged, strict=True)) / n if n else 0.0,
        baseline=sum(common in real for real, _, common in judged) / n if n else 0.0,
    )
