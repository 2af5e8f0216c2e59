"""From a question to plans for the index."""

from collections.abc import Sequence

from modelsearch.query import And, Phrase, PlainText

from kennisbank.search.fields import plan_field
from kennisbank.search.kinds import SearchKind
from kennisbank.search.question import (
    MAX_WORDS,
    Ask,
    Both,
    Either,
    InField,
    Question,
    Quoted,
    Without,
    Words,
    clean,
)
from kennisbank.search.whoosh.analysis import split_words
from kennisbank.search.whoosh.lexicon import lexicon_of
from kennisbank.search.whoosh.plan import AllNode, AndNode, Node, NoneNode, NotNode, Planner, all_of, any_of
from kennisbank.search.whoosh.snapshot import Snapshot
from kennisbank.search.wording import Synonyms, Wording, no_synonyms


class QuestionPlanner:
    """Plans one question on one snapshot."""

    def __init__(self, snapshot: Snapshot, kinds: Sequence[SearchKind] = (), synonyms: Synonyms = no_synonyms) -> None:
        self._snapshot = snapshot
        self._kinds = kinds
        self._planner = Planner(None, False, lambda _field: [])
        self.wording = Wording(lexicon_of(snapshot), synonyms)

    def some(self, question: Question, least: float = 0.0) -> Node:
        """Documents with some of the loose words and all else that was asked; of a precise question as `every`.

        `least`: the part of what the words tell together that a document must have.
        """
        return self._plan(question.ask, least=None if question.precise else least)

    def every(self, question: Question) -> Node:
        """Documents with all that was asked."""
        return self._plan(question.ask)

    def _plan(self, ask: Ask | None, *, least: float | None = None) -> Node:
        match ask:
            case Words():
                return self.wording.every(ask.words) if least is None else self.wording.some(ask.words, least)
            case Quoted():
                return self._planner.plan(Phrase(ask.text))
            case InField():
                return plan_field(self._snapshot, self._kinds, ask)
            case Both():
                return self._both(ask, least)
            case Either():
                return any_of([self._plan(part) for part in ask.parts])
            case Without():
                return AndNode((AllNode(), self._without(ask)))
        return NoneNode()

    def _both(self, ask: Both, least: float | None) -> Node:
        wanted = [self._plan(part, least=least) for part in ask.parts if not isinstance(part, Without)]
        unwanted: list[Node] = [self._without(part) for part in ask.parts if isinstance(part, Without)]
        return all_of([*(wanted or [AllNode()]), *unwanted])

    def _without(self, ask: Without) -> Node:
        """Without the words themselves: not without all that is like them."""
        part = ask.part
        if isinstance(part, Words):
            return NotNode(self._planner.plan(PlainText(" ".join(part.words), operator="and")))
        return NotNode(self._plan(part))


def plan_beginning(text: str) -> Node:
    """Documents with words that begin as typed, for suggestions."""
    words = " ".join(split_words(clean(text))[:MAX_WORDS])
    planner = Planner(None, True, lambda _field: [])
    return planner.plan(And([PlainText(words, operator="and")])) if words else NoneNode()
