"""Registry through which a hoofdstuk shows the bouwstenen that carry its sections: one batch, no import."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bron:
    """What readers see of a bouwsteen beside a section. Only what they may see: published ones, never a person.

    `tekst` are its first words, `woorden` more of them. `datum` and `vorm` are those of the gesprek it comes from, and
    `plek` is where in it this was said: the name of a canvas box or body part, with its kind before it.
    """

    urn_id: str
    titel: str
    url: str
    soort: str
    soort_label: str
    tegengeluid: bool = False
    herkomst_label: str = ""
    herkomst_url: str = ""
    tekst: str = ""
    woorden: str = ""
    datum: date | None = None
    vorm: str = ""
    plek_soort: str = ""
    plek: str = ""


Resolver = Callable[[Iterable[str]], dict[str, Bron]]
_resolvers: list[Resolver] = []


def register(resolver: Resolver) -> Resolver:
    """Add a resolver of urn ids. Usable as a decorator."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)
    return resolver


def resolve(urn_ids: Iterable[str]) -> dict[str, Bron]:
    """The sources that are known and public, by urn id; the others are left out."""
    wanted = list(dict.fromkeys(urn_ids))
    found: dict[str, Bron] = {}
    if wanted:
        for resolver in _resolvers:
            found.update(resolver(wanted))
    return found
