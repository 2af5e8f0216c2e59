"""The words of a corpus: Dutch stems, without stop words, from plain text."""

from collections.abc import Iterable, Sequence

from bouwstenen.models import Bouwsteen
from kennisbank.analysis.words import Reader
from kennisbank.onderzoek.corpus import Corpus
from kennisbank.onderzoek.geheugen import remember
from kennisbank.search.whoosh.analysis import STOP_WORDS, stem
from themas.presentation import plain

READER = Reader(stem=stem, stop=STOP_WORDS, shortest=3)


def texts_of(corpus: Corpus) -> Sequence[str]:
    """Title and words of every bouwsteen of a corpus, in its order, without Markdown."""
    return remember(corpus, "teksten", {}, lambda: read_texts(corpus.bouwstenen))


def read_texts(stenen: Iterable[Bouwsteen]) -> list[str]:
    """Title and words of each, without Markdown."""
    return [f"{sentence(steen.titel)} {plain(steen.tekst)}" for steen in stenen]


def sentence(titel: str) -> str:
    """A title with its full stop."""
    return titel if titel.endswith((".", "?", "!", "…")) else f"{titel}."
