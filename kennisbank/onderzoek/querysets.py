"""Named queries on selecties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from kennisbank.onderzoek.models import Selectie


class SelectieQuerySet(models.QuerySet["Selectie"]):
    """Queries on Selectie."""

    def of(self, user: Any) -> SelectieQuerySet:
        """Those that somebody made."""
        return self.filter(maker=user)

    def shared_with(self, user: Any) -> SelectieQuerySet:
        """Those of others that stand in everybody's list."""
        return self.filter(gedeeld=True).exclude(maker=user)

    def with_counts(self) -> SelectieQuerySet:
        """With `aantal`: how many bouwstenen it holds, and with who made it."""
        return self.select_related("maker").annotate(aantal=models.Count("regels")).order_by("-aangemaakt_op", "-pk")
