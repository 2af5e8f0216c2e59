"""Work that is due at some moment, done by one process that looks every so often."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from io import StringIO

from django.core.management import call_command
from django.db import close_old_connections
from modelsearch.backends import get_search_backend

from bouwstenen.aanmelden.peilingen.services import close_overdue_peilingen
from bouwstenen.aanmelden.services import delete_old_rondberichten
from bouwstenen.deelnemers.services import delete_expired_deelnemers, send_due_berichten
from bouwstenen.nazorg.services import queue_due_dankberichten
from bouwstenen.organiseren.taken.services import send_reminders
from bouwstenen.rollenspel.spelen.services import prune_spellen
from kennisbank.accounts.zoekopdrachten.services import send_due_zoekopdrachten
from kennisbank.document.models import Editie
from kennisbank.exchange.edities import prepare_files
from kennisbank.redactie.edities.planning import publish_due_edities
from kennisbank.redactie.terugkoppeling.services import queue_terugkoppelingen
from kennisbank.search.vragen.services import delete_old_vragen
from kennisbank.search.whoosh.backend import WhooshSearchBackend

logger = logging.getLogger(__name__)

EVERY_SECONDS = 30.0
DRAIN_TIMEOUT = 5.0
RETRY_SECONDS = 900.0
# Editions of which a file could not be made, and when that may be tried again.
_try_again: dict[int, float] = {}


def publish_pages() -> None:
    """Hoofdstukken and pages with a set time, by Wagtail's own command."""
    call_command("publish_scheduled", stdout=StringIO())


def publish_edities() -> None:
    """Editions with a set time."""
    publish_due_edities()


def thank_participants() -> None:
    """Words of thanks that an organiser planned."""
    queue_due_dankberichten()


def tell_participants() -> None:
    """What became of the words of a gesprek, for who was there."""
    queue_terugkoppelingen()


def send_mails() -> None:
    """Mails that are due."""
    send_due_berichten()


def delete_personal_data() -> None:
    """Deelnemers whose date has passed."""
    delete_expired_deelnemers()
    delete_old_rondberichten()


def close_peilingen() -> None:
    """Polls whose last day has passed, so that nobody can tell any more who voted what."""
    close_overdue_peilingen()


def tidy_rollenspellen() -> None:
    """Games that nobody ended, and the players of games that are over."""
    prune_spellen()


def mail_zoekopdrachten() -> None:
    """What is new in the searches that people keep."""
    send_due_zoekopdrachten()


def forget_questions() -> None:
    """Questions to the search page that were asked too long ago."""
    delete_old_vragen()


def drain_index() -> None:
    """Changes that did not get into the search index when they were made."""
    backend = get_search_backend()
    if isinstance(backend, WhooshSearchBackend) and backend.outbox is not None and backend.outbox.pending():
        backend.health.drain(DRAIN_TIMEOUT)


def remind_organisers() -> None:
    """Tasks of a gesprek that fall soon or are late, once a day."""
    send_reminders()


def make_files() -> None:
    """The downloads of the newest edition of every document, so that no reader waits for them."""
    newest: dict[int, Editie] = {}
    for editie in Editie.objects.for_lists().order_by("nummer"):
        newest[editie.document_id] = editie
    for editie in newest.values():
        if _try_again.get(editie.pk, 0.0) <= time.monotonic() and prepare_files(editie):
            _try_again[editie.pk] = time.monotonic() + RETRY_SECONDS


JOBS: Sequence[Callable[[], None]] = (
    publish_pages,
    publish_edities,
    delete_personal_data,
    close_peilingen,
    tidy_rollenspellen,
    thank_participants,
    tell_participants,
    remind_organisers,
    send_mails,
    drain_index,
    mail_zoekopdrachten,
    forget_questions,
    make_files,
)


def run_jobs(jobs: Sequence[Callable[[], None]] = JOBS) -> None:
    """Do everything that is due; what fails is logged, and tried again the next time."""
    for job in jobs:
        try:
            job()
        except Exception:
            logger.exception("The scheduler could not finish %s", job.__name__)
        finally:
            close_old_connections()


def run_for_ever(stop: threading.Event, every: float = EVERY_SECONDS, parent: int | None = None) -> None:
    """Do what is due every `every` seconds until `stop` is set, or until the process `parent` is gone."""
    while not stop.is_set():
        run_jobs()
        _wait(stop, every, parent)


def _wait(stop: threading.Event, seconds: float, parent: int | None) -> None:
    left = seconds
    while left > 0 and not stop.wait(min(1.0, left)):
        left -= 1.0
        if parent is not None and os.getppid() != parent:
            stop.set()
