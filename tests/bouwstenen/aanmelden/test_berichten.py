"""The mails: what they say, what goes along, and that they are true when they are sent."""

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from bouwstenen.aanmelden.services import invite_deelnemer, sign_off
from bouwstenen.deelnemers.services import send_due_berichten
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan

pytestmark = pytest.mark.django_db
LINK = "https://vergader.example/abc"


def sent():
    send_due_berichten()
    return mail.outbox


def html_of(message):
    return message.alternatives[0][0]


def test_a_confirmation_says_when_and_where_with_an_appointment_and_links():
    plan = make_plan(werkvorm="hybride", vergaderlink=LINK)
    join(plan)
    (message,) = sent()
    assert message.to == [adres(NAMEN[0])]
    assert message.subject == f"Je doet mee: {gesprek_of(plan).titel}"
    for text in (message.body, html_of(message)):
        assert "Beste Aletta Vrijland" in text
        assert "Zaal 3 en online" in text
        assert LINK in text
        assert "/d/afmelden/" in text
        assert "/d/gegevens/" in text
    name, content, mime = message.attachments[0]
    assert (name, mime.split(";")[0]) == ("gesprek.ics", "text/calendar")
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert event["uid"] == gesprek_of(plan).urn
    assert event.decoded("dtstart") == plan.begin_moment
    assert LINK in event["description"]


def test_who_waits_gets_no_appointment_and_no_address_of_the_meeting():
    plan = make_plan(plaatsen=1, vergaderlink=LINK)
    join(plan)
    join(plan, 1)
    message = sent()[1]
    assert "wachtlijst" in message.subject
    assert LINK not in message.body
    assert not message.attachments


def test_an_invitation_asks_for_an_answer():
    plan = make_plan()
    invite_deelnemer(gesprek_of(plan), naam="Gijs Vos", email="gijs@gemeente.example", user=leider_of(plan))
    (message,) = sent()
    assert "Laat weten of je komt: http" in message.body


def test_who_signed_off_before_the_mail_went_gets_none():
    plan = make_plan()
    sign_off(join(plan))
    assert sent() == []


def test_who_moved_up_before_the_mail_went_is_told_the_good_news_only():
    plan = make_plan(plaatsen=1)
    first = join(plan)
    join(plan, 1)
    sign_off(first)
    assert [message.subject.split(":")[0] for message in sent()] == ["Er is een plaats voor je"]


def test_a_gesprek_that_readers_do_not_see_has_no_link_to_its_page():
    plan = make_plan(openbaar=False, zichtbaar=False)
    invite_deelnemer(gesprek_of(plan), naam="Gijs", email="gijs@x.example", komt=True, user=leider_of(plan))
    (message,) = sent()
    assert gesprek_of(plan).get_absolute_url() not in message.body


def test_without_an_hour_there_is_no_appointment():
    join(make_plan(begin=None))
    join(make_plan(begin=None, alleen_week=True))
    messages = sent()
    assert all(not message.attachments for message in messages)
    assert "In de week van" in messages[1].body


def test_markup_in_a_name_is_text():
    join(make_plan(), naam="<b>Aletta</b>", email="a@x.example")
    (message,) = sent()
    assert "&lt;b&gt;Aletta" in html_of(message)
    assert "<b>Aletta" in message.body


def test_hours_are_those_of_amsterdam():
    plan = make_plan()
    join(plan)
    assert "10.00 tot 11.30 uur" in sent()[0].body
    assert timezone.localtime(plan.begin_moment).hour == 10
