"""Named queries on gesprekken and bouwstenen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from bouwstenen.toegang import managed_besides_own

if TYPE_CHECKING:
    from bouwstenen.models import Bouwsteen, Gesprek


class GesprekQuerySet(models.QuerySet["Gesprek"]):
    """Queries on Gesprek."""

    def published(self) -> GesprekQuerySet:
        """What readers may see: every gesprek that is planned or held."""
        return self.filter(zichtbaar=True)

    def held(self) -> GesprekQuerySet:
        """Those of which the day has come, newest first."""
        return self.filter(datum__lte=timezone.localdate()).order_by("-datum", "-pk")

    def delivered(self) -> GesprekQuerySet:
        """Those whose record is final."""
        return self.filter(opgeleverd_op__isnull=False)

    def with_counts(self) -> GesprekQuerySet:
        """With `aantal_bouwstenen`: how many published bouwstenen came out."""
        return self.annotate(
            aantal_bouwstenen=models.Count(
                "bouwstenen", filter=models.Q(bouwstenen__status__in=("gepubliceerd", "vervangen")), distinct=True
            )
        )

    def editable_by(self, user: Any) -> GesprekQuerySet:
        """Those a user may change: all for the redactie, for a gespreksleider their own and those they help with."""
        if user.has_perm("bouwstenen.correct_gesprek"):
            return self
        mine = models.Q(gespreksleider=user) | managed_besides_own(user)
        return self.filter(pk__in=self.model._default_manager.filter(mine).values("pk"))


class BouwsteenQuerySet(models.QuerySet["Bouwsteen"]):
    """Queries on Bouwsteen."""

    def published(self) -> BouwsteenQuerySet:
        """What readers may see: accepted ones, and those that live on in a split or merge."""
        return self.filter(status__in=("gepubliceerd", "vervangen"))

    def current(self) -> BouwsteenQuerySet:
        """Accepted and not replaced by a split or merge: what lists show."""
        return self.filter(status="gepubliceerd")

    def open(self) -> BouwsteenQuerySet:
        """Accepted and still waiting for a decision, or put off."""
        return self.current().filter(stand__in=("open", "later"))

    def waiting(self) -> BouwsteenQuerySet:
        """Handed in and not looked at yet."""
        return self.filter(status="ingediend")

    def without_thema(self) -> BouwsteenQuerySet:
        """Those nobody has linked to the vocabulary yet."""
        return self.filter(themas__isnull=True)

    def visible_to(self, user: Any) -> BouwsteenQuerySet:
        """What this user may see: besides what readers see, what they handed in; for the redactie all.

        A quote of which the speaker took back their consent is seen by nobody.
        """
        if user.has_perm("bouwstenen.publish_bouwsteen"):
            return self.filter(citaat_ingetrokken_op__isnull=True)
        published = models.Q(status__in=("gepubliceerd", "vervangen"))
        own = models.Q(ingebracht_door=user.pk) if user.is_authenticated else models.Q(pk__in=[])
        return self.filter(published | own, citaat_ingetrokken_op__isnull=True)

    def about(self, thema: Any) -> BouwsteenQuerySet:
        """Those linked to a term; for a body part, those that were said there."""
        if thema.soort == "lichaamsdeel":
            return self.filter(lichaamsdeel=thema)
        return self.filter(themas=thema)

    def newest_first(self) -> BouwsteenQuerySet:
        """Those that came in last first."""
        return self.order_by("-aangemaakt_op", "-pk")

    def with_origin(self) -> BouwsteenQuerySet:
        """With the gesprek, and with `aantal_originelen`: how many it was made of when it is a merge or a part."""
        originals = self.model.afgeleid_van.through.objects.filter(from_bouwsteen=models.OuterRef("pk"))
        number = originals.order_by().values("from_bouwsteen").values_list(models.Count("pk"))
        return self.select_related("gesprek", "lichaamsdeel").annotate(aantal_originelen=models.Subquery(number))

    def for_cards(self) -> BouwsteenQuerySet:
        """With what a card in a list shows, in two queries."""
        return self.with_origin().prefetch_related("themas")

    def related_to(self, bouwsteen: Bouwsteen, thema_ids: list[int]) -> BouwsteenQuerySet:
        """Current ones that share themas with this one, those that share most first."""
        shared = models.Count("themas", filter=models.Q(themas__in=thema_ids), distinct=True)
        found = self.current().filter(themas__in=thema_ids).exclude(pk=bouwsteen.pk)
        return found.annotate(gedeeld=shared).order_by("-gedeeld", "-aangemaakt_op", "-pk")
