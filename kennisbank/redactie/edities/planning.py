"""Editions that were planned, published when their time has come."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.utils import timezone

from kennisbank.document.models import Editie, EditieConcept
from kennisbank.redactie.edities.services import publish_planned_editie

logger = logging.getLogger(__name__)


def publish_due_edities() -> list[Editie]:
    """Publish every edition that is due, each on its own: one that fails holds up none of the others.

    One that a fault of the machine stopped is still due the next time.
    """
    published = []
    for concept in EditieConcept.objects.due(timezone.now()).select_related("document", "gepland_door"):
        try:
            editie = publish_planned_editie(concept)
        except DatabaseError:
            logger.exception("The planned edition %s cannot be published now", concept.pk)
            continue
        if editie is None:
            logger.warning("The planned edition %s was not published; the admin says why", concept.pk)
        else:
            published.append(editie)
    return published
