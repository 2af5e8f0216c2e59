"""Every change to the word of thanks."""

import re
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.deelnemers.services import queue_bericht
from bouwstenen.models import Gesprek
from bouwstenen.nazorg.models import Dankbericht
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User
from kennisbank.text.normalise import normalise

MAX_TEKST = 10_000
OM = time(9)
"""When a message goes out on the day it is planned for."""
_BLANK_RE = re.compile(r"\\\[([^\]\\]{1,200})\\?\]")


def find_blanks(tekst: str) -> list[str]:
    """What the letter of the startkit left open, and nobody filled in yet."""
    return list(dict.fromkeys(_BLANK_RE.findall(tekst)))


@transaction.atomic
def save_dankbericht(gesprek: Gesprek, *, tekst: str, user: User) -> Dankbericht:
    """Keep the text, without sending it. Raises ValidationError at tekst, also once it was sent."""
    return _write(gesprek, tekst, user)


@transaction.atomic
def plan_dankbericht(gesprek: Gesprek, *, tekst: str, op: date | None, user: User) -> Dankbericht:
    """Have it sent on a day, or now when `op` is None, to everybody who had a place.

    Raises ValidationError at tekst (also for a blank that was not filled in) and datum.
    """
    row = _write(gesprek, tekst, user)
    if blanks := find_blanks(row.tekst):
        raise ValidationError({"tekst": f"Vul dit nog in, of haal het weg: {', '.join(blanks)}."})
    today = timezone.localdate()
    if (op or today) < gesprek.datum:
        raise ValidationError({"datum": "Kies een dag na het gesprek. Bedanken kan pas als het geweest is."})
    if op is not None and op < today:
        raise ValidationError({"datum": "Deze dag is voorbij. Kies vandaag of later."})
    if not gesprek.deelnemers.with_place().exists():
        raise ValidationError("Er zijn geen deelnemers bekend om dit bericht aan te sturen.")
    _require_going_on(gesprek)
    row.gepland_op = timezone.now() if op is None or op == today else timezone.make_aware(datetime.combine(op, OM))
    row.save(update_fields=["gepland_op"])
    log(instance=gesprek, action="wagtail.edit", user=user, data={"dankbericht": "gepland"})
    if row.gepland_op <= timezone.now():
        _send(row)
    return row


@transaction.atomic
def cancel_dankbericht(gesprek: Gesprek, *, tekst: str, user: User) -> Dankbericht:
    """Do not send one. It can still be planned later."""
    row = _write(gesprek, tekst, user)
    row.gepland_op, row.afgezien_op = None, timezone.now()
    row.save(update_fields=["gepland_op", "afgezien_op"])
    log(instance=gesprek, action="wagtail.edit", user=user, data={"dankbericht": "niet"})
    return row


@transaction.atomic
def queue_due_dankberichten() -> int:
    """Send the planned ones of which the moment has come; how many those were."""
    due = Dankbericht.objects.select_for_update().filter(
        gepland_op__lte=timezone.now(), verstuurd_op__isnull=True, afgezien_op__isnull=True
    )
    rows = [row for row in due.select_related("gesprek") if not _is_called_off(row.gesprek)]
    for row in rows:
        _send(row)
    return len(rows)


def _write(gesprek: Gesprek, tekst: str, user: User) -> Dankbericht:
    if not may_organise(gesprek, user):
        raise PermissionDenied("Alleen wie dit gesprek organiseert, bedankt de deelnemers.")
    text = normalise(tekst).strip()
    if not text:
        raise ValidationError({"tekst": "Schrijf eerst een bericht."})
    if len(text) > MAX_TEKST:
        raise ValidationError({"tekst": f"Maak het bericht korter: hoogstens {MAX_TEKST} tekens."})
    Gesprek.objects.select_for_update().get(pk=gesprek.pk)
    row = Dankbericht.objects.filter(gesprek=gesprek).first() or Dankbericht(gesprek=gesprek)
    if row.verstuurd_op is not None:
        raise ValidationError("Het dankbericht is al verstuurd.")
    row.tekst, row.door, row.gewijzigd_op, row.afgezien_op = text, user, timezone.now(), None
    row.save()
    return row


def _require_going_on(gesprek: Gesprek) -> None:
    if _is_called_off(gesprek):
        raise ValidationError("Dit gesprek is afgelast. Er is niemand om te bedanken.")


def _is_called_off(gesprek: Gesprek) -> bool:
    return Gespreksplan.objects.filter(gesprek=gesprek, afgelast_op__isnull=False).exists()


def _send(row: Dankbericht) -> None:
    """Queue one mail for everybody who had a place."""
    present = list(row.gesprek.deelnemers.with_place())
    for deelnemer in present:
        queue_bericht(
            "dankbericht",
            sleutel=f"dankbericht:{row.gesprek.urn_id}:{deelnemer.kenmerk}",
            deelnemer=deelnemer,
            gesprek=row.gesprek,
        )
    row.verstuurd_op, row.aantal = timezone.now(), len(present)
    row.save(update_fields=["verstuurd_op", "aantal"])
