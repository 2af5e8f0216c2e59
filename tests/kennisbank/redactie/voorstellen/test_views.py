"""Proposing a change through the public form, and revising, taking back and supporting it."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.services import decline_voorstel, request_changes
from kennisbank.ui.concepten import COOKIE
from tests.factories import BouwsteenFactory, UserFactory
from tests.kennisbank.redactie.voorstellen.making import (
    EERSTE,
    KOP,
    NIEUW,
    TEKST,
    TWEEDE,
    accept,
    hoofdstuk_of,
    propose,
    rewrite,
)
from tests.pages import SiteTree

FORM = f"/document/tegenspraak/voorstel/?sectie={EERSTE}"
GOED = {"kop": KOP, "tekst": NIEUW, "motivatie": "Het moment telt ook.", "basis": "1"}


@pytest.fixture
def ingelogd(client: Client, deelnemer: User) -> Client:
    client.force_login(deelnemer)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


class TestOnTheHoofdstuk:
    def test_below_every_section_and_below_the_hoofdstuk(self, site_tree: SiteTree, client: Client) -> None:
        text = page(client, "/document/tegenspraak/")
        for sectie_id in (EERSTE, TWEEDE):
            assert f"/document/tegenspraak/voorstel/?sectie={sectie_id}&amp;soort=wijziging" in text
        assert 'href="/document/tegenspraak/voorstel/"' in text
        assert "lopend" not in text

    def test_how_many_wait(self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User) -> None:
        for number in range(2):
            propose(site_tree, deelnemer, tekst=f"Anders {number}.")
        decline_voorstel(propose(site_tree, deelnemer, sectie_id=TWEEDE), toelichting="Nee", user=redacteur)
        text = page(client, "/document/tegenspraak/")
        assert "2 lopende voorstellen" in text
        assert f"/voorstellen/?sectie={EERSTE}&amp;status=open&amp;status=aanpassen" in text
        assert f"?sectie={TWEEDE}&amp;status" not in text


class TestNieuw:
    def test_log_in_first_and_come_back(self, site_tree: SiteTree, client: Client) -> None:
        for response in (client.get(FORM), client.post(FORM, GOED)):
            assert response.status_code == 302
            assert unquote(response["Location"]) == f"/inloggen/?next={FORM}"
        assert not Voorstel.objects.exists()

    def test_without_the_role_it_says_what_to_do(self, site_tree: SiteTree, client: Client) -> None:
        client.force_login(UserFactory())
        assert "rol deelnemer" in page(client, FORM, 403)
        assert client.post(FORM, GOED).status_code == 403
        assert not Voorstel.objects.exists()

    def test_the_form_holds_the_text_of_today(self, site_tree: SiteTree, ingelogd: Client, deelnemer: User) -> None:
        text = page(ingelogd, FORM)
        assert f'value="{KOP}"' in text
        assert TEKST in text
        assert 'name="basis" value="1"' in text
        assert 'data-kb-voorbeeld="/schrijven/voorbeeld/"' in text
        assert f'data-concept="voorstel:{hoofdstuk_of(site_tree).urn_id}:wijziging:{EERSTE}"' in text
        assert f'data-concept-gebruiker="{deelnemer.pk}" data-concept-basis="1"' in text
        assert "data-concept-onaf" not in text

    @pytest.mark.parametrize("soort", ["wijziging", "nieuwe_sectie", "verwijdering", "verplaatsing"])
    def test_every_soort_is_a_link_away(self, site_tree: SiteTree, ingelogd: Client, soort: str) -> None:
        text = page(ingelogd, f"{FORM}&soort={soort}")
        assert f'href="?sectie={EERSTE}&amp;soort={soort}" aria-current="true"' in text

    @pytest.mark.parametrize(
        "query", [f"?sectie={EERSTE}&soort=wissen", "?sectie=weg", "?soort=verwijdering", "?sectie=%00&soort=wijziging"]
    )
    def test_what_cannot_be_is_not_found(self, site_tree: SiteTree, ingelogd: Client, query: str) -> None:
        assert ingelogd.get(f"/document/tegenspraak/voorstel/{query}").status_code == 404

    def test_handing_in(self, site_tree: SiteTree, ingelogd: Client, deelnemer: User) -> None:
        steen = BouwsteenFactory()
        response = ingelogd.post(FORM, GOED | {"bouwstenen": [steen.urn_id]})
        voorstel = Voorstel.objects.get()
        assert response["Location"] == f"/voorstellen/{voorstel.urn_id}/"
        assert (voorstel.indiener, voorstel.versies.get().tekst) == (deelnemer, NIEUW)
        assert list(voorstel.bouwstenen.all()) == [steen]
        assert response.cookies[COOKIE].value.endswith(EERSTE)
        assert "Je voorstel is ingediend" in page(ingelogd, response["Location"])

    def test_twice_is_once(self, site_tree: SiteTree, ingelogd: Client) -> None:
        first, second = ingelogd.post(FORM, GOED), ingelogd.post(FORM, GOED)
        assert first["Location"] == second["Location"]
        assert Voorstel.objects.count() == 1

    def test_other_soorten(self, site_tree: SiteTree, ingelogd: Client) -> None:
        why = {"motivatie": "Daarom.", "basis": "1"}
        new = {"kop": "Op tijd", "tekst": "Zeg het vroeg.", "na_sectie_id": EERSTE}
        ingelogd.post("/document/tegenspraak/voorstel/", why | new)
        ingelogd.post(f"{FORM}&soort=verplaatsing", why | {"na_sectie_id": TWEEDE})
        ingelogd.post(f"{FORM}&soort=verwijdering", why)
        found = Voorstel.objects.order_by("pk").values_list("soort", "sectie_kop", "versies__na_sectie_id")
        assert list(found) == [
            ("nieuwe_sectie", "Op tijd", EERSTE),
            ("verplaatsing", KOP, TWEEDE),
            ("verwijdering", KOP, ""),
        ]

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, site_tree: SiteTree, ingelogd: Client) -> None:
        steen = BouwsteenFactory()
        typed = GOED | {"kop": "", "motivatie": "", "tekst": "Half <af>", "bouwstenen": [steen.urn_id]}
        response = ingelogd.post(FORM, typed)
        text = response.content.decode()
        assert response.status_code == 422
        assert 'href="#id_kop">Kop van de sectie: Geef de sectie een kop.' in text
        assert "Half &lt;af&gt;" in text
        assert f'value="{steen.urn_id}" checked' in text
        assert "data-concept-onaf" in text
        assert COOKIE not in response.cookies

    def test_the_same_text_is_no_voorstel(self, site_tree: SiteTree, ingelogd: Client) -> None:
        response = ingelogd.post(FORM, GOED | {"tekst": TEKST.replace("\n", "\r\n")})
        assert response.status_code == 422
        assert "niets veranderd" in response.content.decode()

    @pytest.mark.parametrize("basis", ["", "0", "99", "-1", "x", "9" * 30])
    def test_a_base_that_is_not_there(self, site_tree: SiteTree, ingelogd: Client, basis: str) -> None:
        response = ingelogd.post(FORM, GOED | {"basis": basis})
        assert response.status_code == 422
        assert NIEUW in response.content.decode()

    def test_preview_and_difference_without_javascript(self, site_tree: SiteTree, ingelogd: Client) -> None:
        response = ingelogd.post(FORM, GOED | {"tekst": "Wie **loyaal** is.", "motivatie": "", "voorbeeld": "ja"})
        text = response.content.decode()
        assert response.status_code == 200
        assert "<strong>loyaal</strong>" in text
        assert "kb-eraf" in text
        assert "Er klopt nog iets niet" not in text
        assert not Voorstel.objects.exists()

    @pytest.mark.parametrize(
        ("soort", "expected"),
        [("verwijdering", "De hele sectie vervalt"), ("verplaatsing", "Na ‘Na het besluit’")],
    )
    def test_preview_of_what_has_no_words(
        self, site_tree: SiteTree, ingelogd: Client, soort: str, expected: str
    ) -> None:
        typed = {"na_sectie_id": TWEEDE, "basis": "1", "voorbeeld": "ja"}
        assert expected in ingelogd.post(f"{FORM}&soort={soort}", typed).content.decode()

    def test_searching_bouwstenen_without_javascript(self, site_tree: SiteTree, ingelogd: Client) -> None:
        chosen = BouwsteenFactory(titel="Eerst bellen")
        response = ingelogd.post(FORM, GOED | {"zoekknop": "ja", "zoek": "iets", "bouwstenen": [chosen.urn_id]})
        text = response.content.decode()
        assert response.status_code == 200
        assert NIEUW in text
        assert "Niets anders gevonden met ‘iets’" in text
        assert f'value="{chosen.urn_id}" checked' in text

    def test_a_newer_version_is_told_and_does_not_stop_anyone(
        self, site_tree: SiteTree, ingelogd: Client, redacteur: User
    ) -> None:
        rewrite(site_tree, redacteur, tweede="Voer het daarna uit.")
        text = ingelogd.post(FORM, GOED | {"voorbeeld": "ja"}).content.decode()
        assert "Je schrijft op versie 1; versie 2 is nu de nieuwste." in text
        assert "/document/tegenspraak/versies/vergelijken/?van=1&amp;naar=2" in text
        assert NIEUW in text
        assert 'name="basis" value="1"' in text
        assert ingelogd.post(FORM, GOED).status_code == 302
        assert Voorstel.objects.get().versies.get().basis.nummer == 1

    def test_a_section_taken_away_meanwhile_keeps_what_was_typed(
        self, site_tree: SiteTree, ingelogd: Client, deelnemer: User, redacteur: User
    ) -> None:
        accept(propose(site_tree, deelnemer, "", soort="verwijdering"), redacteur)
        assert ingelogd.get(FORM).status_code == 404
        response = ingelogd.post(FORM, GOED)
        assert response.status_code == 302
        assert "op dezelfde plek" in page(ingelogd, response["Location"])

    def test_after_a_rename_it_leads_on_without_losing_the_post(
        self, site_tree: SiteTree, ingelogd: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        moved = hoofdstuk_of(site_tree).get_latest_revision_as_object()
        moved.slug = "tegenspreken"
        with django_capture_on_commit_callbacks(execute=True):
            moved.save_revision(user=site_tree.user).publish(user=site_tree.user)
        cache.clear()
        response = ingelogd.post(FORM, GOED)
        assert response.status_code == 308
        assert response["Location"].endswith(f"/document/tegenspreken/voorstel/?sectie={EERSTE}")


class TestHerzien:
    def test_new_words_with_the_old_ones_at_hand(self, site_tree: SiteTree, ingelogd: Client, deelnemer: User) -> None:
        steen = BouwsteenFactory()
        voorstel = propose(site_tree, deelnemer, bouwstenen=[steen])
        address = f"{voorstel.get_absolute_url()}herzien/"
        text = page(ingelogd, address)
        assert NIEUW in text
        assert f'value="{steen.urn_id}" checked' in text
        response = ingelogd.post(address, GOED | {"tekst": "Korter.", "toelichting": "Ingekort"})
        assert response["Location"] == voorstel.get_absolute_url()
        assert response.cookies[COOKIE].value == f"voorstel:{voorstel.urn_id}"
        assert voorstel.versies.count() == 2
        text = page(ingelogd, voorstel.get_absolute_url())
        assert "Ingekort" in text
        assert "Lees formulering 1" in text

    def test_on_the_text_of_today(
        self, site_tree: SiteTree, ingelogd: Client, deelnemer: User, redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        rewrite(site_tree, redacteur, eerste=TEKST.replace("zegt wat er speelt", "zwijgt niet"))
        address = f"{voorstel.get_absolute_url()}herzien/"
        assert 'name="basis" value="1"' in page(ingelogd, address)
        text = page(ingelogd, f"{address}?op=vandaag")
        assert 'name="basis" value="2"' in text
        assert "zwijgt niet" in text
        assert "op tijd wat er speelt" in text
        assert "door elkaar" in text

    def test_not_by_another_and_not_after_a_decision(
        self, site_tree: SiteTree, ingelogd: Client, deelnemer: User, redacteur: User
    ) -> None:
        other = propose(site_tree, redacteur)
        own = propose(site_tree, deelnemer)
        decline_voorstel(own, toelichting="Nee", user=redacteur)
        for action in ("herzien/", "intrekken/"):
            assert ingelogd.get(f"{other.get_absolute_url()}{action}").status_code == 403
            assert ingelogd.post(f"{other.get_absolute_url()}{action}", GOED).status_code == 403
        assert ingelogd.post(f"{own.get_absolute_url()}herzien/", GOED)["Location"] == own.get_absolute_url()
        assert own.versies.count() == other.versies.count() == 1


def test_taking_back_asks_once_more(site_tree: SiteTree, ingelogd: Client, deelnemer: User) -> None:
    voorstel = propose(site_tree, deelnemer)
    address = f"{voorstel.get_absolute_url()}intrekken/"
    assert "Ja, trek in" in page(ingelogd, address)
    voorstel.refresh_from_db()
    assert voorstel.is_lopend
    ingelogd.post(address, {"toelichting": "Dubbel"})
    text = page(ingelogd, voorstel.get_absolute_url())
    assert "Ingetrokken" in text
    assert "Dubbel" in text
    assert ingelogd.post(address, {}).status_code == 302


class TestSteun:
    def test_support_and_no_longer(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        client.force_login(UserFactory(rol="deelnemer"))
        address = f"{voorstel.get_absolute_url()}steun/"
        assert client.post(address, {"steunt": "ja"})["Location"].endswith("#steun")
        text = page(client, voorstel.get_absolute_url())
        assert "1 deelnemer steunt" in text
        assert "Steun niet meer" in text
        client.post(address, {"steunt": "nee"})
        assert "Nog niemand" in page(client, voorstel.get_absolute_url())

    def test_who_cannot(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        address = f"{voorstel.get_absolute_url()}steun/"
        assert client.post(address)["Location"] == f"/inloggen/?next={voorstel.get_absolute_url()}"
        assert client.get(address).status_code == 405
        client.force_login(UserFactory())
        assert client.post(address).status_code == 403
        client.force_login(deelnemer)
        assert "eigen voorstel" in client.post(address, follow=True).content.decode()
        assert not voorstel.steun.exists()


def test_the_profile_tells_what_became_of_them(
    site_tree: SiteTree, ingelogd: Client, deelnemer: User, redacteur: User
) -> None:
    assert "Je hebt nog niets voorgesteld" in page(ingelogd, "/profiel/")
    voorstel = propose(site_tree, deelnemer)
    request_changes(voorstel, toelichting="Noem ook wie", user=redacteur)
    propose(site_tree, redacteur, tekst="Van een ander.")
    text = page(ingelogd, "/profiel/")
    assert "Noem ook wie" in text
    assert text.count("Aanpassing gevraagd") == 1
    assert f"{voorstel.get_absolute_url()}herzien/" in text
