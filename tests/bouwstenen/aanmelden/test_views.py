"""The agenda and signing up, as a reader meets them."""

from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bouwstenen.aanmelden.services import invite_deelnemer
from bouwstenen.deelnemers.models import Deelnemer
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan
from tests.factories import OrganisatieFactory, UserFactory

pytestmark = pytest.mark.django_db
AGENDA = "/gesprekken/agenda/"
GEHEIM = "https://vergader.example/alleen-voor-deelnemers"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def page(client, url, status=200, **data):
    answer = client.get(url, data)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, plan, **fields):
    data = {"naam": NAMEN[0], "email": adres(NAMEN[0]), "werkveld": "beleid", "akkoord": "on"} | fields
    return client.post(reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id]), data)


class TestAgenda:
    def test_shows_what_is_open_by_month_with_room(self, client):
        near, far = make_plan(dagen=3, plaatsen=3), make_plan(dagen=70, plaatsen=1)
        join(near)
        join(far)
        html = page(client, AGENDA)
        assert html.index(gesprek_of(near).titel) < html.index(gesprek_of(far).titel)
        assert "Nog 2 plaatsen vrij" in html
        assert "Vol: je komt op de wachtlijst" in html

    @pytest.mark.parametrize(
        "fields",
        [{"dagen": -1}, {"openbaar": False}, {"afgelast_op": timezone.now()}, {"zichtbaar": False}],
    )
    def test_leaves_out_what_is_over_closed_or_called_off(self, client, fields):
        plan = make_plan(**fields)
        assert gesprek_of(plan).titel not in page(client, AGENDA)

    def test_leaves_out_what_began_today(self, client):
        begun = make_plan(dagen=0, begin=time(0, 0))
        assert gesprek_of(begun).titel not in page(client, AGENDA)

    def test_says_so_when_there_is_nothing(self, client):
        assert "Er staat nu geen open gesprek gepland" in page(client, AGENDA)

    def test_filters_on_format_place_and_organisation(self, client):
        organisatie = OrganisatieFactory(naam="Dienst Bruggen")
        one = make_plan(format="vragen", werkvorm="online", organisaties=[organisatie])
        other = make_plan(format="model", werkvorm="locatie")
        for query in ({"format": "vragen"}, {"werkvorm": "online"}, {"organisatie": organisatie.pk}):
            html = page(client, AGENDA, **query)
            assert gesprek_of(one).titel in html
            assert gesprek_of(other).titel not in html
        assert "Geen gesprekken gevonden" in page(client, AGENDA, format="model", werkvorm="online")

    def test_nonsense_in_the_address_is_ignored(self, client):
        make_plan()
        assert "1 gesprek" in page(client, AGENDA, format="x", organisatie="'; DROP", pagina="-3")

    def test_takes_the_same_queries_for_many(self, client, django_assert_max_num_queries):
        for number in range(26):
            join(make_plan(dagen=number + 1, organisaties=[OrganisatieFactory()]))
        with django_assert_max_num_queries(14):
            html = page(client, AGENDA)
        assert "Paginering" in html

    def test_names_nobody(self, client):
        plan = make_plan(vergaderlink=GEHEIM)
        join(plan)
        urn_id = gesprek_of(plan).urn_id
        addresses = ["agenda/", "agenda.ics", f"{urn_id}/", f"{urn_id}/agenda.ics", f"{urn_id}/aanmelden/", ""]
        for address in [*addresses, f"{urn_id}/aanmelden/verstuurd/"]:
            html = page(client, f"/gesprekken/{address}")
            for secret in (NAMEN[0], adres(NAMEN[0]), GEHEIM):
                assert secret not in html, address


class TestCalendarFiles:
    def events(self, client, url):
        answer = client.get(url)
        assert answer["Content-Type"].startswith("text/calendar")
        return Calendar.from_ical(answer.content).walk("VEVENT")

    def test_one_gesprek(self, client):
        plan = make_plan()
        (event,) = self.events(client, reverse("aanmelden:ics", args=[gesprek_of(plan).urn_id]))
        assert (event["uid"], event.decoded("dtstart")) == (gesprek_of(plan).urn, plan.begin_moment)

    def test_the_feed_holds_what_is_open_and_has_an_hour(self, client):
        plan = make_plan()
        make_plan(begin=None)
        make_plan(openbaar=False)
        assert [event["uid"] for event in self.events(client, "/gesprekken/agenda.ics")] == [gesprek_of(plan).urn]

    def test_an_empty_feed_is_a_calendar_too(self, client):
        assert self.events(client, "/gesprekken/agenda.ics") == []

    def test_none_without_an_hour_or_for_invited_people_only(self, client):
        for plan in (make_plan(begin=None), make_plan(openbaar=False), make_plan(zichtbaar=False)):
            page(client, reverse("aanmelden:ics", args=[gesprek_of(plan).urn_id]), status=404)


