"""Every change to deelnemers and to the mails that are sent to people."""

import logging
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from bouwstenen.deelnemers.berichten import build_inhoud
from bouwstenen.deelnemers.models import Bericht, Deelnemer, DeelnemerStatus, Wisbewijs, Wisreden
from bouwstenen.deelnemers.querysets import normalise_email
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.models import Gesprek
from kennisbank.accounts.models import User
from kennisbank.encryption import EncryptedTextField, blind_index
from kennisbank.post import Mail, send
from kennisbank.text.normalise import normalise_line

logger = logging.getLogger(__name__)

BEWAARTERMIJN = timedelta(days=365)
"""So long after the gesprek somebody can still be told what became of their words."""
MAX_NAAM = 100
MAX_ADRES = 254
RETRY = timedelta(minutes=1)
"""Wait before the second try; it doubles with every failure after that, up to a day."""


def default_retention(gesprek: Gesprek) -> date:
    """The last day on which the personal data of a gesprek are kept."""
    return gesprek.datum + BEWAARTERMIJN


@transaction.atomic
def add_deelnemer(
    gesprek: Gesprek,
    *,
    naam: str,
    email: str,
    werkveld: str = "",
    status: str = DeelnemerStatus.AANGEMELD,
    user: User | None,
) -> Deelnemer:
    """Write somebody down for a gesprek; `user` is their own account, or None for who has none.

    Raises ValidationError at `naam` or `email`, also when that address is there already.
    """
    naam, email = normalise_line(naam)[:MAX_NAAM], normalise_line(email)
    if not naam:
        raise ValidationError({"naam": "Vul een naam in."})
    _check_address(email)
    if gesprek.deelnemers.with_email(email).exists():
        raise ValidationError({"email": "Dit e-mailadres staat al bij dit gesprek."})
    deelnemer = Deelnemer(
        gesprek=gesprek,
        user=user,
        naam=naam,
        email=email,
        email_index=blind_index(normalise_email(email)),
        werkveld=werkveld,
        status=status,
        verwijderen_na=default_retention(gesprek),
    )
    deelnemer.full_clean(validate_unique=False)
    deelnemer.save()
    return deelnemer


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError({"email": "Vul een e-mailadres in, zoals naam@organisatie.nl."}) from None
    if len(email) > MAX_ADRES:
        raise ValidationError({"email": f"Dit e-mailadres is te lang: hoogstens {MAX_ADRES} tekens."})


@transaction.atomic
def set_status(deelnemer: Deelnemer, *, status: str, user: User | None) -> Deelnemer:
    """Give or take a place; `user` is the organiser, or None when the deelnemer did it by their own link."""
    if user is not None and not may_organise(deelnemer.gesprek, user):
        raise PermissionDenied("Je kunt alleen de deelnemers van je eigen gesprekken wijzigen.")
    deelnemer.status = DeelnemerStatus(status)
    deelnemer.save(update_fields=["status"])
    return deelnemer


