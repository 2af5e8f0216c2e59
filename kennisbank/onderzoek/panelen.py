"""Registry through which a neighbouring app shows its part on the page of a Selectie."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kennisbank.onderzoek.models import Selectie

ContextMaker = Callable[[Selectie, Any], Mapping[str, Any]]
"""From the selectie and who looks to what the template shows; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Selectiepaneel:
    """One part of the page, ready to include: `{% include paneel.template with paneel=paneel.context %}`."""

    template: str
    context: Mapping[str, Any]


_panelen: dict[str, tuple[str, ContextMaker]] = {}


def register_selectiepaneel(naam: str, template: str, maak_context: ContextMaker) -> None:
    """Add a part to the page of a selectie."""
    _panelen[naam] = (template, maak_context)


def selectie_panelen(selectie: Selectie, user: Any) -> list[Selectiepaneel]:
    """The parts that have something to show about this selectie."""
    made = [(template, maak(selectie, user)) for _, (template, maak) in sorted(_panelen.items())]
    return [Selectiepaneel(template, context) for template, context in made if context]
