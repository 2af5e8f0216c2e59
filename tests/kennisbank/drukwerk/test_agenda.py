"""Appointments that calendars take."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from kennisbank.drukwerk import Afspraak, make_ics

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2027, 1, 12, 9, 30, tzinfo=AMSTERDAM)
AFSPRAAK = Afspraak(
    "gesprek-0123456789@kennisbank",
    "Gesprek; over ‘nee’ zeggen, hardop",
    BEGIN,
    BEGIN + timedelta(minutes=90),
    "Zaal 3, Den Haag",
    "Neem een voorbeeld mee.\nTot dan!",
    "https://example.org/gesprekken/0123456789/",
)


def read(afspraken: list[Afspraak]) -> Calendar:
    return Calendar.from_ical(make_ics(afspraken))


def test_says_when_where_and_what() -> None:
    event = read([AFSPRAAK]).events[0]
    assert event["uid"] == AFSPRAAK.uid
    assert event["summary"] == AFSPRAAK.titel
    assert event["location"] == "Zaal 3, Den Haag"
    assert event["description"] == AFSPRAAK.omschrijving
    assert event["status"] == "CONFIRMED"
    assert event.start == AFSPRAAK.begin
    assert event.end - event.start == timedelta(minutes=90)


@pytest.mark.parametrize(("maand", "uren"), [(1, 1), (7, 2)])
def test_knows_summer_time_by_its_own_definition(maand: int, uren: int) -> None:
    begin = datetime(2027, maand, 12, 9, 30, tzinfo=AMSTERDAM)
    kalender = read([Afspraak("a", "b", begin, begin + timedelta(hours=1))])
    zone = kalender.timezones[0].to_tz(lookup_tzid=False)
    assert begin.replace(tzinfo=zone).utcoffset() == timedelta(hours=uren)
    assert b"DTSTART;TZID=Europe/Amsterdam:2027" in kalender.to_ical()


def test_a_time_in_utc_is_the_same_moment() -> None:
    begin = datetime(2027, 7, 12, 7, 30, tzinfo=UTC)
    assert read([Afspraak("a", "b", begin, begin + timedelta(hours=1))]).events[0].start == begin


def test_what_is_called_off_takes_itself_out_of_calendars() -> None:
    afgelast = Afspraak(AFSPRAAK.uid, "Gesprek", BEGIN, BEGIN + timedelta(hours=1), afgelast=True)
    kalender = read([afgelast])
    assert kalender["method"] == "CANCEL"
    assert kalender.events[0]["status"] == "CANCELLED"
    assert int(kalender.events[0]["sequence"]) > int(read([AFSPRAAK]).events[0]["sequence"])
    assert kalender.events[0]["uid"] == AFSPRAAK.uid


def test_equal_appointments_give_equal_bytes_and_none_is_an_empty_calendar() -> None:
    assert make_ics([AFSPRAAK, AFSPRAAK]) == make_ics([AFSPRAAK, AFSPRAAK])
    assert read([]).events == []


def test_a_line_break_in_a_title_makes_no_line_of_the_file() -> None:
    tekst = make_ics([Afspraak("a\r\nATTENDEE:x", "b\r\nBEGIN:VALARM", BEGIN, BEGIN, "c\nd", "e\r\nf", "g\r\nh")])
    regels = tekst.replace(b"\r\n ", b"").split(b"\r\n")
    assert not any(regel.startswith((b"ATTENDEE", b"BEGIN:VALARM", b"f", b"h")) for regel in regels)


def test_a_time_without_zone_is_refused() -> None:
    los = BEGIN.replace(tzinfo=None)
    with pytest.raises(ValueError, match="tijdzone"):
        make_ics([Afspraak("a", "b", los, los)])
