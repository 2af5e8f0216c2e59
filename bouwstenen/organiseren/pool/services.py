"""Every change to the pool of facilitators and to the requests they get."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.models import GesprekFormat
from bouwstenen.organiseren.models import (
    DAGDELEN,
    Facilitator,
    FacilitatorVerzoek,
    Gespreksplan,
    Regio,
    VerzoekStatus,
)
from bouwstenen.organiseren.rechten import may_join_pool, require_manage
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise

MAX_OPEN = 3
"""So many facilitators can be asked at once for one gesprek: more would promise what cannot be."""
MAX_TEKST = 1000


@transaction.atomic
def save_facilitator(
    *,
    formats: Sequence[str],
    regios: Sequence[str],
    dagdelen: Sequence[str],
    afwezig_van: date | None = None,
    afwezig_tot: date | None = None,
    toelichting: str = "",
    actief: bool = True,
    user: User,
) -> Facilitator:
    """Join the pool, or change what one wrote there. Raises ValidationError by field."""
    if not may_join_pool(user):
        raise PermissionDenied("Alleen gespreksleiders kunnen in de pool staan.")
    facilitator = Facilitator.objects.filter(user=user).first() or Facilitator(user=user)
    facilitator.formats = _known(formats, GesprekFormat.values)
    facilitator.regios = _known(regios, Regio.values)
    facilitator.dagdelen = _known(dagdelen, [value for value, _ in DAGDELEN])
    facilitator.afwezig_van, facilitator.afwezig_tot = afwezig_van, afwezig_tot
    facilitator.toelichting = normalise(toelichting).strip()
    facilitator.actief = actief
    facilitator.gewijzigd_op = timezone.now()
    _check(facilitator)
    facilitator.save()
    return facilitator


def _known(chosen: Sequence[str], values: Sequence[str]) -> list[str]:
    """What was chosen, in the order of the choices."""
    return [value for value in values if value in chosen]


def _check(facilitator: Facilitator) -> None:
    fouten: dict[str, str] = {}
    if not facilitator.formats:
        fouten["formats"] = "Kies ten minste één vorm die je kunt begeleiden."
    if not facilitator.regios:
        fouten["regios"] = "Kies waar je kunt begeleiden, of kies Online."
    if not facilitator.dagdelen:
        fouten["dagdelen"] = "Kies ten minste één dagdeel."
    if (facilitator.afwezig_van is None) != (facilitator.afwezig_tot is None):
        missing = "afwezig_tot" if facilitator.afwezig_tot is None else "afwezig_van"
        fouten[missing] = "Vul beide dagen in, of laat ze allebei leeg."
    elif facilitator.afwezig_van and facilitator.afwezig_tot and facilitator.afwezig_tot < facilitator.afwezig_van:
        fouten["afwezig_tot"] = "Deze dag ligt voor de eerste dag dat je er niet bent."
    if len(facilitator.toelichting) > MAX_TEKST:
        fouten["toelichting"] = f"Houd het bij {MAX_TEKST} tekens."
    if fouten:
        raise ValidationError(fouten)


def _mail(verzoek: FacilitatorVerzoek, soort: str, aan: User) -> None:
    """A mail about a request; every change of its status happens once. The title stays when the plan is thrown away."""
    queue_bericht(
        soort,
        sleutel=f"{soort}:{verzoek.kenmerk}",
        aan=aan,
        gesprek=verzoek.plan.gesprek,
        gegevens={"verzoek": verzoek.kenmerk, "titel": str(verzoek.plan)},
    )


@transaction.atomic
def request_facilitator(
    plan: Gespreksplan, facilitator: Facilitator, *, bericht: str = "", user: User
) -> FacilitatorVerzoek:
    """Ask somebody from the pool to lead a gesprek; asked again, the request that is open already."""
    Gespreksplan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()
    require_manage(plan, user)
    active = list(plan.verzoeken.active())
    same = next((verzoek for verzoek in active if verzoek.facilitator_id == facilitator.pk), None)
    if same is not None:
        return same
    _require_askable(plan, facilitator, active)
    text = normalise(bericht).strip()
    if len(text) > MAX_TEKST:
        raise ValidationError({"bericht": f"Houd het bij {MAX_TEKST} tekens."})
    verzoek = FacilitatorVerzoek.objects.create(plan=plan, facilitator=facilitator, bericht=text)
    _mail(verzoek, "pool_gevraagd", facilitator.user)
    return verzoek


def _require_askable(plan: Gespreksplan, facilitator: Facilitator, active: Sequence[FacilitatorVerzoek]) -> None:
    if plan.is_afgelast or (plan.gesprek is not None and plan.gesprek.is_opgeleverd):
        raise ValidationError("Voor dit gesprek kun je niemand meer vragen.")
    if plan.dag is None or not plan.format:
        raise ValidationError("Kies eerst een vorm en een dag. Dan weet een collega wat je vraagt.")
    if facilitator.user_id == plan.eigenaar_id:
        raise ValidationError("Dit ben je zelf. Kies bij begeleiding dat je het zelf doet.")
    if not facilitator.actief or not facilitator.user.is_active:
        raise ValidationError("Deze collega is nu niet te vragen. Kies iemand anders.")
    if any(verzoek.status == VerzoekStatus.AANGENOMEN for verzoek in active):
        raise ValidationError("Een collega heeft al ja gezegd. Trek dat verzoek eerst in.")
    if len(active) >= MAX_OPEN:
        raise ValidationError(f"Je hebt al {MAX_OPEN} collega's gevraagd. Wacht op antwoord of trek er een in.")


def _lock_verzoek(verzoek: FacilitatorVerzoek) -> None:
    """Hold the plan and read the request as it is now: of two who accept at once, the second sees the first."""
    Gespreksplan.objects.select_for_update().get(pk=verzoek.plan_id)
    verzoek.refresh_from_db()


def _answer(verzoek: FacilitatorVerzoek, status: VerzoekStatus, reden: str = "") -> None:
    verzoek.status, verzoek.reden, verzoek.beantwoord_op = status, normalise(reden).strip()[:MAX_TEKST], timezone.now()
    verzoek.save(update_fields=["status", "reden", "beantwoord_op"])


def _require_own(verzoek: FacilitatorVerzoek, user: User) -> None:
    if verzoek.facilitator.user_id != user.pk or not may_join_pool(user):
        raise PermissionDenied("Alleen wie gevraagd is, kan dit verzoek beantwoorden.")


@transaction.atomic
def accept_verzoek(verzoek: FacilitatorVerzoek, *, user: User) -> FacilitatorVerzoek:
    """Say yes. The others who were asked are told that it is settled. Raises ValidationError when it is too late."""
    _lock_verzoek(verzoek)
    _require_own(verzoek, user)
    if verzoek.status == VerzoekStatus.AANGENOMEN:
        return verzoek
    if verzoek.plan.verzoeken.accepted().exists():
        raise ValidationError("Een collega was je voor. Dit gesprek heeft al een begeleider.")
    if not verzoek.is_open:
        raise ValidationError("Dit verzoek staat niet meer open.")
    _answer(verzoek, VerzoekStatus.AANGENOMEN)
    _mail(verzoek, "pool_aangenomen", verzoek.plan.eigenaar)
    for other in verzoek.plan.verzoeken.open().select_related("facilitator__user", "plan"):
        _answer(other, VerzoekStatus.INGETROKKEN, "Een andere collega heeft al ja gezegd.")
        _mail(other, "pool_ingetrokken", other.facilitator.user)
    return verzoek


@transaction.atomic
def decline_verzoek(verzoek: FacilitatorVerzoek, *, reden: str = "", user: User) -> FacilitatorVerzoek:
    """Say no, or give back what one accepted before; the organiser is told to choose another."""
    _lock_verzoek(verzoek)
    _require_own(verzoek, user)
    if verzoek.status == VerzoekStatus.AFGEWEZEN:
        return verzoek
    if verzoek.status == VerzoekStatus.INGETROKKEN:
        raise ValidationError("Dit verzoek staat niet meer open.")
    if len(reden) > MAX_TEKST:
        raise ValidationError({"reden": f"Houd het bij {MAX_TEKST} tekens."})
    _answer(verzoek, VerzoekStatus.AFGEWEZEN, reden)
    _mail(verzoek, "pool_afgewezen", verzoek.plan.eigenaar)
    return verzoek


@transaction.atomic
def withdraw_verzoek(verzoek: FacilitatorVerzoek, *, reden: str = "", user: User) -> FacilitatorVerzoek:
    """Take a request back as organiser, also one that was accepted; the facilitator is told."""
    _lock_verzoek(verzoek)
    require_manage(verzoek.plan, user)
    if verzoek.status in {VerzoekStatus.GEVRAAGD, VerzoekStatus.AANGENOMEN}:
        _answer(verzoek, VerzoekStatus.INGETROKKEN, reden)
        _mail(verzoek, "pool_ingetrokken", verzoek.facilitator.user)
    return verzoek


@transaction.atomic
def withdraw_verzoeken(plan: Gespreksplan, *, reden: str, user: User) -> list[Any]:
    """Take back every request that waits or was accepted, because the plan changed."""
    active = plan.verzoeken.active().select_related("facilitator__user", "plan")
    return [withdraw_verzoek(verzoek, reden=reden, user=user) for verzoek in active]


@transaction.atomic
def tell_facilitator(plan: Gespreksplan, *, user: User) -> None:
    """Tell who will lead a gesprek, or was asked to, that day, hour or place changed."""
    for verzoek in plan.verzoeken.active().select_related("facilitator__user"):
        if verzoek.facilitator.user_id != user.pk:
            queue_bericht(
                "pool_gewijzigd",
                sleutel=f"pool_gewijzigd:{verzoek.kenmerk}:{plan.wijziging}",
                aan=verzoek.facilitator.user,
                gesprek=plan.gesprek,
                gegevens={"verzoek": verzoek.kenmerk},
            )
