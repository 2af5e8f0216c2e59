"""Which items of one list correspond to which of another: the heart of every comparison.

Lists are compared by equality first (common ends, then items that occur once in both, then difflib), and what is left
by likeness.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Paar = tuple[int, int]

_SMALL = 400
"""Up to this many items difflib is quick enough, whatever they are."""

_MAX_CELLS = 4_000_000
_MAX_PAIRS = 10_000


def matching_pairs(a: Sequence[T], b: Sequence[T]) -> list[Paar]:
    """Return pairs of places (i, j) with a[i] == b[j], both rising, as many as can be had in reasonable time.

    Common items at both ends are always among them, so a single insertion, deletion or replacement leaves every other
    item paired.
    """
    paren: list[Paar] = []
    werk = [(0, len(a), 0, len(b))]
    while werk:
        a0, a1, b0, b1 = werk.pop()
        voor = _common(a, b, range(a0, a1), range(b0, b1))
        paren += [(a0 + nummer, b0 + nummer) for nummer in range(voor)]
        a0, b0 = a0 + voor, b0 + voor
        achter = _common(a, b, range(a1 - 1, a0 - 1, -1), range(b1 - 1, b0 - 1, -1))
        paren += [(a1 - 1 - nummer, b1 - 1 - nummer) for nummer in range(achter)]
        a1, b1 = a1 - achter, b1 - achter
        if a0 == a1 or b0 == b1:
            continue
        if max(a1 - a0, b1 - b0) > _SMALL and (ankers := _unique_anchors(a, b, (a0, a1, b0, b1))):
            paren += ankers
            werk += _gaps(ankers, (a0, a1, b0, b1))
        elif (a1 - a0) * (b1 - b0) <= _MAX_CELLS:
            paren += _by_difflib(a[a0:a1], b[b0:b1], a0, b0)
    return sorted(paren)


def _common(a: Sequence[T], b: Sequence[T], plekken_a: range, plekken_b: range) -> int:
    aantal = 0
    for plek_a, plek_b in zip(plekken_a, plekken_b, strict=False):
        if a[plek_a] != b[plek_b]:
            break
        aantal += 1
    return aantal


def _unique_anchors(a: Sequence[T], b: Sequence[T], venster: tuple[int, int, int, int]) -> list[Paar]:
    """Pair the items that occur exactly once on both sides, as far as they keep their order (patience diff)."""
    a0, a1, b0, b1 = venster
    aantal_a, aantal_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    plek_in_b = {b[plek]: plek for plek in range(b0, b1) if aantal_b[b[plek]] == 1}
    paren = [(plek, plek_in_b[a[plek]]) for plek in range(a0, a1) if aantal_a[a[plek]] == 1 and a[plek] in plek_in_b]
    return [paren[nummer] for nummer in longest_rising([plek for _, plek in paren])]


def _gaps(ankers: list[Paar], venster: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the windows between anchors in which there is something to pair."""
    a0, a1, b0, b1 = venster
    for plek_a, plek_b in [*ankers, (a1, b1)]:
        if plek_a > a0 and plek_b > b0:
            yield a0, plek_a, b0, plek_b
        a0, b0 = plek_a + 1, plek_b + 1


def _by_difflib(a: Sequence[T], b: Sequence[T], a0: int, b0: int) -> list[Paar]:
    blokken = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(a0 + blok.a + nummer, b0 + blok.b + nummer) for blok in blokken for nummer in range(blok.size)]


def longest_rising(getallen: Sequence[int]) -> list[int]:
    """Return the places of a longest strictly rising subsequence."""
    toppen: list[int] = []
    plekken: list[int] = []
    vorige: list[int] = []
    for plek, getal in enumerate(getallen):
        hoogte = bisect_left(toppen, getal)
        vorige.append(plekken[hoogte - 1] if hoogte else -1)
        toppen[hoogte : hoogte + 1] = [getal]
        plekken[hoogte : hoogte + 1] = [plek]
    keten = []
    plek = plekken[-1] if plekken else -1
    while plek >= 0:
        keten.append(plek)
        plek = vorige[plek]
    return keten[::-1]


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return what share of the words two texts have in common: 0 for none, 1 for all."""
    totaal = a.total() + b.total()
    samen = sum(min(aantal, b[woord]) for woord, aantal in a.items() if woord in b)
    return 2 * samen / totaal if totaal else 1.0


def similar_pairs(a: Sequence[Counter[str]], b: Sequence[Counter[str]], drempel: float) -> list[Paar]:
    """Return pairs of places, both rising, with the greatest sum of likeness; none below the threshold."""
    if not a or not b:
        return []
    if len(a) * len(b) > _MAX_PAIRS:
        return [(plek, plek) for plek in range(min(len(a), len(b))) if likeness(a[plek], b[plek]) >= drempel]
    gelijk = [[likeness(links, rechts) for rechts in b] for links in a]
    beste = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            samen = gelijk[i][j] + beste[i + 1][j + 1] if gelijk[i][j] >= drempel else 0.0
            beste[i][j] = max(beste[i + 1][j], beste[i][j + 1], samen)
    return list(_trace(gelijk, beste, drempel))


def _trace(gelijk: list[list[float]], beste: list[list[float]], drempel: float) -> Iterator[Paar]:
    i = j = 0
    while i < len(gelijk) and j < len(gelijk[0]):
        if gelijk[i][j] >= drempel and beste[i][j] == gelijk[i][j] + beste[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif beste[i][j] == beste[i + 1][j]:
            i += 1
        else:
            j += 1
