"""Named queries on voorstellen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from kennisbank.document.models import Hoofdstuk

if TYPE_CHECKING:
    from kennisbank.redactie.voorstellen.models import Voorstel

LOPEND = ("open", "aanpassen")


class VoorstelQuerySet(models.QuerySet["Voorstel"]):
    """Queries on Voorstel."""

    def open(self) -> VoorstelQuerySet:
        """The ones nobody has decided on."""
        return self.filter(status__in=LOPEND)

    def for_lists(self) -> VoorstelQuerySet:
        """With what a line of a list shows, in one query."""
        return self.select_related("hoofdstuk", "indiener").defer("hoofdstuk__body", "hoofdstuk__samenvatting")

    def visible_to(self, user: Any) -> VoorstelQuerySet:
        """What this user may read: all of hoofdstukken that readers can open, their own, and for the redactie all."""
        if user.has_perm("redactie.decide_voorstel"):
            return self
        readable = Q(hoofdstuk__in=Hoofdstuk.objects.live().public().order_by().values("pk"))
        return self.filter(readable | Q(indiener=user.pk) if user.is_authenticated else readable)

    def with_steun(self) -> VoorstelQuerySet:
        """With `aantal_steun`: how many people support it."""
        return self.annotate(aantal_steun=Count("steun", distinct=True))

    def saying(self, vraag: str) -> VoorstelQuerySet:
        """Those of which the newest wording, or its motivation, holds every word of a question."""
        versies = self.model.versies.field.model._default_manager
        newest = versies.filter(voorstel=OuterRef("voorstel")).order_by("-nummer").values("pk")[:1]
        found = versies.filter(voorstel=OuterRef("pk"), pk=Subquery(newest))
        for word in vraag.split():
            found = found.filter(Q(kop__icontains=word) | Q(tekst__icontains=word) | Q(motivatie__icontains=word))
        return self.filter(Exists(found))

    def count_by_sectie(self, hoofdstuk: Any) -> dict[str, int]:
        """How many nobody has decided on, by section id of a hoofdstuk."""
        found = self.open().filter(hoofdstuk=hoofdstuk).order_by().values_list("sectie_id").annotate(Count("pk"))
        return dict(found)
