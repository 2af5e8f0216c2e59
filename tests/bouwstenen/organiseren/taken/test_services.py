"""Reminders: once, together, and not to who has no address."""

from datetime import UTC, datetime, timedelta

import pytest

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.services import cancel_gesprek, check_taak, update_plan
from bouwstenen.organiseren.taken.services import send_reminders
from bouwstenen.startkit.inhoud import taken
from tests.plannen import GESPREKSDAG, VANDAAG, gespreksleider, planned

pytestmark = pytest.mark.django_db


def at(dag, uur=9):
    return datetime(dag.year, dag.month, dag.day, uur, tzinfo=UTC)


def run_days(first, number):
    for offset in range(number):
        send_reminders(nu=at(first + timedelta(days=offset)))


@pytest.fixture
def plan():
    made, _ = planned(gespreksleider())
    Gespreksplan.objects.update(gepland_op=at(VANDAAG, 8))
    made.refresh_from_db()
    return made


def test_one_mail_a_day_with_all_tasks_of_that_day(plan):
    assert send_reminders(nu=at(VANDAAG)) == 1
    assert send_reminders(nu=at(VANDAAG, 15)) == 0
    bericht = Bericht.objects.get()
    assert (bericht.user, bericht.gesprek) == (plan.eigenaar, plan.gesprek)
    assert {"deelnemers-kiezen", "uitnodigen"} <= set(bericht.gegevens["taken"])


def test_each_occasion_is_mentioned_once(plan):
    run_days(VANDAAG, 60)
    mentioned = [taak for bericht in Bericht.objects.all() for taak in bericht.gegevens["taken"]]
    days = Bericht.objects.values_list("sleutel", flat=True)
    assert len(days) == len(set(days))
    assert max(mentioned.count(taak.sleutel) for taak in taken()) <= 3
    assert mentioned.count("herinneren") == 3
    assert mentioned.count("peiling-uitzetten") == 2, "what may be skipped is not called late"


def test_what_is_done_is_not_mentioned(plan):
    check_taak(plan, taak="uitnodigen", user=plan.eigenaar)
    run_days(VANDAAG, 10)
    mentioned = [taak for bericht in Bericht.objects.all() for taak in bericht.gegevens["taken"]]
    assert "uitnodigen" not in mentioned
    assert "vorm-kiezen" not in mentioned, "the plan itself knows"


def test_what_was_late_when_it_was_planned_waits_a_day(plan):
    Gespreksplan.objects.update(gepland_op=at(GESPREKSDAG - timedelta(days=1), 8))
    send_reminders(nu=at(GESPREKSDAG - timedelta(days=1)))
    assert "uitnodigen" not in Bericht.objects.get().gegevens["taken"]
    send_reminders(nu=at(GESPREKSDAG))
    assert "uitnodigen" in Bericht.objects.order_by("pk").last().gegevens["taken"]


def test_another_day_starts_the_count_again(plan):
    run_days(VANDAAG, 3)
    before = Bericht.objects.count()
    later = GESPREKSDAG + timedelta(days=14)
    update_plan(plan, gegevens={"dag": later}, vandaag=VANDAAG, user=plan.eigenaar)
    run_days(VANDAAG + timedelta(days=14), 3)
    assert Bericht.objects.count() > before


def test_nothing_in_the_night_or_for_what_is_off(plan):
    assert send_reminders(nu=at(VANDAAG, 4)) == 0
    cancel_gesprek(plan, user=plan.eigenaar)
    assert send_reminders(nu=at(VANDAAG)) == 0


def test_without_an_address_nothing_is_sent(plan):
    type(plan.eigenaar).objects.update(email="")
    run_days(VANDAAG, 5)
    assert not Bericht.objects.exists()


def test_looking_again_costs_one_query(plan, django_assert_num_queries):
    send_reminders(nu=at(VANDAAG))
    with django_assert_num_queries(1):
        send_reminders(nu=at(VANDAAG, 10))
