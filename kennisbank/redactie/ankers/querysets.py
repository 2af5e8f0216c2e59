"""Named queries on anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kennisbank.redactie.ankers.models import Anker

BIG_CHANGE = 80
"""A reworded sentence of which less than this percentage is left is put before an editor."""

_NEVER_PLACED = Q(vanaf__isnull=True) | Q(stand="wees", vorige__isnull=True)
_IN_HAND = _NEVER_PLACED & Q(hoofdstuk__has_unpublished_changes=True)


class AnkerQuerySet(models.QuerySet["Anker"]):
    """Queries on Anker."""

    def current(self) -> AnkerQuerySet:
        """The ones that hold for what readers see now, orphans included."""
        return self.filter(vanaf__isnull=False, tot__isnull=True)

    def in_versie(self, nummer: int) -> AnkerQuerySet:
        """The ones that held in a version, orphans included."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=nummer), vanaf__lte=nummer)

    def placed(self) -> AnkerQuerySet:
        """The ones that stand somewhere in the text."""
        return self.exclude(stand="wees")

    def wezen(self) -> AnkerQuerySet:
        """The ones that lost their sentence, or never got one, and wait for an editor.

        Not among them is what was made for a draft that somebody has in hand, also when another text was published.
        """
        lost = Q(vanaf__isnull=False, stand="wees")
        return self.filter(lost | Q(vanaf__isnull=True), tot__isnull=True, losgelaten=False).exclude(_IN_HAND)

    def in_hand(self) -> AnkerQuerySet:
        """The ones made for a draft that nobody published yet."""
        return self.filter(_IN_HAND, tot__isnull=True, losgelaten=False)

    def ter_controle(self) -> AnkerQuerySet:
        """The ones of which the sentence was reworded so much that an editor has to look."""
        return self.current().placed().filter(gelijkenis__lt=BIG_CHANGE)

    def without_source(self) -> AnkerQuerySet:
        """The ones that stand in what readers see and of which the bouwsteen was withdrawn."""
        return self.current().placed().filter(bouwsteen__status="ingetrokken")

    def waiting(self) -> AnkerQuerySet:
        """The ones made for a draft that is not published yet."""
        return self.filter(vanaf__isnull=True, tot__isnull=True, losgelaten=False)