def export_deelnemer(deelnemer: Deelnemer) -> dict[str, Any]:
    """Everything that is kept about a deelnemer, for themselves, ready for JSON."""
    berichten = deelnemer.berichten.order_by("gemaakt_op").values("soort", "gemaakt_op", "verstuurd_op")
    return {
        "naam": deelnemer.naam,
        "email": deelnemer.email,
        "werkveld": deelnemer.get_werkveld_display() if deelnemer.werkveld else "",
        "gesprek": {"titel": deelnemer.gesprek.titel, "datum": deelnemer.gesprek.datum.isoformat()},
        "status": deelnemer.get_status_display(),
        "aangemeld_op": deelnemer.aangemeld_op.isoformat(),
        "verwijderen_na": deelnemer.verwijderen_na.isoformat(),
        "berichten": [
            {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
            for row in berichten
        ],
        "antwoorden_op_de_terugkoppeling": [
            {"antwoord": row.get_antwoord_display(), "opmerking": row.opmerking, "reactie": row.reactie}
            for row in deelnemer.herkenningen.order_by("op")
        ],
    }


@transaction.atomic
def erase_deelnemer(deelnemer: Deelnemer, *, user: User | None = None) -> Wisbewijs:
    """Delete what is kept about somebody who asks for it; a line without a name proves that it was done."""
    if user is not None and not may_organise(deelnemer.gesprek, user):
        raise PermissionDenied("Je kunt alleen de deelnemers van je eigen gesprekken verwijderen.")
    gesprek = deelnemer.gesprek
    deelnemer.delete()
    return Wisbewijs.objects.create(gesprek=gesprek, reden=Wisreden.VERZOEK, aantal=1)


@transaction.atomic
def delete_expired_deelnemers(*, vandaag: date | None = None) -> int:
    """Delete everybody whose date has passed, with proof per gesprek; how many those were."""
    expired = Deelnemer.objects.select_for_update().expired(vandaag or timezone.localdate())
    per_gesprek = Counter(expired.order_by().values_list("gesprek", flat=True))
    expired.delete()
    for gesprek, aantal in per_gesprek.items():
        Wisbewijs.objects.create(gesprek_id=gesprek, reden=Wisreden.TERMIJN, aantal=aantal)
    return sum(per_gesprek.values())


@transaction.atomic
def rotate_encryption() -> int:
    """Encrypt every deelnemer anew under the first key, fingerprints included, and so what other apps encrypt.

    How many deelnemers those were.
    """
    rows = list(Deelnemer.objects.select_for_update())
    for deelnemer in rows:
        deelnemer.email_index = blind_index(normalise_email(deelnemer.email))
    Deelnemer.objects.bulk_update(rows, ["naam", "email", "email_index"], batch_size=200)
    for model in apps.get_models():
        names = [field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)]
        if names and model is not Deelnemer:
            manager = model._default_manager
            manager.bulk_update(list(manager.select_for_update()), names, batch_size=200)
    return len(rows)


@transaction.atomic
def queue_bericht(
    soort: str,
    *,
    sleutel: str,
    deelnemer: Deelnemer | None = None,
    aan: User | None = None,
    gesprek: Gesprek | None = None,
    gegevens: dict[str, Any] | None = None,
    niet_voor: datetime | None = None,
    user: User | None = None,
) -> Bericht:
    """Have a mail sent to a deelnemer or to a user `aan`, not before `niet_voor`.

    `sleutel` names the occasion: for the same one nobody gets a second mail. `gegevens` is for ids, never for names.
    """
    row, _ = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "soort": soort,
            "deelnemer": deelnemer,
            "user": aan,
            "gesprek": gesprek or (deelnemer.gesprek if deelnemer else None),
            "gegevens": gegevens or {},
            "niet_voor": niet_voor or timezone.now(),
        },
    )
    return row


def send_due_berichten() -> int:
    """Send what is due, one by one; how many were sent. What fails is tried again later."""
    due = list(Bericht.objects.due(timezone.now()).values_list("pk", flat=True))
    return sum(_send_claimed(pk) for pk in due)


def _send_claimed(pk: int) -> bool:
    """Claim a mail, then send it: whoever else looks meanwhile leaves it alone."""
    now = timezone.now()
    with transaction.atomic():
        row = Bericht.objects.select_for_update().due(now).filter(pk=pk).first()
        if row is None:
            return False
        row.pogingen += 1
        row.niet_voor = now + min(RETRY * 2 ** (2 * row.pogingen - 2), timedelta(days=1))
        row.save(update_fields=["pogingen", "niet_voor"])
    try:
        sent = _send(row)
    except Exception as error:  # noqa: BLE001  # one mail that fails, however, must not stop the others
        # Only the kind of failure, no traceback: what a mail server says may hold the address.
        row.fout = type(error).__name__
        row.save(update_fields=["fout"])
        logger.warning("Bericht %s (%s) could not be sent: %s", row.pk, row.soort, row.fout)
        return False
    moment = "verstuurd_op" if sent else "vervallen_op"
    setattr(row, moment, timezone.now())
    row.fout = ""
    row.save(update_fields=[moment, "fout"])
    return sent


def _send(row: Bericht) -> bool:
    """Make the mail as it is true now and send it; False when it is of no use any more or has no address."""
    inhoud = build_inhoud(row)
    if row.deelnemer is not None:
        adres, naam = row.deelnemer.email, row.deelnemer.naam
    else:
        adres, naam = (row.user.email, row.user.openbare_naam) if row.user else ("", "")
    if inhoud is None or not adres:
        return False
    context = {"aanhef_naam": naam, "gesprek": row.gesprek, "onderwerp": inhoud.onderwerp, **inhoud.context}
    send(Mail(adres, inhoud.onderwerp, row.soort, context, inhoud.bijlagen))
    return True
