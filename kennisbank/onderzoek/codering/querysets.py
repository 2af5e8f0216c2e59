"""Named queries on rounds of coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from kennisbank.onderzoek.codering.models import Codeereenheid, Codeerronde, Codering


class CodeerrondeQuerySet(models.QuerySet["Codeerronde"]):
    """Queries on Codeerronde."""

    def visible_to(self, user: Any) -> CodeerrondeQuerySet:
        """Own rounds, those one codes in once they began, and for all of the workbench those with a fixed outcome."""
        mine = Q(leider=user.pk) | Q(codeurs__user=user.pk) & ~Q(fase="concept")
        found = self.model._default_manager.filter(mine | Q(fase="vastgesteld"))
        return self.filter(pk__in=found.values("pk"))

    def with_counts(self) -> CodeerrondeQuerySet:
        """With `aantal_eenheden`, `aantal_codeurs` and `aantal_codes`."""
        return self.annotate(
            aantal_eenheden=Count("eenheden", distinct=True),
            aantal_codeurs=Count("codeurs", distinct=True),
            aantal_codes=Count("codes", distinct=True),
        )


class EenheidQuerySet(models.QuerySet["Codeereenheid"]):
    """Queries on Codeereenheid."""

    def usable(self) -> EenheidQuerySet:
        """Those whose bouwsteen readers may still see: not withdrawn, and no quote of which consent was taken back."""
        return self.filter(
            versie__bouwsteen__status__in=("gepubliceerd", "vervangen"),
            versie__bouwsteen__citaat_ingetrokken_op__isnull=True,
        )


class CodingQuerySet(models.QuerySet["Codering"]):
    """Queries on Codering."""

    def answered(self) -> CodingQuerySet:
        """Those that say something; a remark alone is not an answer."""
        return self.exclude(oordeel="")
