"""An agenda with clock times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bouwstenen.startkit.inhoud import Onderdeel


@dataclass(frozen=True, slots=True)
class Agendaregel:
    """One part with when it begins: a clock time when the start is known, else minutes after the start."""

    titel: str
    uitleg: str
    minuten: int
    na: int
    begin: str
    einde: str


def clock_times(onderdelen: Sequence[Onderdeel], minuten: Sequence[int], begin: time | None) -> list[Agendaregel]:
    """The agenda with these minutes, from `begin` on."""
    regels, na = [], 0
    for onderdeel, lengte in zip(onderdelen, minuten, strict=True):
        regels.append(
            Agendaregel(onderdeel.titel, onderdeel.uitleg, lengte, na, _clock(begin, na), _clock(begin, na + lengte))
        )
        na += lengte
    return regels


def _clock(begin: time | None, na: int) -> str:
    if begin is None:
        return ""
    # Any day will do: only the hour is read.
    return f"{datetime.combine(date(2026, 1, 1), begin) + timedelta(minutes=na):%H.%M}"
