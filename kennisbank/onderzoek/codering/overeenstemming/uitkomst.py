"""What came out of a round: how many bouwstenen got each code, and how sure that is."""

from dataclasses import dataclass

from kennisbank.onderzoek.codering.lezen import Stand
from kennisbank.onderzoek.codering.models import RondeCode


@dataclass(frozen=True)
class CodeUitkomst:
    """One code: how many bouwstenen got it at once from all coders, and how many after a decision."""

    code: RondeCode
    eensgezind: int
    besloten: int

    @property
    def totaal(self) -> int:
        """How many bouwstenen got it."""
        return self.eensgezind + self.besloten


def count_outcome(stand: Stand) -> list[CodeUitkomst]:
    """The outcome by code."""
    counts = {code.pk: [0, 0] for code in stand.codes}
    for plek in stand.plekken:
        if plek.toegekend:
            counts[plek.code.pk][plek.besluit is not None] += 1
    return [CodeUitkomst(code, *counts[code.pk]) for code in stand.codes]
