"""Named queries on corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bouwstenen.meelezen.models import Verbetering


class VerbeteringQuerySet(models.QuerySet["Verbetering"]):
    """Queries on Verbetering."""

    def open(self) -> VerbeteringQuerySet:
        """Those that wait for the gespreksleider."""
        return self.filter(stand="open")
