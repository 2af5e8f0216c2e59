"""The pages around the record: who may open which, and what they show and keep."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.services import erase_deelnemer, send_due_berichten
from bouwstenen.meelezen.models import Verbetering
from bouwstenen.meelezen.services import deliver_opbrengst, propose_verbetering
from bouwstenen.models import Bouwsteen
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.organiseren.cockpit import cockpit_onderdelen
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def als_leider(client, leider):
    client.force_login(leider)
    return client


def page_of(deelnemer):
    return reverse("meelezen:meelezen", args=[make_token(deelnemer, "meelezen")])


PAGES = ["meelezen:beheer", "meelezen:opleveren"]


class TestWho:
    @pytest.mark.parametrize("name", PAGES)
    @pytest.mark.parametrize(
        ("rol", "status"),
        [("deelnemer", 403), ("gespreksleider", 403), ("onderzoeker", 403), ("redacteur", 200), ("beheerder", 200)],
    )
    def test_only_who_organises_it_and_the_redactie(self, client, gesprek, name, rol, status):
        client.force_login(UserFactory(rol=rol))
        assert client.get(reverse(name, args=[gesprek.urn_id])).status_code == status

    @pytest.mark.parametrize("name", PAGES)
    def test_without_account_one_logs_in_first(self, client, gesprek, name):
        response = client.get(reverse(name, args=[gesprek.urn_id]))
        assert (response.status_code, "inloggen" in response.url) == (302, True)

    @pytest.mark.parametrize("name", PAGES)
    def test_the_leider_opens_it_and_another_gesprek_is_not_there(self, als_leider, gesprek, name):
        assert als_leider.get(reverse(name, args=[gesprek.urn_id])).status_code == 200
        for wrong in ("0000000000", "nee"):
            assert als_leider.get(reverse(name, args=[wrong])).status_code == 404

    def test_the_link_of_a_participant_opens_one_page_and_no_other(self, client, iris, joost, open_periode):
        page = client.get(page_of(iris))
        assert page.status_code == 200
        assert page["Cache-Control"].startswith("max-age=0")
        assert "noindex" in page["X-Robots-Tag"]
        for wrong in ("onzin", make_token(iris, "afmelden"), make_token(iris, "meelezen")[:-2] + "xx"):
            assert client.get(f"/d/meelezen/{wrong}/").status_code == 410

    def test_who_signed_off_reads_nothing_unless_they_are_quoted(self, client, schrijf, iris, open_periode):
        iris.status = "afgemeld"
        iris.save()
        assert client.get(page_of(iris)).status_code == 410
        schrijf("Ik lag er wakker van.", citaat_van=iris)
        assert client.get(page_of(iris)).status_code == 200

    def test_after_deletion_the_link_is_dead(self, client, iris, open_periode):
        page = page_of(iris)
        erase_deelnemer(iris)
        assert client.get(page).status_code == 410


class TestReading:
    def test_names_are_nowhere_and_neither_are_quotes_of_others_without_consent(
        self, client, schrijf, iris, joost, open_periode
    ):
        schrijf("Iedereen luistert.")
        schrijf("Ik sliep slecht.", citaat_van=joost)
        schrijf("Nog niet nagekeken.", nagekeken=False)
        html = client.get(page_of(iris)).content.decode()
        assert "Iedereen luistert." in html
        for hidden in ("Ik sliep slecht.", "Nog niet nagekeken.", "Zwaluwstaart", "Kiekendief", "voorbeeld.example"):
            assert hidden not in html

    def test_a_correction_with_its_outcome(self, client, als_leider, gesprek, schrijf, iris, open_periode):
        regel = schrijf("We luisteren te vaak.")
        data = {"actie": "wijzigen", "regel": regel.pk, f"r{regel.pk}-tekst": "We luisteren te weinig."}
        assert client.post(page_of(iris), data).status_code == 302
        item = Verbetering.objects.get()
        besluit = reverse("meelezen:besluit", args=[gesprek.urn_id, item.kenmerk])
        refused = als_leider.post(besluit, {"besluit": "afwijzen", f"v{item.pk}-reden": ""})
        assert refused.status_code == 422
        als_leider.post(besluit, {"besluit": "afwijzen", f"v{item.pk}-reden": "Zo is het wel gezegd."})
        assert "Zo is het wel gezegd." in client.get(page_of(iris)).content.decode()

    def test_accepting_one(self, als_leider, gesprek, schrijf, iris, open_periode):
        regel = schrijf("We luisteren te vaak.")
        item = propose_verbetering(iris, soort="wijzigen", regel=regel, tekst="We luisteren te weinig.")
        als_leider.post(reverse("meelezen:besluit", args=[gesprek.urn_id, item.kenmerk]), {"besluit": "overnemen"})
        assert Opbrengstregel.objects.get().tekst == "We luisteren te weinig."

    def test_what_looks_like_personal_data_is_asked_about_and_what_was_typed_stays(
        self, client, schrijf, iris, joost, open_periode
    ):
        regel = schrijf("Hij luistert.")
        data = {"actie": "wijzigen", "regel": regel.pk, f"r{regel.pk}-tekst": "Joost Kiekendief luistert."}
        refused = client.post(page_of(iris), data)
        assert refused.status_code == 422
        assert "Joost Kiekendief luistert." in refused.content.decode()
        assert f'name="r{regel.pk}-laten"' in refused.content.decode()
        assert client.post(page_of(iris), data | {f"r{regel.pk}-laten": "on"}).status_code == 302
        assert Verbetering.objects.count() == 1

    def test_a_missing_line_needs_a_place(self, client, iris, open_periode):
        refused = client.post(page_of(iris), {"actie": "toevoegen", "nieuw-tekst": "Ook over geld."})
        assert refused.status_code == 422
        assert "Ook over geld." in refused.content.decode()
        ok = client.post(
            page_of(iris), {"actie": "toevoegen", "nieuw-plek": "kenmerk", "nieuw-tekst": "Ook over geld."}
        )
        assert ok.status_code == 302
        assert Verbetering.objects.get().canvasvak == "kenmerk"

    def test_consent_by_the_speaker_alone(self, client, schrijf, iris, joost, open_periode):
        regel = schrijf("Ik lag er wakker van.", citaat_van=iris)
        client.post(page_of(joost), {"actie": "ja", "regel": regel.pk})
        assert Opbrengstregel.objects.get().citaat_stand == "gevraagd"
        client.post(page_of(iris), {"actie": "ja", "regel": regel.pk})
        assert Opbrengstregel.objects.get().citaat_stand == "gegeven"

    def test_after_delivery_only_consent_is_left(self, client, gesprek, schrijf, leider, iris, open_periode):
        regel = schrijf("Iedereen luistert.")
        deliver_opbrengst(gesprek, user=leider)
        page = client.get(page_of(iris)).content.decode()
        assert "Verbeter deze regel" not in page
        assert client.post(page_of(iris), {"actie": "weglaten", "regel": regel.pk}).status_code == 422
        assert not Verbetering.objects.exists()

    def test_before_the_period_there_is_nothing_to_correct(self, client, schrijf, iris):
        schrijf("Iedereen luistert.")
        assert "nog niet begonnen" in client.get(page_of(iris)).content.decode()

    def test_as_many_queries_for_many_lines(self, client, schrijf, iris, open_periode, django_assert_max_num_queries):
        for number in range(20):
            regel = schrijf(f"Regel {number}.")
            propose_verbetering(iris, soort="weglaten", regel=regel)
        with django_assert_max_num_queries(16):
            client.get(page_of(iris))

    def test_the_leider_too(self, als_leider, gesprek, schrijf, iris, open_periode, django_assert_max_num_queries):
        for number in range(20):
            regel = schrijf(f"Regel {number}.")
            propose_verbetering(iris, soort="wijzigen", regel=regel, tekst=f"Anders {number}.")
        with django_assert_max_num_queries(20):
            als_leider.get(reverse("meelezen:beheer", args=[gesprek.urn_id]))


class TestPeriod:
    def test_opening_sends_a_mail_with_a_working_link(self, als_leider, client, gesprek, iris):
        day = timezone.localdate() + timedelta(days=5)
        url = reverse("meelezen:beheer", args=[gesprek.urn_id])
        assert als_leider.post(url, {"open_tot": day.isoformat()}).status_code == 302
        send_due_berichten()
        (message,) = mail.outbox
        assert message.to == ["iris@voorbeeld.example"]
        link = next(word for word in message.body.split() if "/d/meelezen/" in word)
        assert client.get(urlsplit(link).path).status_code == 200
        assert message.alternatives[0].mimetype == "text/html"

    def test_a_wrong_day_is_said_at_the_field(self, als_leider, gesprek):
        url = reverse("meelezen:beheer", args=[gesprek.urn_id])
        for wrong in ("", "31-31-2026", "2001-01-01"):
            assert als_leider.post(url, {"open_tot": wrong}).status_code == 422

    def test_after_closing_the_mail_that_was_not_sent_yet_is_not_sent(self, als_leider, gesprek, open_periode):
        als_leider.post(reverse("meelezen:beheer", args=[gesprek.urn_id]), {"actie": "sluit"})
        send_due_berichten()
        assert mail.outbox == []


class TestDelivering:
    def test_it_asks_first(self, als_leider, gesprek, schrijf):
        schrijf("Iedereen luistert.")
        url = reverse("meelezen:opleveren", args=[gesprek.urn_id])
        assert als_leider.post(url).status_code == 422
        assert not Bouwsteen.objects.exists()
        assert als_leider.post(url, {"zeker": "on"}).status_code == 302
        assert Bouwsteen.objects.count() == 1
        assert "Dit werd een bouwsteen" in als_leider.get(url).content.decode()

    def test_it_says_what_stays_behind(self, als_leider, gesprek, schrijf, iris):
        schrijf("Een concept.", nagekeken=False)
        schrijf("Ik lag er wakker van.", citaat_van=iris)
        html = als_leider.get(reverse("meelezen:opleveren", args=[gesprek.urn_id])).content.decode()
        assert "Nog niet nagekeken (1)" in html
        assert "Citaten zonder toestemming (1)" in html
        assert "niets om op te leveren" in html

    def test_the_cockpit_says_where_it_stands(self, als_leider, gesprek, schrijf, iris, open_periode):
        propose_verbetering(iris, soort="weglaten", regel=schrijf("Iedereen luistert."))
        panel = next(deel for deel in cockpit_onderdelen(gesprek, gesprek.gespreksleider) if deel.sleutel == "meelezen")
        assert (panel.context["wachtend"], panel.context["regels"]) == (1, 1)
