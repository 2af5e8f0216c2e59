"""Dutch sentences in a Markdown text, as places in it."""

import re
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from kennisbank.text.abbreviations import ABBREVIATIONS, AMBIGUOUS, SENTENCE_ENDERS, SENTENCE_STARTERS
from kennisbank.text.code_spans import fenced_ranges, span_ranges

_SHORT = 2000
"""Longer blocks are not remembered, so that what is remembered stays within some megabytes."""

_SHORT_WORD = 40
"""Likewise for words, in characters."""

Span = tuple[int, int]
"""Start and end of a piece of text in Unicode code points, end exclusive."""

_LINK_RE = re.compile(
    r"\[\[[^\[\]]{1,600}\]\]"
    r"|!?\[[^\[\]]{0,2000}\]\([^()\n]{0,2000}(?:\([^()\n]{0,2000}\)[^()\n]{0,2000})?\)"
    r"|\[[^\[\]]{1,2000}\]\[[^\[\]]{0,200}\]"
    r"|<[^<>\s]{1,2000}>"
    r"|https?://[^\s<>]{0,2000}[^\s<>.,;:!?)\]\"'*_]"
)
_ENDS_SENTENCE_RE = re.compile(r"[.!?\u2026][)\"'\u201d\u2019*_]*\]\(")
BLOCK_START_RE = re.compile(r"^[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||\[\^[^\]\n]+\]:)")
ALONE_RE = re.compile(r"^[ \t]*+(?:#{1,6}[ \t].*|\|.*|[ :-]*+\|[ |:-]*+)$|^(?:[ \t]*\t)?+(?=.{3})[-=*_ ]*+$")
_QUOTE_RE = re.compile(r"^[ \t]*>")
_NUMBER_START_RE = re.compile(r"[\s>]*(?:[-*+]\s+)?\d{1,9}[.)]$")
_END_RE = re.compile(r"(?:(?<![.!?])[.!?]++|\u2026)[)\]\"'\u201d\u2019\u00bb*_]*+(?=\s)")
_NEXT_RE = re.compile(r"\s+([>\s]*[(\[\"'\u201c\u2018\u201e\u00ab*_]*)(\w+|\S)")
_DOTTED_RE = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\.?|[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+\.?")
_LEADING_RE = re.compile(r"^[(\[\"'\u201c\u2018\u201e\u00ab*_-]+")


class _Woord(Enum):
    """What a word that ends in a full stop is."""

    GEWOON = auto()
    AFGEKORT = auto()
    SOMS = auto()  # an abbreviation, unless a word follows with which a sentence starts
    NUMMER = auto()  # an abbreviation when a paragraph starts with it


def sentence_spans(tekst: str) -> list[Span]:
    """Return the places of all sentences, in order.

    Between them is only white space, so together with it they give the text back. A heading, list item or table row
    starts a sentence and ends the one before it, a fenced block of code is one sentence, and no sentence starts or ends
    inside a link or a code span.
    """
    return [span for blok in _blocks(tekst) for span in _split_block(tekst, blok)]


def sentences(tekst: str) -> list[str]:
    """Return the sentences of a Markdown text."""
    return [tekst[begin:einde] for begin, einde in sentence_spans(tekst)]


def _blocks(tekst: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, whether it stays whole) of everything that sentences never cross."""
    blokken = []
    plek = 0
    for begin, einde in [*fenced_ranges(tekst), (len(tekst), len(tekst))]:
        blokken += [
            (van, tot, tekst[van:tot].lstrip().startswith("|")) for van, tot in _prose_blocks(tekst, plek, begin)
        ]
        if einde > begin:
            blokken.append((begin, einde, True))
        plek = einde
    return blokken


def _prose_blocks(tekst: str, begin: int, einde: int) -> list[Span]:
    blokken: list[Span] = []
    start = plek = begin
    in_citaat = False
    for regel in tekst[begin:einde].split("\n"):
        citaat = _QUOTE_RE.match(regel) is not None
        if not regel.strip() or BLOCK_START_RE.match(regel) or ALONE_RE.match(regel) or (citaat and not in_citaat):
            blokken.append((start, plek))
            start = plek
        plek += len(regel) + 1
        if ALONE_RE.match(regel):
            blokken.append((start, min(plek, einde)))
            start = plek
        in_citaat = citaat
    blokken.append((start, einde))
    return [(van, tot) for van, tot in blokken if tot > van]


def _split_block(tekst: str, blok: tuple[int, int, bool]) -> list[Span]:
    begin, einde, blijft_heel = blok
    split = _split if einde - begin <= _SHORT else _split.__wrapped__
    return [(begin + van, begin + tot) for van, tot in split(tekst[begin:einde], blijft_heel)]


@lru_cache(maxsize=4096)
def _split(stuk: str, blijft_heel: bool) -> list[Span]:
    """Return the places of the sentences in a block; remembered, for versions of a text share most of their blocks."""
    grenzen = [0, *([] if blijft_heel else _boundaries(stuk)), len(stuk)]
    spans = []
    for van, tot in pairwise(grenzen):
        zin = stuk[van:tot]
        kaal = zin.strip()
        if kaal:
            links = van + len(zin) - len(zin.lstrip())
            spans.append((links, links + len(kaal)))
    return spans


def _boundaries(stuk: str) -> list[int]:
    """Return the offsets after which a next sentence starts."""
    gemaskeerd = _mask(stuk)
    return [einde.end() for einde in _END_RE.finditer(gemaskeerd) if _is_boundary(gemaskeerd, einde)]


def _mask(stuk: str) -> str:
    """Write an X for every character of code, links and addresses; keep the full stop of a link that is a sentence."""
    for bereiken in (span_ranges(stuk), _link_ranges(stuk)):
        delen = []
        plek = 0
        for begin, einde in bereiken:
            slot = "." if _ENDS_SENTENCE_RE.search(stuk, begin, einde) else "X"
            delen += [stuk[plek:begin], "X" * (einde - begin - 1), slot]
            plek = einde
        stuk = "".join(delen) + stuk[plek:]
    return stuk


def _link_ranges(stuk: str) -> list[Span]:
    if "[" in stuk or "<" in stuk or "http" in stuk:
        return [link.span() for link in _LINK_RE.finditer(stuk)]
    return []


def _is_boundary(stuk: str, einde: re.Match[str]) -> bool:
    volgende = _NEXT_RE.match(stuk, einde.end())
    if volgende is None:
        return True
    woord = volgende[2]
    if woord[0].islower() and not _is_elided_article(stuk, volgende):
        return False
    teken = einde.group()
    return not teken.startswith(".") or teken.startswith("..") or not _is_abbreviation(stuk, einde, woord)


def _is_elided_article(stuk: str, volgende: re.Match[str]) -> bool:
    """Tell whether the next sentence starts like "'s Ochtends" or "'t Is"."""
    na = stuk[volgende.end() : volgende.end() + 2]
    return volgende[1][-1:] in ("'", "\u2018", "\u2019") and volgende[2] in ("s", "t", "n") and na[1:].isupper()


def _is_abbreviation(stuk: str, einde: re.Match[str], volgende: str) -> bool:
    """Tell whether the full stop belongs to the word before it rather than to the sentence."""
    begin = 0
    for wit in " \n\t\u00a0":
        begin = max(begin, stuk.rfind(wit, begin, einde.start()) + 1)
    woord = stuk[begin : einde.start() + 1]
    soort = _kind(woord) if len(woord) <= _SHORT_WORD else _kind.__wrapped__(woord)
    if soort is _Woord.NUMMER:
        return _NUMBER_START_RE.fullmatch(stuk, 0, einde.start() + 1) is not None
    return soort is _Woord.AFGEKORT or (soort is _Woord.SOMS and volgende not in SENTENCE_STARTERS)


@lru_cache(maxsize=16_384)
def _kind(woord: str) -> _Woord:
    """Tell what a word with a full stop at its end is; remembered, for the words of a language come back."""
    woord = _LEADING_RE.sub("", woord)
    klein = woord.lower()
    if klein in SENTENCE_ENDERS:
        return _Woord.GEWOON
    if klein in ABBREVIATIONS or ("." in woord[1:4] and _DOTTED_RE.fullmatch(woord)):
        return _Woord.AFGEKORT
    if klein in AMBIGUOUS or (len(woord) == 2 and woord[0].isupper()):
        return _Woord.SOMS
    return _Woord.NUMMER if woord[-2:-1].isdecimal() else _Woord.GEWOON
