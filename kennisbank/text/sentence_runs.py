"""A text as its sentences and the gaps between them, and runs of them."""

from dataclasses import dataclass

from kennisbank.text.sentences import sentence_spans
from kennisbank.text.white_space import PARAGRAPH, strength


class Zinnen:
    """A text, which must be normalised, as `gaten[0] zinnen[0] gaten[1] ... zinnen[n-1] gaten[n]`.

    The sentences carry the words; the gaps carry only white space.
    """

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self._spans = sentence_spans(self.tekst)
        grenzen = [0, *(punt for span in self._spans for punt in span), len(self.tekst)]
        self.zinnen = [self.tekst[begin:einde] for begin, einde in self._spans]
        self.gaten = [self.tekst[van:tot] for van, tot in zip(grenzen[::2], grenzen[1::2], strict=True)]

    def __len__(self) -> int:
        return len(self.zinnen)

    def text(self, van: int, tot: int) -> str:
        """Return sentences `van` up to `tot` as they stand in the text, without the gaps around them."""
        return self.tekst[self._spans[van][0] : self._spans[tot - 1][1]] if van < tot else ""


@dataclass(frozen=True)
class Reeks:
    """Sentences `van` up to `tot` of one text; possibly none."""

    bron: Zinnen
    van: int
    tot: int

    def __len__(self) -> int:
        return self.tot - self.van

    @property
    def zinnen(self) -> list[str]:
        return self.bron.zinnen[self.van : self.tot]

    @property
    def tekst(self) -> str:
        return self.bron.text(self.van, self.tot)

    @property
    def gat_voor(self) -> str:
        return self.bron.gaten[self.van]

    @property
    def gat_na(self) -> str:
        return self.bron.gaten[self.tot]

    def part(self, van: int, tot: int) -> "Reeks":
        """Return sentences `van` up to `tot` of the run."""
        return Reeks(self.bron, self.van + van, self.van + tot)

    def apartness(self) -> str:
        """Return the white space that parts the run from its nearest neighbour; an empty line when it has none."""
        randen = [self.gat_voor] if self.van > 0 else []
        randen += [self.gat_na] if self.tot < len(self.bron) else []
        return min(randen, key=strength, default="\n" * PARAGRAPH)
