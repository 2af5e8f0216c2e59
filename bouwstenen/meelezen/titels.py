"""A title for a line that somebody wrote down: its first sentence, as far as that fits."""

from kennisbank.text.markdown import TekstFout
from kennisbank.text.normalise import normalise_line
from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import sentences

MAX_TITEL = 120


def make_titel(tekst: str, lengte: int = MAX_TITEL) -> str:
    """The first sentence in plain words; a longer one ends at a word within `lengte` characters, with an ellipsis."""
    try:
        plain = to_plain(tekst)
    except TekstFout:
        plain = tekst
    first = next(iter(sentences(plain)), "") or plain or tekst
    line = normalise_line(first)
    if len(line) <= lengte:
        return line
    cut = line[:lengte]
    words, _, _ = cut.rpartition(" ")
    if len(words) < lengte // 2:
        words = cut[:-1]
    return f"{words.rstrip(' ,;:–-(‘“')}…"[:lengte]
