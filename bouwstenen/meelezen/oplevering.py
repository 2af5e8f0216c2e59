"""What would be delivered of a gesprek, what stays out, and what has to be done first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from bouwstenen.models import Gesprek, GesprekFormat, Verslagvorm
from bouwstenen.opbrengst.models import Bijlage, BijlageSoort, CitaatStand, Opbrengstregel


@dataclass(frozen=True)
class Overzicht:
    """The lines of a gesprek on the eve of its delivery.

    `bruikbaar` become bouwstenen; `concept` were not looked over, `citaten` have no consent: those stay out.
    `beletsels` say in words what stands in the way.
    """

    bruikbaar: Sequence[Opbrengstregel]
    concept: Sequence[Opbrengstregel]
    citaten: Sequence[Opbrengstregel]
    beletsels: Sequence[str]


def read_overzicht(gesprek: Gesprek) -> Overzicht:
    """What delivering now would mean."""
    lines = list(
        gesprek.opbrengst.present()
        .select_related("lichaamsdeel", "bijlage", "bouwsteen")
        .prefetch_related("themas")
        .in_order()
    )
    concept = [line for line in lines if not line.nagekeken]
    without = (CitaatStand.GEVRAAGD, CitaatStand.INGETROKKEN)
    citaten = [line for line in lines if line.nagekeken and line.citaat_stand in without]
    left_out = {line.pk for line in (*concept, *citaten)}
    usable = [line for line in lines if line.pk not in left_out]
    return Overzicht(usable, concept, citaten, _obstacles(gesprek, usable))


def _obstacles(gesprek: Gesprek, usable: Sequence[Opbrengstregel]) -> list[str]:
    if gesprek.is_opgeleverd:
        return []
    found = []
    if gesprek.datum > timezone.localdate():
        found.append("Dit gesprek is nog niet gehouden.")
    if not usable and not gesprek.verslag.strip():
        found.append("Er is nog niets om op te leveren. Leg eerst de opbrengst vast.")
    waiting = gesprek.verbeteringen.open().count()
    if waiting:
        number = (
            "Eén verbetering van een deelnemer wacht"
            if waiting == 1
            else f"{waiting} verbeteringen van deelnemers wachten"
        )
        found.append(f"{number} nog op jouw besluit.")
    return found


def choose_verslagvorm(gesprek: Gesprek, bijlagen: Sequence[Bijlage]) -> str:
    """How this gesprek was recorded, when nobody said so: what was added tells."""
    if gesprek.verslagvorm:
        return gesprek.verslagvorm
    soorten = {bijlage.soort for bijlage in bijlagen if bijlage.openbaar and bijlage.verwijderd_op is None}
    if BijlageSoort.REPORTER in soorten:
        return Verslagvorm.REPORTER
    if BijlageSoort.BEELDVERSLAG in soorten:
        return Verslagvorm.BEELDVERSLAG
    return Verslagvorm.MODEL if gesprek.format == GesprekFormat.MODEL else Verslagvorm.RESPONSCANVAS
