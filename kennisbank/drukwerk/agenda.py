"""Appointments as a calendar file (iCalendar) that Outlook, phones and webmail take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from kennisbank.drukwerk.tekst.clean import clean_chars, clean_line

ZONE = "Europe/Amsterdam"
_AMSTERDAM = ZoneInfo(ZONE)


@dataclass(frozen=True)
class Afspraak:
    """One appointment. `uid` stays the same for ever, so that a changed one replaces the old one.

    `begin` and `einde` know their time zone; `gewijzigd_op` is when it last changed, `volgnummer` how often.
    """

    uid: str
    titel: str
    begin: datetime
    einde: datetime
    plaats: str = ""
    omschrijving: str = ""
    url: str = ""
    afgelast: bool = False
    gewijzigd_op: datetime | None = None
    volgnummer: int = 0


def make_ics(afspraken: Iterable[Afspraak]) -> bytes:
    """A calendar with these appointments; equal ones give equal bytes. Raises ValueError without a time zone."""
    alle = list(afspraken)
    kalender = Calendar()
    kalender.add("prodid", "-//Kennisbank ambtelijk vakmanschap//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if alle and all(een.afgelast for een in alle) else "PUBLISH")
    kalender.add_component(_amsterdam())
    for een in alle:
        kalender.add_component(_event(een))
    return bytes(kalender.to_ical())


def _amsterdam() -> Timezone:
    """Summer time as it is since 1996: from the last Sunday of March to that of October."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, zomer = timedelta(hours=1), timedelta(hours=2)
    for deel, naam, begin, van, naar in (
        (TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), winter, zomer),  # noqa: DTZ001 (local by definition)
        (TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), zomer, winter),  # noqa: DTZ001
    ):
        deel.add("dtstart", begin)
        deel.add("rrule", {"freq": "yearly", "bymonth": begin.month, "byday": "-1su"})
        deel.add("tzname", naam)
        deel.add("tzoffsetfrom", van)
        deel.add("tzoffsetto", naar)
        zone.add_component(deel)
    return zone


def _event(afspraak: Afspraak) -> Event:
    if afspraak.begin.utcoffset() is None or afspraak.einde.utcoffset() is None:
        raise ValueError("Een afspraak heeft tijden met een tijdzone.")
    event = Event()
    event.add("uid", clean_line(afspraak.uid))
    event.add("dtstamp", (afspraak.gewijzigd_op or afspraak.begin).astimezone(UTC))
    event.add("dtstart", afspraak.begin.astimezone(_AMSTERDAM))
    event.add("dtend", afspraak.einde.astimezone(_AMSTERDAM))
    event.add("summary", ("Afgelast: " if afspraak.afgelast else "") + clean_line(afspraak.titel))
    event.add("sequence", afspraak.volgnummer + afspraak.afgelast)
    event.add("status", "CANCELLED" if afspraak.afgelast else "CONFIRMED")
    for naam, waarde in (
        ("location", clean_line(afspraak.plaats)),
        ("description", clean_chars(afspraak.omschrijving).strip()),
    ):
        if waarde:
            event.add(naam, vText(waarde))
    if afspraak.url:
        event.add("url", clean_line(afspraak.url))
    return event
