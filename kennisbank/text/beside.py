"""A difference side by side: the old text in one column, the new one in the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kennisbank.text.paragraph_diff import AlineaVerschil, Status
from kennisbank.text.units import AlineaSoort
from kennisbank.text.word_diff import NIEUW, OUD, Deel, Soort


@dataclass(frozen=True)
class Rij:
    """One paragraph: as it was on the left, as it became on the right; the side where it does not stand is empty.

    The parts on the left are those of the old text, looking as they did then; `breuk` says that a paragraph began
    there. The parts on the right are those of the new text, with `opmaak` where only their looks changed.
    """

    status: Status
    links: tuple[Deel, ...]
    rechts: tuple[Deel, ...]
    soort: AlineaSoort = AlineaSoort.ALINEA
    niveau: int = 0
    merk: str = ""
    opmaak: str = ""

    @property
    def links_leeg(self) -> str:
        """What to say on the left when the paragraph did not stand there."""
        return "Stond op een andere plek" if self.status == Status.VERPLAATST else "Stond er nog niet"

    @property
    def rechts_leeg(self) -> str:
        """What to say on the right when the paragraph does not stand there."""
        return "Staat nu op een andere plek" if self.status == Status.VERPLAATST else "Staat er niet meer"


def side_by_side(verschillen: Sequence[AlineaVerschil]) -> list[Rij]:
    """Return a row for every paragraph of a difference, in the same order."""
    return [
        Rij(
            verschil.status,
            tuple(_as_it_was(deel) for deel in verschil.delen if deel.soort in OUD),
            tuple(replace(deel, was=(), breuk=False) for deel in verschil.delen if deel.soort in NIEUW),
            verschil.soort,
            verschil.niveau,
            verschil.merk,
            verschil.opmaak,
        )
        for verschil in verschillen
    ]


def _as_it_was(deel: Deel) -> Deel:
    if deel.soort != Soort.GELIJK or not deel.opmaak:
        return deel
    return Deel(deel.soort, deel.tekst, deel.was, breuk=deel.breuk)
