"""Named queries on rode draden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from bouwstenen.draden.models import RodeDraad


class RodeDraadQuerySet(models.QuerySet["RodeDraad"]):
    """Queries on RodeDraad."""

    def published(self) -> RodeDraadQuerySet:
        """What readers may see."""
        return self.filter(gepubliceerd_op__isnull=False)

    def visible_to(self, user: Any) -> RodeDraadQuerySet:
        """What this user may see: the redactie also what is in preparation."""
        return self if user.has_perm("draden.change_rodedraad") else self.published()

    def with_counts(self) -> RodeDraadQuerySet:
        """With `aantal_bouwstenen` and `aantal_gesprekken`: what carries it that readers may see."""
        seen = models.Q(bouwstenen__status__in=("gepubliceerd", "vervangen"))
        return self.annotate(
            aantal_bouwstenen=models.Count("bouwstenen", filter=seen, distinct=True),
            aantal_gesprekken=models.Count("bouwstenen__gesprek", filter=seen, distinct=True),
        )

    def for_cards(self) -> RodeDraadQuerySet:
        """With what a card shows, in two queries; those in preparation first, then the newest."""
        first = models.F("gepubliceerd_op").desc(nulls_first=True)
        return self.with_counts().prefetch_related("themas").order_by(first, "-pk")
