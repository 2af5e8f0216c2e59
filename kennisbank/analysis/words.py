"""From a text to its words: what they are, where they stand, and under which term they count as one.

The stemmer and the words to leave out are given by the caller, who knows the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

Stem = Callable[[str], str]

_WORD_RE = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def fold(word: str) -> str:
    """Lower case without accents and with straight apostrophes: "Één" becomes "een"."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()
    # The Greek s is written otherwise at the end of a word; here a word and the text around it must fold alike.
    return plain.replace("’", "'").replace("ς", "σ")


def _same(word: str) -> str:
    return word


class Word(NamedTuple):
    """A word as it stands in a text, its folded form, its term, and its place in characters (end exclusive)."""

    text: str
    folded: str
    term: str
    start: int
    end: int


@dataclass(frozen=True)
class Reader:
    """Reads words from texts: `stem` takes a folded word to its term, words of `stop` (folded) are left out.

    Without a stemmer the term of a word is the folded word. `shortest` is the fewest letters a term's word may have.
    """

    stem: Stem = _same
    stop: Collection[str] = field(default_factory=frozenset)
    shortest: int = 1

    def words(self, text: str) -> list[Word]:
        """All words of a text in order, stop words and short ones included."""
        found = []
        for match in _WORD_RE.finditer(text):
            word = match.group()
            folded = fold(word)
            found.append(Word(word, folded, self.stem(folded), match.start(), match.end()))
        return found

    def telling(self, text: str) -> list[Word]:
        """The words of a text that may say what it is about: no stop words, no numbers, none too short."""
        return [word for word in self.words(text) if self.tells(word)]

    def tells(self, word: Word) -> bool:
        """Whether a word may say what a text is about."""
        return len(word.folded) >= self.shortest and word.folded not in self.stop and not word.folded.isdigit()

    def terms(self, text: str) -> list[str]:
        """The terms of the telling words of a text, in order."""
        return [word.term for word in self.telling(text)]


def spellings(words: Iterable[Word]) -> dict[str, str]:
    """How to show each term: its most frequent folded form; of equally frequent ones the shortest, then by alphabet."""
    counts: dict[str, Counter[str]] = {}
    for word in words:
        counts.setdefault(word.term, Counter())[word.folded] += 1
    return {term: min(forms, key=lambda form: (-forms[form], len(form), form)) for term, forms in counts.items()}
