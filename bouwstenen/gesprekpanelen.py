"""Registry through which higher apps show their part on the page of a gesprek."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bouwstenen.models import Gesprek

ContextMaker = Callable[[Gesprek, Any], Mapping[str, Any]]
"""From the gesprek and who looks (a user, or nobody logged in) to what the template shows; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Gesprekspaneel:
    """One part of the page: its name, its place, its template, and what makes its context."""

    naam: str
    volgorde: int
    template: str
    maak_context: ContextMaker


@dataclass(frozen=True, slots=True)
class GevuldGesprekspaneel:
    """A part with its context: `{% include paneel.template with paneel=paneel.context %}`."""

    naam: str
    template: str
    context: Mapping[str, Any]


_panelen: dict[str, Gesprekspaneel] = {}


def register_gesprekspaneel(naam: str, volgorde: int, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a gesprek, below its record; lower `volgorde` comes first."""
    _panelen[naam] = Gesprekspaneel(naam, volgorde, template, maak_context)


def gesprekspanelen(gesprek: Gesprek, user: Any) -> list[GevuldGesprekspaneel]:
    """The parts that have something to show about this gesprek, in order."""
    filled = []
    for paneel in sorted(_panelen.values(), key=lambda paneel: (paneel.volgorde, paneel.naam)):
        context = paneel.maak_context(gesprek, user)
        if context:
            filled.append(GevuldGesprekspaneel(paneel.naam, paneel.template, context))
    return filled
