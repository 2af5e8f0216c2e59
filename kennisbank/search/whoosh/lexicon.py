"""What the index's own words say about a word: how known it is, what it is made of, what is made of it, what looks so.

Dutch writes compounds as one word: "gesprekscanvas" is gesprek + s + canvas. No dictionary is shipped; a part is a word
when the index has it. Everything is looked up per segment in sorted tables, so that a commit costs nothing here.
"""

from bisect import bisect_right
from collections.abc import Iterator
from threading import Lock
from weakref import WeakKeyDictionary

from kennisbank.search.whoosh.analysis import STOP_WORDS, stem
from kennisbank.search.whoosh.fuzzy import SHORTEST, one_edit
from kennisbank.search.whoosh.inverter import WHOLE, WRITTEN
from kennisbank.search.whoosh.segmentfile import StringTable
from kennisbank.search.whoosh.snapshot import Segment, Snapshot

# Letters of the shortest part of a compound: shorter ones split everything ("kunst-mat-ige").
SHORTEST_PART = 4
LINKS = ("", "s", "e", "en", "er", "-")
# Parts of one compound, and compounds of one part, that are looked at.
MAX_PARTS = 3
MAX_COMPOUNDS = 24
MAX_CORRECTIONS = 3
# A word in at most RARE documents may be an error when a word that looks like it is so many times as frequent.
RARE = 3
TIMES_MORE = 10
LONGEST_WORD = 50
# An unknown word is alike to words with the same first part, of at least so many letters.
SHORTEST_ALIKE = 5
ALIKE_PART = 0.7
# Places in the words of a segment where a part is looked for.
MAX_PLACES = 2_000


