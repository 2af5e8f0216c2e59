"""Anchors: a passage that something hangs on, carried from one version of a chapter to the next.

An anchor holds the words themselves, what stands before and after them, and their place, as the selectors of the W3C
Web Annotation Data Model do (TextQuoteSelector and TextPositionSelector). Because both versions are known, it follows
the sentences (see `tracking`) rather than searching for words: one that merely looks like it never takes it over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennisbank.text.normalise import normalise
from kennisbank.text.passages import Passage, Vervoer
from kennisbank.text.sectie import Sectie, section_keys
from kennisbank.text.selection import find_span
from kennisbank.text.tracking import follow

CONTEXT = 64
"""How many characters before and after the passage an anchor remembers."""


class Stand(StrEnum):
    """How an anchor came over to the next version."""

    VAST = "vast"
    VERSCHOVEN = "verschoven"
    GEWIJZIGD = "gewijzigd"
    WEES = "wees"


@dataclass(frozen=True)
class Anker:
    """A passage: its words, what stands around them, and its place in the normalised text of the section.

    `begin` and `einde` count Unicode code points, end exclusive; `prefix` and `suffix` are at most CONTEXT characters.
    """

    exact: str
    prefix: str
    suffix: str
    begin: int
    einde: int


@dataclass(frozen=True)
class Plaatsing:
    """Where an anchor is in the next version; of a WEES section and anchor are as they last were."""

    stand: Stand
    sectie_id: str
    anker: Anker


def make_anchor(tekst: str, begin: int, einde: int) -> Anker:
    """Return the anchor of a passage of a section; raises ValueError when the place is not in the text or is empty."""
    return _anchor(normalise(tekst), begin, einde)


def find_passage(tekst: str, exact: str, prefix: str = "", suffix: str = "") -> Anker | None:
    """Return the one certain place of words that a reader selected, or None when they are absent or ambiguous.

    The words may be as the page shows them (without the marks of Markdown) or as they were typed; white space never
    counts. `prefix` and `suffix`, what stands before and after, decide between several places.
    """
    kaal = normalise(tekst)
    span = find_span(kaal, exact, prefix, suffix)
    return _anchor(kaal, *span) if span else None


def carry(ankers: Sequence[tuple[str, Anker]], oud: Sequence[Sectie], nieuw: Sequence[Sectie]) -> list[Plaatsing]:
    """Return where each anchor (section id, anchor) of the old version is in the new one, in the same order.

    VAST: same words, same place in the same section. VERSCHOVEN: same words, another place or section. GEWIJZIGD: the
    passage was reworded, split, joined or added to; the anchor covers what it became. WEES: gone, or not certain.
    An anchor that does not fit the old version is looked up by its words, and is a WEES when that is not certain.
    """
    drager = _Drager(oud, nieuw)
    return [drager.place(ident, anker) for ident, anker in ankers]


class _Drager:
    """Carries anchors from one version to another; many anchors on one sentence cost little more than one."""

    def __init__(self, oud: Sequence[Sectie], nieuw: Sequence[Sectie]) -> None:
        self._spoor = follow(oud, nieuw)
        self._vervoer = Vervoer(self._spoor)
        self._plekken = {ident: plek for plek, (ident, rang) in enumerate(section_keys(oud)) if not rang}
        self._ids = [None if rang else ident for ident, rang in section_keys(nieuw)]
        self._geplaatst: dict[tuple[str, Anker], Plaatsing] = {}

    def place(self, ident: str, anker: Anker) -> Plaatsing:
        if (ident, anker) not in self._geplaatst:
            self._geplaatst[ident, anker] = self._place(ident, anker) or Plaatsing(Stand.WEES, ident, anker)
        return self._geplaatst[ident, anker]

    def _place(self, ident: str, anker: Anker) -> Plaatsing | None:
        passage = self._locate(ident, anker)
        naar = self._vervoer.carry(passage) if passage else None
        nieuw_id = self._ids[naar.sectie] if naar else None
        if naar is None or nieuw_id is None:
            return None
        nu = _anchor(self._spoor.nieuw[naar.sectie], naar.begin, naar.einde)
        blijft = (nieuw_id, nu.begin, nu.einde) == (ident, anker.begin, anker.einde)
        gelijk = Stand.VAST if blijft else Stand.VERSCHOVEN
        return Plaatsing(gelijk if naar.gelijk else Stand.GEWIJZIGD, nieuw_id, nu)

    def _locate(self, ident: str, anker: Anker) -> Passage | None:
        """Return where the anchor is in the old version, found by its words when its place is not right."""
        if ident not in self._plekken:
            return None
        sectie = self._plekken[ident]
        tekst = self._spoor.oud[sectie]
        if 0 <= anker.begin < anker.einde and tekst[anker.begin : anker.einde] == anker.exact:
            return Passage(sectie, anker.begin, anker.einde, True)
        span = find_span(tekst, anker.exact, anker.prefix, anker.suffix)
        return Passage(sectie, *span, True) if span else None


def _anchor(tekst: str, begin: int, einde: int) -> Anker:
    if not 0 <= begin < einde <= len(tekst):
        raise ValueError(f"Geen passage van deze tekst: {begin} tot {einde}")
    return Anker(
        tekst[begin:einde], tekst[max(0, begin - CONTEXT) : begin], tekst[einde : einde + CONTEXT], begin, einde
    )
