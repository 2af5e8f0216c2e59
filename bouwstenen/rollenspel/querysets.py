"""Named queries on casussen and games."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from bouwstenen.rollenspel.models import Casus, Conclusie, Spel


class CasusQuerySet(models.QuerySet["Casus"]):
    """Queries on Casus."""

    def published(self) -> CasusQuerySet:
        """What readers may see and play."""
        return self.filter(gepubliceerd=True)

    def with_rollen(self) -> CasusQuerySet:
        """With role cards, choices and effects, in three queries."""
        return self.prefetch_related("rollen__keuzes__effecten", "themas")


class SpelQuerySet(models.QuerySet["Spel"]):
    """Queries on Spel."""

    def going(self) -> SpelQuerySet:
        """Those that are not over."""
        return self.exclude(fase="einde")

    def joinable(self, nu: datetime) -> SpelQuerySet:
        """Those that a player can still join with a code."""
        return self.going().filter(code__isnull=False, code_vervalt_op__gt=nu)

    def expired(self, nu: datetime) -> SpelQuerySet:
        """Those that nobody ended in time."""
        return self.going().filter(code_vervalt_op__lte=nu)

    def to_tidy(self, grens: datetime) -> SpelQuerySet:
        """Those that ended before this moment and still hold their players."""
        return self.filter(fase="einde", opgeruimd_op__isnull=True, beeindigd_op__lte=grens)

    def newest_first(self) -> SpelQuerySet:
        """Those that began last first."""
        return self.order_by("-gestart_op", "-pk")


class ConclusieQuerySet(models.QuerySet["Conclusie"]):
    """Queries on Conclusie."""

    def with_votes(self) -> ConclusieQuerySet:
        """With `aantal_eens` and `aantal_anders`: how many players agree, and how many see it differently."""
        return self.annotate(
            aantal_eens=Count("stemmen", filter=Q(stemmen__soort="steun")),
            aantal_anders=Count("stemmen", filter=Q(stemmen__soort="tegengeluid")),
        )

    def kept(self) -> ConclusieQuerySet:
        """Those that were neither dropped nor merged into another."""
        return self.filter(vervallen=False, opgegaan_in__isnull=True)
