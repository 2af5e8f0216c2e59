"""Named queries on what participants answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kennisbank.redactie.terugkoppeling.models import Herkenning


class HerkenningQuerySet(models.QuerySet["Herkenning"]):
    """Queries on Herkenning."""

    def waiting(self) -> HerkenningQuerySet:
        """Those the redactie has to look at: not or only partly recognised, or with a remark."""
        return self.filter(Q(antwoord__in=("deels", "nee")) | ~Q(opmerking=""), afgehandeld_op__isnull=True)

    def handled(self) -> HerkenningQuerySet:
        """Those the redactie answered."""
        return self.filter(afgehandeld_op__isnull=False)

    def without_withdrawn(self) -> HerkenningQuerySet:
        """Without those about a quote of which the speaker took back their consent."""
        return self.filter(bouwsteen__citaat_ingetrokken_op__isnull=True)
