"""Footnotes numbered through the book, in the order in which the texts refer to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kennisbank.drukwerk.tekst.html import tidy
from kennisbank.drukwerk.tekst.tree import Alinea, Blok, Blokken, Citaat, Kop, Lijst, Run, Runs, Tabel, all_runs

Wijzig = Callable[[Runs], Runs]


@dataclass(frozen=True)
class Noten:
    """The texts of a hoofdstuk with their marks numbered, and its notes by number, in order."""

    teksten: tuple[Blokken, ...] = ()
    noten: dict[int, Blokken] = field(default_factory=dict)

    @classmethod
    def collect(cls, teksten: Iterable[tuple[Blokken, tuple[Blokken, ...]]], *, na: int = 0) -> "Noten":
        """Number the notes of several texts, the first being `na` + 1.

        A note that no text refers to stands at the end of its own text.
        """
        klaar: list[Blokken] = []
        alle: dict[int, Blokken] = {}
        for blokken, noten in teksten:
            gevraagd = dict.fromkeys(run.noot for runs in all_runs(blokken) for run in runs if run.noot)
            bekend = [oud for oud in gevraagd if oud <= len(noten)]
            nummers = {oud: na + len(alle) + plek for plek, oud in enumerate(bekend, start=1)}
            los = [noot for plek, noot in enumerate(noten, start=1) if plek not in nummers]
            alle |= {nieuw: _renumber(noten[oud - 1], nummers, as_text=True) for oud, nieuw in nummers.items()}
            einde = tuple(blok for noot in los for blok in _renumber(noot, nummers, as_text=True))
            klaar.append(_renumber(blokken, nummers) + einde)
        return cls(tuple(klaar), alle)


def _renumber(blokken: Blokken, nummers: dict[int, int], *, as_text: bool = False) -> Blokken:
    """Give marks their number in the book; inside a note a mark becomes words, for notes hold no notes."""

    def run(oud: Run) -> tuple[Run, ...]:
        if not oud.noot:
            return (oud,)
        if oud.noot not in nummers:
            return ()
        nummer = nummers[oud.noot]
        return (Run(f" (noot {nummer})"),) if as_text else (replace(oud, noot=nummer),)

    def runs(oud: Runs) -> Runs:
        return tidy([nieuw for een in oud for nieuw in run(een)])

    return tuple(map_runs(blok, runs) for blok in blokken)


def map_runs(blok: Blok, wijzig: Wijzig) -> Blok:
    """The block with its runs changed."""
    match blok:
        case Alinea() | Kop():
            return replace(blok, runs=wijzig(blok.runs))
        case Lijst():
            return replace(blok, items=tuple(tuple(map_runs(deel, wijzig) for deel in item) for item in blok.items))
        case Citaat():
            return Citaat(tuple(map_runs(deel, wijzig) for deel in blok.blokken))
        case Tabel():
            kop, *rijen = (tuple(replace(cel, runs=wijzig(cel.runs)) for cel in rij) for rij in (blok.kop, *blok.rijen))
            return Tabel(kop, tuple(rijen))
        case _:
            return blok
