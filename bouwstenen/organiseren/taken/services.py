"""Reminding organisers of what they have to do: at most one mail a day for each gesprek."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.taken.tijdlijn import Regel, tijdlijn

VANAF_UUR = 7
"""No mail before this hour in Amsterdam."""
WEKEN = 8
"""So many weeks around the gesprek there are tasks to remind of."""
SOORT = "taken_herinnering"
MAX_ONTHOUDEN = 200


def send_reminders(*, nu: datetime | None = None) -> int:
    """Remind of every plan that was not looked at today; how many mails that makes. Again: one query."""
    moment = timezone.localtime(nu)
    if moment.hour < VANAF_UUR:
        return 0
    waiting = Gespreksplan.objects.to_remind(moment.date(), WEKEN).order_by("pk").values_list("pk", flat=True)
    return sum(remind_of_plan(pk, vandaag=moment.date()) for pk in list(waiting))


@transaction.atomic
def remind_of_plan(pk: int, *, vandaag: date) -> bool:
    """Look at one plan, once a day; whether a mail was made. No occasion is ever mentioned twice."""
    found = Gespreksplan.objects.to_remind(vandaag, WEKEN).select_for_update(of=("self",)).filter(pk=pk)
    plan = found.select_related("gesprek", "eigenaar").first()
    if plan is None:
        return False
    occasions = {_occasion(regel, plan, vandaag): regel for regel in tijdlijn(plan, vandaag=vandaag)}
    fresh = [occasion for occasion in occasions if occasion and occasion not in plan.herinnerd]
    plan.herinnerd_op = vandaag
    plan.herinnerd = [*plan.herinnerd, *fresh][-MAX_ONTHOUDEN:]
    plan.save(update_fields=["herinnerd_op", "herinnerd"])
    aan = plan.gesprek.gespreksleider if plan.gesprek and plan.gesprek.gespreksleider else plan.eigenaar
    if not fresh or not aan.email or not aan.is_active:
        return False
    queue_bericht(
        SOORT,
        sleutel=f"{SOORT}:{plan.kenmerk}:{vandaag.isoformat()}",
        aan=aan,
        gesprek=plan.gesprek,
        gegevens={"plan": plan.kenmerk, "taken": [occasions[occasion].taak.sleutel for occasion in fresh]},
    )
    return True


def _occasion(regel: Regel, plan: Gespreksplan, vandaag: date) -> str:
    """Why to mention a task today: it falls within a week, it falls tomorrow or today, or it is late. Empty: do not.

    What was late already when the gesprek was planned is not held against anybody on that same day.
    """
    left = (regel.dag - vandaag).days
    if regel.is_gedaan or left > 7 or (left < 0 and (not regel.is_te_laat or _planned_on(plan) >= vandaag)):
        return ""
    moment = "te-laat" if left < 0 else "dag" if left <= 1 else "week"
    return f"{regel.taak.sleutel}:{moment}:{regel.dag.isoformat()}"


def _planned_on(plan: Gespreksplan) -> date:
    return timezone.localdate(plan.gepland_op) if plan.gepland_op else date.min
