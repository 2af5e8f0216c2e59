"""What one version did to the sentences of another: kept, reworded, removed or added, and to the white space between.

Shared by the merge and by accepting in part.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from kennisbank.text.align import Paar, matching_pairs, similar_pairs
from kennisbank.text.sentence_runs import Zinnen
from kennisbank.text.tokens import tokenise
from kennisbank.text.white_space import strength
from kennisbank.text.word_diff import SENTENCE_THRESHOLD


class Kant(Enum):
    """On which side of the gap of the base added sentences stand."""

    VOOR = "voor"
    NA = "na"
    VRIJ = "vrij"


@dataclass(frozen=True, order=True)
class Ingreep:
    """Sentences `lo` up to `hi` of the base became sentences `van` up to `tot`: one change.

    `lo == hi` is an addition, `van == tot` a removal; `herschreven` is one sentence that keeps many of its words.
    """

    lo: int
    hi: int
    van: int
    tot: int
    herschreven: bool = False

    @property
    def is_toevoeging(self) -> bool:
        return self.lo == self.hi

    @property
    def is_verwijdering(self) -> bool:
        return self.van == self.tot

    @property
    def groeit(self) -> bool:
        """Whether more sentences came in the place of fewer, so that some may count as added."""
        return self.tot - self.van > self.hi - self.lo > 0


def list_edits(basis: Zinnen, nieuw: Zinnen) -> list[Ingreep]:
    """Return what changed, in order and without overlap; sentences outside are equal on both sides.

    A reworded sentence is paired with what it was when they share enough words, or when as many came as went.
    """
    paren = matching_pairs(basis.zinnen, nieuw.zinnen)
    ingrepen = [ingreep for gat in _gaps(paren, len(basis), len(nieuw)) for ingreep in _refine(basis, nieuw, gat)]
    grenzen = [*(ingreep.lo for ingreep in ingrepen[1:]), len(basis)]
    return [_slide(basis, nieuw, ingreep, grens) for ingreep, grens in zip(ingrepen, grenzen, strict=False)]


def _slide(basis: Zinnen, nieuw: Zinnen, ingreep: Ingreep, grens: int) -> Ingreep:
    """Let an addition or removal among equal sentences start as late as it may, so that both sides tell it alike."""
    stap = 0
    if ingreep.is_toevoeging:
        lijst, begin, lengte = nieuw.zinnen, ingreep.van, ingreep.tot - ingreep.van
    elif ingreep.is_verwijdering:
        lijst, begin, lengte = basis.zinnen, ingreep.lo, ingreep.hi - ingreep.lo
    else:
        return ingreep
    while ingreep.hi + stap < grens and lijst[begin + stap] == lijst[begin + lengte + stap]:
        stap += 1
    return Ingreep(ingreep.lo + stap, ingreep.hi + stap, ingreep.van + stap, ingreep.tot + stap)


def _gaps(paren: Sequence[Paar], lengte_a: int, lengte_b: int) -> Iterator[Ingreep]:
    i = j = 0
    for plek_a, plek_b in [*paren, (lengte_a, lengte_b)]:
        if plek_a > i or plek_b > j:
            yield Ingreep(i, plek_a, j, plek_b)
        i, j = plek_a + 1, plek_b + 1


def _refine(basis: Zinnen, nieuw: Zinnen, gat: Ingreep) -> Iterator[Ingreep]:
    """Cut a change into reworded sentences and what was added or removed between them."""
    if gat.is_toevoeging or gat.is_verwijdering:
        yield gat
        return
    oud, jong = basis.zinnen[gat.lo : gat.hi], nieuw.zinnen[gat.van : gat.tot]
    # Each sentence is counted once, for a text of very many equal ones takes long enough.
    woorden = {zin: Counter(tokenise(zin).woorden) for zin in {*oud, *jong}}
    gelijkend = similar_pairs([woorden[zin] for zin in oud], [woorden[zin] for zin in jong], SENTENCE_THRESHOLD)
    i, j = gat.lo, gat.van
    paren = [(gat.lo + i, gat.van + j) for i, j in gelijkend]
    for plek_a, plek_b in [*paren, (gat.hi, gat.tot)]:
        yield from _in_place(basis, nieuw, Ingreep(i, plek_a, j, plek_b))
        if plek_a < gat.hi and basis.zinnen[plek_a] != nieuw.zinnen[plek_b]:
            yield Ingreep(plek_a, plek_a + 1, plek_b, plek_b + 1, herschreven=True)
        i, j = plek_a + 1, plek_b + 1


def _in_place(basis: Zinnen, nieuw: Zinnen, gat: Ingreep) -> Iterator[Ingreep]:
    """Pair unlike sentences one by one when as many came as went."""
    if gat.hi - gat.lo == gat.tot - gat.van:
        for i, j in zip(range(gat.lo, gat.hi), range(gat.van, gat.tot), strict=True):
            if basis.zinnen[i] != nieuw.zinnen[j]:
                yield Ingreep(i, i + 1, j, j + 1)
    elif gat.hi > gat.lo or gat.tot > gat.van:
        yield gat


def side_of(basis: Zinnen, nieuw: Zinnen, ingreep: Ingreep) -> Kant:
    """Tell to which neighbour an addition belongs: what is added to a paragraph stands on its side of the break.

    VRIJ when it can be read both ways, as a paragraph of its own between two others.
    """
    gat, eerste, laatste = basis.gaten[ingreep.lo], nieuw.gaten[ingreep.van], nieuw.gaten[ingreep.tot]
    if laatste == gat and strength(eerste) < strength(gat):
        return Kant.VOOR
    if eerste == gat and strength(laatste) < strength(gat):
        return Kant.NA
    return Kant.VRIJ


def default_side(basis: Zinnen, plek: int) -> Kant:
    """Where a free addition stands: after the gap, but before the last one, which ends the text."""
    return Kant.VOOR if 0 < plek == len(basis) else Kant.NA


def carry_gaps(basis: Zinnen, nieuw: Zinnen, ingrepen: Sequence[Ingreep], kanten: dict[int, Kant]) -> list[str | None]:
    """Return what became of each gap of the base; None where it went with removed or rewritten sentences.

    Together with the gaps inside and beside additions these are all gaps of the new text. `kanten` says for an addition
    (by its place in the base) on which side of the gap it stands.
    """
    gaten: list[str | None] = [None] * (len(basis) + 1)
    i = j = 0
    for ingreep in [*ingrepen, Ingreep(len(basis), len(basis), len(nieuw), len(nieuw))]:
        stuk = nieuw.gaten[j : j + ingreep.lo - i + 1]
        gaten[i : ingreep.lo + 1] = stuk
        i, j = ingreep.hi, ingreep.tot
        gaten[i] = nieuw.gaten[j]
    for ingreep in ingrepen:
        if ingreep.is_toevoeging:
            voor = kanten.get(ingreep.lo, default_side(basis, ingreep.lo)) is Kant.VOOR
            gaten[ingreep.lo] = nieuw.gaten[ingreep.tot if voor else ingreep.van]
        elif ingreep.is_verwijdering:
            gaten[ingreep.lo : ingreep.hi + 1] = [None] * (ingreep.hi + 1 - ingreep.lo)
            gaten[_kept_gap(basis, nieuw, ingreep)] = nieuw.gaten[ingreep.van]
    return gaten


def _kept_gap(basis: Zinnen, nieuw: Zinnen, ingreep: Ingreep) -> int:
    """Tell which of the gaps on both sides of a removal is the one that stayed."""
    gat = nieuw.gaten[ingreep.van]
    if gat == basis.gaten[ingreep.lo]:
        return ingreep.lo
    return ingreep.hi if gat == basis.gaten[ingreep.hi] or ingreep.hi == len(basis) else ingreep.lo


def split_removals(ingrepen: Sequence[Ingreep], andere: Sequence[Ingreep]) -> list[Ingreep]:
    """Cut removals where changes of the other side start and end, so that each sentence is judged by itself.

    A removal stays whole when the other side added something inside it: that was written with all of it in view.
    """
    punten = sorted({punt for ander in andere if not ander.is_toevoeging for punt in (ander.lo, ander.hi)})
    toevoegingen = sorted(ander.lo for ander in andere if ander.is_toevoeging)
    gesplitst: list[Ingreep] = []
    for ingreep in ingrepen:
        if not ingreep.is_verwijdering or _inside(toevoegingen, ingreep):
            gesplitst.append(ingreep)
            continue
        grenzen = [ingreep.lo, *_inside(punten, ingreep), ingreep.hi]
        gesplitst += [replace(ingreep, lo=lo, hi=hi) for lo, hi in pairwise(grenzen)]
    return gesplitst


def _inside(punten: list[int], ingreep: Ingreep) -> list[int]:
    return punten[bisect_right(punten, ingreep.lo) : bisect_left(punten, ingreep.hi)]
