"""Whether its surroundings bear out that a sentence became another one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kennisbank.text.sides import Kant

WINDOW = 3
"""How many sentences before and after one are its surroundings."""

NEARBY = 3
"""How far a sentence that moved may be from one it stood near to: the ways before and after, added."""

_SHORT = 8


@dataclass
class Lijn:
    """A link in the making: to which new sentences, and why it might be doubted."""

    van: int
    tot: int
    gelijk: bool
    ter_plaatse: bool = False
    twijfel: bool = False
    gelijkenis: float = 1.0


@dataclass
class Surroundings:
    """Two sides, which old section is which new one, and the links between their sentences so far."""

    oud: Kant
    nieuw: Kant
    samen: dict[int, int]
    lijnen: dict[int, Lijn] = field(default_factory=dict)
    lijsten: Counter[tuple[int, int]] = field(default_factory=Counter)

    def common(self, i: int, j: int) -> int:
        """Return how many sentences around an old and a new sentence are equal."""
        links = Counter(self.oud.sleutels[k] for k in self.oud.around(i, WINDOW) if k != i)
        rechts = Counter(self.nieuw.sleutels[k] for k in self.nieuw.around(j, WINDOW) if k != j)
        return (links & rechts).total()

    def count_lists(self) -> None:
        """Note which old list or table is which new one: at least two of its items went from the one to the other."""
        self.lijsten = Counter((self.oud.lijst[i], self.nieuw.lijst[lijn.van]) for i, lijn in self.lijnen.items())

    def bears_out(self, i: int, lijn: Lijn) -> bool:
        """Tell whether something that stood near the old sentence stands near the new one too.

        The ways to it before and after may be NEARBY long together, of a short sentence 2. Of a sentence that kept its
        place in the order, they may be longer when there is such a thing on both sides.
        """
        if self._goes_on(i, lijn) or self._at_edge(i, lijn) or self._in_same_list(i, lijn):
            return True
        kort = self.oud.words(i).total() < _SHORT
        kanten = set()
        for afstand, kant, ander_kant in self._ways(i, lijn):
            if afstand <= (2 if kort else NEARBY + (lijn.ter_plaatse and kant == ander_kant)):
                return True
            if kant == ander_kant:
                kanten.add(kant)
        return lijn.ter_plaatse and len(kanten) == 2

    def _goes_on(self, i: int, lijn: Lijn) -> bool:
        """Tell whether the sentence comes right after the one it came after: so it is nearly always."""
        vorige = self.lijnen.get(i - 1)
        oud, nieuw = self.oud.plek, self.nieuw.plek
        return (
            vorige is not None
            and vorige.tot == lijn.van
            and oud[i - 1][0] == oud[i][0]
            and nieuw[lijn.van - 1][0] == nieuw[lijn.van][0]
        )

    def _at_edge(self, i: int, lijn: Lijn) -> bool:
        """Tell whether the sentence begins or ends its section, as it did before."""
        if self.samen.get(self.oud.plek[i][0]) != self.nieuw.plek[lijn.van][0]:
            return False
        oud, nieuw = self.oud.section(i), self.nieuw.section(lijn.van)
        return (i == oud.start and lijn.van == nieuw.start) or (i == oud.stop - 1 and lijn.tot == nieuw.stop)

    def _in_same_list(self, i: int, lijn: Lijn) -> bool:
        links, rechts = self.oud.lijst[i], self.nieuw.lijst[lijn.van]
        return links >= 0 and rechts >= 0 and self.lijsten[links, rechts] > 1

    def _ways(self, i: int, lijn: Lijn) -> Iterator[tuple[int, bool, bool]]:
        """Yield how far it is, old and new added, to each sentence that is near both, and whether that comes before."""
        nieuw = self.nieuw.section(lijn.van)
        for buur in self.oud.around(i, WINDOW):
            ander = self.lijnen.get(buur)
            if buur == i or ander is None or ander.van not in nieuw:
                continue
            afstand = max(ander.van - lijn.tot + 1, lijn.van - ander.tot + 1)
            if 0 < afstand <= WINDOW:
                yield abs(buur - i) + afstand, buur < i, ander.van < lijn.van
