"""Named queries on plans, facilitators and requests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from bouwstenen.organiseren.models import Facilitator, FacilitatorVerzoek, Gespreksplan
    from kennisbank.accounts.models import User


class GespreksplanQuerySet(models.QuerySet["Gespreksplan"]):
    """Queries on Gespreksplan."""

    def of(self, user: User) -> GespreksplanQuerySet:
        """The plans somebody works on: their own ones, and those of gesprekken they lead."""
        leads = Q(gesprek__gespreksleider=user) | Q(gesprek__isnull=True, eigenaar=user)
        accepted = Q(verzoeken__status="aangenomen", verzoeken__facilitator__user=user)
        return self.filter(pk__in=self.model.objects.filter(leads | accepted).values("pk"))

    def concepts(self) -> GespreksplanQuerySet:
        """Those still in the wizard."""
        return self.filter(gesprek__isnull=True, afgelast_op__isnull=True)

    def under_way(self) -> GespreksplanQuerySet:
        """Planned, not called off and not delivered."""
        return self.filter(gesprek__isnull=False, gesprek__opgeleverd_op__isnull=True, afgelast_op__isnull=True)

    def to_come(self, vandaag: date) -> GespreksplanQuerySet:
        """Planned, and the day or the week has not passed."""
        return self.under_way().filter(self._not_over(vandaag))

    def held(self, vandaag: date) -> GespreksplanQuerySet:
        """Held, and the yield not delivered."""
        return self.under_way().exclude(self._not_over(vandaag))

    def delivered(self) -> GespreksplanQuerySet:
        """Those whose record is final."""
        return self.filter(gesprek__opgeleverd_op__isnull=False)

    def called_off(self) -> GespreksplanQuerySet:
        """Those that will not be held."""
        return self.filter(afgelast_op__isnull=False)

    def to_remind(self, vandaag: date, weken: int) -> GespreksplanQuerySet:
        """Those under way of which the tasks were not looked at today, at most `weken` weeks from the gesprek."""
        around = (vandaag - timedelta(weeks=weken), vandaag + timedelta(weeks=weken))
        looked_at = Q(herinnerd_op__isnull=False, herinnerd_op__gte=vandaag)
        return self.under_way().filter(dag__range=around).exclude(looked_at)

    def for_lists(self) -> GespreksplanQuerySet:
        """With the gesprek and the owner."""
        return self.select_related("gesprek", "eigenaar")

    @staticmethod
    def _not_over(vandaag: date) -> Q:
        """The day itself counts until it is over; a week until its Sunday (`dag` is then its Monday)."""
        return Q(alleen_week=False, dag__gte=vandaag) | Q(alleen_week=True, dag__gte=vandaag - timedelta(days=6))


class FacilitatorQuerySet(models.QuerySet["Facilitator"]):
    """Queries on Facilitator."""

    def askable(self) -> FacilitatorQuerySet:
        """Those who can be asked: active, with an account that works."""
        return self.filter(actief=True, user__is_active=True).select_related("user")


class VerzoekQuerySet(models.QuerySet["FacilitatorVerzoek"]):
    """Queries on FacilitatorVerzoek."""

    def open(self) -> VerzoekQuerySet:
        """Those that wait for an answer."""
        return self.filter(status="gevraagd")

    def accepted(self) -> VerzoekQuerySet:
        """Those that were accepted and not given back."""
        return self.filter(status="aangenomen")

    def active(self) -> VerzoekQuerySet:
        """Those that wait or were accepted."""
        return self.filter(status__in=("gevraagd", "aangenomen"))

    def for_lists(self) -> VerzoekQuerySet:
        """With the plan and the facilitator's name."""
        return self.select_related("plan__eigenaar", "plan__gesprek", "facilitator__user")
