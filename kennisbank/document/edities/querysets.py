"""Named queries on editions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from kennisbank.document.edities.models import Editie, EditieConcept, EditieHoofdstuk


class EditieQuerySet(models.QuerySet["Editie"]):
    """Queries on Editie."""

    def newest_first(self) -> EditieQuerySet:
        """Most recent editions first."""
        return self.order_by("-gepubliceerd_op", "-nummer")

    def for_lists(self) -> EditieQuerySet:
        """With the document and `aantal_hoofdstukken`, in one query."""
        number = models.Count("hoofdstukken")
        return self.select_related("document").annotate(aantal_hoofdstukken=number)

    def of_document(self, urn_id: str) -> EditieQuerySet:
        """The ones of the document with this urn id."""
        return self.filter(document__urn_id=urn_id)


class EditieHoofdstukQuerySet(models.QuerySet["EditieHoofdstuk"]):
    """Queries on EditieHoofdstuk."""

    def in_order(self) -> EditieHoofdstukQuerySet:
        """In the order of the edition, with version and hoofdstuk, in one query."""
        related = self.select_related("versie__hoofdstuk").order_by("volgorde")
        return related.defer("versie__hoofdstuk__body", "versie__hoofdstuk__samenvatting")

    def without_inhoud(self) -> EditieHoofdstukQuerySet:
        """Without the frozen text, for tables of contents."""
        return self.defer("versie__inhoud", "versie__hoofdstuk__body", "versie__hoofdstuk__samenvatting")


class EditieConceptQuerySet(models.QuerySet["EditieConcept"]):
    """Queries on EditieConcept."""

    def open(self) -> EditieConceptQuerySet:
        """The ones that did not become an edition yet."""
        return self.filter(editie__isnull=True)

    def planned(self) -> EditieConceptQuerySet:
        """The ones with a set time, soonest first."""
        return self.open().filter(publiceren_op__isnull=False).order_by("publiceren_op", "pk")

    def due(self, moment: datetime) -> EditieConceptQuerySet:
        """The ones whose set time has come."""
        return self.planned().filter(publiceren_op__lte=moment)
