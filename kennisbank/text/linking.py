"""Link every sentence of one side to what became of it on the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from kennisbank.text.align import Paar, matching_pairs
from kennisbank.text.beads import dice, string_beads
from kennisbank.text.sides import Kant
from kennisbank.text.surroundings import NEARBY, WINDOW, Lijn, Surroundings

_MAX_TWINS = 20


class Linker:
    """Links the sentences of two sides, which are numbered through over all changed sections."""

    def __init__(self, oud: Kant, nieuw: Kant, samen: dict[int, int]) -> None:
        self.oud = oud
        self.nieuw = nieuw
        self.samen = samen
        self.omgeving = Surroundings(oud, nieuw, samen)
        self.lijnen = self.omgeving.lijnen
        self.bezet: set[int] = set()
        self.vast: dict[int, list[Paar]] = {}

    def run(self) -> None:
        """Make all links; what they join is in `lijnen`, which of them are certain in `sure()`."""
        self._equal_in_place()
        self.omgeving.count_lists()
        zwervers = self._moved()
        reizen = [reis for reis in _journeys(zwervers, self.oud, self.nieuw) if self._is_plain(reis)]
        for i, j in (paar for reis in reizen for paar in reis):
            self._link(i, Lijn(j, j + 1, True))
        self._between_equals()
        for reis in reizen:
            self._along(reis)
        self._doubt_rivals()
        for i, j in zwervers:
            if i not in self.lijnen and j not in self.bezet:
                self._link(i, Lijn(j, j + 1, True))

    def sure(self) -> set[int]:
        """Return the old sentences of which it is certain what they became."""
        zeker = {i for i, lijn in self.lijnen.items() if not lijn.twijfel and self.omgeving.bears_out(i, lijn)}
        return zeker - self._beside_twins(zeker)

    def _link(self, i: int, lijn: Lijn) -> None:
        self.lijnen[i] = lijn
        self.bezet.update(range(lijn.van, lijn.tot))

    def _equal_in_place(self) -> None:
        """Link equal sentences that kept their order in a section; one with a twin only if there is one way to."""
        for links, rechts in self.samen.items():
            i0, j0 = self.oud.reeks[links].start, self.nieuw.reeks[rechts].start
            a = [self.oud.sleutels[i] for i in self.oud.reeks[links]]
            b = [self.nieuw.sleutels[j] for j in self.nieuw.reeks[rechts]]
            paren = matching_pairs(a, b)
            terug = {
                (len(a) - 1 - i, len(b) - 1 - j) for i, j in (matching_pairs(a[::-1], b[::-1]) if self._twins else ())
            }
            for i, j in paren:
                twijfel = a[i] in self._twins and (i, j) not in terug
                self._link(i0 + i, Lijn(j0 + j, j0 + j + 1, True, True, twijfel))
            self.vast[links] = [(i0 + i, j0 + j) for i, j in paren]

    @cached_property
    def _twins(self) -> set[str]:
        """The sentences that occur more than once on a side."""
        return {sleutel for kant in (self.oud, self.nieuw) for sleutel, aantal in kant.aantal.items() if aantal > 1}

    def _moved(self) -> list[Paar]:
        """Pair the sentences left over with an equal one left over elsewhere, if it is clear with which."""
        waar: dict[str, list[int]] = defaultdict(list)
        for j, sleutel in enumerate(self.nieuw.sleutels):
            if j not in self.bezet:
                waar[sleutel].append(j)
        wie: dict[str, list[int]] = defaultdict(list)
        for i, sleutel in enumerate(self.oud.sleutels):
            if i not in self.lijnen and sleutel in waar:
                wie[sleutel].append(i)
        return sorted(paar for sleutel, oude in wie.items() for paar in self._match_twins(oude, waar[sleutel]))

    def _match_twins(self, oude: list[int], nieuwe: list[int]) -> Iterator[Paar]:
        """Pair equal sentences by their surroundings."""
        if len(oude) == len(nieuwe) == 1:
            yield oude[0], nieuwe[0]
        elif len(oude) * len(nieuwe) <= _MAX_TWINS:
            scores = sorted(((self.omgeving.common(i, j), i, j) for i in oude for j in nieuwe), reverse=True)
            for nummer, (score, i, j) in enumerate(scores):
                anderen = [
                    ander for plek, ander in enumerate(scores) if plek != nummer and (ander[1] == i or ander[2] == j)
                ]
                if score and all(ander[0] < score for ander in anderen):
                    yield i, j

    def _is_plain(self, reis: list[Paar]) -> bool:
        """Tell whether sentences moved together, or one stayed near what it stood near to."""
        return len(reis) > 1 or self.omgeving.bears_out(reis[0][0], Lijn(reis[0][1], reis[0][1] + 1, True))

    def _between_equals(self) -> None:
        """Link what was reworded, split or joined between two equal sentences."""
        for links, rechts in self.samen.items():
            oud, nieuw = self.oud.reeks[links], self.nieuw.reeks[rechts]
            i, j = oud.start, nieuw.start
            for plek_i, plek_j in [*self.vast[links], (oud.stop, nieuw.stop)]:
                if i < plek_i and j < plek_j:
                    self._string(range(i, plek_i), range(j, plek_j), True)
                i, j = plek_i + 1, plek_j + 1

    def _along(self, reis: list[Paar]) -> None:
        """Link what was reworded, split or joined in or next to a stretch that moved."""
        (i0, j0), (i1, j1) = reis[0], reis[-1]
        oud, nieuw = self.oud.around(i0, WINDOW), self.nieuw.around(j0, WINDOW)
        self._string(range(oud.start, i0), range(nieuw.start, j0))
        for (i, j), (k, m) in zip(reis, reis[1:], strict=False):
            self._string(range(i + 1, k), range(j + 1, m))
        oud, nieuw = self.oud.around(i1, WINDOW), self.nieuw.around(j1, WINDOW)
        self._string(range(i1 + 1, oud.stop), range(j1 + 1, nieuw.stop))

    def _string(self, oud: range, nieuw: range, ter_plaatse: bool = False) -> None:
        a = [i for i in oud if i not in self.lijnen]
        b = [j for j in nieuw if j not in self.bezet]
        if not a or not b:
            return
        for kraal in string_beads([self.oud.words(i) for i in a], [self.nieuw.words(j) for j in b]):
            van, tot = b[kraal.b0], b[kraal.b1 - 1] + 1
            twijfel = not kraal.zeker or tot - van != kraal.b1 - kraal.b0
            for i in a[kraal.a0 : kraal.a1]:
                gelijk = kraal.a1 - kraal.a0 == tot - van == 1 and self.oud.sleutels[i] == self.nieuw.sleutels[van]
                self._link(i, Lijn(van, tot, gelijk, ter_plaatse, twijfel, kraal.gelijkenis))

    def _doubt_rivals(self) -> None:
        """Doubt a link when a new sentence elsewhere fits as well: a twin as well placed, or a better likeness."""
        vrij = [j for j in range(len(self.nieuw.sleutels)) if j not in self.bezet]
        tweelingen: dict[str, list[int]] = defaultdict(list)
        waar: dict[str, list[int]] = defaultdict(list)
        for j in vrij:
            tweelingen[self.nieuw.sleutels[j]].append(j)
            for woord in self.nieuw.words(j):
                waar[woord].append(j)
        for i, lijn in self.lijnen.items():
            if lijn.gelijk:
                anderen = tweelingen.get(self.oud.sleutels[i], [])
                hier = self.omgeving.common(i, lijn.van) if anderen else 0
                lijn.twijfel |= any(self.omgeving.common(i, j) >= hier for j in anderen[:_MAX_TWINS])
            else:
                woorden = self.oud.words(i)
                gedeeld = Counter(j for woord in woorden if len(waar[woord]) <= _MAX_TWINS for j in waar[woord])
                lijn.twijfel |= any(
                    dice(woorden, self.nieuw.words(j)) > lijn.gelijkenis for j, _ in gedeeld.most_common(3)
                )

    def _beside_twins(self, zeker: set[int]) -> set[int]:
        """Return the equal sentences that stand or stood near a twin that is not linked for sure itself."""
        bezet = {j for i in zeker for j in range(self.lijnen[i].van, self.lijnen[i].tot)}
        met_tweeling = [i for i in zeker if self.oud.sleutels[i] in self._twins]
        return {
            i
            for i in met_tweeling
            if _has_loose_twin(self.oud, i, zeker) or _has_loose_twin(self.nieuw, self.lijnen[i].van, bezet)
        }


def _has_loose_twin(kant: Kant, nummer: int, vast: set[int]) -> bool:
    sleutel = kant.sleutels[nummer]
    return any(buur not in vast and kant.sleutels[buur] == sleutel for buur in kant.around(nummer, WINDOW))


def _journeys(paren: list[Paar], oud: Kant, nieuw: Kant) -> list[list[Paar]]:
    """Put together the sentences that moved together: near each other before and after, in the same order."""
    reizen: list[list[Paar]] = []
    for i, j in paren:
        if reizen:
            k, m = reizen[-1][-1]
            if j > m and i - k + j - m <= NEARBY + 1 and i in oud.section(k) and j in nieuw.section(m):
                reizen[-1].append((i, j))
                continue
        reizen.append([(i, j)])
    return reizen