class Lexicon:
    """The words of one snapshot. Safe to share between threads: the worst that happens is that one works twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._segments = [live.segment for live in snapshot.segments]
        self.documents_in_all = snapshot.doc_count
        self._known: dict[tuple[str, str], int] = {}
        self._splits: dict[str, tuple[str, ...]] = {}
        self._compounds: dict[str, tuple[str, ...]] = {}
        self._corrections: dict[str, tuple[str, ...]] = {}

    def _frequency(self, field: str, term: str) -> int:
        found = self._known.get((field, term))
        if found is None:
            postings = (segment.posting(field, term) for segment in self._segments)
            found = self._known[field, term] = sum(len(posting) for posting in postings if posting is not None)
        return found

    def documents(self, term: str) -> int:
        """Number of documents with this stem."""
        return self._frequency(WHOLE, term)

    def written(self, word: str) -> int:
        """Number of documents with this word, written so."""
        return self._frequency(WRITTEN, word)

    # Compounds

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that a compound is made of, without the links; empty when it is none that we know.

        Of several ways the one with the fewest parts, and then the one of which the rarest part is most frequent.
        """
        found = self._splits.get(word)
        if found is None:
            found = self._splits[word] = self._split(word, MAX_PARTS) if self._splittable(word) else ()
        return found

    @staticmethod
    def _splittable(word: str) -> bool:
        return word.isalpha() and 2 * SHORTEST_PART <= len(word) <= LONGEST_WORD

    def _split(self, word: str, most: int) -> tuple[str, ...]:
        best: tuple[int, tuple[str, ...]] = (0, ())
        for head, tail in self._halves(word):
            value = min(self._part(head), self._part(tail))
            if value > best[0]:
                best = (value, (head, tail))
        if best[1] or most <= 2:
            return best[1]
        for head, tail in self._halves(word):
            if self._part(head) and len(tail) >= 2 * SHORTEST_PART:
                rest = self._split(tail, most - 1)
                value = min([self._part(head), *map(self._part, rest)]) if rest else 0
                if value > best[0]:
                    best = (value, (head, *rest))
        return best[1]

    @staticmethod
    def _halves(word: str) -> Iterator[tuple[str, str]]:
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            for link in LINKS:
                if word.startswith(link, place) and len(word) - place - len(link) >= SHORTEST_PART:
                    yield word[:place], word[place + len(link) :]

    def _part(self, word: str) -> int:
        """How known a word is as a part: as it is written or by its stem; function words are no parts."""
        if word in STOP_WORDS:
            return 0
        return self.written(word) or (self.documents(stem(word)) + 1) // 2

    def nearly_parts(self, word: str) -> tuple[str, ...]:
        """The words that an unknown word may be made of when one of its two parts has an error in it."""
        if not self._splittable(word):
            return ()
        best: tuple[int, tuple[str, ...]] = (0, ())
        for head, tail in self._halves(word):
            for right, wrong, order in ((head, tail, 1), (tail, head, -1)):
                value = self._part(right)
                other = self.corrections(wrong)[:1] if value > best[0] else ()
                if other and value > best[0]:
                    best = (min(value, self.written(other[0])), (right, other[0])[::order])
        return best[1]

    def joined(self, first: str, second: str) -> tuple[str, ...]:
        """The known compounds of two words, in this order, with any link."""
        if len(second) < 2 or len(first) + len(second) > LONGEST_WORD:
            return ()
        return tuple(dict.fromkeys(word for link in LINKS[:-1] if self.written(word := first + link + second)))

    def compounds(self, word: str) -> tuple[str, ...]:
        """Known compounds that begin or end with a word, most frequent first."""
        found = self._compounds.get(word)
        if found is None:
            found = self._compounds[word] = self._find_compounds(word) if len(word) >= SHORTEST_PART else ()
        return found

    def _find_compounds(self, word: str) -> tuple[str, ...]:
        candidates: dict[str, None] = {}
        for segment in self._segments:
            candidates.update(dict.fromkeys(_around(segment, word)))
        real = [candidate for candidate in candidates if self._is_compound(candidate, word)]
        real.sort(key=lambda candidate: (-self.written(candidate), candidate))
        return tuple(real[:MAX_COMPOUNDS])

    def _is_compound(self, candidate: str, word: str) -> bool:
        if candidate.startswith(word):
            rest = candidate[len(word) :]
            return any(self._whole(rest.removeprefix(link)) for link in LINKS if rest.startswith(link))
        rest = candidate[: len(candidate) - len(word)]
        return any(self._whole(rest.removesuffix(link)) for link in LINKS if rest.endswith(link))

    def _whole(self, word: str) -> bool:
        return len(word) >= SHORTEST_PART and self._part(word) > 0

    # Errors

    def corrections(self, word: str) -> tuple[str, ...]:
        """Known words at one edit from another, those with the same first letter and then the most frequent first."""
        found = self._corrections.get(word)
        if found is None:
            found = self._corrections[word] = self._correct(word)
        return found

    def likely_corrections(self, word: str) -> tuple[str, ...]:
        """Corrections of a word that is unknown, or so rare beside them that it may well be an error itself."""
        documents = self.documents(stem(word))
        if documents > RARE:
            return ()
        return tuple(other for other in self.corrections(word) if self.written(other) >= TIMES_MORE * documents)

    def _correct(self, word: str) -> tuple[str, ...]:
        if not SHORTEST <= len(word) <= LONGEST_WORD or not any(letter.isalpha() for letter in word):
            return ()
        near = one_edit(word)
        known = {candidate for segment in self._segments for candidate in near & segment.words(WRITTEN)}
        ranked = sorted(known - {word}, key=lambda candidate: (candidate[0] != word[0], -self.written(candidate)))
        return tuple(ranked[:MAX_CORRECTIONS])

    def alike(self, word: str) -> tuple[str, ...]:
        """Stems that begin as an unknown word does: what is left when nothing else is known of it."""
        start = word[: max(SHORTEST_ALIKE, round(len(word) * ALIKE_PART))]
        if len(start) < SHORTEST_ALIKE or len(word) > LONGEST_WORD:
            return ()
        found: dict[str, None] = {}
        for segment in self._segments:
            reader = segment.field(WHOLE)
            if reader is not None:
                numbers = reader.terms.prefix_range(start.encode())[:MAX_COMPOUNDS]
                found.update((reader.terms[number].decode(), None) for number in numbers)
        return tuple(sorted(found, key=lambda term: (-self.documents(term), term))[:MAX_COMPOUNDS])


def _around(segment: Segment, word: str) -> list[str]:
    """Longer words of a segment that begin or end with a word."""
    reader = segment.field(WRITTEN)
    if reader is None:
        return []
    table = reader.terms
    encoded = word.encode()
    longest = len(encoded) + LONGEST_WORD
    numbers = [*list(table.prefix_range(encoded))[:MAX_PLACES], *_ending(table, encoded)]
    words = (table[number] for number in numbers)
    return [each.decode() for each in words if len(encoded) + SHORTEST_PART <= len(each) <= longest]


def _ending(table: StringTable, ending: bytes) -> list[int]:
    """Numbers of the words with this ending: one walk through the letters of all words."""
    blob = bytes(table.blob)
    numbers = []
    place = blob.find(ending)
    for _ in range(MAX_PLACES):
        if place < 0:
            break
        end = place + len(ending)
        number = bisect_right(table.offsets, place) - 1
        if table.offsets[number + 1] == end:
            numbers.append(number)
        place = blob.find(ending, place + 1)
    return numbers


_lexicons: "WeakKeyDictionary[Snapshot, Lexicon]" = WeakKeyDictionary()
_lock = Lock()


def lexicon_of(snapshot: Snapshot) -> Lexicon:
    """The lexicon of a snapshot, the same one as long as the snapshot is used."""
    with _lock:
        lexicon = _lexicons.get(snapshot)
        if lexicon is None:
            lexicon = _lexicons[snapshot] = Lexicon(snapshot)
        return lexicon
