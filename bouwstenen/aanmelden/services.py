"""Every change to who has a place at a gesprek. The plan is locked first, so that two at once count each other.

What always holds: who signs up never gets a place beyond the last, nobody waits while a place is free, and who came
first on the waiting list moves up first.
"""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from bouwstenen.aanmelden.models import Rondbericht
from bouwstenen.aanmelden.openstelling import is_to_come, why_closed
from bouwstenen.deelnemers.models import Deelnemer, DeelnemerStatus, Wisbewijs
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.deelnemers.services import (
    add_deelnemer,
    default_retention,
    erase_deelnemer,
    queue_bericht,
    set_status,
)
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise, normalise_line

RUST = timedelta(minutes=10)
"""Asking again for the same mail within this time sends nothing: a form sent twice, or somebody being a nuisance."""
MAX_ONDERWERP = 120
MAX_TEKST = 5_000
MOMENT = {
    DeelnemerStatus.AANGEMELD: "aanmelden_bevestiging",
    DeelnemerStatus.WACHTLIJST: "aanmelden_wachtlijst",
    DeelnemerStatus.UITGENODIGD: "aanmelden_uitnodiging",
}
"""The mail that tells somebody where they stand."""


def _lock(gesprek: Gesprek) -> Gespreksplan:
    """The plan as it is now, for this transaction alone."""
    plan = Gespreksplan.objects.select_for_update().filter(gesprek=gesprek).first()
    if plan is None:
        raise ValidationError("Voor dit gesprek kun je je niet aanmelden.")
    return plan


def _require_organiser(gesprek: Gesprek, user: User) -> None:
    if not may_organise(gesprek, user):
        raise PermissionDenied("Alleen wie dit gesprek organiseert, kan dit doen.")


def _free(plan: Gespreksplan, gesprek: Gesprek) -> int:
    return plan.plaatsen - gesprek.deelnemers.with_place().count()


def _status_for_next(plan: Gespreksplan, gesprek: Gesprek) -> DeelnemerStatus:
    has_room = _free(plan, gesprek) > 0
    return DeelnemerStatus.AANGEMELD if has_room else DeelnemerStatus.WACHTLIJST


def _mail(deelnemer: Deelnemer, soort: str) -> None:
    """Tell somebody; once per time that they signed up."""
    sleutel = f"{soort}:{deelnemer.kenmerk}:{deelnemer.aangemeld_op.isoformat()}"
    queue_bericht(soort, sleutel=sleutel, deelnemer=deelnemer)


def _mail_again(deelnemer: Deelnemer) -> None:
    """Send once more where somebody stands, unless they just had a mail."""
    now = timezone.now()
    soort = MOMENT[DeelnemerStatus(deelnemer.status)]
    if not deelnemer.berichten.filter(gemaakt_op__gt=now - RUST).exists():
        queue_bericht(soort, sleutel=f"{soort}:{deelnemer.kenmerk}:{now.isoformat()}", deelnemer=deelnemer)


@transaction.atomic
def sign_up(gesprek: Gesprek, *, naam: str, email: str, werkveld: str = "", user: User | None) -> Deelnemer:
    """Sign somebody up: a place while there is one, the waiting list after that.

    Who was signed up already gets their mail once more; the caller must not let on which of the two it was. Raises
    ValidationError when the gesprek takes nobody (any more).
    """
    plan = _lock(gesprek)
    if closed := why_closed(plan):
        raise ValidationError(closed)
    earlier = gesprek.deelnemers.with_email(email).first()
    if earlier is not None and earlier.status in (DeelnemerStatus.AANGEMELD, DeelnemerStatus.WACHTLIJST):
        _mail_again(earlier)
        return earlier
    if earlier is not None:
        return _sign_on(plan, earlier)
    account = user if user is not None and user.email.strip().casefold() == email.strip().casefold() else None
    status = _status_for_next(plan, gesprek)
    deelnemer = add_deelnemer(gesprek, naam=naam, email=email, werkveld=werkveld, status=status, user=account)
    _mail(deelnemer, MOMENT[status])
    return deelnemer


def _sign_on(plan: Gespreksplan, deelnemer: Deelnemer) -> Deelnemer:
    """Give who was invited or had signed off a place, or the last spot on the waiting list."""
    deelnemer.aangemeld_op = timezone.now()
    deelnemer.save(update_fields=["aangemeld_op"])
    set_status(deelnemer, status=_status_for_next(plan, deelnemer.gesprek), user=None)
    _mail(deelnemer, MOMENT[DeelnemerStatus(deelnemer.status)])
    return deelnemer