class TestSigningUp:
    def test_without_account_from_the_page_of_the_gesprek(self, client):
        plan = make_plan()
        html = page(client, gesprek_of(plan).get_absolute_url())
        assert reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id]) in html
        answer = post(client, plan)
        assert answer.status_code == 302
        assert "Kijk in je mail" in page(client, answer.url)
        deelnemer = Deelnemer.objects.get()
        assert (deelnemer.naam, deelnemer.email, deelnemer.werkveld) == (NAMEN[0], adres(NAMEN[0]), "beleid")

    def test_the_answer_is_the_same_for_a_place_the_waiting_list_and_who_was_there_already(self, client):
        plan = make_plan(plaatsen=1)
        answers = [post(client, plan), post(client, plan), post(client, plan, naam="B", email="b@x.example")]
        assert len({(answer.status_code, answer.url) for answer in answers}) == 1
        assert len({page(client, answer.url) for answer in answers}) == 1

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"naam": " "}, "Vul een naam in."),
            ({"naam": "x" * 101}, "hoogstens 100 tekens"),
            ({"email": "nergens"}, "zoals naam@organisatie.nl"),
            ({"email": ""}, "Vul een e-mailadres in."),
            ({"akkoord": ""}, "Zet een vinkje."),
            ({"werkveld": "piraat"}, "werk"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, fields, words):
        plan = make_plan()
        answer = post(client, plan, **fields)
        assert answer.status_code == 422
        html = answer.content.decode()
        assert words in html
        assert adres(NAMEN[0]) in html or "email" in fields
        assert not Deelnemer.objects.exists()

    def test_who_is_logged_in_finds_the_form_filled_in(self, client):
        client.force_login(UserFactory(weergavenaam="Dana Deelnemer", email="dana@ministerie.example"))
        html = page(client, reverse("aanmelden:aanmelden", args=[gesprek_of(make_plan()).urn_id]))
        assert 'value="Dana Deelnemer"' in html
        assert 'value="dana@ministerie.example"' in html

    def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(self, client):
        assert post(client, make_plan(), website="https://spam.example").status_code == 302
        assert not Deelnemer.objects.exists()

    def test_too_many_from_one_place_have_to_wait(self, client, monkeypatch):
        monkeypatch.setattr("bouwstenen.aanmelden.views.PER_UUR", 1)
        plan = make_plan(plaatsen=2)
        codes = [post(client, plan, email=f"p{number}@x.example").status_code for number in range(4)]
        assert codes == [302, 302, 302, 429]
        assert post(client, make_plan()).status_code == 302, "each gesprek counts for itself"

    def test_a_closed_gesprek_shows_why_and_takes_nobody(self, client):
        plan = make_plan(aanmelden_tot=timezone.localdate() - timedelta(days=1))
        html = page(client, reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id]))
        assert "De aanmelding is gesloten." in html
        assert '<form class="kb-formulier"' not in html
        assert post(client, plan).status_code == 422

    def test_one_that_was_called_off_says_so(self, client):
        plan = make_plan(afgelast_op=timezone.now(), zichtbaar=False)
        assert "gaat niet door" in page(client, reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id]))

    def test_one_that_readers_do_not_see_does_not_exist(self, client):
        plan = make_plan(zichtbaar=False)
        page(client, reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id]), status=404)
        page(client, "/gesprekken/bestaatniet/aanmelden/", status=404)

    def test_the_form_is_kept_in_no_cache(self, client):
        answer = client.get(reverse("aanmelden:aanmelden", args=[gesprek_of(make_plan()).urn_id]))
        assert "no-store" in answer["Cache-Control"]

    def test_logs_and_rows_hold_no_internet_address(self, client, caplog):
        caplog.set_level("DEBUG")
        plan = make_plan()
        address = reverse("aanmelden:aanmelden", args=[gesprek_of(plan).urn_id])
        data = {"naam": NAMEN[0], "email": adres(NAMEN[0]), "akkoord": "on"}
        assert client.post(address, data, REMOTE_ADDR="203.0.113.77").status_code == 302
        assert "203.0.113.77" not in caplog.text
        assert adres(NAMEN[0]) not in caplog.text


def test_the_page_of_a_gesprek_for_invited_people_has_no_way_to_sign_up(client):
    plan = make_plan(openbaar=False)
    invite_deelnemer(gesprek_of(plan), naam="Gijs Vos", email="gijs@x.example", user=leider_of(plan))
    html = page(client, gesprek_of(plan).get_absolute_url())
    assert "Kom je ook?" not in html
    assert "Gijs" not in html
