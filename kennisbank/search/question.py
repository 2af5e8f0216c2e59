"""What somebody typed, taken apart into a small tree of our own.

    menselijke maat               words; not all of them have to occur
    "menselijke maat"             these words, in this order
    maat EN mens, maat AND mens   both; also OF / OR, NIET / NOT, and brackets
    maat -regel                   without this word
    thema:tegenspraak jaar:2026   only where a facet has this value; `titel:` for words of the title

Operators are capitals, so that "rust en ruimte" is what it looks like; in a question that is shouted they are words. A
field that we do not know is a word. In a whole sentence with a question mark all is words: a minus or a quotation mark
there means what it means in prose. Nothing that can be typed is an error: what makes no sense as syntax is words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kennisbank.search.kinds import KIND_FACET, all_kinds
from kennisbank.search.whoosh.analysis import STOP_WORDS, WORD, analyse, fold, split_words

MAX_LENGTH = 500
# Words of a question that count; the rest of a pasted letter does not make it better.
MAX_WORDS = 32
# Brackets within brackets that are understood; deeper ones are ignored.
MAX_DEPTH = 8
TITLE_FIELD = "titel"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_TOKEN = re.compile(
    r'(?P<minus>(?<![^\s(])-(?=[\w"(]))|(?P<field>[^\W\d_]{2,30}):(?=[^\s:()])|"(?P<phrase>[^"]*)"|(?P<bracket>[()])'
    r"|(?P<word>[^\s()\"]+)|\s+|\""
)
_OPERATORS = {"AND": "and", "EN": "and", "OR": "or", "OF": "or", "NOT": "not", "NIET": "not"}
# Words of a question that is a whole sentence.
SENTENCE = 5
# A word in capitals that is longer than this is no abbreviation: then the whole question is shouted.
LONGEST_ABBREVIATION = 6


@dataclass(frozen=True)
class Words:
    """Loose words as they were typed next to each other."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Quoted:
    """Words that have to stand together in this order."""

    text: str


@dataclass(frozen=True)
class InField:
    """A value of a facet, or words of the title."""

    name: str
    value: str
    quoted: bool = False


@dataclass(frozen=True)
class Both:
    """All of these."""

    parts: tuple["Ask", ...]


@dataclass(frozen=True)
class Either:
    """Any of these."""

    parts: tuple["Ask", ...]


@dataclass(frozen=True)
class Without:
    """What this does not find."""

    part: "Ask"


Ask = Words | Quoted | InField | Both | Either | Without


@dataclass(frozen=True)
class Question:
    """A question. `precise`: with operators, so that every word of it counts as it was put."""

    text: str
    ask: Ask | None = None
    precise: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """Index terms of all words that are looked for, for marking them in a fragment."""
        return frozenset(term.text for text in _texts(self.ask) for term in analyse(text))

    def is_empty(self) -> bool:
        """Whether nothing can be searched for."""
        return self.ask is None


def _texts(ask: Ask | None) -> Iterator[str]:
    """The texts in a question that must occur."""
    match ask:
        case Words():
            yield " ".join(ask.words)
        case Quoted():
            yield ask.text
        case InField(name=name, value=value) if name == TITLE_FIELD:
            yield value
        case Both() | Either():
            for part in ask.parts:
                yield from _texts(part)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def field_names() -> frozenset[str]:
    """The names that mean something before a colon."""
    return frozenset((TITLE_FIELD, KIND_FACET, *(key for kind in all_kinds() for key in kind.facets)))


def clean(text: str) -> str:
    """Cut what is too long and take out what cannot be typed."""
    return _CONTROL.sub(" ", text[:MAX_LENGTH]).translate(_QUOTES).strip()


def parse_question(text: str) -> Question:
    """Take apart what was typed; never fails."""
    text = clean(text)
    if text.endswith("?") and len(WORD.findall(text)) >= SENTENCE:
        return loosen(Question(text))
    parser = _Parser(list(_tokens(text, field_names())))
    ask = parser.parse()
    return Question(text, ask, parser.precise and ask is not None)


def loosen(question: Question) -> Question:
    """The same question with nothing in it but words."""
    return Question(question.text, _words(WORD.findall(question.text)[:MAX_WORDS]))


def _tokens(text: str, fields: frozenset[str]) -> Iterator[_Token]:
    shouted = text.upper() == text and any(len(word) > LONGEST_ABBREVIATION for word in WORD.findall(text))
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        value = found.group(kind) if kind else ""
        if kind == "word" and value in _OPERATORS and not shouted:
            yield _Token(_OPERATORS[value], value)
        elif kind == "field" and fold(value) not in fields:
            yield _Token("word", value)
        elif kind:
            yield _Token(value if kind == "bracket" else kind, value)


