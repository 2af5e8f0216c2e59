"""Registry through which higher apps show their part on the page of a thema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from themas.models import Thema

ContextMaker = Callable[[Thema], Mapping[str, Any]]
LezerContextMaker = Callable[[Thema, Any], Mapping[str, Any]]
"""From the thema and who looks to what the template shows."""


@dataclass(frozen=True, slots=True)
class Paneel:
    """One part of the page: its name, its place, its template, and what makes its context."""

    naam: str
    volgorde: int
    template: str
    maak_context: LezerContextMaker


@dataclass(frozen=True, slots=True)
class GevuldPaneel:
    """A part with its context, ready to include: `{% include paneel.template with paneel=paneel.context %}`."""

    naam: str
    template: str
    context: Mapping[str, Any]


_panelen: dict[str, Paneel] = {}


def register_paneel(naam: str, volgorde: int, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a thema; lower `volgorde` comes first. One whose context is empty is left out."""
    register_lezerspaneel(naam, volgorde, template, lambda thema, user: maak_context(thema))


def register_lezerspaneel(naam: str, volgorde: int, template: str, maak_context: LezerContextMaker) -> None:
    """Add a part that differs with who looks."""
    _panelen[naam] = Paneel(naam, volgorde, template, maak_context)


def panelen(thema: Thema, user: Any = None) -> list[GevuldPaneel]:
    """The parts that have something to show about this thema to this reader, in order."""
    filled = []
    for paneel in sorted(_panelen.values(), key=lambda paneel: (paneel.volgorde, paneel.naam)):
        context = paneel.maak_context(thema, user)
        if context:
            filled.append(GevuldPaneel(paneel.naam, paneel.template, context))
    return filled
