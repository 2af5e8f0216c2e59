"""Words and punctuation of a Markdown text, the smallest pieces that a comparison tells apart."""

import re
from typing import NamedTuple

_TOKEN_RE = re.compile(
    r"\]\([^\s()]{0,2000}\)"  # where a link leads
    r"|https?://[^\s<>()\]]+"
    r"|[^\W_]+(?:[-'\u2019.,:/][^\W_]+)*"  # a word or number, with what holds it together inside
    r"|([^\w\s]|_)\1*"  # equal punctuation in a row, such as ** or ...
)


class Token(NamedTuple):
    """A word or a mark, and the white space that precedes it in its text."""

    tekst: str
    wit: str


def tokenise(tekst: str) -> list[Token]:
    """Return the tokens of a text; joined with their white space they give it back, but for white space at the end."""
    tokens = []
    plek = 0
    for gevonden in _TOKEN_RE.finditer(tekst):
        tokens.append(Token(gevonden.group(), tekst[plek : gevonden.start()]))
        plek = gevonden.end()
    return tokens


def join(tokens: list[Token]) -> str:
    """Return the text of tokens in a row."""
    return "".join(token.wit + token.tekst for token in tokens)