@dataclass
class _Parser:
    """Recursive descent over the tokens: OR over AND over items, with a bound on depth and number of words."""

    tokens: list[_Token]
    place: int = 0
    depth: int = 0
    left: int = MAX_WORDS
    precise: bool = False

    def parse(self) -> Ask | None:
        """The whole question; a bracket that closes nothing is passed over."""
        parts = []
        while self.place < len(self.tokens):
            parts.append(self._either())
            if self._peek() == ")":
                self.place += 1
        return _join(parts, Both)

    def _peek(self) -> str:
        return self.tokens[self.place].kind if self.place < len(self.tokens) else ""

    def _either(self) -> Ask | None:
        return self._chain("or", self._both, Either)

    def _both(self) -> Ask | None:
        return self._chain("and", self._run, Both)

    def _chain(self, operator: str, operand: Callable[[], Ask | None], kind: type[Both] | type[Either]) -> Ask | None:
        """Operands with an operator between them. One with nothing on one side is the word that it looks like."""
        parts = [operand()]
        loose: list[Ask | None] = []
        while self._peek() == operator:
            word = self._take().text
            right = operand()
            if parts[-1] is None or right is None:
                loose.append(_words([word]))
            else:
                self.precise = True
            if right is not None:
                parts.append(right)
        return _join([_join(parts, kind), *loose], Both)

    def _take(self) -> _Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _run(self) -> Ask | None:
        """Items that stand next to each other: loose words together, the rest beside them."""
        words: list[str] = []
        others: list[Ask] = []
        while self._peek() not in ("", ")", "or", "and"):
            if self._peek() == "word":
                words += self._word()
            else:
                item = self._item()
                if item is not None:
                    others.append(item)
        return _join([_words(words), *others], Both)

    def _word(self) -> list[str]:
        """The words of one token ("e-mail" is two), as many as are left to use."""
        found = WORD.findall(self._take().text)[: self.left]
        self.left -= len(found)
        return found

    def _item(self) -> Ask | None:
        token = self._take()
        match token.kind:
            case "phrase":
                return self._quoted(token.text)
            case "field":
                return self._field(token.text)
            case "(":
                return self._bracket()
        return self._without(token)

    def _quoted(self, text: str) -> Ask | None:
        found = text.split()[: self.left]
        self.left -= len(found)
        return Quoted(" ".join(found)) if split_words(" ".join(found)) else None

    def _field(self, name: str) -> Ask | None:
        if self._peek() not in ("word", "phrase"):
            return _words([name])
        value = self._take()
        if not split_words(value.text):
            return _words([name])
        self.left -= 1
        return InField(fold(name), value.text, value.kind == "phrase")

    def _bracket(self) -> Ask | None:
        if self.depth >= MAX_DEPTH:
            return None
        self.depth += 1
        inside = self._either()
        self.depth -= 1
        if self._peek() == ")":
            self.place += 1
        return inside

    def _without(self, token: _Token) -> Ask | None:
        """What is excluded; NOT before nothing is a word."""
        if self._peek() in ("", ")", "or", "and"):
            return _words([token.text])
        inside = _words(self._word()) if self._peek() == "word" else self._nested()
        if token.kind == "not" and inside is not None:
            self.precise = True
        return None if inside is None else Without(inside)

    def _nested(self) -> Ask | None:
        if self.depth >= MAX_DEPTH:
            self.place += 1
            return None
        self.depth += 1
        inside = self._item()
        self.depth -= 1
        return inside


def _words(words: list[str]) -> Ask | None:
    real = tuple(word for word in words if split_words(word))
    return Words(real) if real else None


def _join(parts: Sequence[Ask | None], kind: type[Both] | type[Either]) -> Ask | None:
    """The parts as one; what must all be there is flat, with its loose words together."""
    real = [part for part in parts if part is not None]
    if kind is Both:
        real = [each for part in real for each in (part.parts if isinstance(part, Both) else (part,))]
        words = tuple(word for part in real if isinstance(part, Words) for word in part.words)
        real = [*([Words(words)] if words else []), *(part for part in real if not isinstance(part, Words))]
    if not real:
        return None
    return real[0] if len(real) == 1 else kind(tuple(real))


def correct(question: Question, better: Callable[[str], str | None]) -> str | None:
    """The question with words replaced that have a better spelling; None when nothing changes.

    `better` gives the spelling of a folded word that was probably meant, or None.
    """
    replaced = False

    def replace(match: re.Match[str]) -> str:
        nonlocal replaced
        word = fold(match.group())
        meant = None if word in STOP_WORDS or word in field_names() else better(word)
        if meant is None:
            return match.group()
        replaced = True
        return meant

    corrected = WORD.sub(replace, question.text)
    return corrected if replaced else None
