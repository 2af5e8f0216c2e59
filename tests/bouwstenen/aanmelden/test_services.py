"""Who gets a place: the last one once, the waiting list in order, and everybody told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.aanmelden.models import Rondbericht
from bouwstenen.aanmelden.services import (
    delete_old_rondberichten,
    fill_places,
    invite_deelnemer,
    move_to_waiting_list,
    put_in_front,
    remove_deelnemer,
    send_rondbericht,
    sign_off,
    sign_on,
    sign_up,
    tell_about_cancellation,
    tell_about_change,
)
from bouwstenen.deelnemers.models import Bericht, Deelnemer, Wisbewijs
from bouwstenen.deelnemers.services import default_retention, send_due_berichten
from bouwstenen.organiseren.services import cancel_gesprek, update_plan
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan, statuses
from tests.factories import UserFactory
from tests.plannen import gespreksleider, planned

pytestmark = pytest.mark.django_db


def soorten(deelnemer: Deelnemer) -> list[str]:
    return list(deelnemer.berichten.order_by("pk").values_list("soort", flat=True))


class TestSigningUp:
    def test_places_first_then_the_waiting_list(self):
        plan = make_plan(plaatsen=2)
        made = [join(plan, number, werkveld="beleid") for number in range(4)]
        assert [deelnemer.status for deelnemer in made] == ["aangemeld", "aangemeld", "wachtlijst", "wachtlijst"]
        assert soorten(made[0]) == ["aanmelden_bevestiging"]
        assert soorten(made[2]) == ["aanmelden_wachtlijst"]

    def test_is_tied_to_an_account_only_when_it_is_their_own_address(self):
        plan, user = make_plan(), UserFactory(email="Aletta@ministerie.example")
        assert join(plan, 0, user=user).user == user
        assert join(plan, 1, user=user).user is None

    def test_twice_is_no_error_and_not_two_places(self):
        plan = make_plan(plaatsen=2)
        first = join(plan)
        again = join(plan, naam="Iemand anders", email=" ALETTA@ministerie.example ")
        assert again == first
        assert Deelnemer.objects.get().naam == "Aletta Vrijland"
        assert len(soorten(first)) == 1, "a form sent twice gives one mail"

    def test_the_mail_is_sent_again_after_a_while(self):
        plan = make_plan(plaatsen=1)
        first, waiting = join(plan), join(plan, 1)
        Bericht.objects.update(gemaakt_op=timezone.now() - timedelta(hours=1))
        join(plan)
        join(plan, 1)
        assert soorten(first) == ["aanmelden_bevestiging"] * 2
        assert soorten(waiting) == ["aanmelden_wachtlijst"] * 2

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"dagen": -1}, "al geweest"),
            ({"openbaar": False}, "uitgenodigd"),
            ({"afgelast_op": timezone.now()}, "gaat niet door"),
            ({"aanmelden_tot": timezone.localdate() - timedelta(days=1)}, "gesloten"),
        ],
    )
    def test_is_refused_when_it_is_closed(self, fields, words):
        plan = make_plan(**fields)
        with pytest.raises(ValidationError, match=words):
            join(plan)
        assert not Deelnemer.objects.exists()

    def test_counts_for_a_week_until_that_week_is_over(self):
        assert join(make_plan(dagen=-timezone.localdate().weekday(), alleen_week=True, begin=None))


class TestSigningOff:
    def test_the_first_who_waits_moves_up_at_once_and_is_told(self):
        plan = make_plan(plaatsen=1)
        people = [join(plan, number) for number in range(3)]
        sign_off(people[0])
        assert statuses(plan) == {"Aletta": "afgemeld", "Barend": "aangemeld", "Chantal": "wachtlijst"}
        assert soorten(people[1]) == ["aanmelden_wachtlijst", "aanmelden_plaats_vrij"]

    def test_twice_moves_one_up(self):
        plan = make_plan(plaatsen=1)
        people = [join(plan, number) for number in range(3)]
        sign_off(people[0])
        sign_off(people[0])
        assert statuses(plan)["Chantal"] == "wachtlijst"

    def test_can_be_undone_while_there_is_room_and_else_at_the_end_of_the_line(self):
        plan = make_plan(plaatsen=1)
        first = join(plan)
        sign_off(first)
        assert sign_on(first).status == "aangemeld"
        join(plan, 1)
        join(plan, 2)
        sign_off(first)
        sign_on(first)
        sign_off(Deelnemer.objects.with_email(adres(NAMEN[1])).get())
        assert statuses(plan) == {"Aletta": "wachtlijst", "Barend": "afgemeld", "Chantal": "aangemeld"}

    def test_not_after_the_gesprek(self):
        plan = make_plan()
        deelnemer = join(plan)
        plan.dag = timezone.localdate() - timedelta(days=2)
        plan.save()
        for change in (sign_off, sign_on):
            with pytest.raises(ValidationError, match="al geweest"):
                change(deelnemer)

    def test_erasing_frees_the_place_too_and_leaves_proof_without_a_name(self):
        plan = make_plan(plaatsen=1)
        first = join(plan)
        join(plan, 1)
        remove_deelnemer(first)
        assert statuses(plan) == {"Barend": "aangemeld"}
        assert Wisbewijs.objects.get().aantal == 1
        with pytest.raises(ValidationError, match="verwijderd"):
            sign_off(first)


OPS = st.lists(st.tuples(st.sampled_from(["op", "af", "weg", "achteraan", "ruimer"]), st.integers(0, 5)), max_size=14)


class TestAlways:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(plaatsen=st.integers(2, 3), stappen=OPS)
    def test_no_place_is_given_twice_and_none_stays_empty_while_somebody_waits(self, db, plaatsen, stappen):
        with transaction.atomic():
            plan = make_plan(plaatsen=plaatsen)
            line: list[str] = []
            for what, number in stappen:
                self._step(plan, what, number, line)
                rows = list(gesprek_of(plan).deelnemers.all())
                placed = [row for row in rows if row.status == "aangemeld"]
                waiting = list(gesprek_of(plan).deelnemers.waiting())
                assert len(placed) <= plan.plaatsen
                assert not waiting or len(placed) == plan.plaatsen
                names = [row.naam for row in waiting]
                assert names == [naam for naam in line if naam in names], "who came first is in front"
            transaction.set_rollback(True)

    def _step(self, plan, what, number, line):
        """One thing happens; `line` is the order in which people came."""
        naam = NAMEN[number]
        found = gesprek_of(plan).deelnemers.with_email(adres(naam)).first()
        if what == "op":
            if found is None or found.status == "afgemeld":
                line[:] = [other for other in line if other != naam] + [naam]
            join(plan, number)
        elif what == "ruimer":
            plan.plaatsen += 1
            plan.save()
            fill_places(gesprek_of(plan))
        elif found is not None and what == "af":
            sign_off(found)
        elif found is not None and what == "weg":
            remove_deelnemer(found)
        elif found is not None and what == "achteraan":
            try:
                move_to_waiting_list(found, user=leider_of(plan))
            except ValidationError:
                return
            line[:] = [other for other in line if other != naam] + [naam]


class TestOrganiser:
    def test_invites_and_the_guest_answers_by_link(self):
        plan = make_plan(plaatsen=2)
        guest = invite_deelnemer(gesprek_of(plan), naam="Gijs Vos", email="gijs@gemeente.example", user=leider_of(plan))
        assert (guest.status, soorten(guest)) == ("uitgenodigd", ["aanmelden_uitnodiging"])
        assert sign_on(guest).status == "aangemeld"

    def test_an_invitation_holds_no_place(self):
        plan = make_plan(plaatsen=2)
        guest = invite_deelnemer(gesprek_of(plan), naam="Gijs Vos", email="gijs@gemeente.example", user=leider_of(plan))
        join(plan, 0)
        join(plan, 1)
        assert sign_on(guest).status == "wachtlijst"

    def test_writes_down_who_said_yes_already(self):
        plan = make_plan(plaatsen=2)
        said_yes = {"naam": "Gijs Vos", "email": "gijs@gemeente.example", "komt": True, "user": leider_of(plan)}
        guest = invite_deelnemer(gesprek_of(plan), **said_yes)
        assert (guest.status, soorten(guest)) == ("aangemeld", ["aanmelden_bevestiging"])
        with pytest.raises(ValidationError) as fout:
            invite_deelnemer(gesprek_of(plan), **said_yes)
        assert set(fout.value.message_dict) == {"email"}

    def test_moves_somebody_to_the_waiting_list_only_when_somebody_waits(self):
        plan = make_plan(plaatsen=1)
        first = join(plan)
        with pytest.raises(ValidationError, match="niemand"):
            move_to_waiting_list(first, user=leider_of(plan))
        join(plan, 1)
        move_to_waiting_list(first, user=leider_of(plan))
        assert statuses(plan) == {"Aletta": "wachtlijst", "Barend": "aangemeld"}
        assert soorten(first)[-1] == "aanmelden_wachtlijst"

    def test_puts_somebody_in_front(self):
        plan = make_plan(plaatsen=1)
        people = [join(plan, number) for number in range(3)]
        put_in_front(people[2], user=leider_of(plan))
        sign_off(people[0], user=leider_of(plan))
        assert statuses(plan) == {"Aletta": "afgemeld", "Barend": "wachtlijst", "Chantal": "aangemeld"}
        assert soorten(people[0])[-1] == "aanmelden_afgemeld", "who is signed off by another is told"
        with pytest.raises(ValidationError):
            put_in_front(people[0], user=leider_of(plan))

    @pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker", ""])
    def test_nobody_else_may(self, rol):
        plan, user = make_plan(plaatsen=1), UserFactory(rol=rol)
        placed, waiting = join(plan), join(plan, 1)
        changes = [
            lambda: invite_deelnemer(gesprek_of(plan), naam="G", email="g@x.example", user=user),
            lambda: move_to_waiting_list(placed, user=user),
            lambda: put_in_front(waiting, user=user),
            lambda: sign_off(placed, user=user),
            lambda: remove_deelnemer(placed, user=user),
            lambda: send_rondbericht(gesprek_of(plan), onderwerp="o", tekst="t", user=user),
        ]
        for change in changes:
            with pytest.raises(PermissionDenied):
                change()
        assert statuses(plan) == {"Aletta": "aangemeld", "Barend": "wachtlijst"}

    def test_the_redactie_may(self, redacteur):
        plan = make_plan()
        assert sign_off(join(plan), user=redacteur).status == "afgemeld"


class TestRondbericht:
    def send(self, plan, **fields):
        values = {"onderwerp": "Neem mee", "tekst": "Een foto van je werk.", "user": leider_of(plan)} | fields
        return send_rondbericht(gesprek_of(plan), **values)

    def test_each_gets_a_mail_of_their_own(self):
        plan = make_plan(plaatsen=2)
        for number in range(3):
            join(plan, number)
        self.send(plan)
        send_due_berichten()
        found = [message for message in mail.outbox if message.subject == "Neem mee"]
        assert [message.to for message in found] == [[adres(NAMEN[0])], [adres(NAMEN[1])]]
        assert "Een foto van je werk." in found[0].body
        assert adres(NAMEN[1]) not in found[0].body

    def test_also_to_who_waits_when_asked(self):
        plan = make_plan(plaatsen=2)
        for number in range(3):
            join(plan, number)
        self.send(plan, ook_wachtlijst=True)
        assert Bericht.objects.filter(soort="aanmelden_rondbericht").count() == 3

    def test_a_double_click_sends_once(self):
        plan = make_plan()
        join(plan)
        assert self.send(plan) == self.send(plan)
        assert Bericht.objects.filter(soort="aanmelden_rondbericht").count() == 1

    def test_is_unreadable_in_the_database_and_gone_after_a_month(self):
        plan = make_plan()
        join(plan)
        self.send(plan)
        with connection.cursor() as cursor:
            cursor.execute("SELECT onderwerp, tekst FROM aanmelden_rondbericht")
            assert "foto" not in str(cursor.fetchall())
        assert delete_old_rondberichten() == 0
        assert delete_old_rondberichten(vandaag=timezone.localdate() + timedelta(days=31)) == 1
        assert not Rondbericht.objects.exists()

    @pytest.mark.parametrize("fields", [{"tekst": " "}, {"onderwerp": ""}, {"tekst": "x" * 6000}])
    def test_needs_words_and_somebody_to_read_them(self, fields):
        plan = make_plan()
        with pytest.raises(ValidationError):
            self.send(plan)
        join(plan)
        with pytest.raises(ValidationError):
            self.send(plan, **fields)


class TestFollowingThePlan:
    def test_another_day_is_mailed_to_all_and_moves_the_date_of_deletion(self):
        leider = gespreksleider()
        plan, gesprek = planned(leider, plaatsen=2)
        people = [join(plan, number) for number in range(3)]
        update_plan(plan, gegevens={"dag": plan.dag + timedelta(days=7)}, user=leider)
        assert [soorten(row)[-1] for row in people] == ["aanmelden_gewijzigd"] * 3
        gesprek.refresh_from_db()
        assert set(gesprek.deelnemers.values_list("verwijderen_na", flat=True)) == {default_retention(gesprek)}

    def test_another_title_is_no_reason_to_mail(self):
        leider = gespreksleider()
        plan, _ = planned(leider)
        deelnemer = join(plan)
        update_plan(plan, gegevens={"titel": "Wie luistert er?"}, user=leider)
        assert soorten(deelnemer) == ["aanmelden_bevestiging"]

    def test_more_places_are_filled_from_the_waiting_list(self):
        leider = gespreksleider()
        plan, _ = planned(leider, plaatsen=2)
        for number in range(4):
            join(plan, number)
        update_plan(plan, gegevens={"plaatsen": 3}, user=leider)
        assert list(statuses(plan).values()) == ["aangemeld"] * 3 + ["wachtlijst"]

    def test_fewer_places_take_nobodys_place(self):
        leider = gespreksleider()
        plan, _ = planned(leider, plaatsen=3)
        for number in range(4):
            join(plan, number)
        update_plan(plan, gegevens={"plaatsen": 2}, user=leider)
        assert list(statuses(plan).values()) == ["aangemeld"] * 3 + ["wachtlijst"]
        sign_off(gesprek_of(plan).deelnemers.with_place()[0])
        assert sorted(statuses(plan).values()) == ["aangemeld", "aangemeld", "afgemeld", "wachtlijst"]

    def test_calling_off_is_mailed_and_lets_nobody_move_up(self):
        leider = gespreksleider()
        plan, gesprek = planned(leider, plaatsen=2)
        people = [join(plan, number) for number in range(3)]
        cancel_gesprek(plan, reden="De zaal is dicht.", user=leider)
        assert [soorten(row)[-1] for row in people] == ["aanmelden_afgelast"] * 3
        send_due_berichten()
        bodies = [message.body for message in mail.outbox]
        assert len(bodies) == 3, "the confirmations that were not sent yet are of no use any more"
        assert all("De zaal is dicht." in body for body in bodies)
        assert fill_places(gesprek) == []

    def test_the_same_change_is_told_once(self):
        plan = make_plan()
        deelnemer = join(plan)
        for tell in (tell_about_change, tell_about_cancellation):
            assert tell(gesprek_of(plan)) == 1
            tell(gesprek_of(plan))
        assert soorten(deelnemer) == ["aanmelden_bevestiging", "aanmelden_gewijzigd", "aanmelden_afgelast"]


def test_a_gesprek_without_a_plan_takes_nobody():
    gesprek = gesprek_of(make_plan())
    gesprek.plan.delete()
    with pytest.raises(ValidationError):
        sign_up(gesprek, naam="A", email="a@x.example", user=None)
