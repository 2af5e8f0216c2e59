"""What the rollenspel hangs on the page from which an organiser runs a gesprek."""

from collections.abc import Mapping
from typing import Any

from bouwstenen.models import Gesprek, GesprekFormat
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from bouwstenen.rollenspel.models import Spel
from kennisbank.accounts.models import User

EIGEN = 5


def cockpit_panel(gesprek: Gesprek, user: User) -> Mapping[str, Any] | None:
    """The games of this gesprek, and those of the organiser that could still go with it; two queries."""
    if gesprek.format != GesprekFormat.ROLLENSPEL:
        return None
    own = Spel.objects.none()
    if not gesprek.is_opgeleverd:
        own = Spel.objects.filter(begeleider=user, gesprek__isnull=True, ingezonden_op__isnull=True).newest_first()
    return {"spellen": list(gesprek.rollenspellen.all()), "eigen": list(own[:EIGEN])}


def register() -> None:
    """Register the panel."""
    register_cockpit(Onderdeel("rollenspel", "Het rollenspel", 45, cockpit_panel, "rollenspel/cockpit.html"))
