"""What somebody typed, as a plan for the index. Only quotation marks mean something: they make a phrase."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from modelsearch.query import And, Phrase, PlainText

from kennisbank.search.whoosh.analysis import STOP_WORDS, WORD, analyse, fold, split_words
from kennisbank.search.whoosh.fuzzy import best_correction
from kennisbank.search.whoosh.plan import AndNode, Node, NoneNode, OrNode, Planner, all_of, any_of

MAX_LENGTH = 500
# Words of a question that count; the rest of a pasted letter does not make it better.
MAX_WORDS = 32
# Weight of the words standing together in the order in which they were typed, next to their own weight.
TOGETHER = 0.5
_QUOTED = re.compile(r'"([^"]*)"')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Question:
    """A question: loose words, and phrases that have to occur as they are."""

    text: str
    words: str
    phrases: tuple[str, ...]

    @property
    def stems(self) -> frozenset[str]:
        """Index terms of all words, for marking them in a fragment."""
        return frozenset(term.text for term in analyse(f"{self.words} {' '.join(self.phrases)}"))

    def is_empty(self) -> bool:
        """Whether nothing can be searched for."""
        return not self.stems


def parse_question(text: str) -> Question:
    """Cut, clean and take apart what was typed."""
    text = _CONTROL.sub(" ", text[:MAX_LENGTH]).strip().replace("“", '"').replace("”", '"').replace("„", '"')
    phrases = tuple(phrase.strip() for phrase in _QUOTED.findall(text) if split_words(phrase))
    words = _QUOTED.sub(" ", text)
    return Question(text, " ".join(words.split()[:MAX_WORDS]), phrases)


def _planner(autocomplete: bool = False) -> Planner:
    return Planner(None, autocomplete, lambda _field: [])


def plan_all_words(question: Question) -> Node:
    """Documents with every word and every phrase; words that stand together count extra."""
    planner = _planner()
    required = [planner.plan(Phrase(phrase)) for phrase in question.phrases]
    terms = analyse(question.words)
    if terms:
        words = planner.plan(PlainText(question.words, operator="and"))
        required += words.children if isinstance(words, AndNode) else [words]
    plan = all_of(required)
    if len(terms) < 2 or isinstance(plan, NoneNode):
        return plan
    together = AndNode((plan, planner.plan(Phrase(question.words), TOGETHER)))
    return OrNode((plan, together))


def plan_any_word(question: Question) -> Node:
    """Documents with every phrase and at least one of the words."""
    planner = _planner()
    required = [planner.plan(Phrase(phrase)) for phrase in question.phrases]
    if analyse(question.words):
        words = planner.plan(PlainText(question.words, operator="or"))
        required.append(any_of([words]))
    return all_of(required)


def plan_beginning(text: str) -> Node:
    """Documents with words that begin as typed, for suggestions."""
    question = parse_question(text)
    words = " ".join(split_words(question.text)[:MAX_WORDS])
    return _planner(autocomplete=True).plan(And([PlainText(words, operator="and")])) if words else NoneNode()


def correct(question: Question, known: Mapping[str, int]) -> str | None:
    """The question with its unknown words replaced by known ones that look like them; None when nothing changes."""
    replaced = False

    def replace(match: re.Match[str]) -> str:
        nonlocal replaced
        word = fold(match.group())
        better = None if word in STOP_WORDS else best_correction(word, known)
        if better is None:
            return match.group()
        replaced = True
        return better

    corrected = WORD.sub(replace, question.text)
    return corrected if replaced else None
