"""From loose words to a plan: every word with all that also answers to it, each at its own weight.

A word is found as it is written, by its stem, in other forms of the verb, taken apart when it is a compound, inside
compounds, joined with its neighbour, by its synonyms, and when the index does not know it by what looks like it. Of one
word the best of these counts, so that many ways to be found are no reason to be found higher. No way is worth more
than the word itself: the weight of a rare other word is brought down to that of the word that was asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log

from kennisbank.search.whoosh.analysis import ASKING_WORDS, STOP_WORDS, Term, split_words, stem
from kennisbank.search.whoosh.forms import other_forms
from kennisbank.search.whoosh.inverter import TITLES, WHOLE, WRITTEN
from kennisbank.search.whoosh.lexicon import Lexicon
from kennisbank.search.whoosh.plan import (
    BestNode,
    Node,
    NoneNode,
    OrNode,
    PhraseNode,
    ShareNode,
    TermNode,
    all_of,
    any_of,
)

# Extra weight of a word in a title, and of a word that is written exactly so.
IN_TITLE = 1.0
AS_WRITTEN = 0.25
# Weights of the other ways to find a word.
OTHER_FORM = 0.5
COMPOUND_PART = 0.6
IN_COMPOUND = 0.5
JOINED = 0.7
SYNONYM = 0.7
CORRECTED = 0.8
ALIKE = 0.4
# Weight of a word that asks rather than tells ("hoe maak ik", "wat betekent"), beside words that tell.
ASKING = 0.1
# Compounds with a word are looked for when less than this part of the documents has the word itself.
COMPOUNDS_UP_TO = 0.1
# However few documents there are, of so few that have a word the compounds with it are looked for. From so many on a
# compound that is all that was asked is well known: then "tegen" alone says nothing about "tegenspraak".
FEW = 3

# From words (folded, in order) to what else is called so: each alternative is one or more words.
Synonyms = Callable[[Sequence[str]], Sequence[tuple[int, int, tuple[str, ...]]]]


def no_synonyms(_words: Sequence[str]) -> Sequence[tuple[int, int, tuple[str, ...]]]:
    """Where no list of synonyms is kept."""
    return ()


@dataclass
class Wanted:
    """One word that was asked, with its ways to be found and its weight: how much it tells."""

    word: str
    ways: list[Node] = field(default_factory=list)
    weight: float = 0.0

    def node(self) -> Node:
        """What finds the word."""
        if not self.ways:
            return NoneNode()
        return self.ways[0] if len(self.ways) == 1 else BestNode(tuple(dict.fromkeys(self.ways)))


class Wording:
    """Plans words with the lexicon of one snapshot."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms = no_synonyms) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self._whole = False
        self._alone = False
        # Whether there are words beside those that ask.
        self._tells = False
        self._asked: frozenset[str] = frozenset()
        # Stems that were looked for, to be marked where they are found.
        self.stems: set[str] = set()

    def every(self, words: Sequence[str]) -> Node:
        """Documents with all of the words but those that only ask; of a compound that is taken apart all parts."""
        self._whole = True
        plan = all_of([each.node() for each in self.wanted(words) if not self._only_asks(each.word)])
        self._whole = False
        return plan

    def some(self, words: Sequence[str], least: float) -> Node:
        """Documents with words that tell at least this part of what all words tell together."""
        wanted = [each for each in self.wanted(words) if each.ways]
        if not wanted:
            return NoneNode()
        weights = tuple(each.weight for each in wanted)
        return ShareNode(tuple(each.node() for each in wanted), weights, least * sum(weights))

    def wanted(self, words: Sequence[str]) -> list[Wanted]:
        """The words that count, each once, with their ways to be found."""
        spoken = [word for text in words for word in split_words(text)]
        content = list(dict.fromkeys(word for word in spoken if word not in STOP_WORDS)) or list(dict.fromkeys(spoken))
        self._asked = frozenset(stem(word) for word in content)
        self._alone = len(content) == 1
        self._tells = not ASKING_WORDS.issuperset(content)
        wanted = {word: self._word(word) for word in content}
        self._join(content, wanted)
        for first, last, alternative in self.synonyms(spoken):
            # "tegenspraak geven" finds nothing that "tegenspraak" does not, and would mark every "geven".
            if not self._asked.isdisjoint(map(stem, alternative)):
                continue
            node = self._alternative(alternative)
            for word in spoken[first:last]:
                if word in wanted:
                    wanted[word].ways.append(node)
        return list(wanted.values())

    def _rarity(self, documents: int) -> float:
        total = max(self.lexicon.documents_in_all, documents)
        return log(1 + (total - documents + 0.5) / (documents + 0.5))

    def _word(self, word: str) -> Wanted:
        term = stem(word)
        documents = self.lexicon.documents(term)
        if self._only_asks(word):
            ways = [self._term(term, ASKING, word)] if documents else []
            return Wanted(word, ways, ASKING * self._rarity(documents))
        wanted = Wanted(word, weight=self._rarity(max(documents, 1)))
        if documents:
            wanted.ways.append(self._term(term, 1.0, word))
        wanted.ways += self._forms(word, documents) + self._compounds(word, documents)
        wanted.ways += self._corrections(word, documents)
        if not wanted.ways:
            wanted.ways += self._parts(self.lexicon.nearly_parts(word), COMPOUND_PART * CORRECTED)
        if not wanted.ways:
            wanted.ways += [self._term(other, ALIKE) for other in self.lexicon.alike(term)]
        return wanted

    def _only_asks(self, word: str) -> bool:
        return self._tells and word in ASKING_WORDS

    def _term(self, term: str, weight: float, written: str | None = None) -> Node:
        """A stem anywhere, more in a title, and more when it is written just so."""
        self.stems.add(term)
        nodes = [TermNode(WHOLE, term, weight), TermNode(TITLES, term, weight * IN_TITLE)]
        if written is not None:
            nodes.append(TermNode(WRITTEN, written, weight * AS_WRITTEN))
        return OrNode(tuple(nodes))

    def _scaled(self, term: str, weight: float, documents: int) -> Node:
        """A term that stands for one with so many documents: not worth more because it is rarer."""
        own = self._rarity(self.lexicon.documents(term))
        return self._term(term, weight * min(1.0, self._rarity(documents) / own) if documents and own else weight)

    def _forms(self, word: str, documents: int) -> list[Node]:
        known = (form for form in sorted(other_forms(word)) if self.lexicon.documents(form))
        return [self._scaled(form, OTHER_FORM, documents) for form in known]

    def _compounds(self, word: str, documents: int) -> list[Node]:
        ways = self._taken_apart(word, documents, COMPOUND_PART)
        if documents <= max(FEW, COMPOUNDS_UP_TO * self.lexicon.documents_in_all):
            found = dict.fromkeys(stem(compound) for compound in self.lexicon.compounds(word))
            ways += [self._scaled(term, IN_COMPOUND, documents) for term in found if term != stem(word)]
        return ways

    def _corrections(self, word: str, documents: int) -> list[Node]:
        ways: list[Node] = []
        for other in self.lexicon.likely_corrections(word):
            term = stem(other)
            ways.append(self._scaled(term, CORRECTED, documents))
            ways += self._taken_apart(other, self.lexicon.documents(term), COMPOUND_PART * CORRECTED)
        return ways

    def _taken_apart(self, word: str, documents: int, weight: float) -> list[Node]:
        return self._parts(self.lexicon.parts(word), weight, whole=self._alone and documents >= FEW)

    def _parts(self, parts: Sequence[str], weight: float, *, whole: bool = False) -> list[Node]:
        """The words of a compound: any of them, or all when every word is asked or this compound is all that was.

        None when one of them is also asked by itself ("werken en samenwerken"): it must not count twice.
        """
        stems = [stem(part) for part in parts]
        if not stems or not self._asked.isdisjoint(stems):
            return []
        nodes = [self._term(term, weight) for term in stems]
        return [all_of(nodes) if whole or self._whole else any_of(nodes)]

    def _join(self, content: Sequence[str], wanted: dict[str, Wanted]) -> None:
        """Two neighbours written as one, in either order: "canvas voor het gesprek" also finds "gesprekscanvas"."""
        for first, second in zip(content, content[1:], strict=False):
            joined = (*self.lexicon.joined(first, second), *self.lexicon.joined(second, first))
            for word in (first, second):
                documents = self.lexicon.documents(stem(word))
                wanted[word].ways += [self._scaled(stem(each), JOINED, documents) for each in joined]

    def _alternative(self, words: tuple[str, ...]) -> Node:
        """A synonym: a word, or words that stand together."""
        terms = tuple(Term(stem(word), place) for place, word in enumerate(words))
        if len(terms) == 1:
            return self._term(terms[0].text, SYNONYM)
        self.stems.update(term.text for word, term in zip(words, terms, strict=True) if word not in STOP_WORDS)
        return PhraseNode(WHOLE, terms, SYNONYM)
