"""Publish an edition and be killed at every step of it: `python -m tests.kennisbank.redactie.edities.kill_steps <way>`.

`way` is "now" (publish_editie) or "planned" (what the scheduler does); "race" kills nobody, but has several processes
publish the same edition at once. Works on the database of DATABASE_URL or DATA_DIR, which has been migrated.

For every step an edition is prepared; a child process publishes it and kills itself with SIGKILL right before the step:
each SQL statement, the commit, and what comes after. Another process then looks at what is there, and publishes again.
Prints one line of JSON per step.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import django

django.setup()

from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from kennisbank.accounts.models import User  # noqa: E402
from kennisbank.accounts.services import sync_roles  # noqa: E402
from kennisbank.document.edities.digest import is_intact  # noqa: E402
from kennisbank.document.models import EditieConcept, LevendDocument  # noqa: E402
from kennisbank.document.services import create_hoofdstuk, create_levend_document  # noqa: E402
from kennisbank.redactie.edities.planning import publish_due_edities  # noqa: E402
from kennisbank.redactie.edities.services import create_concept, plan_editie, publish_editie  # noqa: E402
from tests.factories import UserFactory  # noqa: E402
from tests.pages import build_start, inhoud, sectie  # noqa: E402

MOST_STEPS = 200
HOOFDSTUKKEN = 3
ROUNDS = 5


def make_document(user: User) -> LevendDocument:
    """A document with a few hoofdstukken."""
    document = create_levend_document(build_start(user), titel="Document", slug="document", user=user)
    for place in range(HOOFDSTUKKEN):
        content = inhoud(f"Hoofdstuk {place}", sectie(place, "Kop", f"Tekst {place}."))
        create_hoofdstuk(document, inhoud=content, user=user)
    return LevendDocument.objects.get(pk=document.pk)


def make_concept(document: LevendDocument, user: User) -> EditieConcept:
    """An edition in preparation whose time has come."""
    concept = create_concept(document, user=user)
    plan_editie(concept, op=timezone.now() + timedelta(hours=1), user=user)
    EditieConcept.objects.filter(pk=concept.pk).update(publiceren_op=timezone.now() - timedelta(seconds=1))
    return concept


def publish_now(concept: EditieConcept) -> None:
    publish_editie(concept, user=User.objects.get(pk=concept.gemaakt_door_id))


def publish_planned(concept: EditieConcept) -> None:
    publish_due_edities()


WAYS: dict[str, Callable[[EditieConcept], None]] = {"now": publish_now, "planned": publish_planned}


class Clock:
    """Counts the steps and pulls the plug before the one that was chosen."""

    def __init__(self, fatal: int) -> None:
        self.step = 0
        self.fatal = fatal

    def tick(self) -> None:
        if self.step == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.step += 1

    def statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.tick()
        return execute(*arguments)

    def run(self, publish: Callable[[EditieConcept], None], concept: EditieConcept) -> None:
        """Publish; before every statement, before and after every commit there is a step."""
        commit = connection._commit

        def watched() -> None:
            self.tick()
            commit()
            self.tick()

        connection.ensure_connection()
        with connection.execute_wrapper(self.statement), mock.patch.object(connection, "_commit", watched):
            publish(concept)
        self.tick()


def in_child(work: Callable[..., None], *arguments: Any) -> int:
    """Run `work` in a process with a connection of its own; the signal that ended it, 0 when it came to its end."""
    return wait(start_child(work, *arguments))


def start_child(work: Callable[..., None], *arguments: Any) -> int:
    """Start `work` in a process with a connection of its own; its number."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(*arguments)
            code = 0
        finally:
            if code:
                sys.excepthook(*sys.exc_info())
            os._exit(code)
    return child


def wait(child: int) -> int:
    """The signal that ended a process, 0 when it came to its end."""
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("The child process failed.")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def look(concept: EditieConcept, nummer: int) -> str:
    """What there is of the edition with this number: "niets", "heel", or what is wrong with it."""
    found = EditieConcept.objects.get(pk=concept.pk)
    edities = list(found.document.edities.order_by("nummer"))
    if len(edities) == nummer - 1 and found.editie is None:
        return "niets"
    if [editie.nummer for editie in edities] != list(range(1, nummer + 1)) or found.editie != edities[-1]:
        return f"{edities}, en het concept wijst naar {found.editie}"
    editie = edities[-1]
    versies = [row.versie for row in editie.hoofdstukken.in_order()]
    whole = len(versies) == HOOFDSTUKKEN and is_intact(editie.titel, editie.inleiding, versies, editie.sha256)
    return "heel" if whole else f"half: {len(versies)} hoofdstukken"


def race(document: LevendDocument, user: User) -> None:
    """Several processes publish the same edition at the same time, each as it would by itself."""
    for number in range(1, ROUNDS + 1):
        concept = make_concept(document, user)
        children = [start_child(WAYS[way], concept) for way in ("now", "planned") * 2]
        codes = [wait(child) for child in children]
        sys.stdout.write(f"{json.dumps({'codes': codes, 'after': look(concept, number)})}\n")


def main(way: str) -> None:
    sync_roles()
    user = UserFactory(rol="redacteur")
    document = make_document(user)
    if way == "race":
        race(document, user)
        return
    for step in range(MOST_STEPS):
        concept = make_concept(document, user)
        ended_by = in_child(Clock(step).run, WAYS[way], concept)
        after = look(concept, step + 1)
        in_child(WAYS[way], concept)
        line = {"step": step, "killed": ended_by == signal.SIGKILL, "after": after, "again": look(concept, step + 1)}
        sys.stdout.write(f"{json.dumps(line)}\n")
        if not ended_by:
            return


if __name__ == "__main__":
    main(sys.argv[1])
