"""Whether a gesprek can be signed up for, and how full it is."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from bouwstenen.deelnemers.models import DeelnemerStatus
from bouwstenen.organiseren.models import Gespreksplan


def is_to_come(plan: Gespreksplan) -> bool:
    """Whether it is planned, not called off and not begun."""
    if plan.gesprek_id is None or plan.afgelast_op is not None or plan.dag is None or plan.maandag is None:
        return False
    if plan.alleen_week:
        return timezone.localdate() < plan.maandag + timedelta(days=7)
    if plan.begin_moment is not None:
        return timezone.now() < plan.begin_moment
    return timezone.localdate() <= plan.dag


def why_closed(plan: Gespreksplan) -> str:
    """Why nobody can sign up any more, as a sentence for readers; empty when they can."""
    if plan.afgelast_op is not None:
        return "Dit gesprek gaat niet door."
    if not is_to_come(plan):
        return "Dit gesprek is al geweest. Aanmelden kan niet meer."
    if not plan.openbaar:
        return "Voor dit gesprek kun je je niet zelf aanmelden. De deelnemers zijn uitgenodigd."
    if plan.aanmelden_tot is not None and plan.aanmelden_tot < timezone.localdate():
        return "De aanmelding is gesloten."
    return ""


@dataclass(frozen=True)
class Bezetting:
    """How many places there are, how many are taken and how many people wait."""

    plaatsen: int
    bezet: int
    wachtend: int

    @property
    def vrij(self) -> int:
        """Places left; after the number of places was lowered there may be none with more people than places."""
        return max(0, self.plaatsen - self.bezet)

    @property
    def tekst(self) -> str:
        """For readers: whether there is room."""
        if self.vrij:
            return "Nog 1 plaats vrij" if self.vrij == 1 else f"Nog {self.vrij} plaatsen vrij"
        return "Vol: je komt op de wachtlijst"


def count_places(plan: Gespreksplan) -> Bezetting:
    """How full a gesprek is; from the numbers of `with_occupancy`, or asked of the database."""
    if hasattr(plan, "bezet") and hasattr(plan, "wachtend"):
        return Bezetting(plan.plaatsen, plan.bezet, plan.wachtend)
    if plan.gesprek is None:
        return Bezetting(plan.plaatsen, 0, 0)
    statuses = list(plan.gesprek.deelnemers.order_by().values_list("status", flat=True))
    return Bezetting(
        plan.plaatsen, statuses.count(DeelnemerStatus.AANGEMELD), statuses.count(DeelnemerStatus.WACHTLIJST)
    )
