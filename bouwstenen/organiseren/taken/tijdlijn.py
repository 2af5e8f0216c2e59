"""The task list of a gesprek worked out to dates, counted from the day it is held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bouwstenen.models import Werkvorm
from bouwstenen.organiseren.models import Begeleiding, Gespreksplan
from bouwstenen.startkit.inhoud import Taak, taken

Gedaan = Callable[[Gespreksplan], bool]
_vanzelf: dict[str, Gedaan] = {}


def register_taak(sleutel: str, gedaan: Gedaan) -> None:
    """Let a task tick itself: `gedaan` says whether the system knows that it is done. Keep it to one query."""
    _vanzelf[sleutel] = gedaan


class TaakStatus(StrEnum):
    """How a task stands today."""

    GEDAAN = "gedaan"
    TE_LAAT = "te_laat"
    VOORBIJ = "voorbij"
    VANDAAG = "vandaag"
    BINNENKORT = "binnenkort"
    LATER = "later"

    @property
    def label(self) -> str:
        """In words, for the timeline and the mails."""
        return LABELS[self]


LABELS = {
    TaakStatus.GEDAAN: "Gedaan",
    TaakStatus.TE_LAAT: "Te laat",
    TaakStatus.VOORBIJ: "Voorbij",
    TaakStatus.VANDAAG: "Vandaag",
    TaakStatus.BINNENKORT: "Deze week",
    TaakStatus.LATER: "Later",
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One task of one plan: the day it falls on, how it stands, and since when it is done."""

    taak: Taak
    dag: date
    status: TaakStatus
    vanzelf: bool = False
    gedaan_op: datetime | None = None

    @property
    def is_gedaan(self) -> bool:
        """Whether nobody needs to do it any more."""
        return self.status == TaakStatus.GEDAAN

    @property
    def is_te_laat(self) -> bool:
        """Whether it should have been done."""
        return self.status == TaakStatus.TE_LAAT


def tijdlijn(plan: Gespreksplan, *, vandaag: date, only_ticked: bool = False) -> list[Regel]:
    """The tasks of a plan in the order of the calendar; none while no day was chosen.

    `only_ticked` leaves out what others know, which costs queries: for lists.
    """
    if plan.dag is None:
        return []
    return [_regel(plan, taak, taak.valt_op(plan.dag), vandaag, only_ticked=only_ticked) for taak in taken()]


def _regel(plan: Gespreksplan, taak: Taak, dag: date, vandaag: date, *, only_ticked: bool) -> Regel:
    ticked = plan.afgevinkt.get(taak.sleutel)
    if ticked:
        return Regel(taak, dag, TaakStatus.GEDAAN, gedaan_op=datetime.fromisoformat(ticked))
    known = _vanzelf.get(taak.sleutel)
    if known is not None and not (only_ticked and taak.sleutel not in OWN) and known(plan):
        return Regel(taak, dag, TaakStatus.GEDAAN, vanzelf=True)
    return Regel(taak, dag, _status(taak, dag, vandaag))


def _status(taak: Taak, dag: date, vandaag: date) -> TaakStatus:
    if dag < vandaag:
        return TaakStatus.TE_LAAT if taak.verplicht else TaakStatus.VOORBIJ
    if dag == vandaag:
        return TaakStatus.VANDAAG
    return TaakStatus.BINNENKORT if dag - vandaag < timedelta(days=7) else TaakStatus.LATER


def next_taken(regels: Sequence[Regel], aantal: int = 3) -> list[Regel]:
    """What to do first: what is late, then what comes."""
    return [regel for regel in regels if not regel.is_gedaan and regel.status != TaakStatus.VOORBIJ][:aantal]


def _place_is_known(plan: Gespreksplan) -> bool:
    has_place = bool(plan.vergaderlink) if plan.werkvorm == Werkvorm.ONLINE else bool(plan.locatie)
    return plan.begin_moment is not None and has_place


def _has_facilitator(plan: Gespreksplan) -> bool:
    if plan.begeleiding == Begeleiding.POOL:
        return any(verzoek.status == "aangenomen" for verzoek in plan.verzoeken.all())
    return plan.begeleiding == Begeleiding.ZELF


OWN: dict[str, Gedaan] = {
    "vorm-kiezen": lambda plan: bool(plan.format),
    "gespreksleider-regelen": _has_facilitator,
    "plek-en-tijd": _place_is_known,
    "vragen-kiezen": lambda plan: bool(plan.vragen),
    "bouwstenen-opleveren": lambda plan: plan.gesprek is not None and plan.gesprek.is_opgeleverd,
}
"""The tasks that the plan itself knows to be done."""


def register_own() -> None:
    """Let these tasks tick themselves."""
    for sleutel, gedaan in OWN.items():
        register_taak(sleutel, gedaan)
