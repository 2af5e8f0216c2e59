"""Registry through which other apps put a panel on the page from which an organiser runs a gesprek."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bouwstenen.models import Gesprek
from kennisbank.accounts.models import User

Build = Callable[[Gesprek, User], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One panel: its key (also the anchor on the page), heading, place, what makes its context, and its template.

    The page draws the section and its heading. The template gets `paneel` (what `build` gave), `gesprek` and `plan`,
    and may use `csrf_token` and `request`. A panel whose `build` gives None is left out. Keep to a fixed number of
    queries.
    """

    sleutel: str
    titel: str
    volgorde: int
    build: Build
    sjabloon: str


@dataclass(frozen=True, slots=True)
class GevuldOnderdeel:
    """A panel with its context, ready to include."""

    sleutel: str
    titel: str
    sjabloon: str
    context: Mapping[str, Any]


_onderdelen: dict[str, Onderdeel] = {}


def register_cockpit(onderdeel: Onderdeel) -> None:
    """Add a panel; lower `volgorde` comes first, and a key registered again replaces the panel."""
    _onderdelen[onderdeel.sleutel] = onderdeel


def cockpit_onderdelen(gesprek: Gesprek, user: User) -> list[GevuldOnderdeel]:
    """The panels that have something to show for this gesprek, in order."""
    filled = []
    for onderdeel in sorted(_onderdelen.values(), key=lambda item: (item.volgorde, item.sleutel)):
        context = onderdeel.build(gesprek, user)
        if context is not None:
            filled.append(GevuldOnderdeel(onderdeel.sleutel, onderdeel.titel, onderdeel.sjabloon, context))
    return filled
