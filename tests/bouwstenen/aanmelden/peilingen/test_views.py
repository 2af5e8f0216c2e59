"""Answering a poll as a reader, and making and closing one as an organiser."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from bouwstenen.aanmelden.models import Peiling, Stem
from bouwstenen.aanmelden.peilingen.services import attach_peiling, cast_stem, close_peiling, create_peiling
from bouwstenen.startkit.inhoud import stellingen
from tests.bouwstenen.aanmelden.making import gesprek_of, leider_of, make_plan
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MORGEN = timezone.localdate() + timedelta(days=1)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def peiling(plan):
    texts = ["Eerste stelling.", "Tweede stelling."]
    return create_peiling(titel="Vooraf", stellingen=texts, open_tot=MORGEN, plan=plan, user=leider_of(plan))


def answers(peiling, *values):
    keys = peiling.stellingen.values_list("pk", flat=True)
    return {f"stelling-{key}": value for key, value in zip(keys, values, strict=False)}


def others_vote(peiling, number):
    key = peiling.stellingen.all()[0].pk
    for kiezer in range(number):
        cast_stem(peiling, antwoorden={key: 1}, kiezer=f"cookie:ander-{kiezer}")


class TestVoting:
    def test_without_account_by_a_cookie_that_can_change_its_vote(self, client, peiling):
        answer = client.post(peiling.get_absolute_url(), answers(peiling, "2", "geen"))
        assert answer.status_code == 302
        cookie = answer.cookies["kiezer"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (peiling.get_absolute_url(), True, "Lax")
        client.post(peiling.get_absolute_url(), answers(peiling, "-2"))
        assert list(Stem.objects.values_list("antwoord", flat=True)) == [-2]
        assert "Je antwoorden veranderen" in client.get(peiling.get_absolute_url()).content.decode()

    def test_with_an_account_once_on_every_device(self, client, peiling, deelnemer):
        for value in ("1", "2"):
            client.force_login(deelnemer)
            assert "kiezer" not in client.post(peiling.get_absolute_url(), answers(peiling, value)).cookies
            client.logout()
            client.cookies.clear()
        assert list(Stem.objects.values_list("antwoord", flat=True)) == [2]

    def test_a_cookie_that_was_tampered_with_is_a_new_voter(self, client, peiling):
        others_vote(peiling, 1)
        client.cookies["kiezer"] = "ander-0:verzonnen"
        client.post(peiling.get_absolute_url(), answers(peiling, "-1"))
        assert Stem.objects.count() == 2

    @pytest.mark.parametrize("data", [{}, {"stelling-0": "1"}])
    def test_needs_an_answer(self, client, peiling, data):
        answer = client.post(peiling.get_absolute_url(), data)
        assert answer.status_code == 422
        assert "ten minste één stelling" in answer.content.decode()

    def test_wrong_answers_are_refused_and_the_others_stay(self, client, peiling):
        answer = client.post(peiling.get_absolute_url(), answers(peiling, "9", "1"))
        assert answer.status_code == 422
        assert 'value="1"' in answer.content.decode()
        assert "checked" in answer.content.decode()
        assert not Stem.objects.exists()

    def test_a_closed_poll_takes_none(self, client, peiling):
        close_peiling(peiling, user=peiling.eigenaar)
        assert client.post(peiling.get_absolute_url(), answers(peiling, "1")).status_code == 422
        assert not Stem.objects.exists()


class TestResult:
    def test_is_for_who_voted_and_from_five_on(self, client, peiling):
        others_vote(peiling, 4)
        address = peiling.get_absolute_url()
        assert "Tussenstand" not in client.get(address).content.decode()
        client.post(address, answers(peiling, "1"))
        html = client.get(address).content.decode()
        assert "5 van de 5 is het ermee eens" in html
        assert "<table" in html

    def test_says_why_it_is_not_shown_yet(self, client, peiling):
        client.post(peiling.get_absolute_url(), answers(peiling, "1"))
        html = client.get(peiling.get_absolute_url()).content.decode()
        assert "zodra 5 mensen hebben meegedaan" in html
        assert "raden wie wat vindt" in html
        assert "van de 1" not in html

    def test_everybody_sees_it_after_closing(self, client, peiling):
        others_vote(peiling, 5)
        close_peiling(peiling, user=peiling.eigenaar)
        assert "5 mensen deden mee" in client.get(peiling.get_absolute_url()).content.decode()

    def test_is_on_the_page_of_the_gesprek_once_attached(self, client, peiling, plan):
        others_vote(peiling, 5)
        gesprek_url = gesprek_of(plan).get_absolute_url()
        assert peiling.get_absolute_url() in client.get(gesprek_url).content.decode(), "open: take part"
        close_peiling(peiling, user=peiling.eigenaar)
        assert "Vooraf" not in client.get(gesprek_url).content.decode()
        attach_peiling(peiling, gekoppeld=True, user=peiling.eigenaar)
        assert "5 mensen deden mee" in client.get(gesprek_url).content.decode()

    def test_takes_the_same_queries_for_many(self, client, peiling, django_assert_max_num_queries):
        others_vote(peiling, 30)
        close_peiling(peiling, user=peiling.eigenaar)
        with django_assert_max_num_queries(12):
            client.get(peiling.get_absolute_url())


class TestMaking:
    def test_from_stellingen_of_the_startkit_and_own_ones(self, client, plan):
        client.force_login(leider_of(plan))
        chosen = stellingen()[0]
        fields = {"titel": "Vooraf", "gekozen": [chosen.sleutel], "stellingen": "Een eigen.\n\n", "open_tot": MORGEN}
        answer = client.post(f"{reverse('aanmelden:peiling_maken')}?plan={plan.kenmerk}", fields)
        made = Peiling.objects.get()
        assert answer.url == made.get_absolute_url()
        assert [row.tekst for row in made.stellingen.all()] == [chosen.tekst, "Een eigen."]
        assert made.plan == plan

    def test_what_is_wrong_is_said_at_its_field(self, client, plan):
        client.force_login(leider_of(plan))
        address = reverse("aanmelden:peiling_maken")
        answer = client.post(address, {"titel": "Mijn titel", "open_tot": "31-02-2026"})
        assert answer.status_code == 422
        assert "Mijn titel" in answer.content.decode()
        answer = client.post(address, {"titel": "Mijn titel", "open_tot": MORGEN})
        assert "Kies of schrijf ten minste één stelling." in answer.content.decode()

    def test_only_for_who_organises(self, client, plan, deelnemer):
        address = reverse("aanmelden:peiling_maken")
        assert client.get(address).url.startswith("/inloggen/")
        client.force_login(deelnemer)
        assert client.get(address).status_code == 403
        client.force_login(UserFactory(rol="gespreksleider"))
        assert client.get(address).status_code == 200
        assert client.get(address, {"plan": plan.kenmerk}).status_code == 403


class TestManaging:
    def act(self, client, peiling, actie):
        return client.post(reverse("aanmelden:peiling_beheer", args=[peiling.kenmerk]), {"actie": actie}, follow=True)

    def test_close_attach_and_delete(self, client, peiling):
        client.force_login(peiling.eigenaar)
        assert "Sluit de peiling eerst" in self.act(client, peiling, "koppelen").content.decode()
        self.act(client, peiling, "sluiten")
        self.act(client, peiling, "koppelen")
        peiling.refresh_from_db()
        assert (peiling.is_open, peiling.gekoppeld) == (False, True)
        self.act(client, peiling, "loskoppelen")
        assert "bestaat niet" in self.act(client, peiling, "ophangen").content.decode()
        self.act(client, peiling, "verwijderen")
        assert not Peiling.objects.exists()

    def test_only_its_maker_and_the_redactie(self, client, peiling):
        for rol in ("deelnemer", "gespreksleider", "onderzoeker"):
            client.force_login(UserFactory(rol=rol))
            assert self.act(client, peiling, "sluiten").status_code == 403
            assert "Voor de organisator" not in client.get(peiling.get_absolute_url()).content.decode()
        client.logout()
        self.act(client, peiling, "sluiten")
        peiling.refresh_from_db()
        assert peiling.is_open
