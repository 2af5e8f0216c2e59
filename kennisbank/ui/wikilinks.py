"""Registry through which higher apps tell where a wiki link such as [[Tegenspraak]] leads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doel:
    """Where a wiki link leads: address, title and kind of the thing (thema, hoofdstuk, bouwsteen)."""

    url: str
    titel: str
    soort: str


Resolver = Callable[[Iterable[str]], dict[str, Doel]]
_resolvers: list[tuple[int, Resolver]] = []


def register(resolver: Resolver, *, volgorde: int = 0) -> Resolver:
    """Add a resolver; when two know the same target, the lower `volgorde` wins, then the one registered first.

    Names and titles have 0; what should only help when no name fits, such as a former title, has more.
    """
    if resolver not in [known for _, known in _resolvers]:
        _resolvers.append((volgorde, resolver))
        _resolvers.sort(key=lambda pair: pair[0])
    return resolver


def resolve(targets: Iterable[str]) -> dict[str, Doel]:
    """Return the known targets, keyed by the text as it was typed; unknown ones are left out."""
    open_targets = list(dict.fromkeys(targets))
    found: dict[str, Doel] = {}
    for _, resolver in _resolvers:
        if not open_targets:
            break
        answers = resolver(open_targets)
        found.update({target: answers[target] for target in open_targets if target in answers})
        open_targets = [target for target in open_targets if target not in found]
    return found
