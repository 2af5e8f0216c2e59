"""Registries of the workbench: what stands on its start page, and what a Selectie can be taken along as.

Higher and neighbouring apps add theirs in `ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kennisbank.onderzoek.models import Selectie


@dataclass(frozen=True)
class Onderdeel:
    """One part: its key, its name, a sentence on what it is for, the name of its address and an icon."""

    key: str
    label: str
    uitleg: str
    url_name: str
    icoon: str = "zoek"
    # Whether it works on a search or a Selectie given in its address; then the page of a Selectie links to it.
    op_corpus: bool = False
    volgorde: int = 50


_onderdelen: dict[str, Onderdeel] = {}


def register(onderdeel: Onderdeel) -> None:
    """Put a part on the start page. Registering a key again replaces it."""
    _onderdelen[onderdeel.key] = onderdeel


def all_onderdelen() -> list[Onderdeel]:
    """The parts in order."""
    return sorted(_onderdelen.values(), key=lambda onderdeel: (onderdeel.volgorde, onderdeel.label))


@dataclass(frozen=True)
class SelectieUitvoer:
    """One way to take a Selectie along, as it was frozen."""

    key: str
    label: str
    url: Callable[[Selectie], str]


_uitvoer: dict[str, SelectieUitvoer] = {}


def register_uitvoer(uitvoer: SelectieUitvoer) -> None:
    """Offer a way on the page of a Selectie. Registering a key again replaces it."""
    _uitvoer[uitvoer.key] = uitvoer


def all_uitvoer() -> list[SelectieUitvoer]:
    """All ways, in order of registration."""
    return list(_uitvoer.values())
