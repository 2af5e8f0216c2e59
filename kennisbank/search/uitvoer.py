"""What a search can be taken along as: links that higher apps add to the search page and to a Selectie.

register(Uitvoer("csv", "CSV (rekenblad)", url=lambda zoekvraag: f"/zoeken/uitvoer/csv/?{zoekvraag.urlencode()}"))
"""

from collections.abc import Callable
from dataclasses import dataclass

from kennisbank.search.zoekvraag import Zoekvraag


@dataclass(frozen=True)
class Uitvoer:
    """One way to take a search along."""

    key: str
    label: str
    url: Callable[[Zoekvraag], str]


_uitvoer: dict[str, Uitvoer] = {}


def register(uitvoer: Uitvoer) -> None:
    """Offer a way to take a search along. Registering a key again replaces it."""
    _uitvoer[uitvoer.key] = uitvoer


def unregister(key: str) -> None:
    """Take a way out again (tests)."""
    _uitvoer.pop(key, None)


def all_uitvoer() -> list[Uitvoer]:
    """All ways, in order of registration."""
    return list(_uitvoer.values())
