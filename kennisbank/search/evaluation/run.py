"""One run: the questions of a file asked to every engine, as they are and spoilt, with the scores per kind."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from kennisbank.search.evaluation.data import Query, Text
from kennisbank.search.evaluation.engines import Engine, others
from kennisbank.search.evaluation.measures import Score, score
from kennisbank.search.evaluation.mutations import mutate
from kennisbank.search.evaluation.ours import Ours

ALL = "alle vragen"
HARD = "met een woord dat er niet staat"


@dataclass(frozen=True)
class Line:
    """The scores on one set of questions, by the name of the engine."""

    name: str
    questions: int
    scores: dict[str, Score]


def sets_of(queries: Sequence[Query], texts: Sequence[Text]) -> dict[str, Sequence[Query]]:
    """All questions, those with a word that the answer does not have, every kind, and the spoilt ones."""
    sets: dict[str, Sequence[Query]] = {ALL: queries, HARD: [query for query in queries if query.hard > 0]}
    for kind in sorted({query.kind for query in queries}):
        sets[kind] = [query for query in queries if query.kind == kind]
    sets.update(mutate(queries, (f"{text.title} {text.text}" for text in texts)))
    return {name: chosen for name, chosen in sets.items() if chosen}


def evaluate(queries: Sequence[Query], texts: Sequence[Text], dsn: str | None) -> list[Line]:
    """The scores of all engines on all sets; questions made from titles are asked of texts without titles."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        visible = _engines(texts, folder / "met", dsn)
        hidden: list[Engine] = []
        if any(query.hides_titles for query in queries):
            hidden = _engines([replace(text, title="") for text in texts], folder / "zonder", dsn)
        return [
            Line(name, len(chosen), _scores(chosen, visible, hidden))
            for name, chosen in sets_of(queries, texts).items()
        ]


def _engines(texts: Sequence[Text], folder: Path, dsn: str | None) -> list[Engine]:
    return [Ours(texts, folder), *others(texts, dsn)]


def _scores(queries: Sequence[Query], visible: Sequence[Engine], hidden: Sequence[Engine]) -> dict[str, Score]:
    scores = {}
    for number, engine in enumerate(visible):
        rankings = []
        for query in queries:
            asked = hidden[number] if query.hides_titles else engine
            ranking = [name for name in asked.search(query.text) if name not in query.without]
            rankings.append((ranking, query.relevant))
        scores[engine.name] = score(rankings)
    return scores
