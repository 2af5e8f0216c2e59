"""The organiser's pages: who may see them, and what the buttons do."""

import pytest
from django.core import mail
from django.urls import reverse

from bouwstenen.aanmelden.organisator import panel
from bouwstenen.aanmelden.presentation import advise_on_mix
from bouwstenen.deelnemers.models import Deelnemer, Werkveld
from bouwstenen.deelnemers.services import send_due_berichten
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan, statuses
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(plaatsen=1)


@pytest.fixture
def anna(plan):
    return join(plan, werkveld="beleid")


def url(name, plan, *rest):
    return reverse(f"aanmelden:{name}", args=[gesprek_of(plan).urn_id, *rest])


def pages(plan, deelnemer):
    return [
        url("deelnemers", plan),
        url("bericht", plan),
        url("wijzig", plan, deelnemer.kenmerk),
        url("verwijder", plan, deelnemer.kenmerk),
    ]


class TestWhoMay:
    @pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
    def test_nobody_who_does_not_organise_it(self, client, plan, anna, rol):
        client.force_login(UserFactory(rol=rol))
        for address in pages(plan, anna):
            for answer in (client.get(address), client.post(address, {"actie": "afmelden"})):
                assert answer.status_code in (403, 405)
                assert NAMEN[0] not in answer.content.decode()
        assert statuses(plan) == {"Aletta": "aangemeld"}

    def test_nobody_who_is_not_logged_in(self, client, plan, anna):
        for address in pages(plan, anna):
            answer = client.post(address, {"actie": "afmelden"})
            assert answer.status_code == 302
            assert answer.url.startswith("/inloggen/")
        assert statuses(plan) == {"Aletta": "aangemeld"}

    @pytest.mark.parametrize("rol", ["leider", "redacteur", "beheerder"])
    def test_the_organiser_and_the_redactie(self, client, plan, anna, rol):
        client.force_login(leider_of(plan) if rol == "leider" else UserFactory(rol=rol))
        answer = client.get(url("deelnemers", plan))
        assert answer.status_code == 200
        assert NAMEN[0] in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    def test_a_deelnemer_of_another_gesprek_is_not_found(self, client, plan):
        stranger = join(make_plan())
        client.force_login(leider_of(plan))
        for name in ("wijzig", "verwijder"):
            assert client.post(url(name, plan, stranger.kenmerk), {"actie": "afmelden"}).status_code == 404
        assert Deelnemer.objects.get().status == "aangemeld"


class TestButtons:
    @pytest.fixture(autouse=True)
    def _as_organiser(self, client, plan):
        client.force_login(leider_of(plan))

    def test_invite(self, client, plan):
        fields = {"naam": "Gijs Vos", "email": "gijs@gemeente.example", "komt": "nee"}
        assert client.post(url("deelnemers", plan), fields).status_code == 302
        assert statuses(plan) == {"Gijs": "uitgenodigd"}
        again = client.post(url("deelnemers", plan), fields)
        assert again.status_code == 422
        assert "staat al bij dit gesprek" in again.content.decode()
        assert "Gijs Vos" in again.content.decode()

    def test_move_and_sign_off(self, client, plan, anna):
        barend = join(plan, 1)
        client.post(url("wijzig", plan, anna.kenmerk), {"actie": "wachtlijst"})
        assert statuses(plan) == {"Aletta": "wachtlijst", "Barend": "aangemeld"}
        client.post(url("wijzig", plan, barend.kenmerk), {"actie": "afmelden"})
        assert statuses(plan) == {"Aletta": "aangemeld", "Barend": "afgemeld"}

    def test_what_cannot_be_done_is_said(self, client, plan, anna):
        for actie in ("vooraan", "wachtlijst", "toveren"):
            answer = client.post(url("wijzig", plan, anna.kenmerk), {"actie": actie}, follow=True)
            assert "utrecht-alert--error" in answer.content.decode()
        assert statuses(plan) == {"Aletta": "aangemeld"}

    def test_remove_asks_first(self, client, plan, anna):
        address = url("verwijder", plan, anna.kenmerk)
        assert NAMEN[0] in client.get(address).content.decode()
        assert Deelnemer.objects.exists()
        assert client.post(address).status_code == 302
        assert not Deelnemer.objects.exists()

    def test_write_to_all(self, client, plan, anna):
        address = url("bericht", plan)
        assert client.post(address, {"onderwerp": "Let op", "tekst": ""}).status_code == 422
        answer = client.post(address, {"onderwerp": "Let op", "tekst": "De zaal is <b>nu</b> 4."})
        assert answer.status_code == 302
        send_due_berichten()
        message = next(message for message in mail.outbox if message.subject == "Let op")
        assert message.to == [adres(NAMEN[0])]
        assert "<b>nu</b>" not in message.alternatives[0][0]

    def test_the_list_takes_the_same_queries_for_many(self, client, plan, monkeypatch, django_assert_max_num_queries):
        monkeypatch.setattr("bouwstenen.aanmelden.organisator.PER_PAGE", 6)
        for number in range(14):
            join(plan, naam=f"Persoon {number}", email=f"p{number}@x.example")
        with django_assert_max_num_queries(16):
            assert "Paginering" in client.get(url("deelnemers", plan)).content.decode()


class TestPanel:
    def test_has_numbers_and_no_names(self, plan, anna):
        join(plan, 1)
        found = panel(gesprek_of(plan), leider_of(plan))
        assert (found["plaatsen"].bezet, found["plaatsen"].wachtend) == (1, 1)
        assert found["werkvelden"] == [{"label": "Beleid", "aantal": 1, "breedte": 100}]
        assert NAMEN[0] not in str(found)

    def test_is_for_the_organiser_alone(self, plan):
        assert panel(gesprek_of(plan), UserFactory(rol="gespreksleider")) is None

    def test_is_on_the_cockpit_without_names(self, client, plan, anna):
        client.force_login(leider_of(plan))
        html = client.get(plan.get_absolute_url()).content.decode()
        assert url("deelnemers", plan) in html
        assert NAMEN[0] not in html


@pytest.mark.parametrize(
    ("counts", "total", "words"),
    [
        ({}, 0, "Nog niemand heeft zich aangemeld"),
        ({}, 3, "Niemand heeft verteld"),
        ({"beleid": 3}, 3, "Nog niemand uit de uitvoering en inspectie of toezicht."),
        ({"beleid": 2, "uitvoering": 1}, 4, "Nog niemand uit inspectie of toezicht."),
        ({"beleid": 5, "uitvoering": 1, "inspectie": 1}, 7, "Meer dan de helft"),
        ({"beleid": 2, "uitvoering": 2, "inspectie": 1}, 5, "Een mooie mix"),
    ],
)
def test_advice_on_the_mix_comes_from_counts(counts, total, words):
    assert words in advise_on_mix(counts, total, Werkveld.choices)
