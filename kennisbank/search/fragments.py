"""The piece of a text that shows best why it was found, with the words that were asked marked."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kennisbank.search.whoosh.analysis import STOP_WORDS, WORD, split_words, stem

# Characters: of the words that are found together, of text on either side, and in all when nothing is found.
WINDOW = 180
MARGIN = 60
LENGTH = 240
# Characters of a text that are looked at.
MAX_TEXT = 100_000


@dataclass(frozen=True)
class Deel:
    """A piece of text; `raak` when it is a word that was asked."""

    tekst: str
    raak: bool = False


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    stem: str


def _hits(text: str, stems: Collection[str]) -> list[_Hit]:
    hits = []
    for match in WORD.finditer(text):
        for word in split_words(match.group()):
            if word not in STOP_WORDS or word in stems:
                found = stem(word)
                if found in stems:
                    hits.append(_Hit(match.start(), match.end(), found))
                    break
    return hits


def _mark(text: str, start: int, end: int, hits: Sequence[_Hit]) -> list[Deel]:
    parts = []
    place = start
    for hit in hits:
        parts += [Deel(text[place : hit.start]), Deel(text[hit.start : hit.end], raak=True)]
        place = hit.end
    parts.append(Deel(text[place:end]))
    return [part for part in parts if part.tekst]


def mark(text: str, stems: Collection[str]) -> list[Deel]:
    """The whole text with the asked words marked (titles)."""
    text = unicodedata.normalize("NFC", text)
    return _mark(text, 0, len(text), _hits(text, stems))


def _best_window(hits: Sequence[_Hit]) -> tuple[int, int]:
    """First and last + 1 hit of the window with most different words, then most words, then the earliest."""
    best = (0, 0, 0)
    window = (0, 1)
    first = 0
    for last, hit in enumerate(hits):
        while hit.end - hits[first].start > WINDOW and first < last:
            first += 1
        inside = hits[first : last + 1]
        value = (len({each.stem for each in inside}), len(inside), -first)
        if value > best:
            best = value
            window = (first, last + 1)
    return window


def _word_boundary(text: str, place: int, step: int) -> int:
    """The nearest place in this direction where no word is cut, at most 20 characters away."""
    for _ in range(20):
        if not 0 < place < len(text) or text[place - 1].isspace():
            break
        place += step
    return place


def fragment(text: str, stems: Collection[str]) -> list[Deel]:
    """A piece of at most some 300 characters, with an ellipsis where text was left out."""
    text = " ".join(unicodedata.normalize("NFC", text[:MAX_TEXT]).split())
    hits = _hits(text, stems)
    if not hits:
        end = len(text) if len(text) <= LENGTH else _word_boundary(text, LENGTH, -1)
        return _ellipses(text, 0, end, [Deel(text[:end].rstrip())] if text else [])
    first, last = _best_window(hits)
    start = _word_boundary(text, max(0, hits[first].start - MARGIN), 1)
    start = min(start, hits[first].start)
    end = _word_boundary(text, min(len(text), max(hits[last - 1].end + MARGIN, start + LENGTH)), -1)
    end = max(end, hits[last - 1].end)
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    return _ellipses(text, start, end, _mark(text, start, end, inside))


def _ellipses(text: str, start: int, end: int, parts: list[Deel]) -> list[Deel]:
    before = [Deel("… ")] if start > 0 else []
    after = [Deel(" …")] if end < len(text) else []
    return before + parts + after
