"""Dutch text analysis: from running text to index terms, the same way when writing and when asking.

Lower case, folding of accents, our own list of stop words and the Dutch Snowball stemmer that Whoosh carries (it equals
the reference's `dutch_porter`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.analysis import Analyzer, Token
from whoosh.lang.snowball.dutch import DutchStemmer

# A change here makes every index that was written with the old analysis stale; see `fingerprint` in `index.py`.
ANALYSIS_VERSION = 1

# A word: letters and digits, with an apostrophe inside ("foto's", "zo'n"). The underscore separates words.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that are joined by hyphens: "e-mail", "co-creatie".
HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")

# Letters that Unicode does not take apart into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ß": "ss", "ı": "i"},
)

# Function words that say nothing about the subject. Negations stay: they are half of what a dilemma is about.
_FUNCTION_WORDS = """
aan al alle allemaal als alsof altijd ander andere anders ben bent bij bijna daar daarbij daardoor daarin daarmee
daarna daarom daarvan daarvoor dan dat de der des deze die dit doe doen doet door dus echter een eens elk elke en er
eraan erbij erin ermee eruit ervan ervoor had hadden heb hebben hebt heeft hem hen het hier hij hoe hun ie ieder
iedere ik in is je jij jou jouw jullie kan kun kunnen kunt laat maar mag me meer meest men met mij mijn moet moeten
na naar net nog nu of om omdat ondanks ons onze ook op over per reeds sinds soms steeds te tegelijk ten ter terwijl
toch toen tot tussen u uit uw van vaak vanuit vanwege vervolgens via voor vooral waar waarbij waardoor waarin waarmee
waarom waarop waarvan waarvoor wanneer want was waren wat we wel welk welke werd werden wie wij wil willen word
worden wordt ze zeer zelf zelfs zich zij zijn zo zoals zodat zou zouden zowel zullen zult zal
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())

# Words with which a question is put, more often than that it is about them.
_ASKING_WORDS = """
bedoel bedoeld bedoelen bedoelt bestaan bestaat beteken betekenen betekent echt eigenlijk enz ga gaan gaat gebeuren
gebeurt gewoon graag heet heten hoeveel kon krijg krijgen krijgt maak maakt maken mocht mogen nagaan precies soort
vind vinden vindt weet weten wilde zeg zeggen zegt zit zitten
"""
ASKING_WORDS = frozenset(_ASKING_WORDS.split())


class Term(NamedTuple):
    """One index term of a text and its place, counted in words."""

    text: str
    position: int


def fold(text: str) -> str:
    """Lower case without accents: "Ĥéllø" becomes "hello"."""
    return text.lower() if text.isascii() else _NOT_ASCII.sub(_fold_letter, text).lower()


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _fold_letter(match: re.Match[str]) -> str:
    return _folded(match.group())


@lru_cache(maxsize=4_096)
def _folded(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    base = "".join(part for part in decomposed if not unicodedata.combining(part))
    return base.lower().translate(_UNDECOMPOSED)


def _plain(word: str) -> str:
    """The word without apostrophes; the genitive and plural 's goes with its apostrophe."""
    if "'" not in word and "’" not in word:
        return word
    word = word.replace("’", "'")
    return word.removesuffix("'s").replace("'", "")


def split_words(text: str) -> list[str]:
    """Folded words of `text` in order, stop words included."""
    folded = fold(text)
    words = WORD.findall(folded)
    if "'" in folded or "’" in folded:
        words = [_plain(word) for word in words]
    return words


def split_joined(text: str) -> list[Term]:
    """Hyphenated words written as one ("email" of "e-mail"), each at the place of its first part."""
    folded = fold(text)
    if "-" not in folded:
        return []
    joined = []
    place = done = 0
    for match in HYPHENATED.finditer(folded):
        place += len(WORD.findall(folded, done, match.start()))
        done = match.start()
        joined.append(Term(match.group().replace("-", ""), place))
    return joined


_STEMMER = DutchStemmer()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Dutch stem of a folded word; words with a digit are left as they are."""
    if len(word) <= 2 or not word.isalpha():
        return word
    return str(_STEMMER.stem(word))


def analyse(text: str) -> list[Term]:
    """Terms of a question: stems without stop words, unless there are nothing but stop words."""
    words = split_words(text)
    terms = [Term(stem(word), place) for place, word in enumerate(words) if word not in STOP_WORDS]
    return terms or [Term(stem(word), place) for place, word in enumerate(words)]


class DutchAnalyzer(Analyzer):
    """`analyse` as a Whoosh analyzer, so that Whoosh's own query parser and searcher can read our index."""

    def __call__(self, value: str, positions: bool = False, **kwargs: Any) -> Iterator[Token]:
        """Yield Whoosh tokens of `value`."""
        token = Token(positions=positions)
        for term in analyse(value):
            token.text = term.text
            token.pos = term.position
            token.boost = 1.0
            token.stopped = False
            yield token

    def __eq__(self, other: object) -> bool:
        """Analyzers of this class are all the same."""
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))
