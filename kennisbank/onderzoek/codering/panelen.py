"""Registry through which a neighbouring app shows its part on the page of a round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kennisbank.onderzoek.codering.models import Codeerronde

ContextMaker = Callable[[Codeerronde, Any], Mapping[str, Any]]
"""From the round and who looks to what the template shows; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Rondepaneel:
    """One part of the page, ready to include: `{% include paneel.template with paneel=paneel.context %}`."""

    template: str
    context: Mapping[str, Any]


_panelen: dict[str, tuple[str, ContextMaker]] = {}


def register_rondepaneel(naam: str, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a round."""
    _panelen[naam] = (template, maak_context)


def ronde_panelen(ronde: Codeerronde, user: Any) -> list[Rondepaneel]:
    """The parts that have something to show about this round."""
    made = [(template, maak(ronde, user)) for _, (template, maak) in sorted(_panelen.items())]
    return [Rondepaneel(template, context) for template, context in made if context]
