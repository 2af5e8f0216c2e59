"""Registry through which apps put a band on the home page, or a number at a step of the pipeline, without an import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

ContextMaker = Callable[[HttpRequest], Mapping[str, Any]]
Telling = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Startblok:
    """One band of the home page: its name, its place, its template, and what makes its context."""

    naam: str
    volgorde: int
    template: str
    maak_context: ContextMaker


@dataclass(frozen=True, slots=True)
class GevuldBlok:
    """A band with its context, ready to include: `{% include blok.template with blok=blok.context %}`."""

    naam: str
    template: str
    context: Mapping[str, Any]


_startblokken: dict[str, Startblok] = {}
_tellingen: dict[str, Telling] = {}


def register_startblok(naam: str, volgorde: int, template: str, context_callable: ContextMaker) -> None:
    """Add a band to the home page; lower `volgorde` comes first, and a name registered again replaces the band.

    A band whose context is empty is left out.
    """
    _startblokken[naam] = Startblok(naam, volgorde, template, context_callable)


def startblokken(request: HttpRequest) -> list[GevuldBlok]:
    """The bands that have something to show, in order."""
    filled = []
    for blok in sorted(_startblokken.values(), key=lambda blok: (blok.volgorde, blok.naam)):
        context = blok.maak_context(request)
        if context:
            filled.append(GevuldBlok(blok.naam, blok.template, context))
    return filled


def register_telling(sleutel: str, telling: Telling) -> None:
    """Give the number at a step of the pipeline; `sleutel` is the step's icon name: gesprek, bouwsteen, thema, ..."""
    _tellingen[sleutel] = telling


def tellingen() -> dict[str, int]:
    """The number for each step that has one."""
    return {sleutel: telling() for sleutel, telling in _tellingen.items()}
