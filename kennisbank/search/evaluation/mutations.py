"""Questions spoilt as people spoil them: mistyped, taken apart, joined and inflected. Always the same for one seed."""

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from kennisbank.search.evaluation.data import Query
from kennisbank.search.whoosh.analysis import STOP_WORDS, WORD, fold, split_words, stem

SEED = 20260101
# Letters below which a word is left alone: a shorter one with an error is often another word.
SHORTEST = 5
PART = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LINKS = ("", "s", "e", "en", "er")

Mutation = Callable[[str, random.Random], str | None]


def _longest(text: str) -> str:
    words = [word for word in WORD.findall(text) if word.isalpha() and fold(word) not in STOP_WORDS]
    return max(words, key=len, default="")


def mistype(text: str, chance: random.Random) -> str | None:
    """One letter left out, doubled, wrong or swapped with the next, in the longest word and not at its beginning."""
    word = _longest(text)
    if len(word) < SHORTEST:
        return None
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    letter = chance.choice([each for each in LETTERS if each != word[place].lower()])
    changed = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )[kind]
    return None if changed == word else text.replace(word, changed, 1)


class Words:
    """The words of the texts, by which a compound is known and an inflection exists."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: dict[str, int] = {}
        for text in texts:
            for word in split_words(text):
                if word.isalpha() and word not in STOP_WORDS:
                    counts[word] = counts.get(word, 0) + 1
        self.counts = counts
        self.by_stem: dict[str, list[str]] = {}
        for word in sorted(counts):
            self.by_stem.setdefault(stem(word), []).append(word)

    def apart(self, text: str, _chance: random.Random) -> str | None:
        """The longest compound written as two words, the link between them left out."""
        for word in sorted(WORD.findall(text), key=lambda each: (-len(each), each)):
            halves = self._halves(fold(word))
            if halves is not None:
                return text.replace(word, " ".join(halves), 1)
        return None

    def _halves(self, word: str) -> tuple[str, str] | None:
        """The two known words that a compound is made of, the most frequent pair; None when it is none."""
        found = []
        for place in range(PART, len(word) - PART + 1):
            for link in LINKS:
                head, tail = word[:place], word[place + len(link) :]
                if word[place:].startswith(link) and len(tail) >= PART and self._known(head) and self._known(tail):
                    found.append((min(self.counts[head], self.counts[tail]), head, tail))
        return max(found)[1:] if found else None

    def _known(self, word: str) -> bool:
        return self.counts.get(word, 0) >= 2

    def inflect(self, text: str, chance: random.Random) -> str | None:
        """The longest word that has one, in another form that occurs in the texts."""
        for word in sorted(WORD.findall(text), key=lambda each: (-len(each), each)):
            folded = fold(word)
            others = [each for each in self.by_stem.get(stem(folded), ()) if each != folded]
            if len(folded) >= PART and others and folded not in STOP_WORDS:
                return text.replace(word, chance.choice(others), 1)
        return None


def join(text: str, _chance: random.Random) -> str | None:
    """The first two neighbouring words of some length written as one."""
    words = text.split()
    for place, (first, second) in enumerate(zip(words, words[1:], strict=False)):
        fit = all(word.isalpha() and len(word) >= PART and fold(word) not in STOP_WORDS for word in (first, second))
        if fit:
            return " ".join([*words[:place], first + second.lower(), *words[place + 2 :]])
    return None


def mutate(queries: Sequence[Query], texts: Iterable[str], only: Collection[str] = ()) -> dict[str, list[Query]]:
    """Per kind of mutation the questions that it can be done to, spoilt.

    Args:
        queries: the questions as they are.
        texts: the documents, for their words.
        only: names of mutations; empty: all.
    """
    words = Words(texts)
    mutations: dict[str, Mutation] = {
        "typefout": mistype,
        "los geschreven": words.apart,
        "aaneen geschreven": join,
        "verbogen": words.inflect,
    }
    spoilt: dict[str, list[Query]] = {}
    for name, mutation in mutations.items():
        if only and name not in only:
            continue
        chance = random.Random(f"{SEED} {name}")  # noqa: S311 - the same every time is the point
        made = ((query, mutation(query.text, chance)) for query in queries)
        spoilt[name] = [replace(query, text=text) for query, text in made if text is not None]
    return spoilt
