"""Every change to kept searches, and the mails about what is new in them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.accounts.zoekopdrachten.berichten import write_mail
from kennisbank.accounts.zoekopdrachten.models import Frequentie, Zoekopdracht
from kennisbank.post import send
from kennisbank.search.services import find_keys, load_results

logger = logging.getLogger(__name__)

# Searches that one person keeps.
MOST = 50
# Results up to which a search can be mailed about: more than this is no question any more.
MOST_RESULTS = 5_000
# Results that one mail names.
MOST_IN_MAIL = 20
# The hour at which mails go out, here.
MAIL_TIME = time(7)
RETRY = timedelta(hours=1)


def next_moment(frequentie: str, after: datetime) -> datetime | None:
    """When the next mail is due: tomorrow or next Monday at seven; None for none."""
    if frequentie == Frequentie.GEEN:
        return None
    local = timezone.localtime(after)
    days = 1 if frequentie == Frequentie.DAGELIJKS else 7 - local.weekday()
    return timezone.make_aware(datetime.combine(local.date() + timedelta(days=days), MAIL_TIME))


@transaction.atomic
def save_zoekopdracht(zoekopdracht: Zoekopdracht, *, user: User) -> Zoekopdracht:
    """Keep a search or change how it is kept. Raises ValidationError at `naam` or `frequentie`."""
    _require_owner(zoekopdracht, user)
    zoekopdracht.naam = " ".join(zoekopdracht.naam.split())
    zoekopdracht.query = zoekopdracht.zoekvraag.urlencode()
    if zoekopdracht.zoekvraag.is_empty():
        raise ValidationError("Zoek eerst iets. Dan kun je die zoekopdracht bewaren.")
    _check_name(zoekopdracht, user)
    zoekopdracht.full_clean()
    before = Zoekopdracht.objects.filter(pk=zoekopdracht.pk).values_list("frequentie", flat=True).first()
    if zoekopdracht.frequentie != before:
        _plan(zoekopdracht, user, starts=before in (None, Frequentie.GEEN))
    zoekopdracht.save()
    return zoekopdracht


def _require_owner(zoekopdracht: Zoekopdracht, user: User) -> None:
    if zoekopdracht.user_id != user.pk:
        raise PermissionDenied("Dit is een zoekopdracht van iemand anders.")


def _check_name(zoekopdracht: Zoekopdracht, user: User) -> None:
    others = Zoekopdracht.objects.filter(user=user).exclude(pk=zoekopdracht.pk)
    if others.filter(naam=zoekopdracht.naam).exists():
        raise ValidationError({"naam": "Je hebt al een zoekopdracht met deze naam. Kies een andere naam."})
    if zoekopdracht.pk is None and others.count() >= MOST:
        raise ValidationError(f"Je hebt al {MOST} zoekopdrachten. Verwijder er eerst een.")


def _plan(zoekopdracht: Zoekopdracht, user: User, *, starts: bool) -> None:
    """Set the moment of the next mail; who starts to get mail knows what is there now."""
    zoekopdracht.volgende_op = next_moment(zoekopdracht.frequentie, timezone.now())
    if zoekopdracht.volgende_op is None:
        zoekopdracht.bekend = {}
        return
    if not user.email:
        raise ValidationError(
            {"frequentie": "Bij je account staat geen e-mailadres. Vraag de redactie dat in te vullen."}
        )
    if not starts:
        return
    keys = find_keys(zoekopdracht.zoekvraag)
    if sum(map(len, keys.values())) > MOST_RESULTS:
        raise ValidationError({"frequentie": "Deze zoekopdracht vindt te veel om over te mailen. Zoek preciezer."})
    zoekopdracht.bekend = keys


@transaction.atomic
def delete_zoekopdracht(zoekopdracht: Zoekopdracht, *, user: User) -> None:
    """Keep a search no longer."""
    _require_owner(zoekopdracht, user)
    zoekopdracht.delete()


@transaction.atomic
def stop_mail(zoekopdracht: Zoekopdracht, *, user: User | None) -> None:
    """No more mails about a search; `user` is None for who has the link from the mail."""
    if user is not None:
        _require_owner(zoekopdracht, user)
    zoekopdracht.frequentie = Frequentie.GEEN
    zoekopdracht.volgende_op = None
    zoekopdracht.bekend = {}
    zoekopdracht.save(update_fields=["frequentie", "volgende_op", "bekend"])


def send_due_zoekopdrachten(now: datetime | None = None) -> int:
    """Mail what is new in the searches that are due; how many mails were sent. What fails is tried again later."""
    moment = now or timezone.now()
    due = list(Zoekopdracht.objects.filter(volgende_op__lte=moment).values_list("pk", flat=True))
    return sum(_send_claimed(pk, moment) for pk in due)


def _send_claimed(pk: int, moment: datetime) -> bool:
    """Claim a search by its next moment, then look and mail: whoever else looks meanwhile leaves it alone."""
    with transaction.atomic():
        row = Zoekopdracht.objects.select_for_update().filter(pk=pk, volgende_op__lte=moment).first()
        if row is None:
            return False
        row.volgende_op = moment + RETRY
        row.save(update_fields=["volgende_op"])
    try:
        new = _find_new(row)
        mailed = bool(new) and _mail(row, new)
    except Exception as error:  # noqa: BLE001  # every way in which it can fail is to be tried again
        # Its number and the kind of error: what the server said may have the address in it.
        logger.error("The mail about zoekopdracht %s failed: %s", pk, type(error).__name__)
        return False
    known = {kind: [*row.bekend.get(kind, ()), *new.get(kind, ())] for kind in {*row.bekend, *new}}
    # Whoever unsubscribed meanwhile stays so.
    later = next_moment(row.frequentie, moment)
    Zoekopdracht.objects.filter(pk=pk, frequentie=row.frequentie).update(bekend=known, volgende_op=later)
    return mailed


def _find_new(zoekopdracht: Zoekopdracht) -> Mapping[str, Sequence[str]]:
    """Keys of what its owner was not told of, by kind."""
    known = {kind: set(keys) for kind, keys in zoekopdracht.bekend.items()}
    found = find_keys(zoekopdracht.zoekvraag)
    new = {kind: [key for key in keys if key not in known.get(kind, ())] for kind, keys in found.items()}
    return {kind: keys for kind, keys in new.items() if keys}


def _mail(zoekopdracht: Zoekopdracht, new: Mapping[str, Sequence[str]]) -> bool:
    user = zoekopdracht.user
    results = load_results(_first(new, MOST_IN_MAIL))
    if not results or not user.is_active or not user.email:
        return False
    send(write_mail(zoekopdracht, results, more=max(0, sum(map(len, new.values())) - MOST_IN_MAIL)))
    return True


def _first(keys: Mapping[str, Sequence[str]], most: int) -> Mapping[str, Sequence[str]]:
    first: dict[str, Sequence[str]] = {}
    for kind, pks in keys.items():
        first[kind] = pks[: max(0, most - sum(map(len, first.values())))]
    return first
