"""Named queries on the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from kennisbank.redactie.models import Verwerking


class VerwerkingQuerySet(models.QuerySet["Verwerking"]):
    """Queries on Verwerking."""

    def newest_first(self) -> VerwerkingQuerySet:
        """Most recent decisions first."""
        return self.order_by("-op", "-id")

    def with_places(self) -> VerwerkingQuerySet:
        """With the hoofdstuk each line names, in one query."""
        return self.select_related("hoofdstuk")
