"""Plans and facilitators for the tests of organising."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Facilitator, Gespreksplan
from bouwstenen.organiseren.pool.services import save_facilitator
from bouwstenen.organiseren.services import plan_gesprek, start_plan, update_plan
from kennisbank.accounts.models import User
from tests.factories import UserFactory

VANDAAG = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
GESPREKSDAG = VANDAAG + timedelta(days=16)
"""The coming Monday, and the Wednesday in the third week from there: the tests hold in any year."""

GEGEVENS: dict[str, dict[str, Any]] = {
    "vorm": {"titel": "Wie belt er terug?", "format": "vragen"},
    "wanneer": {"dag": GESPREKSDAG, "alleen_week": False, "begin": time(13, 30), "duur": 90},
    "waar": {"werkvorm": "hybride", "locatie": "Zaal 3, Utrecht", "vergaderlink": "https://vergader.example/abc"},
    "wie": {"organisaties": [], "nieuwe_organisaties": [], "opgave": "Bereikbaarheid", "plaatsen": 8},
    "begeleiding": {"begeleiding": "zelf"},
    "openbaar": {"openbaar": True, "zichtbaar": True, "aanmelden_tot": None},
}


def gespreksleider(**fields: Any) -> User:
    """Somebody who may organise."""
    return UserFactory(rol="gespreksleider", **fields)


def complete_plan(user: User, **changes: Any) -> Gespreksplan:
    """A plan with every step filled in, not planned yet; `changes` replace fields."""
    fields = {name: value for step in GEGEVENS.values() for name, value in step.items()} | changes
    return update_plan(start_plan(user=user), gegevens=fields, vandaag=VANDAAG, user=user)


def planned(user: User, **changes: Any) -> tuple[Gespreksplan, Gesprek]:
    """A plan with its gesprek."""
    plan = complete_plan(user, **changes)
    gesprek = plan_gesprek(plan, vandaag=VANDAAG, user=user)
    return plan, gesprek


def facilitator(user: User | None = None, **changes: Any) -> Facilitator:
    """Somebody in the pool who can always and everywhere, unless `changes` say otherwise."""
    fields: dict[str, Any] = {
        "formats": ["vragen", "model"],
        "regios": ["utrecht", "online"],
        "dagdelen": ["wo-middag", "do-ochtend"],
    }
    return save_facilitator(**(fields | changes), user=user or gespreksleider())
