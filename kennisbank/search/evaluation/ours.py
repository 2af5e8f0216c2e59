"""Our own search on texts from a file: the site's planning and ranking, on an index in a folder of its own."""

from collections.abc import Sequence
from pathlib import Path

from kennisbank.search.evaluation.data import Text
from kennisbank.search.finding import find
from kennisbank.search.kinds import SearchKind
from kennisbank.search.question import parse_question
from kennisbank.search.whoosh import inverter, ranking
from kennisbank.search.whoosh.evaluate import Evaluator
from kennisbank.search.whoosh.plan import Node
from kennisbank.search.whoosh.store import IndexStore
from kennisbank.search.wording import no_synonyms

# As in the search fields of the site's models.
TITLE_BOOST = 5.0
HEADING_BOOST = 2.0
DEPTH = 1_000
LOCK_SECONDS = 10


class Ours:
    """An index of texts, searched as the site is. Implements `finding.Searchable`."""

    name = "Wij"
    kinds: Sequence[SearchKind] = ()

    def __init__(self, texts: Sequence[Text], folder: Path) -> None:
        store = IndexStore(folder)
        with store.writing(LOCK_SECONDS, rebuild="evaluation") as batch:
            batch.add(map(_document, texts))
        self.snapshot = store.snapshot()
        self.stems: frozenset[str] = frozenset()

    def run(self, plan: Node) -> list[ranking.Found]:
        """What a plan finds."""
        return ranking.find(self.snapshot, Evaluator(self.snapshot, plan))

    def settle(self, found: Sequence[ranking.Found]) -> list[ranking.Found]:
        """Nothing here is a part of something else."""
        return list(found)

    def search(self, question: str) -> list[str]:
        """Names of the documents found, best first."""
        parsed = parse_question(question)
        if parsed.is_empty():
            return []
        found, _ = find(self, parsed, no_synonyms)
        return [result.docid for result in ranking.best(found, 0, DEPTH)]


def _document(text: Text) -> inverter.Document:
    headings = " — ".join(heading for heading, _ in text.sections())
    texts = [
        inverter.Text(None, text.title, TITLE_BOOST),
        inverter.Text(None, headings, HEADING_BOOST),
        inverter.Text(None, text.text),
    ]
    return inverter.Document(text.id, (), texts)