def _reload(deelnemer: Deelnemer) -> Deelnemer:
    """The deelnemer as they are now that the plan is locked."""
    found = Deelnemer.objects.select_related("gesprek").filter(pk=deelnemer.pk).first()
    if found is None:
        raise ValidationError("Deze aanmelding is inmiddels verwijderd.")
    return found


@transaction.atomic
def sign_on(deelnemer: Deelnemer) -> Deelnemer:
    """Accept an invitation, or come after all; by the deelnemer's own link."""
    plan = _lock(deelnemer.gesprek)
    if not is_to_come(plan):
        raise ValidationError(why_closed(plan))
    current = _reload(deelnemer)
    if current.status in (DeelnemerStatus.AANGEMELD, DeelnemerStatus.WACHTLIJST):
        return current
    return _sign_on(plan, current)


@transaction.atomic
def sign_off(deelnemer: Deelnemer, *, user: User | None = None) -> Deelnemer:
    """Give up a place; the first on the waiting list gets it at once. `user` is the organiser, None the deelnemer."""
    plan = _lock(deelnemer.gesprek)
    if not is_to_come(plan):
        raise ValidationError(why_closed(plan))
    current = _reload(deelnemer)
    if current.status == DeelnemerStatus.AFGEMELD:
        return current
    set_status(current, status=DeelnemerStatus.AFGEMELD, user=user)
    if user is not None:
        _mail(current, "aanmelden_afgemeld")
    _fill(plan, current.gesprek)
    return current


@transaction.atomic
def remove_deelnemer(deelnemer: Deelnemer, *, user: User | None = None) -> Wisbewijs:
    """Delete what is kept about somebody; their place goes to the first who waits. `user` as with `sign_off`."""
    plan = Gespreksplan.objects.select_for_update().filter(gesprek=deelnemer.gesprek_id).first()
    proof = erase_deelnemer(deelnemer, user=user)
    if plan is not None:
        _fill(plan, deelnemer.gesprek)
    return proof


@transaction.atomic
def fill_places(gesprek: Gesprek) -> list[Deelnemer]:
    """Let those who wait move up as far as there is room, and tell them; for when there are more places now."""
    return _fill(_lock(gesprek), gesprek)


def _fill(plan: Gespreksplan, gesprek: Gesprek) -> list[Deelnemer]:
    if not is_to_come(plan):
        return []
    moved = list(gesprek.deelnemers.waiting()[: max(0, _free(plan, gesprek))])
    for deelnemer in moved:
        set_status(deelnemer, status=DeelnemerStatus.AANGEMELD, user=None)
        _mail(deelnemer, "aanmelden_plaats_vrij")
    return moved


@transaction.atomic
def invite_deelnemer(
    gesprek: Gesprek, *, naam: str, email: str, werkveld: str = "", komt: bool = False, user: User
) -> Deelnemer:
    """Invite somebody by mail, or write down who said yes already (`komt`). Raises ValidationError at `email`."""
    _require_organiser(gesprek, user)
    plan = _lock(gesprek)
    if not is_to_come(plan):
        raise ValidationError(why_closed(plan))
    status = _status_for_next(plan, gesprek) if komt else DeelnemerStatus.UITGENODIGD
    deelnemer = add_deelnemer(gesprek, naam=naam, email=email, werkveld=werkveld, status=status, user=None)
    _mail(deelnemer, MOMENT[status])
    return deelnemer


@transaction.atomic
def move_to_waiting_list(deelnemer: Deelnemer, *, user: User) -> Deelnemer:
    """Put somebody with a place at the end of the waiting list, so that the first who waits comes instead."""
    _require_organiser(deelnemer.gesprek, user)
    plan, current = _lock(deelnemer.gesprek), _reload(deelnemer)
    if current.status != DeelnemerStatus.AANGEMELD:
        raise ValidationError("Deze deelnemer heeft geen plaats.")
    gesprek = current.gesprek
    if _free(plan, gesprek) >= 0 and not gesprek.deelnemers.waiting().exists():
        raise ValidationError("Er wacht niemand op deze plaats. Komt deze deelnemer niet? Kies dan Afmelden.")
    current.aangemeld_op = timezone.now()
    current.save(update_fields=["aangemeld_op"])
    set_status(current, status=DeelnemerStatus.WACHTLIJST, user=user)
    _mail(current, "aanmelden_wachtlijst")
    _fill(plan, gesprek)
    return current


