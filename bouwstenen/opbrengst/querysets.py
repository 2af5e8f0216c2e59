"""Named queries on the yield of gesprekken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from bouwstenen.models import Canvasvak

if TYPE_CHECKING:
    from bouwstenen.opbrengst.models import Bijlage, Opbrengstregel


class OpbrengstregelQuerySet(models.QuerySet["Opbrengstregel"]):
    """Queries on Opbrengstregel."""

    def present(self) -> OpbrengstregelQuerySet:
        """Those that were not removed."""
        return self.filter(verwijderd_op__isnull=True)

    def usable(self) -> OpbrengstregelQuerySet:
        """Those that may become a bouwsteen: looked over, and no quote without consent."""
        return self.present().filter(nagekeken=True).exclude(citaat_stand__in=("gevraagd", "ingetrokken"))

    def in_order(self) -> OpbrengstregelQuerySet:
        """By place as on the paper form, those without one last, and there in the order that the recorders chose."""
        boxes = [models.When(canvasvak=value, then=number) for number, value in enumerate(Canvasvak.values, 1)]
        body = models.When(lichaamsdeel__isnull=False, then=0)
        box = models.Case(body, *boxes, default=len(boxes) + 1, output_field=models.IntegerField())
        return self.order_by(box, "lichaamsdeel__volgorde", "volgorde", "id")

    def at(self, *, canvasvak: str = "", lichaamsdeel_id: int | None = None) -> OpbrengstregelQuerySet:
        """Those in one box or at one body part."""
        return self.filter(canvasvak=canvasvak, lichaamsdeel=lichaamsdeel_id)

    def for_recorders(self) -> OpbrengstregelQuerySet:
        """With what the recording page shows of them, in two queries."""
        return self.in_order().select_related("lichaamsdeel", "citaat_van").prefetch_related("themas")

    def stamp(self) -> str:
        """A short text that differs as soon as any of these lines changed."""
        totals = self.order_by().aggregate(
            aantal=models.Count("pk"),
            versies=models.Sum("versie"),
            gewijzigd=models.Max("gewijzigd_op"),
            toestemming=models.Max("citaat_stand_op"),
        )
        moments = [totals[name].timestamp() if totals[name] else 0 for name in ("gewijzigd", "toestemming")]
        return f"{totals['aantal']}-{totals['versies'] or 0}-{moments[0]:.6f}-{moments[1]:.6f}"

    def count_for_panel(self) -> dict[str, int]:
        """How many there are, and how many of them are quotes, wait for consent, or have to be looked over."""
        present = self.present().order_by()
        return present.aggregate(
            aantal=models.Count("pk"),
            tegengeluiden=models.Count("pk", filter=models.Q(tegengeluid=True)),
            citaten=models.Count("pk", filter=~models.Q(citaat_stand="")),
            gevraagd=models.Count("pk", filter=models.Q(citaat_stand="gevraagd")),
            na_te_kijken=models.Count("pk", filter=models.Q(nagekeken=False)),
        )


class BijlageQuerySet(models.QuerySet["Bijlage"]):
    """Queries on Bijlage."""

    def present(self) -> BijlageQuerySet:
        """Those that were not removed."""
        return self.filter(verwijderd_op__isnull=True)
