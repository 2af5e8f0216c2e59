"""Named queries on polls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from bouwstenen.aanmelden.models import Peiling


class PeilingQuerySet(models.QuerySet["Peiling"]):
    """Queries on Peiling."""

    def overdue(self) -> PeilingQuerySet:
        """Those whose last day has passed and that were not closed yet."""
        return self.filter(gesloten_op__isnull=True, open_tot__lt=timezone.localdate())

    def shown_with(self, gesprek: object) -> PeilingQuerySet:
        """Those of this gesprek that can be answered now, and those whose result its organiser attached."""
        open_now = models.Q(gesloten_op__isnull=True, open_tot__gte=timezone.localdate())
        attached = models.Q(gekoppeld=True, gesloten_op__isnull=False)
        return self.filter(open_now | attached, plan__gesprek=gesprek)
