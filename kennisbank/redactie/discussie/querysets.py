"""Named queries on discussies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from kennisbank.redactie.discussie.models import Discussie


class DiscussieQuerySet(models.QuerySet["Discussie"]):
    """Queries on Discussie."""

    def open(self) -> DiscussieQuerySet:
        """The ones nobody marked as resolved."""
        return self.filter(opgelost_op__isnull=True)

    def with_reacties(self) -> DiscussieQuerySet:
        """With everything a thread shows, in a fixed number of queries."""
        return self.select_related("gestart_door", "opgelost_door").prefetch_related("reacties__door")
