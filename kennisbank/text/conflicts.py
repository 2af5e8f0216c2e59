"""What a merge cannot decide, and how an editor's choices complete the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import ALONE_RE, BLOCK_START_RE, sentence_spans
from kennisbank.text.white_space import LINE, PARAGRAPH, combine, indentation, strength

_FENCE_OR_QUOTE_RE = re.compile(r"[ \t]*(?:```|~~~|>)")


class ConflictSoort(StrEnum):
    """What two sides changed differently."""

    TEKST = "tekst"
    KOP = "kop"
    SECTIE = "sectie"
    PLAATS = "plaats"


@dataclass(frozen=True)
class Conflict:
    """One choice that is an editor's: what the base said and what both sides made of it; "" is nothing there.

    TEKST: whole sentences. KOP: headings. SECTIE: the text of a section that one side removed and the other changed
    (its heading, when it has no text). PLAATS: the id of the section that it should follow, "" to come first.
    """

    sleutel: str
    """Unique in its merge and the same every time; may serve as the name of a form field."""
    soort: ConflictSoort
    sectie_id: str
    basis: str
    ons: str
    hun: str
    tussen: str = " "
    """The white space that parts the two when both stay."""


class OnopgelosteConflicten(Exception):
    """Somebody asked for the result of a merge in which conflicts still wait for a choice."""

    def __init__(self, sleutels: Iterable[str]) -> None:
        self.sleutels = tuple(sleutels)
        super().__init__(f"No choice for {', '.join(self.sleutels)}")


Stuk = str | Conflict
"""A piece of a merged text: text with its own white space, or a conflict."""


def join_pieces(stukken: Sequence[Stuk], keuzes: Mapping[str, str]) -> str:
    """Return the text, with the chosen text in the place of each conflict.

    Raises OnopgelosteConflicten with the keys for which there is no choice. White space left over where somebody chose
    nothing is combined into one.
    """
    if open_sleutels := [stuk.sleutel for stuk in stukken if isinstance(stuk, Conflict) and stuk.sleutel not in keuzes]:
        raise OnopgelosteConflicten(open_sleutels)
    delen: list[str] = []
    wit: list[str] = []
    for stuk in stukken:
        tekst = stuk if isinstance(stuk, str) else normalise(keuzes[stuk.sleutel]).strip()
        kaal = tekst.strip()
        if not kaal:
            wit.append(tekst)
            continue
        begin = tekst.index(kaal)
        delen += [_gap([*wit, tekst[:begin]], first=not delen), kaal]
        wit = [tekst[begin + len(kaal) :]]
    return normalise("".join(delen) + (wit[0] if len(wit) == 1 else ""))


def _gap(wit: list[str], *, first: bool) -> str:
    """Return the white space between two pieces, or before the first: its indentation, when something was left out."""
    over = [gat for gat in wit if gat]
    if not over:
        return ""
    gat = combine(over)
    return indentation(gat) if first and len(wit) > 1 else gat


def both(conflict: Conflict) -> str:
    """Return the text when an editor keeps both: what we have, then what they propose; equal sentences once.

    A place cannot be two: there ours stays. Of a section that one side removed, what the other made of it stays.
    """
    if conflict.soort is ConflictSoort.PLAATS:
        return conflict.ons
    if not conflict.ons or not conflict.hun or conflict.ons == conflict.hun:
        return conflict.ons or conflict.hun
    if conflict.soort is ConflictSoort.KOP:
        return f"{conflict.ons} / {conflict.hun}"
    erbij = _without(conflict.hun, _sentences(conflict.ons))
    return conflict.ons + parting(conflict.ons, conflict.tussen, erbij) + erbij if erbij else conflict.ons


def _sentences(tekst: str) -> frozenset[str]:
    return frozenset(tekst[begin:einde] for begin, einde in sentence_spans(tekst))


def _without(tekst: str, gehad: frozenset[str]) -> str:
    """Return the text without some sentences, with the white space before those that stay."""
    delen: list[str] = []
    wit: list[str] = []
    plek = 0
    for begin, einde in sentence_spans(tekst):
        wit.append(tekst[plek:begin])
        plek = einde
        if tekst[begin:einde] not in gehad:
            delen += [combine(wit) if delen else "", tekst[begin:einde]]
            wit = []
    return "".join(delen)


def parting(voor: str, wit: str, na: str) -> str:
    """Return the white space between two texts, strong enough for both to keep being what they are.

    A heading, table row, list item, quotation or fenced block must start a line, and nothing may follow most of them on
    theirs.
    """
    if strength(wit) >= LINE or not (starts_block(na) or ends_block(voor)):
        return wit or " "
    return "\n" if same_kind(voor, na) else "\n" * PARAGRAPH


def starts_block(tekst: str) -> bool:
    """Tell whether a text must start a line."""
    return BLOCK_START_RE.match(tekst) is not None or _FENCE_OR_QUOTE_RE.match(tekst) is not None


def ends_block(tekst: str) -> bool:
    """Tell whether nothing may follow a text on its last line."""
    regel = tekst[tekst.rfind("\n") + 1 :]
    return ALONE_RE.match(regel) is not None or regel.lstrip()[:3] in ("```", "~~~")


def same_kind(een: str, twee: str) -> bool:
    """Tell whether two texts are items of a list or rows of a table."""
    return {een.lstrip()[:1], twee.lstrip()[:1]} in ({"|"}, {"-"}, {"*"}, {"+"})
