"""Where a passage went when a text changed: sentence by sentence, and within a changed sentence word by word."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kennisbank.text.align import matching_pairs
from kennisbank.text.sentences import Span
from kennisbank.text.tokens import Tokens, tokenise
from kennisbank.text.tracking import Band, Spoor

KEPT = 0.6
"""A passage of which less than this share is left is gone."""

FILLED = 0.5
"""Of what a carried passage covers, at least this share comes from the old one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in the section at this place of the list; `gelijk` when its words are those of before."""

    sectie: int
    begin: int
    einde: int
    gelijk: bool


class _Brok(NamedTuple):
    """What became of the part of a passage that lies in one sentence, and how many characters that part had."""

    sectie: int
    begin: int
    einde: int
    gelijk: bool
    lengte: int


class Vervoer:
    """Carries passages over a change of which the sentences have been followed."""

    def __init__(self, spoor: Spoor) -> None:
        self._spoor = spoor
        self._overgangen: dict[tuple[int, int], Overgang] = {}
        self._einden = {sectie: [einde for _, einde in spans] for sectie, spans in spoor.zinnen_oud.items()}

    def carry(self, passage: Passage) -> Passage | None:
        """Return where the passage is now, or None when it is gone or that is not certain."""
        if passage.sectie in self._spoor.hele:
            return Passage(self._spoor.hele[passage.sectie], passage.begin, passage.einde, True)
        spans = self._spoor.zinnen_oud[passage.sectie]
        eerste = bisect_right(self._einden[passage.sectie], passage.begin)
        brokken, totaal, heel = [], 0, True
        for nummer in range(eerste, len(spans)):
            begin, einde = max(spans[nummer][0], passage.begin), min(spans[nummer][1], passage.einde)
            if begin >= einde:
                break
            totaal += einde - begin
            brok = self._carry_part(passage.sectie, nummer, (begin, einde))
            brokken += [brok] if brok else []
            heel = heel and brok is not None
        return self._put_together(brokken, totaal, heel) if brokken else None

    def _carry_part(self, sectie: int, nummer: int, deel: Span) -> _Brok | None:
        band = self._spoor.banden.get((sectie, nummer))
        if band is None or not band.zeker:
            return None
        oud = self._spoor.zinnen_oud[sectie][nummer]
        nieuw = _span(self._spoor.zinnen_nieuw[band.sectie], band)
        if deel == oud:
            return _Brok(band.sectie, *nieuw, band.gelijk, deel[1] - deel[0])
        if (sectie, nummer) not in self._overgangen:
            zin_oud = self._spoor.oud[sectie][oud[0] : oud[1]]
            zin_nieuw = self._spoor.nieuw[band.sectie][nieuw[0] : nieuw[1]]
            self._overgangen[sectie, nummer] = Overgang(zin_oud, zin_nieuw)
        binnen = self._overgangen[sectie, nummer].carry((deel[0] - oud[0], deel[1] - oud[0]))
        if binnen is None:
            return None
        (begin, einde), gelijk = binnen
        return _Brok(band.sectie, nieuw[0] + begin, nieuw[0] + einde, gelijk, deel[1] - deel[0])

    def _put_together(self, brokken: Sequence[_Brok], totaal: int, heel: bool) -> Passage | None:
        sectie = brokken[0].sectie
        if any(brok.sectie != sectie for brok in brokken) or sum(brok.lengte for brok in brokken) < KEPT * totaal:
            return None
        begin, einde = min(brok.begin for brok in brokken), max(brok.einde for brok in brokken)
        if len(brokken) == 1:
            return Passage(sectie, begin, einde, heel and brokken[0].gelijk)
        bedekt = {(brok.begin, brok.einde) for brok in brokken}
        if sum(tot - van for van, tot in bedekt) < FILLED * (einde - begin):
            return None
        tekst = self._spoor.nieuw[sectie]
        aaneen = all(
            links.einde <= rechts.begin and not tekst[links.einde : rechts.begin].strip()
            for links, rechts in pairwise(brokken)
        )
        return Passage(sectie, begin, einde, heel and aaneen and all(brok.gelijk for brok in brokken))


class Overgang:
    """A sentence as it was and as it became, word by word."""

    def __init__(self, oud: str, nieuw: str) -> None:
        self._is_same = oud == nieuw
        if not self._is_same:
            self._a, self._b = tokenise(oud), tokenise(nieuw)
            self._einden_a, self._einden_b = self._a.ends(), self._b.ends()
            self._begin_a = [einde - len(woord) for einde, woord in zip(self._einden_a, self._a.woorden, strict=True)]
            self._paren = dict(matching_pairs(self._a.woorden, self._b.woorden))

    def carry(self, deel: Span) -> tuple[Span, bool] | None:
        """Return where a part of the sentence is now, and whether its words are the same.

        None when too few of its words are left.
        """
        if self._is_same:
            return deel, True
        van, tot = bisect_right(self._einden_a, deel[0]), bisect_left(self._begin_a, deel[1])
        gebleven = [plek for plek in range(van, tot) if plek in self._paren]
        if not gebleven or _letters(self._a, gebleven) < KEPT * _letters(self._a, range(van, tot)):
            return None
        links = _first(self._paren, van, gebleven[0])
        rechts = _last(self._paren, tot, gebleven[-1])
        begin, einde = self._einden_b[links] - len(self._b.woorden[links]), self._einden_b[rechts]
        if van in self._paren:
            begin += max(0, deel[0] - self._begin_a[van])
        if tot - 1 in self._paren:
            einde -= max(0, self._einden_a[tot - 1] - deel[1])
        gelijk = rechts - links == tot - van - 1 == len(gebleven) - 1
        return ((begin, einde), gelijk) if begin < einde else None


def _letters(tokens: Tokens, plekken: Sequence[int]) -> int:
    return sum(len(tokens.woorden[plek]) for plek in plekken)


def _first(paren: dict[int, int], van: int, gebleven: int) -> int:
    """Return the first new token: the same one, or the one that came after what preceded it."""
    if gebleven > van and van - 1 in paren:
        return paren[van - 1] + 1
    return paren[gebleven]


def _last(paren: dict[int, int], tot: int, gebleven: int) -> int:
    if gebleven < tot - 1 and tot in paren:
        return paren[tot] - 1
    return paren[gebleven]


def _span(spans: Sequence[Span], band: Band) -> Span:
    return spans[band.van][0], spans[band.tot - 1][1]
