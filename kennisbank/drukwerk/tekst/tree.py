"""The shape of a text, the same for every format: blocks that hold runs of characters in one style."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Stijl(StrEnum):
    """How characters look."""

    VET = "vet"
    SCHUIN = "schuin"
    CODE = "code"
    SUB = "sub"
    SUP = "sup"
    DOOR = "door"
    ONDER = "onder"
    MERK = "merk"
    KLEIN = "klein"


@dataclass(frozen=True)
class Run:
    r"""Characters in one style. `\n` is a line break; `url` is an address or, with a hash, an anchor in this book.

    A run with a `noot` has no text: it stands for the mark of the footnote with that number.
    """

    tekst: str
    stijlen: tuple[Stijl, ...] = ()
    url: str = ""
    noot: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Alinea:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True)
class Kop:
    """A heading inside a text."""

    niveau: int
    runs: Runs


@dataclass(frozen=True)
class Lijst:
    """A list; every item is a row of blocks."""

    geordend: bool
    start: int
    items: tuple["Blokken", ...]


@dataclass(frozen=True)
class Citaat:
    """A quotation."""

    blokken: "Blokken"


@dataclass(frozen=True)
class Code:
    """Text that stays as it was typed, line for line."""

    tekst: str


@dataclass(frozen=True)
class Cel:
    """A cell of a table; numbers are set to the right."""

    runs: Runs
    rechts: bool = False


@dataclass(frozen=True)
class Tabel:
    """A table of which all rows have as many cells as the header."""

    kop: tuple[Cel, ...]
    rijen: tuple[tuple[Cel, ...], ...]


@dataclass(frozen=True)
class Lijn:
    """A line between two parts."""


Blok = Alinea | Kop | Lijst | Citaat | Code | Tabel | Lijn
Blokken = tuple[Blok, ...]


@dataclass(frozen=True)
class Inhoud:
    """A text and its footnotes; note 1 is the first."""

    blokken: Blokken = ()
    noten: tuple[Blokken, ...] = ()


def plain(runs: Runs) -> str:
    """The characters without their styles, on one line."""
    return " ".join("".join(run.tekst for run in runs).split())


def all_runs(blokken: Blokken) -> Iterator[Runs]:
    """The runs of all blocks, in reading order."""
    for blok in blokken:
        match blok:
            case Alinea(runs) | Kop(_, runs):
                yield runs
            case Lijst(items=items):
                yield from all_runs(tuple(deel for item in items for deel in item))
            case Citaat(binnen):
                yield from all_runs(binnen)
            case Tabel(kop, rijen):
                yield from (cel.runs for rij in (kop, *rijen) for cel in rij)
            case Code(tekst):
                yield (Run(tekst),)
