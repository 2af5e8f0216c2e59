"""The sentences of a text that say something, and so can rest on a source."""

import re

from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span, sentence_spans

_HEADING_RE = re.compile(r"[ \t>]*#{1,6}[ \t]")
_RULE_RE = re.compile(r"[\s>|:*_=-]*")
_DEFINITION_RE = re.compile(r" {0,3}\[[^\]\n^][^\]\n]*\]:\s*\S+")
_WORD_RE = re.compile(r"[^\W_]{2,}")
_UNDERLINE_RE = re.compile(r"\n {0,3}(?:=+|-{3,})")


def statements(tekst: str) -> list[Span]:
    """Return the places of the sentences in the normalised text that are no heading, rule or address.

    The row with the headings of a table counts as one, as does every other row.
    """
    kaal = normalise(tekst)
    return [span for span in sentence_spans(kaal) if _says_something(kaal, span)]


def _says_something(tekst: str, span: Span) -> bool:
    zin = tekst[slice(*span)]
    if _HEADING_RE.match(zin) or _RULE_RE.fullmatch(zin) or _DEFINITION_RE.fullmatch(zin):
        return False
    if _UNDERLINE_RE.match(tekst, span[1]):
        return False
    return _WORD_RE.search(zin) is not None
