"""The timeline: dates counted from the gesprek, around the year's end and the change of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.taken import tijdlijn as module
from bouwstenen.organiseren.taken.tijdlijn import OWN, TaakStatus, next_taken, tijdlijn


@pytest.fixture(scope="module", autouse=True)
def _only_what_the_plan_knows():
    """Without what other apps know, which needs a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_vanzelf", OWN)
        yield


def plan(dag, **fields):
    return Gespreksplan(dag=dag, format="vragen", begeleiding="zelf", **fields)


def days(dag, **fields):
    return {regel.taak.sleutel: regel.dag for regel in tijdlijn(plan(dag, **fields), vandaag=dag)}


def test_week_one_three_five_and_six():
    found = days(date(2027, 1, 20))
    assert date(2027, 1, 4) <= found["uitnodigen"] <= date(2027, 1, 8)
    assert found["gesprek-voeren"] == date(2027, 1, 20)
    assert date(2027, 2, 1) <= found["bedanken"] <= date(2027, 2, 5)
    assert date(2027, 2, 1) <= found["bouwstenen-opleveren"] <= date(2027, 2, 12)


def test_counting_back_over_the_end_of_the_year():
    found = days(date(2027, 1, 6))
    assert found["uitnodigen"].isocalendar()[:2] == (2026, 52)
    assert found["spullen-klaarleggen"] == date(2027, 1, 5)


@pytest.mark.parametrize("dag", [date(2027, 3, 29), date(2026, 10, 26), date(2028, 2, 29)])
def test_the_change_of_the_clock_and_a_leap_day_move_nothing(dag):
    usual = days(date(2027, 6, 2))
    shift = dag - timedelta(days=dag.weekday()) - date(2027, 5, 31)
    found = days(dag)
    assert found["uitnodigen"] == usual["uitnodigen"] + shift
    assert found["bouwstenen-opleveren"] == usual["bouwstenen-opleveren"] + shift


def test_the_clock_of_a_gesprek_is_that_of_amsterdam():
    winter, zomer = (plan(dag, begin=time(13, 30)) for dag in (date(2027, 3, 27), date(2027, 3, 28)))
    assert winter.begin_moment == datetime(2027, 3, 27, 12, 30, tzinfo=UTC)
    assert zomer.begin_moment == datetime(2027, 3, 28, 11, 30, tzinfo=UTC)
    assert zomer.eind_moment - zomer.begin_moment == timedelta(minutes=90)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_every_plan_has_every_task_once_in_order_of_preparation(dag, offset):
    regels = tijdlijn(plan(dag), vandaag=dag + timedelta(days=offset))
    assert len({regel.taak.sleutel for regel in regels}) == len(regels)
    found = {regel.taak.sleutel: regel.dag for regel in regels}
    assert found["uitnodigen"] < found["herinneren"] < dag <= found["opbrengst-vastleggen"] < found["bedanken"]
    for regel in regels:
        assert regel.is_te_laat <= (regel.dag < dag + timedelta(days=offset))


def test_status_in_words():
    vandaag = date(2027, 1, 6)
    status = {regel.taak.sleutel: regel.status for regel in tijdlijn(plan(date(2027, 1, 20)), vandaag=vandaag)}
    assert status["deelnemers-kiezen"] == TaakStatus.VANDAAG
    assert status["uitnodigen"] == TaakStatus.BINNENKORT
    assert status["bedanken"] == TaakStatus.LATER
    assert status["vorm-kiezen"] == TaakStatus.GEDAAN
    assert status["plek-en-tijd"] == TaakStatus.TE_LAAT
    assert {item.label for item in TaakStatus} == {"Gedaan", "Te laat", "Voorbij", "Vandaag", "Deze week", "Later"}


def test_what_the_plan_knows_ticks_itself():
    known = plan(
        date(2027, 1, 20), begin=time(9), werkvorm="locatie", locatie="Zaal 3", vragen=["vak-1"], gesprek=Gesprek()
    )
    done = {regel.taak.sleutel for regel in tijdlijn(known, vandaag=date(2027, 1, 4)) if regel.vanzelf}
    assert {"vorm-kiezen", "plek-en-tijd", "gespreksleider-regelen", "vragen-kiezen"} <= done
    assert "bouwstenen-opleveren" not in done
    online = plan(date(2027, 1, 20), begin=time(9), werkvorm="online")
    assert "plek-en-tijd" not in {r.taak.sleutel for r in tijdlijn(online, vandaag=date(2027, 1, 4)) if r.is_gedaan}


def test_what_is_ticked_off_is_done():
    ticked = plan(date(2027, 1, 20), afgevinkt={"uitnodigen": "2027-01-05T10:00:00+00:00"})
    regel = next(r for r in tijdlijn(ticked, vandaag=date(2027, 3, 1)) if r.taak.sleutel == "uitnodigen")
    assert regel.is_gedaan
    assert regel.gedaan_op == datetime(2027, 1, 5, 10, tzinfo=UTC)


def test_first_what_is_late_then_what_comes():
    regels = next_taken(tijdlijn(plan(date(2027, 1, 20)), vandaag=date(2027, 1, 14)))
    assert len(regels) == 3
    assert regels == sorted(regels, key=lambda regel: regel.dag)
    assert regels[0].is_te_laat


def test_without_a_day_there_is_no_timeline():
    assert tijdlijn(Gespreksplan(), vandaag=date(2027, 1, 4)) == []
