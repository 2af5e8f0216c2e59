"""Passages of a reporter's account: places in it, and the account as readers may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bouwstenen.opbrengst.models import Bijlage, CitaatStand, Opbrengstregel
from kennisbank.text.marks import Markering
from kennisbank.text.sentences import Span, sentence_spans

WEGGELATEN = "[…]"
"""What stands in the account instead of a quote that may not be used."""
SHORTEST = 12
"""A withheld quote shorter than this is only left out at its own place, not wherever its words occur."""


def trim_span(tekst: str, begin: int, einde: int) -> Span | None:
    """The place without the white space around it; None when nothing is left or it is outside the text."""
    if not 0 <= begin < einde <= len(tekst):
        return None
    words = tekst[begin:einde]
    left = begin + len(words) - len(words.lstrip())
    right = einde - (len(words) - len(words.rstrip()))
    return (left, right) if left < right else None


def join_neighbours(tekst: str, spans: Iterable[Span]) -> list[Span]:
    """Sentences that follow each other in one paragraph, put together to one passage each."""
    order = {span: number for number, span in enumerate(sentence_spans(tekst))}
    chosen = sorted(set(spans) & set(order))
    joined: list[Span] = chosen[:1]
    for before, after in pairwise(chosen):
        follows = order[after] == order[before] + 1 and "\n\n" not in tekst[before[1] : after[0]]
        if follows:
            joined[-1] = (joined[-1][0], after[1])
        else:
            joined.append(after)
    return joined


@dataclass(frozen=True)
class LeesbaarVerslag:
    """An account without what may not be read, and where the passages now stand in it."""

    tekst: str
    marks: Sequence[Markering]


def withhold(bijlage: Bijlage, regels: Sequence[Opbrengstregel], citaten: Iterable[Opbrengstregel]) -> LeesbaarVerslag:
    """The account for readers: every one of `citaten` left out; `regels` are the passages marked in it.

    A quote is left out at its own place and wherever the account has the very same words.
    """
    gaps = _merge([gap for citaat in citaten for gap in _gaps(bijlage, citaat)])
    marks = [
        Markering(_moved(begin, gaps), _moved(einde, gaps), regel.pk, "kb-zin--bron")
        for regel in regels
        if (place := place_of(regel)) is not None
        for begin, einde in [place]
        if not any(van < einde and begin < tot for van, tot in gaps)
    ]
    return LeesbaarVerslag(_cut(bijlage.tekst, gaps), marks)


def place_of(regel: Opbrengstregel) -> Span | None:
    """Where a line stands in its account."""
    if regel.bron_begin is None or regel.bron_einde is None:
        return None
    return regel.bron_begin, regel.bron_einde


def is_withheld(regel: Opbrengstregel) -> bool:
    """Whether a line is a quote that may not be used (any more)."""
    return regel.citaat_stand in {CitaatStand.GEVRAAGD, CitaatStand.INGETROKKEN}


def _gaps(bijlage: Bijlage, citaat: Opbrengstregel) -> list[Span]:
    """Where a quote stands in an account."""
    own = place_of(citaat) if citaat.bijlage_id == bijlage.pk else None
    found = [own] if own else []
    start = bijlage.tekst.find(citaat.tekst) if len(citaat.tekst) >= SHORTEST else -1
    while start >= 0:
        found.append((start, start + len(citaat.tekst)))
        start = bijlage.tekst.find(citaat.tekst, start + len(citaat.tekst))
    return found


def _merge(gaps: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, einde in sorted(gaps):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], einde))
        else:
            merged.append((begin, einde))
    return merged


def _cut(tekst: str, gaps: Sequence[Span]) -> str:
    pieces, last = [], 0
    for begin, einde in gaps:
        pieces += [tekst[last:begin], WEGGELATEN]
        last = einde
    return "".join([*pieces, tekst[last:]])


def _moved(plek: int, gaps: Sequence[Span]) -> int:
    return plek - sum(einde - begin - len(WEGGELATEN) for begin, einde in gaps if einde <= plek)


def anchor_prefix(bijlage: Bijlage) -> str:
    """What the ids of the passages of an account begin with."""
    return f"verslag-{bijlage.kenmerk}-"
