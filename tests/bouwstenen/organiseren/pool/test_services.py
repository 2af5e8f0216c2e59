"""The pool: who is in it, asking, saying yes and no, and two who say yes at once."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import Facilitator, FacilitatorVerzoek
from bouwstenen.organiseren.pool.services import (
    accept_verzoek,
    decline_verzoek,
    request_facilitator,
    save_facilitator,
    withdraw_verzoek,
)
from bouwstenen.organiseren.services import cancel_gesprek, delete_plan, plan_gesprek, start_plan, update_plan
from bouwstenen.services import may_edit_gesprek
from tests.plannen import VANDAAG, complete_plan, facilitator, gespreksleider, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider():
    return gespreksleider()


def soorten():
    return list(Bericht.objects.order_by("pk").values_list("soort", "user__username"))


def test_only_who_can_record_the_yield_joins_the_pool(deelnemer, leider):
    with pytest.raises(PermissionDenied):
        facilitator(deelnemer)
    facilitator(leider)
    facilitator(leider, formats=["verhalen", "onzin"])
    assert Facilitator.objects.get().formats == ["verhalen"]


@pytest.mark.parametrize(
    ("gegevens", "veld"),
    [
        ({"formats": []}, "formats"),
        ({"regios": ["mars"]}, "regios"),
        ({"dagdelen": []}, "dagdelen"),
        ({"afwezig_van": date(2027, 1, 1)}, "afwezig_tot"),
        ({"afwezig_tot": date(2027, 1, 1)}, "afwezig_van"),
        ({"afwezig_van": date(2027, 1, 2), "afwezig_tot": date(2027, 1, 1)}, "afwezig_tot"),
        ({"toelichting": "x" * 1001}, "toelichting"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(leider, gegevens, veld):
    with pytest.raises(ValidationError) as caught:
        facilitator(leider, **gegevens)
    assert list(caught.value.message_dict) == [veld]


def test_asking_and_saying_yes_gives_access_to_that_gesprek_alone(leider):
    ander = facilitator()
    plan, gesprek = planned(leider, begeleiding="pool")
    _, other_gesprek = planned(leider)
    assert not may_edit_gesprek(gesprek, ander.user)
    verzoek = request_facilitator(plan, ander, bericht="Kun jij?", user=leider)
    assert not may_edit_gesprek(gesprek, ander.user)
    accept_verzoek(verzoek, user=ander.user)
    assert may_edit_gesprek(gesprek, ander.user)
    assert not may_edit_gesprek(other_gesprek, ander.user)
    assert list(Gesprek.objects.editable_by(ander.user)) == [gesprek]
    assert soorten() == [("pool_gevraagd", ander.user.username), ("pool_aangenomen", leider.username)]


def test_saying_yes_to_a_draft_holds_once_it_is_planned(leider):
    ander = facilitator()
    plan = complete_plan(leider, begeleiding="pool")
    accept_verzoek(request_facilitator(plan, ander, user=leider), user=ander.user)
    assert may_edit_gesprek(plan_gesprek(plan, vandaag=VANDAAG, user=leider), ander.user)


def test_saying_no_tells_the_organiser_who_asks_another(leider):
    plan, gesprek = planned(leider, begeleiding="pool")
    nee, ja = facilitator(), facilitator()
    verzoek = request_facilitator(plan, nee, user=leider)
    decline_verzoek(verzoek, reden="Ik ben die week vrij.", user=nee.user)
    decline_verzoek(verzoek, reden="Nog eens", user=nee.user)
    assert (verzoek.status, verzoek.reden) == ("afgewezen", "Ik ben die week vrij.")
    accept_verzoek(request_facilitator(plan, ja, user=leider), user=ja.user)
    assert may_edit_gesprek(gesprek, ja.user)
    assert not may_edit_gesprek(gesprek, nee.user)
    assert soorten().count(("pool_afgewezen", leider.username)) == 1


def test_of_two_who_say_yes_the_second_is_told_it_is_settled(leider):
    plan, gesprek = planned(leider, begeleiding="pool")
    een, twee = facilitator(), facilitator()
    eerste, tweede = (request_facilitator(plan, who, user=leider) for who in (een, twee))
    stale = FacilitatorVerzoek.objects.get(pk=tweede.pk)
    accept_verzoek(eerste, user=een.user)
    with pytest.raises(ValidationError, match="was je voor"):
        accept_verzoek(stale, user=twee.user)
    assert FacilitatorVerzoek.objects.accepted().get() == eerste
    assert not may_edit_gesprek(gesprek, twee.user)
    assert ("pool_ingetrokken", twee.user.username) in soorten()


def test_the_database_too_refuses_a_second_yes(leider):
    plan, _ = planned(leider, begeleiding="pool")
    for who in (facilitator(), facilitator()):
        request_facilitator(plan, who, user=leider)
    with pytest.raises(IntegrityError), transaction.atomic():
        FacilitatorVerzoek.objects.update(status="aangenomen")


def test_giving_back_what_one_accepted_takes_the_access_away(leider):
    ander = facilitator()
    plan, gesprek = planned(leider, begeleiding="pool")
    verzoek = accept_verzoek(request_facilitator(plan, ander, user=leider), user=ander.user)
    decline_verzoek(verzoek, reden="Ziek", user=ander.user)
    assert not may_edit_gesprek(gesprek, ander.user)


def test_nobody_answers_for_another_or_asks_for_another(leider):
    plan, _ = planned(leider, begeleiding="pool")
    een, twee = facilitator(), facilitator()
    verzoek = request_facilitator(plan, een, user=leider)
    for act in (accept_verzoek, decline_verzoek):
        for who in (twee.user, leider):
            with pytest.raises(PermissionDenied):
                act(verzoek, user=who)
    for who in (een.user, twee.user):
        with pytest.raises(PermissionDenied):
            request_facilitator(plan, twee, user=who)
        with pytest.raises(PermissionDenied):
            withdraw_verzoek(verzoek, user=who)


def test_asking_again_while_it_is_open_is_one_request(leider):
    plan, _ = planned(leider, begeleiding="pool")
    ander = facilitator()
    assert request_facilitator(plan, ander, user=leider) == request_facilitator(plan, ander, user=leider)
    assert len(soorten()) == 1


def test_no_more_than_three_at_once_and_none_after_a_yes(leider):
    plan, _ = planned(leider, begeleiding="pool")
    verzoeken = [request_facilitator(plan, facilitator(), user=leider) for _ in range(3)]
    with pytest.raises(ValidationError, match="3"):
        request_facilitator(plan, facilitator(), user=leider)
    withdraw_verzoek(verzoeken[0], user=leider)
    accept_verzoek(verzoeken[1], user=verzoeken[1].facilitator.user)
    with pytest.raises(ValidationError, match="al ja gezegd"):
        request_facilitator(plan, facilitator(), user=leider)


def test_who_cannot_be_asked(leider):
    plan, _ = planned(leider, begeleiding="pool")
    with pytest.raises(ValidationError, match="zelf"):
        request_facilitator(plan, facilitator(leider), user=leider)
    with pytest.raises(ValidationError, match="nu niet"):
        request_facilitator(plan, facilitator(actief=False), user=leider)
    with pytest.raises(ValidationError, match="vorm en een dag"):
        request_facilitator(start_plan(user=leider), facilitator(), user=leider)


def test_a_request_that_was_taken_back_cannot_be_accepted(leider):
    plan, _ = planned(leider, begeleiding="pool")
    ander = facilitator()
    verzoek = request_facilitator(plan, ander, user=leider)
    withdraw_verzoek(verzoek, user=leider)
    for act in (accept_verzoek, decline_verzoek):
        with pytest.raises(ValidationError, match="niet meer open"):
            act(verzoek, user=ander.user)


def test_the_facilitator_is_told_of_another_day_and_of_calling_off(leider):
    ander = facilitator()
    plan, gesprek = planned(leider, begeleiding="pool")
    accept_verzoek(request_facilitator(plan, ander, user=leider), user=ander.user)
    update_plan(plan, gegevens={"dag": plan.dag + timedelta(days=7), "begin": time(9)}, vandaag=VANDAAG, user=leider)
    cancel_gesprek(plan, user=leider)
    told = [soort for soort, username in soorten() if username == ander.user.username]
    assert told == ["pool_gevraagd", "pool_gewijzigd", "pool_ingetrokken"]
    assert not may_edit_gesprek(gesprek, ander.user)


def test_another_way_to_lead_or_no_plan_at_all_takes_requests_back(leider):
    ander = facilitator()
    plan = complete_plan(leider, begeleiding="pool")
    verzoek = request_facilitator(plan, ander, user=leider)
    update_plan(plan, gegevens={"begeleiding": "zelf"}, vandaag=VANDAAG, user=leider)
    verzoek.refresh_from_db()
    assert verzoek.status == "ingetrokken"
    second = complete_plan(leider, begeleiding="pool")
    request_facilitator(second, ander, user=leider)
    delete_plan(second, user=leider)
    assert [soort for soort, _ in soorten()].count("pool_ingetrokken") == 2


def test_who_is_no_gespreksleider_any_more_has_no_access(leider):
    ander = facilitator()
    plan, gesprek = planned(leider, begeleiding="pool")
    accept_verzoek(request_facilitator(plan, ander, user=leider), user=ander.user)
    ander.user.groups.clear()
    assert not may_edit_gesprek(gesprek, type(ander.user).objects.get(pk=ander.user.pk))


def test_saving_needs_a_user_of_ones_own(leider):
    fields = {"formats": ["vragen"], "regios": ["online"], "dagdelen": ["ma-ochtend"]}
    assert save_facilitator(**fields, user=leider).user == leider
