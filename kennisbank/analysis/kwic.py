"""Keyword in context: every place where a word or phrase stands, with the words around it in columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kennisbank.analysis.words import Reader, Word, fold

Sort = Literal["tekst", "midden", "links1", "links2", "links3", "rechts1", "rechts2", "rechts3"]
SORTS: tuple[Sort, ...] = ("tekst", "midden", "links1", "links2", "links3", "rechts1", "rechts2", "rechts3")
WIDTH = 8
_FURTHEST = 3
Test = Callable[[Word], bool]

_PIECE_RE = re.compile(r"(?:[^\W_]|\*)+(?:[-'’](?:[^\W_]|\*)+)*")


@dataclass(frozen=True)
class Line:
    """One place: the number of the text, where the keyword stands in it (characters, end exclusive), and the words.

    `left` and `right` are pieces of the text with punctuation and all; `cut_left`, `cut_right` say that there is more.
    """

    text: int
    start: int
    end: int
    left: str
    keyword: str
    right: str
    cut_left: bool
    cut_right: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


def concordance(
    texts: Sequence[str],
    words: str | Sequence[str],
    *,
    reader: Reader | None = None,
    stems: bool = False,
    sort: Sort = "tekst",
    width: int = WIDTH,
) -> list[Line]:
    """Every place where a word or phrase stands.

    `words` as one text is a phrase ("professionele ruimte"): its words must follow each other. As a list it is a choice
    of words or phrases. Capitals and accents make no difference; `*` in a word stands for any letters ("vakman*"),
    alone for any word. With `stems` words are compared by their stem, as `reader` has it. `width` is in words. `sort`:
    "tekst" for the order of the texts, "midden" for the keyword, "links1" to "links3" and "rechts1" to "rechts3" for
    the words at that distance and then those further off. A word that stands in two of the choices is found once.
    Raises ValueError for an unknown sort or a width below 1.
    """
    if sort not in SORTS or width < 1:
        raise ValueError(f"sort is one of {', '.join(SORTS)} and width at least 1")
    reader = reader or Reader()
    phrases = [_phrase(phrase, reader, stems) for phrase in ([words] if isinstance(words, str) else words)]
    phrases = sorted((phrase for phrase in phrases if phrase.tests), key=lambda phrase: -len(phrase.tests))
    found = [
        line
        for number, text in enumerate(texts)
        for here in [_possible(text, phrases)]
        if here
        for line in _lines(number, text, reader.words(text), here, width)
    ]
    return found if sort == "tekst" else sorted(found, key=lambda line: _key(line, sort))


class _Phrase(NamedTuple):
    """What each word of a phrase must be, and letters that are in every text where it stands."""

    tests: list[Test]
    letters: list[str]


def _phrase(phrase: str, reader: Reader, stems: bool) -> _Phrase:
    pieces = [fold(piece) for piece in _PIECE_RE.findall(phrase)]
    letters = [] if stems else [part for piece in pieces for part in piece.split("*") if part]
    return _Phrase([_test(piece, reader, stems) for piece in pieces], letters)


def _test(piece: str, reader: Reader, stems: bool) -> Test:
    if "*" in piece:
        parts = piece.split("*")
        return lambda word: _fits(word.folded, parts)
    if stems:
        term = reader.stem(piece)
        return lambda word: word.term == term
    return lambda word: word.folded == piece


def _fits(word: str, parts: Sequence[str]) -> bool:
    """Whether a word consists of these parts with anything in between. In linear time, unlike a regular expression."""
    first, *middle, last = parts
    if len(word) < len(first) + len(last) or not word.startswith(first) or not word.endswith(last):
        return False
    place, end = len(first), len(word) - len(last)
    for part in middle:
        place = word.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return True


def _possible(text: str, phrases: list[_Phrase]) -> list[list[Test]]:
    """The phrases that may stand in a text: reading its words takes longer than looking for letters."""
    folded = fold(text)
    return [phrase.tests for phrase in phrases if all(letters in folded for letters in phrase.letters)]


def _lines(number: int, text: str, words: list[Word], phrases: list[list[Test]], width: int) -> list[Line]:
    found, place = [], 0
    while place < len(words):
        size = next((len(tests) for tests in phrases if _stands(words, place, tests)), 0)
        if size:
            found.append(_line(number, text, words, place, place + size, width))
        place += size or 1
    return found


def _stands(words: list[Word], place: int, tests: list[Test]) -> bool:
    here = words[place : place + len(tests)]
    return len(here) == len(tests) and all(test(word) for test, word in zip(tests, here, strict=True))


def _line(number: int, text: str, words: list[Word], first: int, last: int, width: int) -> Line:
    start, end = words[first].start, words[last - 1].end
    begin, stop = max(0, first - width), min(len(words), last + width)
    left = text[words[begin].start if begin else 0 : start]
    right = text[end : words[stop - 1].end if stop < len(words) else len(text)]
    return Line(
        text=number,
        start=start,
        end=end,
        left=" ".join(left.split()),
        keyword=text[start:end],
        right=" ".join(right.split()),
        cut_left=begin > 0,
        cut_right=stop < len(words),
        before=tuple(word.folded for word in words[max(0, first - _FURTHEST) : first]),
        after=tuple(word.folded for word in words[last : last + _FURTHEST]),
    )


def _key(line: Line, sort: Sort) -> tuple[object, ...]:
    place = (line.text, line.start)
    if sort == "midden":
        return (line.keyword.casefold(), line.after, place)
    distance = int(sort[-1]) - 1
    around = line.before[::-1] if sort.startswith("links") else line.after
    return (around[distance:], around, line.keyword.casefold(), place)
