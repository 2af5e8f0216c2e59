"""The mails to organisers and facilitators: what they say, and when they are left unsent."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.deelnemers.services import send_due_berichten
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.pool.services import accept_verzoek, decline_verzoek, request_facilitator, withdraw_verzoek
from bouwstenen.organiseren.services import check_taak, delete_plan, update_plan
from bouwstenen.organiseren.taken.services import send_reminders
from bouwstenen.organiseren.taken.tijdlijn import tijdlijn
from kennisbank.ui.templatetags.kennisbank_ui import datum
from tests.plannen import VANDAAG, complete_plan, facilitator, gespreksleider, planned

pytestmark = pytest.mark.django_db

MAANDAG = datetime(VANDAAG.year, VANDAAG.month, VANDAAG.day, 9, tzinfo=UTC)


@pytest.fixture
def leider():
    return gespreksleider(weergavenaam="Olga Organisator")


@pytest.fixture
def ander():
    return facilitator(gespreksleider(weergavenaam="Fien Facilitator"))


def sent():
    mail.outbox.clear()
    send_due_berichten()
    return mail.outbox


def html_of(message):
    return next(part.content for part in message.alternatives)


def test_a_reminder_names_the_tasks_that_are_open_when_it_is_sent(leider):
    plan, _ = planned(leider)
    Gespreksplan.objects.update(gepland_op=MAANDAG - timedelta(hours=1))
    send_reminders(nu=MAANDAG)
    check_taak(plan, taak="uitnodigen", user=leider)
    (message,) = sent()
    assert message.to == [leider.email]
    assert "Wie belt er terug?" in message.subject
    for body in (message.body, html_of(message)):
        assert "Kies wie je uitnodigt" in body
        assert "Verstuur de uitnodiging" not in body
        assert f"/gesprekken/organiseren/{plan.kenmerk}/" in body


def test_a_reminder_of_what_is_all_done_is_not_sent(leider):
    plan, _ = planned(leider)
    Gespreksplan.objects.update(gepland_op=MAANDAG - timedelta(hours=1))
    send_reminders(nu=MAANDAG)
    for regel in tijdlijn(plan, vandaag=VANDAAG):
        check_taak(plan, taak=regel.taak.sleutel, user=leider)
    assert sent() == []
    assert Bericht.objects.get().vervallen_op is not None


def test_mails_go_both_ways(leider, ander):
    plan, _ = planned(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, ander, bericht="Geheime woorden", user=leider)
    (asked,) = sent()
    assert asked.to == [ander.user.email]
    assert "Olga Organisator vraagt" in asked.body
    assert verzoek.get_absolute_url() in html_of(asked)
    assert "Geheime woorden" not in asked.body
    accept_verzoek(verzoek, user=ander.user)
    (accepted,) = sent()
    assert accepted.to == [leider.email]
    assert "Fien Facilitator begeleidt jouw gesprek" in accepted.body
    decline_verzoek(verzoek, reden="Iets persoonlijks", user=ander.user)
    (declined,) = sent()
    assert f"/gesprekken/organiseren/{plan.kenmerk}/begeleider/" in declined.body
    assert "Iets persoonlijks" not in declined.body


def test_another_hour_brings_a_new_date_for_the_calendar(leider, ander):
    plan, _ = planned(leider, begeleiding="pool")
    accept_verzoek(request_facilitator(plan, ander, user=leider), user=ander.user)
    sent()
    changes = {"dag": plan.dag + timedelta(days=1), "begin": time(9)}
    update_plan(plan, gegevens=changes, vandaag=VANDAAG, user=leider)
    (message,) = sent()
    name, content, _ = message.attachments[0]
    assert name == "gesprek.ics"
    assert b"SEQUENCE:1" in (content if isinstance(content, bytes) else content.encode())
    assert f"{datum(plan.dag)}, van 09.00" in message.body


def test_a_question_that_was_answered_or_taken_back_is_not_mailed_any_more(leider, ander):
    plan, _ = planned(leider, begeleiding="pool")
    withdraw_verzoek(request_facilitator(plan, ander, user=leider), user=leider)
    assert [message.subject for message in sent()] == ["Je hoeft ‘Wie belt er terug?’ niet te begeleiden"]


def test_a_plan_that_was_thrown_away_is_still_named(leider, ander):
    plan = complete_plan(leider, begeleiding="pool")
    request_facilitator(plan, ander, user=leider)
    delete_plan(plan, user=leider)
    (message,) = sent()
    assert "Wie belt er terug?" in message.subject
