"""Ways out when nothing was found: what each choice taken away would give, and the same words in other kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kennisbank.search.kinds import facet_keys, labels_of
from kennisbank.search.services import count_results
from kennisbank.search.zoekvraag import Zoekvraag

# Choices that are tried: each costs a search.
MOST = 8


@dataclass(frozen=True)
class Uitweg:
    """A search that does find something: what is left out of it, and how many results it has."""

    label: str
    zoekvraag: Zoekvraag
    aantal: int


def _less(zoekvraag: Zoekvraag) -> Iterator[tuple[str, Zoekvraag]]:
    """The question without one of its choices, and without all of them."""
    for key in facet_keys():
        values = zoekvraag.facetten.get(key, ())
        names = labels_of(key, values) if values else {}
        for value in values:
            yield f"zonder {names.get(value, value)}", zoekvraag.without(key, value)
    if zoekvraag.van or zoekvraag.tot:
        yield "zonder datum", replace(zoekvraag, van=None, tot=None)
    yield "zonder filters", Zoekvraag(zoekvraag.vraag, sortering=zoekvraag.sortering)


def find_uitwegen(zoekvraag: Zoekvraag) -> list[Uitweg]:
    """Searches that ask for less and find something, the one that finds most first."""
    if not zoekvraag.is_filtered():
        return []
    tried = list({less.urlencode(): (label, less) for label, less in _less(zoekvraag)}.values())
    ways = [Uitweg(label, less, count_results(less)) for label, less in [*tried[: MOST - 1], tried[-1]]]
    unique = {way.zoekvraag.urlencode(): way for way in ways if way.aantal}
    return sorted(unique.values(), key=lambda way: -way.aantal)
