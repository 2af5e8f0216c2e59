"""Named queries on verhalen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from bouwstenen.verhalen.models import Verhaal


class VerhaalQuerySet(models.QuerySet["Verhaal"]):
    """Queries on Verhaal."""

    def published(self) -> VerhaalQuerySet:
        """What readers may see."""
        return self.filter(status="gepubliceerd")

    def waiting(self) -> VerhaalQuerySet:
        """Handed in and not looked at yet, who waits longest first."""
        return self.filter(status="ingezonden").order_by("ingezonden_op", "pk")

    def visible_to(self, user: Any) -> VerhaalQuerySet:
        """What this user may see: besides what readers see their own, and for the redactie what was handed in."""
        visible = Q(status="gepubliceerd")
        if user.is_authenticated:
            visible |= Q(auteur=user.pk)
        if user.has_perm("verhalen.moderate_verhaal"):
            visible |= Q(status__in=("ingezonden", "afgewezen"))
        return self.filter(visible)

    def newest_first(self) -> VerhaalQuerySet:
        """Most recently published first."""
        return self.order_by("-gepubliceerd_op", "-pk")

    def for_cards(self) -> VerhaalQuerySet:
        """With what a card in a list shows."""
        return self.select_related("auteur", "gesprek").defer("tekst", "video_tekst", "gesprek__verslag")
