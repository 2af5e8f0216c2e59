"""The sentences of one side of a comparison, in one row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from kennisbank.text.align import Paar
from kennisbank.text.beads import Woorden
from kennisbank.text.reading import Lezer
from kennisbank.text.sentences import Span


class Kant:
    """One side of the comparison: all sentences of the changed sections in one row."""

    def __init__(self, lezer: Lezer, teksten: Sequence[str], plekken: Iterable[int]) -> None:
        self._lezer = lezer
        self.spans: dict[int, list[Span]] = {}
        self.reeks: dict[int, range] = {}
        self.sleutels: list[str] = []
        self.plek: list[Paar] = []
        self.lijst: list[int] = []
        for plek in plekken:
            zinnen = lezer.sentences(teksten[plek])
            begin = len(self.sleutels)
            self.spans[plek] = zinnen.spans
            self.sleutels += zinnen.sleutels
            self.plek += [(plek, nummer) for nummer in range(len(zinnen.spans))]
            self.lijst += [lijst if lijst < 0 else begin + lijst for lijst in zinnen.lijsten]
            self.reeks[plek] = range(begin, len(self.sleutels))

    @cached_property
    def aantal(self) -> Counter[str]:
        return Counter(self.sleutels)

    def words(self, nummer: int) -> Woorden:
        return self._lezer.words(self.sleutels[nummer])

    def section(self, nummer: int) -> range:
        """Return the sentences of the section that a sentence is in."""
        return self.reeks[self.plek[nummer][0]]

    def around(self, nummer: int, afstand: int) -> range:
        sectie = self.section(nummer)
        return range(max(sectie.start, nummer - afstand), min(sectie.stop, nummer + afstand + 1))
