"""Named queries on deelnemers and berichten."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count

from kennisbank.encryption import blind_index

if TYPE_CHECKING:
    from bouwstenen.deelnemers.models import Bericht, Deelnemer

MAX_POGINGEN = 8
"""After so many failures a mail is given up; the first comes within a minute, the last after about a day."""


def normalise_email(adres: str) -> str:
    """The one spelling in which two addresses are compared."""
    return adres.strip().casefold()


class DeelnemerQuerySet(models.QuerySet["Deelnemer"]):
    """Queries on Deelnemer."""

    def with_place(self) -> DeelnemerQuerySet:
        """Those who have a place at the table."""
        return self.filter(status="aangemeld")

    def waiting(self) -> DeelnemerQuerySet:
        """The waiting list, who came first in front."""
        return self.filter(status="wachtlijst").order_by("aangemeld_op", "pk")

    def with_email(self, adres: str) -> DeelnemerQuerySet:
        """Those with this address, found by its fingerprint."""
        return self.filter(email_index=blind_index(normalise_email(adres)))

    def expired(self, vandaag: date) -> DeelnemerQuerySet:
        """Those whose date has passed."""
        return self.filter(verwijderen_na__lt=vandaag)

    def count_by_werkveld(self) -> dict[str, int]:
        """How many of each werkveld; those who did not say are left out."""
        rows = self.exclude(werkveld="").order_by().values_list("werkveld").annotate(aantal=Count("pk"))
        return dict(rows)


class BerichtQuerySet(models.QuerySet["Bericht"]):
    """Queries on Bericht."""

    def due(self, nu: datetime) -> BerichtQuerySet:
        """What is to be sent by now, oldest first."""
        waiting = self.filter(verstuurd_op__isnull=True, vervallen_op__isnull=True, pogingen__lt=MAX_POGINGEN)
        return waiting.filter(niet_voor__lte=nu).order_by("niet_voor", "pk")
