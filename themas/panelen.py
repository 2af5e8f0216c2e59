"""Registry through which higher apps show their part on the page of a thema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from themas.models import Thema

ContextMaker = Callable[[Thema], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Paneel:
    """One part of the page: its name, its place, its template, and what makes its context."""

    naam: str
    volgorde: int
    template: str
    maak_context: ContextMaker


@dataclass(frozen=True, slots=True)
class GevuldPaneel:
    """A part with its context, ready to include: `{% include paneel.template with paneel=paneel.context %}`."""

    naam: str
    template: str
    context: Mapping[str, Any]


_panelen: dict[str, Paneel] = {}


def register_paneel(naam: str, volgorde: int, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a thema; lower `volgorde` comes first. One whose context is empty is left out."""
    _panelen[naam] = Paneel(naam, volgorde, template, maak_context)


def panelen(thema: Thema) -> list[GevuldPaneel]:
    """The parts that have something to show about this thema, in order."""
    filled = []
    for paneel in sorted(_panelen.values(), key=lambda paneel: (paneel.volgorde, paneel.naam)):
        context = paneel.maak_context(thema)
        if context:
            filled.append(GevuldPaneel(paneel.naam, paneel.template, context))
    return filled
