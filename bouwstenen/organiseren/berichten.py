"""What the mails to organisers and facilitators say, as it is at the moment of sending."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bouwstenen.deelnemers.berichten import Inhoud, register_berichtsoort
from bouwstenen.deelnemers.models import Bericht
from bouwstenen.organiseren.materiaal import afspraak_of
from bouwstenen.organiseren.models import FacilitatorVerzoek, Gespreksplan, VerzoekStatus
from bouwstenen.organiseren.presentation import moment_text, place_text
from bouwstenen.organiseren.taken.services import SOORT as HERINNERING
from bouwstenen.organiseren.taken.tijdlijn import tijdlijn
from kennisbank.drukwerk.agenda import make_ics
from kennisbank.post import Bijlage, absolute

ICS = ("gesprek.ics", "text/calendar; charset=utf-8")


def _calendar(plan: Gespreksplan) -> list[Bijlage]:
    afspraak = afspraak_of(plan)
    return [(ICS[0], make_ics([afspraak]), ICS[1])] if afspraak else []


def remind_of_tasks(bericht: Bericht) -> Inhoud | None:
    """The tasks of a plan that still have to be done; nothing when they were done meanwhile."""
    plan = Gespreksplan.objects.for_lists().filter(kenmerk=bericht.gegevens["plan"]).first()
    if plan is None or plan.is_afgelast or (plan.gesprek is not None and plan.gesprek.is_opgeleverd):
        return None
    asked = set(bericht.gegevens["taken"])
    regels = [regel for regel in tijdlijn(plan, vandaag=timezone.localdate()) if regel.taak.sleutel in asked]
    to_do = [regel for regel in regels if not regel.is_gedaan]
    if not to_do:
        return None
    late = [regel for regel in to_do if regel.is_te_laat]
    titel = f"Te laat voor ‘{plan}’" if late else f"Te doen voor ‘{plan}’"
    context = {
        "titel": str(plan),
        "wanneer": moment_text(plan),
        "te_laat": late,
        "komt": [regel for regel in to_do if not regel.is_te_laat],
        "plan_url": absolute(plan.get_absolute_url()),
    }
    return Inhoud(titel, context)


def _context(verzoek: FacilitatorVerzoek) -> dict[str, Any]:
    plan = verzoek.plan
    return {
        "titel": str(plan),
        "wanneer": moment_text(plan),
        "waar": place_text(plan),
        "vorm": plan.get_format_display(),
        "organisator": plan.eigenaar.openbare_naam,
        "begeleider": verzoek.facilitator.user.openbare_naam,
        "verzoek_url": absolute(verzoek.get_absolute_url()),
        "kies_url": absolute(reverse("organiseren:begeleider", args=[plan.kenmerk])),
        "reden": verzoek.reden,
    }


def _builder(
    onderwerp: str, statuses: set[VerzoekStatus], *, calendar: bool = False
) -> Callable[[Bericht], Inhoud | None]:
    """A mail about a request that has one of these statuses; `{titel}` in the subject is that of the plan."""

    def build(bericht: Bericht) -> Inhoud | None:
        found = FacilitatorVerzoek.objects.for_lists().filter(kenmerk=bericht.gegevens["verzoek"]).first()
        if found is None or found.status not in statuses:
            return None
        attached = _calendar(found.plan) if calendar and found.status == VerzoekStatus.AANGENOMEN else []
        return Inhoud(onderwerp.format(titel=found.plan), _context(found), attached)

    return build


def say_it_is_off(bericht: Bericht) -> Inhoud | None:
    """A request was taken back; its plan may be gone altogether."""
    found = FacilitatorVerzoek.objects.for_lists().filter(kenmerk=bericht.gegevens["verzoek"]).first()
    titel = bericht.gegevens["titel"]
    if found is not None and found.status != VerzoekStatus.INGETROKKEN:
        return None
    context = _context(found) if found is not None else {"titel": titel, "reden": ""}
    return Inhoud(f"Je hoeft ‘{titel}’ niet te begeleiden", context)


OPEN = {VerzoekStatus.GEVRAAGD}
JA = {VerzoekStatus.AANGENOMEN}


def register() -> None:
    """Make these mails known."""
    register_berichtsoort(HERINNERING, remind_of_tasks)
    register_berichtsoort("pool_gevraagd", _builder("Wil je ‘{titel}’ begeleiden?", OPEN))
    register_berichtsoort("pool_aangenomen", _builder("Je hebt een begeleider voor ‘{titel}’", JA))
    register_berichtsoort(
        "pool_afgewezen", _builder("Zoek een andere begeleider voor ‘{titel}’", {VerzoekStatus.AFGEWEZEN})
    )
    register_berichtsoort("pool_gewijzigd", _builder("‘{titel}’ is gewijzigd", OPEN | JA, calendar=True))
    register_berichtsoort("pool_ingetrokken", say_it_is_off)
