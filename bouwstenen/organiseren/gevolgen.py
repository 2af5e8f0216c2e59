"""Registry through which other apps do what follows from a change of plan: tell the deelnemers, send a new .ics."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User

MOMENT = frozenset({"dag", "alleen_week", "begin", "duur"})
PLEK = frozenset({"werkvorm", "locatie", "vergaderlink"})
"""Fields of a plan that say when and where: who comes has to know when one of them changes."""


class GevolgSoort(StrEnum):
    """What happened to a plan."""

    GEPLAND = "gepland"
    GEWIJZIGD = "gewijzigd"
    AFGELAST = "afgelast"


@dataclass(frozen=True, slots=True)
class Gevolg:
    """One thing that happened to a planned gesprek.

    `velden` names the fields of the plan that changed. `plan.wijziging` is higher after each change, so that
    "<soort>:<kenmerk>:<wijziging>" names the occasion in the key of a bericht, and numbers an .ics.
    """

    soort: GevolgSoort
    plan: Gespreksplan
    gesprek: Gesprek
    user: User = field(repr=False)
    velden: frozenset[str] = frozenset()
    reden: str = ""

    @property
    def raakt_deelnemers(self) -> bool:
        """Whether who comes has to know: it is called off, or held at another time or place."""
        return self.soort == GevolgSoort.AFGELAST or bool(self.velden & (MOMENT | PLEK))


Handler = Callable[[Gevolg], None]
_handlers: dict[str, Handler] = {}


def register_gevolg(sleutel: str, handler: Handler) -> None:
    """Have a function called, in the same transaction, whenever a gesprek is planned, changed or called off."""
    _handlers[sleutel] = handler


def announce(gevolg: Gevolg) -> None:
    """Tell everybody who registered."""
    for handler in list(_handlers.values()):
        handler(gevolg)
