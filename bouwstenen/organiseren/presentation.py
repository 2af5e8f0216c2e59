"""What the pages about a plan show."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import Werkvorm
from bouwstenen.organiseren.models import Begeleiding, Gespreksplan
from bouwstenen.organiseren.stappen import OVERZICHT, STAPPEN, Fouten, find_missing, stap_van_veld
from bouwstenen.startkit.materiaal import DAGEN, datum_tekst

BEGELEIDING = {"zelf": "De organisator zelf", "eigen": "Iemand uit de eigen organisatie"}


def crumb(plan: Gespreksplan) -> dict[str, str]:
    """The plan in the crumbs."""
    return {"label": str(plan), "url": plan.get_absolute_url()}


def moment_text(plan: Gespreksplan) -> str:
    """When it is held, as one says it; empty while no day was chosen."""
    if plan.dag is None:
        return ""
    if plan.alleen_week:
        return f"In de week van {datum_tekst(plan.dag)}"
    day = f"{DAGEN[plan.dag.weekday()]} {datum_tekst(plan.dag)}"
    begin, end = plan.begin_moment, plan.eind_moment
    if begin is None or end is None:
        return day.capitalize()
    local = timezone.localtime(begin), timezone.localtime(end)
    return f"{day.capitalize()}, van {local[0]:%H.%M} tot {local[1]:%H.%M} uur"


def place_text(plan: Gespreksplan) -> str:
    """Where it is held; empty while that was not chosen."""
    if not plan.werkvorm:
        return ""
    if plan.werkvorm == Werkvorm.ONLINE:
        return "Online"
    if not plan.locatie:
        return str(plan.get_werkvorm_display())
    return f"{plan.locatie} en online" if plan.werkvorm == Werkvorm.HYBRIDE else plan.locatie


def access_text(plan: Gespreksplan) -> str:
    """Who may come."""
    if not plan.openbaar:
        return "Op uitnodiging" if plan.zichtbaar else "Op uitnodiging, niet op de site"
    until = f", aanmelden tot en met {datum_tekst(plan.aanmelden_tot)}" if plan.aanmelden_tot else ""
    return f"Open voor aanmelding{until}"


def facilitator_text(plan: Gespreksplan) -> str:
    """Who leads it. Needs the requests with their facilitators."""
    if plan.begeleiding != Begeleiding.POOL:
        return BEGELEIDING.get(plan.begeleiding, "")
    for verzoek in plan.verzoeken.all():
        if verzoek.status == "aangenomen":
            return verzoek.facilitator.user.openbare_naam
    asked = sum(verzoek.is_open for verzoek in plan.verzoeken.all())
    return f"Iemand uit de pool, {asked} gevraagd" if asked else "Iemand uit de pool, nog niemand gevraagd"


def facts(plan: Gespreksplan) -> list[dict[str, Any]]:
    """The facts about a plan, as components/feitenlijst.html takes them."""
    names = [*(organisatie.naam for organisatie in plan.organisaties.all()), *plan.nieuwe_organisaties]
    return [
        {"label": "Wanneer", "waarde": moment_text(plan)},
        {"label": "Waar", "waarde": place_text(plan)},
        {"label": "Vergaderlink", "waarde": plan.vergaderlink, "url": plan.vergaderlink},
        {"label": "Vorm", "waarde": plan.get_format_display() if plan.format else ""},
        {"label": "Begeleiding", "waarde": facilitator_text(plan)},
        {"label": "Organisaties", "waarde": ", ".join(names)},
        {"label": "Opgave", "waarde": plan.opgave},
        {"label": "Plaatsen", "waarde": plan.plaatsen},
        {"label": "Wie mag meedoen", "waarde": access_text(plan)},
    ]


def missing(plan: Gespreksplan, vandaag: date | None = None) -> Fouten:
    """What still has to be filled in before it can be planned."""
    return find_missing(plan, vandaag=vandaag or timezone.localdate())


def _values(plan: Gespreksplan) -> dict[str, list[tuple[str, Any]]]:
    names = [*(organisatie.naam for organisatie in plan.organisaties.all()), *plan.nieuwe_organisaties]
    return {
        "vorm": [("Naam", plan.titel), ("Vorm", plan.get_format_display() if plan.format else "")],
        "wanneer": [("Wanneer", moment_text(plan)), ("Duur", f"{plan.duur} minuten")],
        "waar": [
            ("Waar", plan.get_werkvorm_display() if plan.werkvorm else ""),
            ("Ruimte", plan.locatie),
            ("Vergaderlink", plan.vergaderlink),
        ],
        "wie": [("Organisaties", ", ".join(names)), ("Opgave", plan.opgave), ("Plaatsen", plan.plaatsen)],
        "begeleiding": [("Begeleiding", facilitator_text(plan))],
        "openbaar": [("Wie mag meedoen", access_text(plan) if "openbaar" in plan.stappen_gedaan else "")],
    }


def summary(plan: Gespreksplan, fouten: Fouten) -> list[dict[str, Any]]:
    """What was filled in, step by step, with a link to change it and what is wrong there."""
    values = _values(plan)
    wrong: dict[str, list[str]] = {}
    for veld, teksten in fouten.items():
        wrong.setdefault(stap_van_veld(veld), []).extend(teksten)
    return [
        {
            "titel": stap.titel,
            "url": reverse("organiseren:stap", args=[plan.kenmerk, stap.sleutel]),
            "feiten": [{"label": label, "waarde": waarde} for label, waarde in values[stap.sleutel]],
            "fouten": wrong.get(stap.sleutel, []),
        }
        for stap in STAPPEN
    ]


def progress(plan: Gespreksplan | None, hier: str) -> list[dict[str, Any]]:
    """The steps with what is done and where one is; without a plan there is nowhere to go yet."""
    done = plan.stappen_gedaan if plan else []
    steps = [(stap.sleutel, stap.titel, stap.sleutel in done) for stap in STAPPEN]
    steps.append((OVERZICHT, "Nakijken en inplannen", False))
    return [
        {
            "titel": titel,
            "gedaan": gedaan,
            "hier": sleutel == hier,
            "url": reverse("organiseren:stap", args=[plan.kenmerk, sleutel]) if plan else "",
        }
        for sleutel, titel, gedaan in steps
    ]
