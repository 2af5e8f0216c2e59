"""The steps of the wizard, and what each asks of a plan."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bouwstenen.models import Werkvorm
from bouwstenen.organiseren.models import Gespreksplan

VERSTE_DAG = timedelta(days=730)
"""Nobody plans a gesprek further ahead; a later day is a typing mistake."""

Fouten = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: its key in the address, its name, and the fields of the plan that it asks for."""

    sleutel: str
    titel: str
    velden: tuple[str, ...]


STAPPEN = (
    Stap("vorm", "Naam en vorm", ("titel", "format")),
    Stap("wanneer", "Wanneer", ("dag", "alleen_week", "begin", "duur")),
    Stap("waar", "Waar", ("werkvorm", "locatie", "vergaderlink")),
    Stap("wie", "Wie", ("organisaties", "nieuwe_organisaties", "opgave", "plaatsen")),
    Stap("begeleiding", "Begeleiding", ("begeleiding",)),
    Stap("openbaar", "Open of besloten", ("openbaar", "zichtbaar", "aanmelden_tot")),
)
STAP_BIJ_SLEUTEL = {stap.sleutel: stap for stap in STAPPEN}
OVERZICHT = "overzicht"
"""The last screen: everything once more, and the button."""


def _vorm(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    fouten: Fouten = {}
    if not plan.titel.strip():
        fouten["titel"] = ["Geef je gesprek een naam, zodat mensen het herkennen."]
    if not plan.format:
        fouten["format"] = ["Kies een vorm."]
    return fouten


def _wanneer(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    fouten: Fouten = {}
    last = plan.laatste_dag
    if plan.dag is None or last is None:
        fouten["dag"] = ["Kies een dag in de week van het gesprek." if plan.alleen_week else "Kies een dag."]
    elif plan.dag != dag_was and last < vandaag:
        fouten["dag"] = ["Deze dag is al voorbij. Kies vandaag of een latere dag."]
    elif plan.dag != dag_was and plan.dag > vandaag + VERSTE_DAG:
        fouten["dag"] = ["Deze dag is meer dan twee jaar weg. Klopt het jaar?"]
    if plan.begin is None and not plan.alleen_week:
        fouten["begin"] = ["Vul in hoe laat het begint, bijvoorbeeld 13:30."]
    return fouten


def _waar(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    if not plan.werkvorm:
        return {"werkvorm": ["Kies waar het gesprek is."]}
    if plan.werkvorm != Werkvorm.ONLINE and not plan.locatie.strip():
        return {"locatie": ["Vul in waar mensen naartoe moeten komen."]}
    return {}


def _begeleiding(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    return {} if plan.begeleiding else {"begeleiding": ["Kies wie het gesprek begeleidt."]}


def _openbaar(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    last = plan.laatste_dag
    if plan.aanmelden_tot is None or last is None or not plan.openbaar:
        return {}
    if plan.aanmelden_tot > last:
        return {"aanmelden_tot": ["Dit is na het gesprek. Kies een eerdere dag."]}
    if plan.aanmelden_tot < vandaag <= last:
        return {"aanmelden_tot": ["Deze dag is al voorbij. Dan kan niemand zich meer aanmelden."]}
    return {}


def _niets(plan: Gespreksplan, vandaag: date, dag_was: date | None) -> Fouten:
    return {}


Regel = Callable[[Gespreksplan, date, date | None], Fouten]
REGELS: dict[str, Regel] = {
    "vorm": _vorm,
    "wanneer": _wanneer,
    "waar": _waar,
    "wie": _niets,
    "begeleiding": _begeleiding,
    "openbaar": _openbaar,
}


def find_fouten(plan: Gespreksplan, stappen: Iterable[str], *, vandaag: date, dag_was: date | None = None) -> Fouten:
    """What is missing or wrong in these steps, by field. `dag_was` is the day it had: that one may be in the past."""
    fouten: Fouten = {}
    for sleutel in stappen:
        fouten |= REGELS[sleutel](plan, vandaag, dag_was)
    return fouten


def find_missing(plan: Gespreksplan, *, vandaag: date) -> Fouten:
    """What keeps a plan from being planned. Who may come is a choice that somebody has to make, not a default."""
    fouten = find_fouten(plan, [stap.sleutel for stap in STAPPEN], vandaag=vandaag)
    if "openbaar" not in plan.stappen_gedaan:
        fouten["openbaar"] = ["Kies wie mag meedoen."]
    return fouten


def stap_van_veld(veld: str) -> str:
    """The step that asks for a field."""
    return next(stap.sleutel for stap in STAPPEN if veld in stap.velden)


def next_stap(sleutel: str) -> str:
    """The step after this one; after the last comes the overview."""
    keys = [stap.sleutel for stap in STAPPEN]
    return keys[keys.index(sleutel) + 1] if sleutel != keys[-1] else OVERZICHT


def previous_stap(sleutel: str) -> str:
    """The step before this one; empty before the first."""
    keys = [stap.sleutel for stap in STAPPEN] + [OVERZICHT]
    place = keys.index(sleutel)
    return keys[place - 1] if place else ""
