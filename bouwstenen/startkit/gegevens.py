"""What an organiser tells about a gesprek, for letters and calendars; from a form or from a plan, never stored here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from bouwstenen.startkit.inhoud import MAX_MINUTEN

AANTAL = 8
"""How many people are advised."""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """The facts about one gesprek; what is not known yet is empty.

    `aanmelden` and `pagina` are addresses: of the sign-up, and of the page of the gesprek. `stellingen` are keys of the
    startkit or texts of one's own; `bouwstenen` are the titles of what came out.
    """

    titel: str = ""
    datum: date | None = None
    alleen_week: bool = False
    begin: time | None = None
    duur: int = MAX_MINUTEN
    plek: str = ""
    organisator: str = ""
    contact: str = ""
    opgave: str = ""
    format: str = ""
    plaatsen: int = AANTAL
    aanmelden: str = ""
    pagina: str = ""
    stellingen: tuple[str, ...] = ()
    bouwstenen: tuple[str, ...] = ()

    @property
    def begin_moment(self) -> datetime | None:
        """When it starts, in Amsterdam; None while day or hour is open."""
        if self.datum is None or self.begin is None or self.alleen_week:
            return None
        return timezone.make_aware(datetime.combine(self.datum, self.begin))

    @property
    def eind_moment(self) -> datetime | None:
        """When it ends; None while the start is open."""
        begin = self.begin_moment
        return begin + timedelta(minutes=self.duur) if begin else None
