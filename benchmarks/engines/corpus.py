"""Documents of real length and vocabulary, and questions about them; the same every time.

Pieces of three to eight words are taken from the demo content (or from files given with `--texts`) and strung together,
so that words stand in their real company; between them come words from a long tail with a Zipf-Mandelbrot
distribution, made by joining real words, so that the vocabulary grows with the number of documents as in reality.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
THEMAS = [f"thema-{number}" for number in range(40)]
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# One word in so many is from the long tail.
TAIL_EVERY = 6
MIN_WORDS, MAX_WORDS = 80, 150


@dataclass(frozen=True)
class Doc:
    """A document: 4–8 words of title, 80–150 words of text, one to four of forty themas, a day."""

    number: int
    title: str
    body: str
    themas: tuple[str, ...]
    day: int


def read_words(paths: Sequence[Path]) -> list[str]:
    """All words of YAML, Markdown or JSONL files, in order."""
    return [word for path in paths for text in _texts(path) for word in WORD.findall(text)]


def _texts(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in text.splitlines())
    else:
        yield text


class Corpus:
    """The documents and the questions. `size` documents, `count` questions of each kind."""

    def __init__(self, size: int, count: int, texts: Sequence[Path] = ()) -> None:
        self.random = random.Random(20260101)
        self.words = read_words(texts or sorted((ROOT / "fixtures").rglob("*.yaml")))
        self.tail = self._tail(2_000 + size)
        self._tail_weights = list(accumulate(1 / (rank + 30) for rank in range(len(self.tail))))
        self.docs = [self._doc(number) for number in range(size)]
        self._ask(count)

    def _tail(self, size: int) -> list[str]:
        long_words = sorted({word.lower() for word in self.words if len(word) > 3})
        made: dict[str, None] = {}
        while len(made) < size:
            made["".join(self.random.choices(long_words, k=2))] = None
        return list(made)

    def _run(self, length: int) -> list[str]:
        run: list[str] = []
        while len(run) < length:
            begin = self.random.randrange(len(self.words) - 8)
            run += self.words[begin : begin + self.random.randint(3, 8)]
            if self.random.random() < 5 / TAIL_EVERY:
                run += self.random.choices(self.tail, cum_weights=self._tail_weights)
        return run[:length]

    def _doc(self, number: int) -> Doc:
        title = " ".join(self._run(self.random.randint(4, 8)))
        body = " ".join(self._run(self.random.randint(MIN_WORDS, MAX_WORDS)))
        themas = tuple(self.random.sample(THEMAS, self.random.randint(1, 4)))
        return Doc(number, title, body, themas, self.random.randrange(4_000))

    def _ask(self, count: int) -> None:
        """Questions are asked of words and phrases of the first thousand documents."""
        sample = self.docs[:1_000]
        often = Counter(word.lower() for doc in sample for word in set(doc.body.split()) if len(word) > 4)
        ranked = [word for word, _ in often.most_common()]
        common, middle = ranked[:60], ranked[60:1_500]
        self.frequent = self.random.sample(common, min(count, len(common)))
        self.pairs = [" ".join(self.random.sample(common + middle[:300], 2)) for _ in range(count)]
        self.phrases = [self._phrase(self.random.choice(sample)) for _ in range(count)]
        self.prefixes = [
            self.random.choice(doc.title.split()).lower()[: self.random.choice((2, 3, 5))]
            for doc in self.random.choices(sample, k=count)
        ]
        self.typos = [word[:2] + word[3:] for word in self.random.sample(middle, count * 3) if len(word) > 6][:count]
        self.chosen = [tuple(self.random.sample(THEMAS, 3)) for _ in range(count)]

    def _phrase(self, doc: Doc) -> str:
        words = doc.body.split()
        begins = [at for at in range(len(words) - 1) if min(len(words[at]), len(words[at + 1])) > 4]
        at = self.random.choice(begins) if begins else 0
        return " ".join(words[at : at + 2]).lower()
