"""Words that mean the same: groups from the redactie and from other apps, and where they occur in a question."""

from collections.abc import Callable, Iterable, Sequence

from kennisbank.search.whoosh.analysis import split_words, stem

# Words of the longest term that is recognised in a question.
LONGEST_TERM = 5

Groep = Sequence[str]
_sources: list[Callable[[], Iterable[Groep]]] = []


def register_synoniemen(source: Callable[[], Iterable[Groep]]) -> None:
    """Have `source()` asked for groups of terms that mean the same, at every search; one query at most."""
    if source not in _sources:
        _sources.append(source)


class Synoniemen:
    """The groups as they are now, by the stems of their terms."""

    def __init__(self, groups: Iterable[Groep]) -> None:
        self._others: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for group in groups:
            terms = list(dict.fromkeys(words for term in group if 0 < len(words := _words(term)) <= LONGEST_TERM))
            for words in terms:
                others = [other for other in terms if _stems(other) != _stems(words)]
                self._others.setdefault(_stems(words), []).extend(others)

    def __call__(self, words: Sequence[str]) -> Sequence[tuple[int, int, tuple[str, ...]]]:
        """For every term that stands in folded words: its first word, its last + 1, and one alternative."""
        if not self._others:
            return ()
        stems = _stems(words)
        found = []
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + LONGEST_TERM) + 1):
                found += [(first, last, other) for other in self._others.get(stems[first:last], ())]
        return found


def _words(term: str) -> tuple[str, ...]:
    return tuple(split_words(term))


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in words)


def current_synoniemen() -> Synoniemen:
    """The synonyms of all sources."""
    return Synoniemen(group for source in _sources for group in source())
