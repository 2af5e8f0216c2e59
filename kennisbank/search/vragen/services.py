"""Counting what is asked, without knowing by whom, and what the redactie recommends."""

from __future__ import annotations

import contextlib
import datetime
import logging
import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from kennisbank.search.question import parse_question
from kennisbank.search.vragen.models import Aanbeveling, GesteldeVraag, VerborgenVraag
from kennisbank.text.privacy import find_personal_data

logger = logging.getLogger(__name__)

MAX_VRAAG = 100
# After so many days a question is forgotten.
BEWAARTERMIJN = datetime.timedelta(days=180)
# Different questions that are counted on one day: whoever sends more is not a reader.
MOST_A_DAY = 5_000
# Milliseconds that a search waits for its count; reading never waits for writing.
PATIENCE = 50
# A number this long may be somebody's: of a case, a telephone, a person.
_LONG_NUMBER = re.compile(r"(?:\d[ .\-/]?){5,}")
_ADDRESS = re.compile(r"^(/(?!/)|https?://)\S+$")


def countable(vraag: str) -> str:
    """The question as it is counted: lower case, one line; empty when it is too long or may be about a person."""
    text = " ".join(parse_question(vraag).text.casefold().split())
    if len(text) > MAX_VRAAG or _LONG_NUMBER.search(text) or find_personal_data(text):
        return ""
    return text


@contextlib.contextmanager
def _without_waiting() -> Iterator[None]:
    """With SQLite: give up at once when somebody else is writing, rather than have a reader wait."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")


def count_vraag(vraag: str, *, gevonden: int, alle_woorden: bool) -> bool:
    """Count a question for today; whether it was. What can not be written at once is not counted."""
    text = countable(vraag)
    return bool(text) and _add_at_once(text, aantal=1, gevonden=gevonden, alle_woorden=alle_woorden)


def _add_at_once(text: str, **values: int | bool) -> bool:
    try:
        with _without_waiting(), transaction.atomic():
            return _add(text, **values)
    except DatabaseError:
        logger.info("A question was not counted: the database is busy")
        return False


def _add(text: str, **values: int | bool) -> bool:
    """Add to the row of today: numbers of `aantal`, `nuttig` and `niet_nuttig` are added, the others replaced."""
    today = timezone.localdate()
    counters = {name: F(name) + value for name, value in values.items() if name not in ("gevonden", "alle_woorden")}
    others = {name: value for name, value in values.items() if name not in counters}
    if GesteldeVraag.objects.filter(vraag=text, dag=today).update(**counters, **others):
        return True
    if GesteldeVraag.objects.filter(dag=today).count() >= MOST_A_DAY:
        return False
    GesteldeVraag.objects.create(vraag=text, dag=today, **values)
    return True


def rate_vraag(vraag: str, *, nuttig: bool) -> bool:
    """Count whether the results of a question were useful; whether it was counted. Without anybody's name."""
    text = countable(vraag)
    return bool(text) and _add_at_once(text, **{"nuttig" if nuttig else "niet_nuttig": 1})


@transaction.atomic
def delete_old_vragen() -> int:
    """Forget what was asked longer ago than the retention, and that it was hidden; how many questions of a day."""
    deleted = GesteldeVraag.objects.filter(dag__lt=timezone.localdate() - BEWAARTERMIJN).delete()[0]
    VerborgenVraag.objects.exclude(vraag__in=GesteldeVraag.objects.values("vraag")).delete()
    return deleted


def hide_vraag(vraag: str, *, user: object) -> None:
    """Show a question to visitors no longer; it is still counted.

    Raises:
        ValidationError: nobody asked this lately.
    """
    _require(user, "search.hide_vraag", "Je kunt met dit account geen vragen verbergen.")
    if not GesteldeVraag.objects.filter(vraag=vraag).exists():
        raise ValidationError("Deze vraag staat niet meer in het rapport.")
    VerborgenVraag.objects.get_or_create(vraag=vraag)


def show_vraag(vraag: str, *, user: object) -> None:
    """Let a hidden question be shown again, when enough people ask it."""
    _require(user, "search.hide_vraag", "Je kunt met dit account geen vragen verbergen.")
    VerborgenVraag.objects.filter(vraag=vraag).delete()


@transaction.atomic
def save_aanbeveling(aanbeveling: Aanbeveling, *, user: object) -> Aanbeveling:
    """Add or change a recommendation."""
    is_new = aanbeveling.pk is None
    _require(user, "search.add_aanbeveling" if is_new else "search.change_aanbeveling")
    lines = [" ".join(line.split()) for line in aanbeveling.woorden.splitlines()]
    aanbeveling.woorden = "\n".join(line for line in dict.fromkeys(lines) if line)
    aanbeveling.full_clean()
    empty = [line for line in aanbeveling.woorden.splitlines() if parse_question(line).is_empty()]
    if empty:
        raise ValidationError({"woorden": f"‘{empty[0]}’ bevat geen woord om op te zoeken."})
    if not _ADDRESS.match(aanbeveling.adres):
        raise ValidationError({"adres": "Begin het adres met / of met https://."})
    aanbeveling.save()
    log(instance=aanbeveling, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return aanbeveling


@transaction.atomic
def delete_aanbeveling(aanbeveling: Aanbeveling, *, user: object) -> None:
    """Take a recommendation away."""
    _require(user, "search.delete_aanbeveling")
    log(instance=aanbeveling, action="wagtail.delete", user=user)
    aanbeveling.delete()


def _require(
    user: object, permission: str, message: str = "Je kunt geen aanbevelingen wijzigen met dit account."
) -> None:
    if not user.has_perm(permission):  # type: ignore[attr-defined]
        raise PermissionDenied(message)


def find_aanbevelingen(vraag: str) -> Sequence[Aanbeveling]:
    """What the redactie recommends for a question; one query."""
    asked = parse_question(vraag).stems
    if not asked:
        return []
    return [
        each
        for each in Aanbeveling.objects.all()
        if any((stems := parse_question(line).stems) and stems <= asked for line in each.woorden.splitlines())
    ]
