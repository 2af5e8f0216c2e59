"""Polls: one vote each, nobody's name, and no way back to the voter once it is closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.aanmelden.models import Antwoord, Peiling, Stem
from bouwstenen.aanmelden.peilingen.presentation import make_uitslag
from bouwstenen.aanmelden.peilingen.services import (
    MAX_STELLINGEN,
    attach_peiling,
    cast_stem,
    close_overdue_peilingen,
    close_peiling,
    create_peiling,
    delete_peiling,
    kiezer_index,
    may_manage_peiling,
)
from tests.bouwstenen.aanmelden.making import leider_of, make_plan
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TWEE = ("Wie zwijgt, stemt toe.", "Een fout melden kost je niets.")


def make_peiling(**fields):
    user = fields.pop("user", None) or UserFactory(rol="gespreksleider")
    values = {"titel": "Vooraf", "stellingen": TWEE, "open_tot": timezone.localdate() + timedelta(days=7)}
    return create_peiling(**(values | fields), user=user)


def vote(peiling, number, *antwoorden):
    keys = peiling.stellingen.values_list("pk", flat=True)
    return cast_stem(peiling, antwoorden=dict(zip(keys, antwoorden, strict=False)), kiezer=f"cookie:{number}")


class TestMaking:
    def test_is_open_at_once_with_its_stellingen_in_order(self):
        peiling = make_peiling(stellingen=["  Eerst   dit. ", "", "Dan dat.", "Eerst dit."])
        assert [stelling.tekst for stelling in peiling.stellingen.all()] == ["Eerst dit.", "Dan dat."]
        assert peiling.is_open

    @pytest.mark.parametrize(
        ("fields", "veld"),
        [
            ({"titel": "  "}, "titel"),
            ({"stellingen": [" "]}, "stellingen"),
            ({"stellingen": [f"Stelling {n}" for n in range(MAX_STELLINGEN + 1)]}, "stellingen"),
            ({"stellingen": ["x" * 301]}, "stellingen"),
            ({"open_tot": timezone.localdate() - timedelta(days=1)}, "open_tot"),
            ({"open_tot": timezone.localdate() + timedelta(days=400)}, "open_tot"),
        ],
    )
    def test_says_which_field_is_wrong(self, fields, veld):
        with pytest.raises(ValidationError) as fout:
            make_peiling(**fields)
        assert set(fout.value.message_dict) == {veld}
        assert not Peiling.objects.exists()

    def test_who_may(self, redacteur):
        plan = make_plan()
        assert make_peiling(plan=plan, user=leider_of(plan)).plan == plan
        assert make_peiling(plan=plan, user=redacteur)
        for user in (UserFactory(rol="gespreksleider"), UserFactory(rol="deelnemer"), UserFactory()):
            with pytest.raises(PermissionDenied):
                make_peiling(plan=plan, user=user)
        with pytest.raises(PermissionDenied):
            make_peiling(user=UserFactory(rol="deelnemer"))


class TestVoting:
    def test_a_second_vote_replaces_the_first(self):
        peiling = make_peiling()
        vote(peiling, 1, 2, -2)
        vote(peiling, 1, None)
        assert list(peiling.stemmen.values_list("antwoord", flat=True)) == [None]

    def test_the_database_keeps_it_to_one_each(self):
        peiling = make_peiling()
        vote(peiling, 1, 2)
        stem = peiling.stemmen.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Stem.objects.create(peiling=peiling, stelling=stem.stelling, antwoord=1, kiezer_index=stem.kiezer_index)

    @pytest.mark.parametrize("antwoorden", [{}, {0: 1}])
    def test_only_answers_to_its_own_stellingen(self, antwoorden):
        with pytest.raises(ValidationError):
            cast_stem(make_peiling(), antwoorden=antwoorden, kiezer="cookie:1")

    def test_only_answers_on_the_scale(self):
        with pytest.raises(ValidationError):
            vote(make_peiling(), 1, 3)

    def test_not_after_the_last_day_or_after_closing(self):
        late, closed = make_peiling(), make_peiling()
        Peiling.objects.filter(pk=late.pk).update(open_tot=timezone.localdate() - timedelta(days=1))
        close_peiling(closed, user=closed.eigenaar)
        for peiling in (late, closed):
            with pytest.raises(ValidationError, match="gesloten"):
                vote(peiling, 1, 1)


class TestSecrecy:
    def test_a_vote_holds_no_user_name_or_time(self):
        names = {field.name for field in Stem._meta.get_fields()}
        assert names == {"id", "peiling", "stelling", "antwoord", "kiezer_index"}

    def test_the_same_voter_looks_different_in_every_poll(self):
        assert kiezer_index(make_peiling(), "account:7") != kiezer_index(make_peiling(), "account:7")

    def test_nobody_can_be_found_again_after_closing(self):
        peiling = make_peiling()
        cast_stem(peiling, antwoorden={peiling.stellingen.all()[0].pk: 1}, kiezer="account:7")
        assert peiling.stemmen.get().kiezer_index == kiezer_index(peiling, "account:7")
        closed = close_peiling(peiling, user=peiling.eigenaar)
        assert Peiling.objects.get().zout == ""
        with pytest.raises(ValidationError):
            kiezer_index(closed, "account:7")

    def test_the_scheduler_closes_what_is_past_its_day(self):
        late, current = make_peiling(), make_peiling()
        Peiling.objects.filter(pk=late.pk).update(open_tot=timezone.localdate() - timedelta(days=1))
        assert close_overdue_peilingen() == 1
        assert list(Peiling.objects.exclude(zout="")) == [current]


class TestResult:
    def test_is_shown_from_five_voters_on(self):
        peiling = make_peiling()
        for number in range(4):
            vote(peiling, number, 2)
        assert (make_uitslag(peiling).genoeg, make_uitslag(peiling).stellingen) == (False, ())
        vote(peiling, 4, None, -1)
        result = make_uitslag(peiling)
        assert (result.genoeg, result.kiezers) == (True, 5)
        first, second = result.stellingen
        assert (first.aantal, first.geen_mening) == (4, 1)
        assert second.samenvatting == "0 van de 1 is het ermee eens, 1 niet."

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.sampled_from([*Antwoord.values, None]), min_size=5, max_size=12))
    def test_counts_everybody_once_and_fills_the_bar(self, db, antwoorden):
        with transaction.atomic():
            peiling = make_peiling(stellingen=TWEE[:1])
            for number, antwoord in enumerate(antwoorden):
                vote(peiling, number, antwoord)
            (row,) = make_uitslag(peiling).stellingen
            assert [deel.aantal for deel in row.delen] == [antwoorden.count(value) for value in Antwoord.values]
            assert row.aantal + row.geen_mening == len(antwoorden)
            assert sum(deel.breedte for deel in row.delen) == pytest.approx(100 if row.aantal else 0, abs=0.1)
            transaction.set_rollback(True)

    def test_is_attached_once_closed(self):
        plan = make_plan()
        peiling = make_peiling(plan=plan, user=leider_of(plan))
        with pytest.raises(ValidationError, match="Sluit"):
            attach_peiling(peiling, gekoppeld=True, user=leider_of(plan))
        close_peiling(peiling, user=leider_of(plan))
        attach_peiling(peiling, gekoppeld=True, user=leider_of(plan))
        assert list(Peiling.objects.shown_with(plan.gesprek)) == [peiling]
        attach_peiling(peiling, gekoppeld=False, user=leider_of(plan))
        assert not Peiling.objects.shown_with(plan.gesprek)

    def test_is_not_attached_without_a_gesprek(self):
        peiling = make_peiling()
        close_peiling(peiling, user=peiling.eigenaar)
        with pytest.raises(ValidationError, match="hoort niet"):
            attach_peiling(peiling, gekoppeld=True, user=peiling.eigenaar)


def test_nobody_else_manages_it(redacteur):
    plan = make_plan()
    peiling = make_peiling(plan=plan, user=leider_of(plan))
    assert may_manage_peiling(peiling, redacteur)
    for user in (UserFactory(rol="gespreksleider"), UserFactory(rol="deelnemer"), UserFactory()):
        for change in (close_peiling, delete_peiling):
            with pytest.raises(PermissionDenied):
                change(peiling, user=user)
        with pytest.raises(PermissionDenied):
            attach_peiling(peiling, gekoppeld=True, user=user)
    delete_peiling(peiling, user=redacteur)
    assert not Peiling.objects.exists()
