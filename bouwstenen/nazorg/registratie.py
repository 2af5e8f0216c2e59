"""What this app adds to the cockpit of an organiser and to the mails."""

from typing import Any

from django.utils import timezone

from bouwstenen.deelnemers.berichten import register_berichtsoort
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import Gesprek
from bouwstenen.nazorg.models import Dankbericht
from bouwstenen.nazorg.opstellen import advised_day, build
from bouwstenen.organiseren.cockpit import Onderdeel, register_cockpit
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.taken.tijdlijn import register_taak
from kennisbank.accounts.models import User


def panel(gesprek: Gesprek, user: User) -> dict[str, Any] | None:
    """Once the gesprek was held: how the word of thanks stands, and the way to a next gesprek."""
    if gesprek.datum > timezone.localdate() or not may_organise(gesprek, user):
        return None
    row = Dankbericht.objects.filter(gesprek=gesprek).first()
    return {"dankbericht": row, "advies": advised_day(gesprek)}


def _thanked(plan: Gespreksplan) -> bool:
    """Whether the message went out, or the organiser decided against it."""
    row = Dankbericht.objects.filter(gesprek=plan.gesprek_id).first()
    return row is not None and row.status in {"verstuurd", "niet"}


def register() -> None:
    """Put everything in the registries."""
    register_berichtsoort("dankbericht", build)
    register_cockpit(Onderdeel("nazorg", "Na het gesprek", 80, panel, "nazorg/cockpit.html"))
    register_taak("bedanken", _thanked)