@transaction.atomic
def put_in_front(deelnemer: Deelnemer, *, user: User) -> Deelnemer:
    """Make somebody the first on the waiting list, for instance because their kind of work is missing at the table."""
    _require_organiser(deelnemer.gesprek, user)
    plan, current = _lock(deelnemer.gesprek), _reload(deelnemer)
    first = current.gesprek.deelnemers.waiting().first()
    if current.status != DeelnemerStatus.WACHTLIJST or first is None:
        raise ValidationError("Deze deelnemer staat niet op de wachtlijst.")
    if first != current:
        current.aangemeld_op = first.aangemeld_op - timedelta(microseconds=1)
        current.save(update_fields=["aangemeld_op"])
    _fill(plan, current.gesprek)
    return _reload(current)


IEDEREEN = (DeelnemerStatus.AANGEMELD, DeelnemerStatus.WACHTLIJST, DeelnemerStatus.UITGENODIGD)


def _tell(plan: Gespreksplan, gesprek: Gesprek, soort: str) -> int:
    told = list(gesprek.deelnemers.filter(status__in=IEDEREEN))
    for deelnemer in told:
        queue_bericht(soort, sleutel=f"{soort}:{deelnemer.kenmerk}:{plan.wijziging}", deelnemer=deelnemer)
    return len(told)


@transaction.atomic
def tell_about_change(gesprek: Gesprek) -> int:
    """Mail everybody that the date or the place changed; how many. Their data are kept until a year after the new date.

    What the mail says is what is true when it is sent.
    """
    gesprek.deelnemers.update(verwijderen_na=default_retention(gesprek))
    return _tell(_lock(gesprek), gesprek, "aanmelden_gewijzigd")


@transaction.atomic
def tell_about_cancellation(gesprek: Gesprek) -> int:
    """Mail everybody that the gesprek is called off; how many."""
    return _tell(_lock(gesprek), gesprek, "aanmelden_afgelast")


@transaction.atomic
def send_rondbericht(
    gesprek: Gesprek, *, onderwerp: str, tekst: str, ook_wachtlijst: bool = False, user: User
) -> Rondbericht:
    """Mail the same text to all who have a place, each in a mail of their own. The same text twice counts once."""
    _require_organiser(gesprek, user)
    onderwerp, tekst = normalise_line(onderwerp), normalise(tekst).strip()
    if not onderwerp or not tekst:
        missing = "onderwerp" if not onderwerp else "tekst"
        raise ValidationError({missing: "Vul dit in."})
    if len(onderwerp) > MAX_ONDERWERP or len(tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"Maak je bericht korter: hoogstens {MAX_TEKST} tekens."})
    statuses: tuple[str, ...] = (DeelnemerStatus.AANGEMELD,)
    if ook_wachtlijst:
        statuses = (*statuses, DeelnemerStatus.WACHTLIJST)
    if not gesprek.deelnemers.filter(status__in=statuses).exists():
        raise ValidationError("Er is nog niemand om een bericht aan te sturen.")
    _lock(gesprek)
    for earlier in gesprek.rondberichten.filter(door=user, op__gt=timezone.now() - RUST):
        if (earlier.onderwerp, earlier.tekst) == (onderwerp, tekst):
            return earlier
    rondbericht = Rondbericht.objects.create(gesprek=gesprek, onderwerp=onderwerp, tekst=tekst, door=user)
    for deelnemer in gesprek.deelnemers.filter(status__in=statuses):
        queue_bericht(
            "aanmelden_rondbericht",
            sleutel=f"aanmelden_rondbericht:{rondbericht.pk}:{deelnemer.kenmerk}",
            deelnemer=deelnemer,
            gegevens={"rondbericht": rondbericht.pk},
        )
    return rondbericht


@transaction.atomic
def delete_old_rondberichten(*, vandaag: date | None = None) -> int:
    """Delete the texts to all deelnemers whose date has passed; how many."""
    number, _ = Rondbericht.objects.filter(verwijderen_na__lt=vandaag or timezone.localdate()).delete()
    return number
