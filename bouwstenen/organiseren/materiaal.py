"""The startkit with the facts of a plan filled in."""

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse

from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.presentation import place_text
from bouwstenen.organiseren.rechten import may_manage_plan
from bouwstenen.organiseren.vragen import agenda_of
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.koppeling import Plankoppeling
from kennisbank.accounts.models import User
from kennisbank.drukwerk.agenda import Afspraak
from kennisbank.post import absolute
from kennisbank.text.urn import is_urn_id


def gegevens_of(plan: Gespreksplan) -> Gegevens:
    """The facts of a plan for letters. The link to the meeting stays out: letters go to who has no place yet."""
    gesprek = plan.gesprek
    page = absolute(gesprek.get_absolute_url()) if gesprek is not None and plan.zichtbaar else ""
    return Gegevens(
        titel=plan.titel,
        datum=plan.dag,
        alleen_week=plan.alleen_week,
        begin=plan.begin,
        duur=plan.duur,
        plek=place_text(plan),
        organisator=plan.eigenaar.openbare_naam,
        opgave=plan.opgave,
        format=plan.format,
        plaatsen=plan.plaatsen,
        aanmelden=_sign_up_address(plan),
        pagina=page,
        bouwstenen=_outcomes(plan),
    )


def _outcomes(plan: Gespreksplan) -> tuple[str, ...]:
    """What came out, without what was taken back."""
    if plan.gesprek is None:
        return ()
    return tuple(plan.gesprek.bouwstenen.exclude(status="ingetrokken").values_list("titel", flat=True))


def _sign_up_address(plan: Gespreksplan) -> str:
    """Where people sign up for an open gesprek; the page belongs to a higher app and may not be there."""
    if plan.gesprek is None or not plan.openbaar:
        return ""
    try:
        return absolute(reverse("aanmelden:aanmelden", args=[plan.gesprek.urn_id]))
    except NoReverseMatch:
        return ""


def afspraak_of(plan: Gespreksplan) -> Afspraak | None:
    """The date of a plan for a calendar; None while day or hour is open. Changed, it replaces the one sent before."""
    begin, einde = plan.begin_moment, plan.eind_moment
    if begin is None or einde is None:
        return None
    return Afspraak(
        uid=f"gesprek-{plan.kenmerk}@kennisbank",
        titel=plan.titel,
        begin=begin,
        einde=einde,
        plaats=place_text(plan),
        omschrijving="Gesprek over ambtelijk vakmanschap.",
        url=absolute(plan.get_absolute_url()),
        afgelast=plan.is_afgelast,
        gewijzigd_op=plan.gewijzigd_op,
        volgnummer=plan.wijziging,
    )


def link_plan(kenmerk: str, user: User | AnonymousUser) -> Plankoppeling | None:
    """The plan for the startkit, for who works on it."""
    if not is_urn_id(kenmerk) or not isinstance(user, User):
        return None
    plan = Gespreksplan.objects.for_lists().filter(kenmerk=kenmerk).first()
    if plan is None or not may_manage_plan(plan, user):
        return None
    return Plankoppeling(
        kenmerk=plan.kenmerk,
        titel=str(plan),
        url=plan.get_absolute_url(),
        gegevens=gegevens_of(plan),
        vragen=tuple(plan.vragen),
        vragen_url=reverse("organiseren:vragen", args=[plan.kenmerk]),
        agenda=agenda_of(plan) if plan.agenda else (),
        bladen=_sheet_addresses(plan),
    )


def _sheet_addresses(plan: Gespreksplan) -> dict[str, str]:
    """Where the sheets are that can be handed in for this gesprek; they belong to a higher app."""
    if plan.gesprek is None:
        return {}
    try:
        return {
            soort: reverse("meelezen:invulblad", args=[plan.gesprek.urn_id, soort])
            for soort in ("responscanvas", "model")
        }
    except NoReverseMatch:
        return {}
