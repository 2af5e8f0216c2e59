"""What pages and mails show of a gesprek that people can come to. Never who comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bouwstenen.aanmelden.openstelling import count_places, is_to_come, why_closed
from bouwstenen.aanmelden.querysets import with_occupancy
from bouwstenen.models import Gesprek, Werkvorm
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.ui.templatetags.kennisbank_ui import MAANDEN, datum

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def when(plan: Gespreksplan) -> str:
    """Day and hours in words, as far as they are known."""
    if plan.dag is None:
        return "Nog niet bekend"
    if plan.alleen_week and plan.maandag is not None:
        return f"In de week van {datum(plan.maandag)} tot en met {datum(plan.maandag + timedelta(days=6))}"
    day = f"{DAGEN[plan.dag.weekday()].capitalize()} {datum(plan.dag)}"
    if plan.begin_moment is None or plan.eind_moment is None:
        return day
    begin, einde = timezone.localtime(plan.begin_moment), timezone.localtime(plan.eind_moment)
    return f"{day}, {begin:%H.%M} tot {einde:%H.%M} uur"


def where(plan: Gespreksplan) -> str:
    """The place in words; the address of an online meeting is only in the mails."""
    if plan.werkvorm == Werkvorm.ONLINE:
        return "Online"
    if plan.werkvorm == Werkvorm.HYBRIDE:
        return f"{plan.locatie} en online" if plan.locatie else "Op locatie en online"
    return plan.locatie or "Op locatie"


@dataclass(frozen=True)
class AgendaItem:
    """A gesprek in the agenda."""

    titel: str
    url: str
    wanneer: str
    dag: Any
    waar: str
    vorm: str
    organisaties: str
    tekst: str
    plaatsen: str
    is_vol: bool
    gesloten: str
    aanmeld_url: str
    ics_url: str


def agenda_item(plan: Gespreksplan) -> AgendaItem:
    """The entry of a plan that was fetched by `with_occupancy`."""
    gesprek = plan.gesprek
    if gesprek is None:
        raise ValueError("Only a planned gesprek is in the agenda.")
    places = count_places(plan)
    return AgendaItem(
        titel=gesprek.titel,
        url=gesprek.get_absolute_url(),
        wanneer=when(plan),
        dag=plan.dag,
        waar=where(plan),
        vorm=gesprek.get_format_display(),
        organisaties=", ".join(organisatie.naam for organisatie in gesprek.organisaties.all()),
        tekst=gesprek.samenvatting,
        plaatsen=places.tekst,
        is_vol=not places.vrij,
        gesloten=why_closed(plan),
        aanmeld_url=reverse("aanmelden:aanmelden", args=[gesprek.urn_id]),
        ics_url=reverse("aanmelden:ics", args=[gesprek.urn_id]) if plan.begin_moment else "",
    )


def by_month(plannen: Iterable[Gespreksplan]) -> list[dict[str, Any]]:
    """The entries under the month they are in; `plannen` in the order of the agenda."""

    def month(plan: Gespreksplan) -> tuple[int, int]:
        return (plan.dag.year, plan.dag.month) if plan.dag else (9999, 1)

    return [
        {
            "naam": f"{MAANDEN[number - 1].capitalize()} {year}",
            "anker": f"maand-{year}-{number}",
            "items": [agenda_item(plan) for plan in group],
        }
        for (year, number), group in groupby(plannen, key=month)
    ]


def panel_for_gesprek(gesprek: Gesprek, user: Any) -> dict[str, Any]:
    """On the page of a gesprek: how to come."""
    plan = with_occupancy(Gespreksplan.objects.filter(gesprek=gesprek, openbaar=True)).first()
    return {"item": agenda_item(plan)} if plan is not None and is_to_come(plan) else {}


def advise_on_mix(counts: dict[str, int], total: int, labels: Sequence[tuple[str, str]]) -> str:
    """One sentence for the organiser on who is not at the table yet; from counts alone."""
    if total == 0:
        return "Nog niemand heeft zich aangemeld."
    known = sum(counts.values())
    if not known:
        return "Niemand heeft verteld wat voor werk hij of zij doet. Vraag ernaar als je een gemengde groep wilt."
    names = {"beleid": "beleid", "uitvoering": "de uitvoering", "inspectie": "inspectie of toezicht"}
    missing = [words for key, words in names.items() if not counts.get(key)]
    largest = max(counts, key=lambda key: counts[key])
    if missing:
        listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} en {missing[-1]}"
        return f"Nog niemand uit {listed}. Een gemengde groep levert een beter gesprek op: nodig gericht iemand uit."
    if counts[largest] * 2 > known and known > 3:
        label = dict(labels)[largest].lower()
        return f"Meer dan de helft doet hetzelfde werk ({label}). Nodig gericht mensen uit met ander werk."
    return "Beleid, uitvoering en toezicht zitten samen aan tafel. Een mooie mix."
