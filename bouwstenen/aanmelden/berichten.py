"""What the mails to deelnemers say, as it is at the moment of sending: who signed off meanwhile is not confirmed."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from bouwstenen.aanmelden.afspraken import make_afspraak
from bouwstenen.aanmelden.models import Rondbericht
from bouwstenen.aanmelden.presentation import when, where
from bouwstenen.deelnemers.berichten import Inhoud, register_berichtsoort
from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Bericht, Deelnemer, DeelnemerStatus
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.drukwerk.agenda import make_ics
from kennisbank.post import Bijlage, absolute

ICS = ("gesprek.ics", "text/calendar; charset=utf-8")
PLAATS = {DeelnemerStatus.AANGEMELD}
IEMAND = {DeelnemerStatus.AANGEMELD, DeelnemerStatus.WACHTLIJST, DeelnemerStatus.UITGENODIGD}


def _calendar(plan: Gespreksplan) -> list[Bijlage]:
    entry = make_afspraak(plan, voor_deelnemer=True)
    name, mime = ICS
    return [(name, make_ics([entry]), mime)] if entry else []


def _context(deelnemer: Deelnemer, plan: Gespreksplan) -> dict[str, Any]:
    gesprek = deelnemer.gesprek
    has_place = deelnemer.status == DeelnemerStatus.AANGEMELD
    return {
        "wanneer": when(plan),
        "waar": where(plan),
        "vergaderlink": plan.vergaderlink if has_place else "",
        "status": deelnemer.status,
        "reden": plan.afgelast_reden,
        "gesprek_url": absolute(gesprek.get_absolute_url()) if gesprek.zichtbaar else "",
        "afmeld_url": absolute(reverse("aanmelden:afmelden", args=[make_token(deelnemer, "afmelden")])),
        "gegevens_url": absolute(reverse("aanmelden:gegevens", args=[make_token(deelnemer, "gegevens")])),
        "verwijderen_na": deelnemer.verwijderen_na,
    }


def _builder(
    onderwerp: str, statuses: set[DeelnemerStatus], *, calendar: bool = False, afgelast: bool = False
) -> Callable[[Bericht], Inhoud | None]:
    """A mail for who has one of these statuses; `{titel}` in the subject is that of the gesprek."""

    def build(bericht: Bericht) -> Inhoud | None:
        deelnemer = bericht.deelnemer
        plan = Gespreksplan.objects.filter(gesprek=bericht.gesprek).first()
        if deelnemer is None or plan is None or deelnemer.status not in statuses:
            return None
        if (plan.afgelast_op is not None) != afgelast:
            return None
        attached = _calendar(plan) if calendar and deelnemer.status == DeelnemerStatus.AANGEMELD else []
        return Inhoud(onderwerp.format(titel=deelnemer.gesprek.titel), _context(deelnemer, plan), attached)

    return build


def build_rondbericht(bericht: Bericht) -> Inhoud | None:
    """The words of the organiser; None once those were deleted."""
    rondbericht = Rondbericht.objects.filter(pk=bericht.gegevens.get("rondbericht")).first()
    plan = Gespreksplan.objects.filter(gesprek=bericht.gesprek).first()
    if rondbericht is None or plan is None or bericht.deelnemer is None or bericht.deelnemer.status not in IEMAND:
        return None
    return Inhoud(rondbericht.onderwerp, _context(bericht.deelnemer, plan) | {"tekst": rondbericht.tekst})


SOORTEN: dict[str, Callable[[Bericht], Inhoud | None]] = {
    "aanmelden_bevestiging": _builder("Je doet mee: {titel}", PLAATS, calendar=True),
    "aanmelden_wachtlijst": _builder("Je staat op de wachtlijst: {titel}", {DeelnemerStatus.WACHTLIJST}),
    "aanmelden_plaats_vrij": _builder("Er is een plaats voor je: {titel}", PLAATS, calendar=True),
    "aanmelden_uitnodiging": _builder("Uitnodiging: {titel}", {DeelnemerStatus.UITGENODIGD}),
    "aanmelden_afgemeld": _builder("Je bent afgemeld: {titel}", {DeelnemerStatus.AFGEMELD}),
    "aanmelden_gewijzigd": _builder("Gewijzigd: {titel}", IEMAND, calendar=True),
    "aanmelden_afgelast": _builder("Gaat niet door: {titel}", IEMAND, calendar=True, afgelast=True),
    "aanmelden_rondbericht": build_rondbericht,
}


def register() -> None:
    """Make the mails known."""
    for soort, build in SOORTEN.items():
        register_berichtsoort(soort, build)
