"""What we advise about a plan; advice never stops anybody."""

from datetime import date

from bouwstenen.organiseren.models import AANTAL_PLAATSEN, DUUR, Begeleiding, Gespreksplan

WEINIG, VEEL = 5, 12
DAGEN_NODIG = 14
"""A gesprek in week 3 begins with an invitation in week 1."""


def _wanneer(plan: Gespreksplan, vandaag: date) -> list[str]:
    found = []
    last = plan.laatste_dag
    if plan.dag is not None and last is not None and vandaag <= last and (last - vandaag).days < DAGEN_NODIG:
        found.append("Het gesprek is al binnen twee weken. Stuur de uitnodiging dan vandaag nog.")
    if plan.dag is not None and not plan.alleen_week and plan.dag.weekday() >= 5:
        found.append("Deze dag valt in het weekend. Weet je zeker dat mensen dan kunnen?")
    if plan.duur > DUUR:
        found.append(f"Langer dan {DUUR} minuten is voor veel mensen te lang. Plan dan een pauze.")
    return found


def _waar(plan: Gespreksplan, vandaag: date) -> list[str]:
    if plan.werkvorm in {"online", "hybride"} and not plan.vergaderlink:
        return ["De link naar de vergadering ontbreekt nog. Vul hem in voordat je uitnodigt."]
    return []


def _wie(plan: Gespreksplan, vandaag: date) -> list[str]:
    if plan.plaatsen < WEINIG:
        return [f"Met {plan.plaatsen} plaatsen is het gesprek kwetsbaar als iemand afzegt. Ons advies is acht."]
    if plan.plaatsen > VEEL:
        return [f"Met {plan.plaatsen} mensen komt niet iedereen aan het woord. Ons advies is acht. Denk aan groepjes."]
    if plan.plaatsen != AANTAL_PLAATSEN:
        return [f"Je kiest {plan.plaatsen} plaatsen. Dat kan. Ons advies is acht."]
    return []


def _begeleiding(plan: Gespreksplan, vandaag: date) -> list[str]:
    if plan.begeleiding == Begeleiding.ZELF and plan.plaatsen > VEEL:
        return ["Met zoveel mensen is het prettig als een ander begeleidt en jij meepraat."]
    return []


REGELS = {"wanneer": _wanneer, "waar": _waar, "wie": _wie, "begeleiding": _begeleiding}


def advice(plan: Gespreksplan, stap: str, *, vandaag: date) -> list[str]:
    """What to say about one step as it is filled in."""
    return REGELS[stap](plan, vandaag) if stap in REGELS else []


def all_advice(plan: Gespreksplan, *, vandaag: date) -> list[str]:
    """What to say about the whole plan."""
    return [tekst for stap in REGELS for tekst in advice(plan, stap, vandaag=vandaag)]
