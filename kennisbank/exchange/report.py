"""What an import did, or would do, in words for whoever started it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kennisbank.exchange.formats.source import Melding


@dataclass(frozen=True)
class Rijfout:
    """Why one row of a table cannot be imported: its number as a spreadsheet shows it, the column and the reason."""

    rij: int
    kolom: str
    reden: str

    def __str__(self) -> str:
        plek = f"Rij {self.rij}, kolom ‘{self.kolom}’" if self.kolom else f"Rij {self.rij}"
        return f"{plek}: {self.reden}"


@dataclass
class Importverslag:
    """The outcome of an import. With `proef` nothing was changed: it says what would happen."""

    bron: str
    proef: bool
    titel: str = ""
    url: str = ""
    toegevoegd: list[str] = field(default_factory=list)
    gewijzigd: list[str] = field(default_factory=list)
    ongewijzigd: list[str] = field(default_factory=list)
    overgeslagen: list[Melding] = field(default_factory=list)
    conflicten: list[Melding] = field(default_factory=list)
    verdwenen: list[str] = field(default_factory=list)
    offline: list[str] = field(default_factory=list)
    weggelaten: list[Melding] = field(default_factory=list)
    waarschuwingen: list[Melding] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)
    eenheid: tuple[str, str] = ("hoofdstuk", "hoofdstukken")
    is_geweigerd: bool = False

    @property
    def is_ongewijzigd(self) -> bool:
        """Whether nothing was, or would be, changed."""
        return not (self.toegevoegd or self.gewijzigd or self.offline)

    @property
    def tellingen(self) -> list[tuple[str, int]]:
        """The outcome in numbers, each with its word."""
        return [
            ("toegevoegd", len(self.toegevoegd)),
            ("gewijzigd", len(self.gewijzigd)),
            ("ongewijzigd", len(self.ongewijzigd)),
            ("overgeslagen", len(self.overgeslagen)),
            ("met een conflict", len({melding.plek for melding in self.conflicten})),
            ("offline gehaald", len(self.offline)),
            ("met fouten", len({fout.rij for fout in self.fouten})),
        ]

    @property
    def samenvatting(self) -> str:
        """One sentence with what happened."""
        if self.is_geweigerd:
            return "Er is niets ingelezen: herstel eerst de fouten hieronder."
        if self.is_ongewijzigd:
            return "Er verandert niets." if self.proef else "Er is niets veranderd."
        getallen = ", ".join(f"{aantal} {naam}" for naam, aantal in self.tellingen if aantal)
        return f"{'Dit zou er gebeuren' if self.proef else 'Ingelezen'}: {getallen}."

    @property
    def groepen(self) -> list[tuple[str, list[Melding]]]:
        """Everything that was left out or deserves a look, by what it is about."""
        groepen: dict[str, list[Melding]] = defaultdict(list)
        for melding in [*self.weggelaten, *self.waarschuwingen]:
            groepen[str(melding.soort)].append(melding)
        return sorted(groepen.items())

    def lines(self, *, maximum: int | None = None) -> Iterator[str]:
        """The report as lines for a console; of every list at most `maximum` entries."""
        yield self.samenvatting
        yield from _listed("Fouten", [str(fout) for fout in self.fouten], maximum)
        yield from _listed("Conflicten", [_line(melding) for melding in self.conflicten], maximum)
        yield from _listed("Overgeslagen", [_line(melding) for melding in self.overgeslagen], maximum)
        yield from _listed("Niet meer in de bron", self.verdwenen, maximum)
        yield from _listed("Offline gehaald", self.offline, maximum)
        for soort, meldingen in self.groepen:
            yield from _listed(soort, [_line(melding) for melding in meldingen], maximum)


def _line(melding: Melding) -> str:
    return f"{melding.plek}: {melding.tekst}" if melding.plek else melding.tekst


def _listed(kop: str, regels: list[str], maximum: int | None) -> Iterator[str]:
    if not regels:
        return
    yield f"\n{kop} ({len(regels)}):"
    yield from (f"  {regel}" for regel in regels[:maximum])
    if maximum is not None and len(regels) > maximum:
        yield f"  … en nog {len(regels) - maximum}. Met --volledig zie je alles."
