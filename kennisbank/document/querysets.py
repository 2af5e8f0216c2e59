"""Named queries on versions of chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from kennisbank.document.models import HoofdstukVersie


class HoofdstukVersieQuerySet(models.QuerySet["HoofdstukVersie"]):
    """Queries on HoofdstukVersie."""

    def newest_first(self) -> HoofdstukVersieQuerySet:
        """Most recent versions first."""
        return self.order_by("-gemaakt_op", "-nummer")

    def of_live_pages(self) -> HoofdstukVersieQuerySet:
        """Versions of chapters that readers can open now."""
        return self.filter(hoofdstuk__live=True)

    def without_inhoud(self) -> HoofdstukVersieQuerySet:
        """Without the frozen text, for lists."""
        return self.defer("inhoud")

    def with_credit(self) -> HoofdstukVersieQuerySet:
        """With who made each, the voorstellen it came from and the editions it is in."""
        return self.select_related("gemaakt_door").prefetch_related(
            "voorstelbesluiten__voorstel__indiener", "in_edities__editie__document"
        )

    def recent(self, number: int) -> HoofdstukVersieQuerySet:
        """The newest few, with the hoofdstuk of each but without long texts."""
        return (
            self.of_live_pages()
            .select_related("hoofdstuk")
            .defer("inhoud", "hoofdstuk__body", "hoofdstuk__samenvatting")
            .newest_first()[:number]
        )
