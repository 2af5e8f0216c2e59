"""From a question to what it finds: which plans are run, in which order, and what other spelling might be meant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from kennisbank.search.kinds import KIND_FACET, FacetValue, SearchKind
from kennisbank.search.parts import settle_parts
from kennisbank.search.planning import QuestionPlanner, plan_beginning
from kennisbank.search.question import Ask, Both, Question, Quoted, Words, correct, loosen, parse_question
from kennisbank.search.selection import Periode, Selection, scope_of
from kennisbank.search.synoniemen.groepen import current_synoniemen
from kennisbank.search.whoosh.analysis import Term, analyse
from kennisbank.search.whoosh.evaluate import Evaluator, Hits
from kennisbank.search.whoosh.lexicon import lexicon_of
from kennisbank.search.whoosh.nearness import reward_nearness
from kennisbank.search.whoosh.plan import AllNode, Node
from kennisbank.search.whoosh.ranking import Found, best
from kennisbank.search.whoosh.snapshot import Snapshot
from kennisbank.search.wording import Synonyms

# With so many results that have MUCH of what the words tell together, results with less are left out.
ENOUGH = 100
MUCH = 0.4
# The score of a result with all that was asked is so many times as high: first, unless others tell much more.
WHOLE_FACTOR = 1.1


class Searchable(Protocol):
    """What `find` needs: an index as it is now, the kinds in it, and a way to run a plan on it."""

    snapshot: Snapshot
    kinds: Sequence[SearchKind]
    # Stems that were looked for, to be marked where they are found; filled in by `find`.
    stems: frozenset[str]

    def run(self, plan: Node) -> list[Found]:
        """What a plan finds."""

    def settle(self, found: Sequence[Found]) -> list[Found]:
        """The results with their last scores."""


@dataclass
class Search:
    """The steps of one search share these."""

    snapshot: Snapshot
    kinds: Sequence[SearchKind]
    chosen: Mapping[str, Collection[FacetValue]] = field(default_factory=dict)
    # The first and the last day.
    periode: Periode = (None, None)
    stems: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.scopes = [scope_of(kind) for kind in self.kinds]
        self.selection = Selection(self.snapshot, self.scopes, self.chosen, self.periode)

    def run(self, plan: Node) -> list[Found]:
        """What a plan finds, with the facets applied; `selection` is left at this plan."""
        self.selection.run(Evaluator(self.snapshot, plan))
        return self.selection.found()

    def settle(self, found: Sequence[Found]) -> list[Found]:
        """Parts after the whole that they belong to, unless one kind is asked for and there is no whole."""
        only_one = len(self.chosen.get(KIND_FACET, ())) == 1
        return list(found) if only_one else settle_parts(found, self.kinds)


def find(search: Searchable, question: Question, synonyms: Synonyms | None = None) -> tuple[list[Found], bool]:
    """Results with enough of the words, and whether all of them have all that was asked.

    Scores add up over the words, so that who has them all comes before who has some of them, unless these tell more.
    """
    if question.is_empty():
        return search.run(AllNode()), True
    known = current_synoniemen() if synonyms is None else synonyms
    planner = QuestionPlanner(search.snapshot, search.kinds, known)
    found = search.run(_enough(search.snapshot, planner, question))
    if not found and _may_loosen(question):
        # Nothing at all: then rather what comes near than an empty page.
        question = loosen(question)
        found = search.run(planner.some(question))
    search.stems = question.stems | planner.wording.stems
    words = loose_words(question)
    if question.precise or len(words) < 2:
        return search.settle(reward_nearness(search.snapshot, found, words)), True
    found, complete = _reward_whole(search.snapshot, planner.every(question), found)
    return search.settle(reward_nearness(search.snapshot, found, words)), complete


def _reward_whole(snapshot: Snapshot, plan: Node, found: Sequence[Found]) -> tuple[list[Found], bool]:
    """Somewhat more for results with all that was asked; and whether all have."""
    evaluator = Evaluator(snapshot, plan)
    rewarded, complete = [], True
    for each in found:
        whole = np.isin(each.hits.ids, evaluator.hits(each.segment).ids, assume_unique=True)
        scores = each.hits.score_array() * np.where(whole, WHOLE_FACTOR, 1.0)
        rewarded.append(Found(each.segment, Hits(each.hits.ids, scores)))
        complete = complete and bool(whole.all())
    return rewarded, complete


def _may_loosen(question: Question) -> bool:
    """Whether there are words in quotation marks beside loose words, and nothing that says precisely what is wanted."""
    parts = question.ask.parts if isinstance(question.ask, Both) else ()
    only_words = all(isinstance(part, Words | Quoted) for part in parts)
    return only_words and bool(loose_words(question)) and not question.precise


def _enough(snapshot: Snapshot, planner: QuestionPlanner, question: Question) -> Node:
    """The plan that leaves out documents with little of what was asked, when enough others have more.

    Counted over the whole index, so that a facet that is chosen shows as many results as it promised.
    """
    if question.precise or len(loose_words(question)) < 2:
        return planner.some(question)
    plan = planner.some(question, MUCH)
    evaluator = Evaluator(snapshot, plan)
    found = sum(len(evaluator.hits(live.segment).ids) for live in snapshot.segments)
    return plan if found >= ENOUGH else planner.some(question)


def loose_words(question: Question) -> list[Term]:
    """Terms of the words that stand next to each other."""
    parts: Sequence[Ask] = question.ask.parts if isinstance(question.ask, Both) else [question.ask or Both(())]
    return [term for part in parts if isinstance(part, Words) for term in analyse(" ".join(part.words))]


def did_you_mean(search: Search, question: Question, total: int) -> str | None:
    """A better spelling: of words that the index does not know, or hardly, when the other spelling finds something.

    `total`: number of results of the question that have all that was asked.
    """
    lexicon = lexicon_of(search.snapshot)
    corrected = correct(question, lambda word: next(iter(lexicon.likely_corrections(word)), None))
    if corrected is None:
        return None
    planner = QuestionPlanner(search.snapshot, search.kinds)
    better = Selection(search.snapshot, search.scopes, {})
    better.run(Evaluator(search.snapshot, planner.every(parse_question(corrected))))
    return corrected if better.count() and better.count() >= total else None


def find_beginning(search: Search, text: str, limit: int) -> list[str]:
    """Ids of objects with a title that begins as was typed."""
    return [result.docid for result in best(search.run(plan_beginning(text)), 0, limit)]
