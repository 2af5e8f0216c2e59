"""The pages behind the links in mails: only for whom they were made, only for what, and nothing by merely looking."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bouwstenen.aanmelden.services import invite_deelnemer
from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Deelnemer
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan, statuses

pytestmark = pytest.mark.django_db


def link(deelnemer, doel, name=None):
    return reverse(f"aanmelden:{name or doel}", args=[make_token(deelnemer, doel)])


@pytest.fixture
def plan():
    return make_plan(plaatsen=1)


@pytest.fixture
def anna(plan):
    return join(plan)


class TestMijnPlaats:
    def test_looking_changes_nothing(self, client, plan, anna):
        for _ in range(2):
            assert "Je bent aangemeld" in client.get(link(anna, "afmelden")).content.decode()
        assert statuses(plan) == {"Aletta": "aangemeld"}

    def test_a_button_signs_off_and_another_undoes_it(self, client, plan, anna):
        address = link(anna, "afmelden")
        assert client.post(address, {"actie": "afmelden"}).status_code == 302
        assert "Ik kom toch" in client.get(address).content.decode()
        client.post(address, {"actie": "aanmelden"})
        assert statuses(plan) == {"Aletta": "aangemeld"}

    def test_the_next_in_line_has_the_place_when_the_answer_comes(self, client, plan, anna):
        join(plan, 1)
        client.post(link(anna, "afmelden"), {"actie": "afmelden"})
        assert statuses(plan) == {"Aletta": "afgemeld", "Barend": "aangemeld"}

    def test_a_guest_says_yes_or_no(self, client, plan):
        guest = invite_deelnemer(gesprek_of(plan), naam="Gijs", email="g@x.example", user=leider_of(plan))
        address = link(guest, "afmelden")
        assert "Ja, ik kom" in client.get(address).content.decode()
        client.post(address, {"actie": "aanmelden"})
        assert statuses(plan) == {"Gijs": "aangemeld"}

    def test_what_is_no_button_is_an_error(self, client, plan, anna):
        assert client.post(link(anna, "afmelden"), {"actie": "verdampen"}).status_code == 422

    def test_after_the_gesprek_there_is_nothing_to_press(self, client, plan, anna):
        plan.dag = timezone.localdate() - timedelta(days=3)
        plan.save()
        html = client.get(link(anna, "afmelden")).content.decode()
        assert "al geweest" in html
        assert 'name="actie"' not in html
        assert client.post(link(anna, "afmelden"), {"actie": "afmelden"}).status_code == 422

    def test_names_nobody_else(self, client, plan, anna):
        other = join(plan, 1)
        assert NAMEN[0] not in client.get(link(other, "afmelden")).content.decode()


class TestLinks:
    @pytest.mark.parametrize("doel", ["afmelden", "gegevens"])
    def test_a_changed_link_or_one_for_another_purpose_does_not_work(self, client, anna, doel):
        good, other = make_token(anna, doel), make_token(anna, {"afmelden": "gegevens", "gegevens": "afmelden"}[doel])
        stranger = f"{'0' * 10}:{good.split(':', 1)[1]}"
        for token in (good[:-1] + ("A" if good[-1] != "A" else "B"), other, stranger, anna.kenmerk, "x"):
            for method in (client.get, client.post):
                answer = method(reverse(f"aanmelden:{doel}", args=[token]), {"actie": "afmelden", "zeker": "ja"})
                assert answer.status_code == 410
        assert Deelnemer.objects.get().status == "aangemeld"

    @pytest.mark.parametrize(("doel", "name"), [("afmelden", ""), ("gegevens", ""), ("gegevens", "download")])
    def test_are_kept_out_of_caches_search_engines_and_other_sites(self, client, anna, doel, name):
        for address in (link(anna, doel, name or doel), reverse(f"aanmelden:{name or doel}", args=["fout"])):
            answer = client.get(address)
            assert "no-store" in answer["Cache-Control"]
            assert "noindex" in answer["X-Robots-Tag"]
            assert answer["Referrer-Policy"] == "same-origin"


class TestMijnGegevens:
    def test_shows_and_hands_out_what_is_kept(self, client, anna):
        html = client.get(link(anna, "gegevens")).content.decode()
        assert NAMEN[0] in html
        assert adres(NAMEN[0]) in html
        answer = client.get(link(anna, "gegevens", "download"))
        assert json.loads(answer.content)["email"] == adres(NAMEN[0])
        assert "attachment" in answer["Content-Disposition"]

    def test_erases_only_after_a_tick(self, client, plan, anna):
        join(plan, 1)
        address = link(anna, "gegevens")
        assert client.post(address).status_code == 422
        assert "gewist" in client.post(address, {"zeker": "ja"}).content.decode()
        assert statuses(plan) == {"Barend": "aangemeld"}
        assert client.get(address).status_code == 410

    def test_a_form_of_another_site_does_nothing(self, anna):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(link(anna, "gegevens"), {"zeker": "ja"}).status_code == 403
        assert strict.post(link(anna, "afmelden"), {"actie": "afmelden"}).status_code == 403
        assert Deelnemer.objects.get().status == "aangemeld"
