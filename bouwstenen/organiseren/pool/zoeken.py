"""Who in the pool fits: chosen by format, region and day, or held against a plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bouwstenen.models import GesprekFormat, Werkvorm
from bouwstenen.organiseren.models import DAGDELEN, Facilitator, FacilitatorVerzoek, Gespreksplan, Regio

WEEKDAG = ("ma", "di", "wo", "do", "vr", "za", "zo")
MIDDAG, AVOND = 12, 17


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is looked for; empty means anything."""

    format: str = ""
    regio: str = ""
    dag: date | None = None
    dagdeel: str = ""


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Somebody of the pool: what they offer, and what speaks against them for this search."""

    facilitator: Facilitator
    bezwaren: list[str] = field(default_factory=list)

    @property
    def past(self) -> bool:
        """Whether nothing speaks against them."""
        return not self.bezwaren

    @property
    def naam(self) -> str:
        """The name that colleagues see."""
        return self.facilitator.user.openbare_naam

    @property
    def formats(self) -> list[str]:
        """Which formats, in words."""
        return [str(GesprekFormat(value).label) for value in self.facilitator.formats if value in GesprekFormat.values]

    @property
    def regios(self) -> list[str]:
        """Where, in words."""
        return [str(Regio(value).label) for value in self.facilitator.regios if value in Regio.values]

    @property
    def dagdelen(self) -> list[str]:
        """When, in words."""
        labels = dict(DAGDELEN)
        return [labels[value].lower() for value in self.facilitator.dagdelen if value in labels]


def part_of_day(plan: Gespreksplan) -> str:
    """The part of the week in which a plan falls; empty while the hour is open."""
    if plan.dag is None or plan.begin is None or plan.alleen_week:
        return ""
    hour = plan.begin.hour
    part = "ochtend" if hour < MIDDAG else "middag" if hour < AVOND else "avond"
    return f"{WEEKDAG[plan.dag.weekday()]}-{part}"


def question_of(plan: Gespreksplan) -> Vraag:
    """What a plan asks of a facilitator. In which region a room is, the plan does not know."""
    regio = Regio.ONLINE.value if plan.werkvorm == Werkvorm.ONLINE else ""
    dag = None if plan.alleen_week else plan.dag
    return Vraag(format=plan.format, regio=regio, dag=dag, dagdeel=part_of_day(plan))


def find_candidates(
    facilitators: Iterable[Facilitator], vraag: Vraag, taken_days: set[tuple[int, date]]
) -> list[Kandidaat]:
    """Everybody with what speaks against them, who fits best in front. `taken_days` are (facilitator, day) promised."""
    found = [Kandidaat(each, objections(each, vraag, taken_days)) for each in facilitators]
    return sorted(found, key=lambda item: (len(item.bezwaren), item.naam.lower()))


def objections(facilitator: Facilitator, vraag: Vraag, taken_days: set[tuple[int, date]]) -> list[str]:
    """What speaks against somebody, in words."""
    against = []
    if vraag.format and vraag.format not in facilitator.formats:
        against.append("Begeleidt deze vorm niet")
    if vraag.regio and vraag.regio not in facilitator.regios:
        against.append("Begeleidt niet online" if vraag.regio == Regio.ONLINE else "Komt niet in deze regio")
    if vraag.dagdeel and not _is_free(facilitator, vraag.dagdeel):
        against.append("Kan niet op dit dagdeel")
    if vraag.dag is not None:
        against += _objections_on(facilitator, vraag.dag, taken_days)
    return against


def _is_free(facilitator: Facilitator, dagdeel: str) -> bool:
    """Whether they offer this part of the week; of a day alone, any part of it."""
    return any(value == dagdeel or value.startswith(f"{dagdeel}-") for value in facilitator.dagdelen)


def _objections_on(facilitator: Facilitator, dag: date, taken_days: set[tuple[int, date]]) -> list[str]:
    van, tot = facilitator.afwezig_van, facilitator.afwezig_tot
    against = []
    if van is not None and tot is not None and van <= dag <= tot:
        against.append("Is er dan niet")
    if (facilitator.pk, dag) in taken_days:
        against.append("Begeleidt die dag al een gesprek")
    return against


def promised_days(facilitators: Sequence[Facilitator], dag: date | None) -> set[tuple[int, date]]:
    """Who promised to lead another gesprek on this day."""
    if dag is None:
        return set()
    accepted = FacilitatorVerzoek.objects.accepted().filter(
        facilitator__in=facilitators, plan__dag=dag, plan__alleen_week=False, plan__afgelast_op__isnull=True
    )
    return {(pk, dag) for pk in accepted.values_list("facilitator", flat=True)}
