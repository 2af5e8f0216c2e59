"""Named queries on the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from themas.models import Leeraanbod, Thema


class ThemaQuerySet(models.QuerySet["Thema"]):
    """Queries on Thema."""

    def current(self) -> ThemaQuerySet:
        """Terms in use: not merged into another."""
        return self.filter(opgegaan_in__isnull=True)

    def soort(self, soort: str) -> ThemaQuerySet:
        """Terms of one kind."""
        return self.filter(soort=soort)

    def lenzen(self) -> ThemaQuerySet:
        """Terms of the small fixed vocabularies."""
        return self.exclude(soort="thema")

    def with_relations(self) -> ThemaQuerySet:
        """With what a thema's own page shows of it, in a fixed number of queries."""
        return self.prefetch_related("breder", "smaller", "verwant", "synoniemen")


class LeeraanbodQuerySet(models.QuerySet["Leeraanbod"]):
    """Queries on Leeraanbod."""

    def for_thema(self, thema: Any) -> LeeraanbodQuerySet:
        """What can be learned about one thema."""
        return self.filter(themas=thema)
