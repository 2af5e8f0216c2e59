"""Words and punctuation of a Markdown text, the smallest pieces that a comparison tells apart."""

import re
from itertools import accumulate
from typing import NamedTuple

_TOKEN_RE = re.compile(
    r"(\s*)("
    r"\]\([^\s()]{0,2000}\)"  # where a link leads
    r"|https?://[^\s<>()\]]+"
    r"|[^\W_]+(?:[-'\u2019.,:/][^\W_]+)*"  # a word or number, with what holds it together inside
    r"|([^\w\s]|_)\3*"  # equal punctuation in a row, such as ** or ...
    r")"
)


class Tokens(NamedTuple):
    """The words and marks of a text, and the white space before each."""

    woorden: list[str]
    wit: list[str]

    def text(self, van: int, tot: int) -> str:
        """Return a run of tokens as they stood in the text, white space in front included."""
        return "".join(wit + woord for wit, woord in zip(self.wit[van:tot], self.woorden[van:tot], strict=True))

    def ends(self) -> list[int]:
        """Return the place in the text where each token ends."""
        return list(accumulate(len(wit) + len(woord) for wit, woord in zip(self.wit, self.woorden, strict=True)))


def tokenise(tekst: str) -> Tokens:
    """Return the tokens of a text; `text` over all of them gives it back, but for white space at the end."""
    gevonden = _TOKEN_RE.findall(tekst)
    return Tokens([woord for _, woord, _ in gevonden], [wit for wit, _, _ in gevonden])
