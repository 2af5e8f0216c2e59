"""Read texts as sentences that can be compared, each paragraph once however often it comes back."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kennisbank.text.beads import Woorden, weigh
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span, sentence_spans

_MARK_RE = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s)))+\s*")
_ITEM_RE = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s|\|")
_INNER_QUOTE_RE = re.compile(r"\n[ \t]*(?:>[ \t]*)+")
_WORD_RE = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_EMPTY_LINES_RE = re.compile(r"\n\n+")


class Zinnen(NamedTuple):
    """The sentences of a normalised text: where each stands, what it says, and in which list or table it is (or -1)."""

    spans: list[Span]
    sleutels: list[str]
    lijsten: list[int]


class Lezer:
    """Reads texts and remembers what it read, which pays when they are versions of each other."""

    def __init__(self) -> None:
        self._teksten: dict[str, str] = {}
        self._gelezen: dict[str, Zinnen] = {}
        self._alineas: dict[str, list[tuple[int, int, str]]] = {}
        self._woorden: dict[str, Woorden] = {}

    def normalise(self, tekst: str) -> str:
        if tekst not in self._teksten:
            self._teksten[tekst] = normalise(tekst)
        return self._teksten[tekst]

    def sentences(self, tekst: str) -> Zinnen:
        """Return the sentences of a normalised text, at the places that `sentence_spans` gives."""
        if tekst not in self._gelezen:
            gevonden = [
                (plek + begin, plek + einde, sleutel)
                for plek, alinea in _paragraphs(tekst)
                for begin, einde, sleutel in self._paragraph(alinea)
            ]
            spans = [(begin, einde) for begin, einde, _ in gevonden]
            self._gelezen[tekst] = Zinnen(spans, [sleutel for _, _, sleutel in gevonden], list(_lists(tekst, spans)))
        return self._gelezen[tekst]

    def words(self, zin: str) -> Woorden:
        """Return the words of a sentence, see `words`."""
        if zin not in self._woorden:
            self._woorden[zin] = words(zin)
        return self._woorden[zin]

    def _paragraph(self, alinea: str) -> list[tuple[int, int, str]]:
        if alinea not in self._alineas:
            self._alineas[alinea] = [
                (begin, einde, sentence_key(alinea[begin:einde])) for begin, einde in sentence_spans(alinea)
            ]
        return self._alineas[alinea]


def sentence_key(zin: str) -> str:
    """Return the words of a sentence as they are compared: without white space and the mark of a list or quotation."""
    if "\n" in zin:
        zin = _INNER_QUOTE_RE.sub(" ", zin)
    return " ".join((_MARK_RE.sub("", zin) or zin).split())


def words(zin: str) -> Woorden:
    """Return the words of a sentence with their weights, without capitals and punctuation; see `weigh`."""
    return weigh(_WORD_RE.findall(zin))


def _paragraphs(tekst: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces between empty lines, which no sentence crosses but in a fenced block of code."""
    if "```" in tekst or "~~~" in tekst:
        yield 0, tekst
        return
    plek = 0
    for leeg in _EMPTY_LINES_RE.finditer(tekst):
        yield plek, tekst[plek : leeg.start()]
        plek = leeg.end()
    yield plek, tekst[plek:]


def _lists(tekst: str, spans: Sequence[Span]) -> Iterator[int]:
    """Yield for each sentence the first sentence of the list or table that it is in, or -1."""
    lijst, vorige = -1, 0
    for plek, (begin, einde) in enumerate(spans):
        if _ITEM_RE.match(tekst, begin):
            lijst = plek if lijst < 0 else lijst
        elif "\n\n" in tekst[vorige:begin]:
            lijst = -1
        vorige = einde
        yield lijst
