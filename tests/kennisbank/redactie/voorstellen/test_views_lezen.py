"""Reading voorstellen: the list and the page of each, in a fixed number of queries; and what helps while writing."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.redactie.voorstellen.planning import Inbreng
from kennisbank.redactie.voorstellen.services import (
    decline_voorstel,
    revise_voorstel,
    support_voorstel,
    withdraw_voorstel,
)
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory
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

LIJST = "/voorstellen/"
LIJST_BUDGET = 16
PAGINA_BUDGET = 24


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def shown(client: Client, query: str = "") -> list[str]:
    """The urn ids on the list, in order."""
    return [item.urn_id for item in client.get(f"{LIJST}{query}").context["pagina"].object_list]


class TestLijst:
    def test_empty(self, site_tree: SiteTree, client: Client) -> None:
        assert "Er zijn nog geen voorstellen" in page(client, LIJST)
        assert "Geen voorstellen gevonden" in page(client, f"{LIJST}?q=niets")

    def test_newest_oldest_and_most_supported(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        made = [propose(site_tree, deelnemer, tekst=f"Anders {number}.") for number in range(3)]
        support_voorstel(made[1], user=UserFactory(rol="deelnemer"))
        ids = [item.urn_id for item in made]
        assert shown(client) == ids[::-1]
        assert shown(client, "?sorteer=oudste") == ids
        assert shown(client, "?sorteer=steun") == [ids[1], ids[2], ids[0]]
        assert "1 steunt dit" in page(client, LIJST)

    def test_filters(self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User) -> None:
        chapter = hoofdstuk_of(site_tree)
        chapter.themas.add(ThemaFactory(slug="lef", naam="Lef"))
        chapter.save()
        first = propose(site_tree, deelnemer)
        moved = propose(site_tree, redacteur, "", soort="verplaatsing", sectie_id=TWEEDE)
        withdraw_voorstel(moved, user=redacteur)
        assert shown(client, "?status=open&status=aanpassen") == [first.urn_id]
        assert shown(client, "?soort=verplaatsing") == [moved.urn_id]
        assert shown(client, f"?sectie={TWEEDE}") == [moved.urn_id]
        assert shown(client, f"?hoofdstuk={chapter.urn_id}") == shown(client, "?thema=lef") == shown(client)
        assert shown(client, "?status=onzin&pagina=-4&sorteer=x") == shown(client)
        assert "van=mij" not in page(client, LIJST)
        client.force_login(deelnemer)
        assert shown(client, "?van=mij") == [first.urn_id]

    def test_words_are_looked_for_in_the_newest_wording(
        self, site_tree: SiteTree, client: Client, deelnemer: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer, tekst="Over ezels.", motivatie="Vanwege de balie.")
        assert shown(client, "?q=EZELS+balie") == [voorstel.urn_id]
        assert shown(client, "?q=ezels+paarden") == []
        revise_voorstel(voorstel, basis=1, inbreng=Inbreng(KOP, "Over paarden."), motivatie="Zo.", user=deelnemer)
        assert shown(client, "?q=ezels") == []
        assert shown(client, "?q=paarden") == [voorstel.urn_id]

    def test_those_of_a_hidden_hoofdstuk_are_for_who_made_them_and_the_redactie(
        self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        hoofdstuk_of(site_tree).unpublish()
        assert shown(client) == []
        assert client.get(voorstel.get_absolute_url()).status_code == 404
        for user in (deelnemer, redacteur):
            client.force_login(user)
            assert shown(client) == [voorstel.urn_id]
            assert client.get(voorstel.get_absolute_url()).status_code == 200

    def test_query_budget_does_not_grow_with_the_list(
        self, site_tree: SiteTree, client: Client, deelnemer: User, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(deelnemer)
        for number in range(26):
            propose(
                site_tree,
                UserFactory(rol="deelnemer"),
                tekst=f"Anders {number}.",
                sectie_id=(EERSTE, TWEEDE)[number % 2],
            )
        with django_assert_max_num_queries(LIJST_BUDGET):
            text = page(client, f"{LIJST}?q=anders&sectie={EERSTE}&sorteer=steun&status=open")
        assert "13 voorstellen" in text
        with django_assert_max_num_queries(LIJST_BUDGET):
            assert "pagina=2" in page(client, LIJST)


class TestVoorstel:
    def test_what_why_by_whom_and_on_which_text(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        steen = BouwsteenFactory(titel="Zeg het op tijd")
        voorstel = propose(site_tree, deelnemer, motivatie="Het *moment* telt.", bouwstenen=[steen])
        text = page(client, voorstel.get_absolute_url())
        for expected in [
            "In behandeling",
            "Dana Deelnemer",
            "<em>moment</em>",
            '<ins class="kb-erbij"><span class="kb-alleen-lezer">Toegevoegd: </span> op tijd</ins>',
            'href="/document/tegenspraak/#sectie-loyaal-is-niet-stil"',
            'href="/document/tegenspraak/versies/1/"',
            steen.get_absolute_url(),
            "Log in om dit voorstel te steunen",
        ]:
            assert expected in text, expected
        assert "Herzien" not in text

    def test_addresses(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        upper = client.get(f"{LIJST}{voorstel.urn_id.upper()}/")
        assert voorstel.urn_id == voorstel.urn_id.upper() or upper["Location"] == voorstel.get_absolute_url()
        for path in (
            "0000000000/",
            "onzin/",
            "0000000000/herzien/",
            f"{voorstel.urn_id}/?versie=7",
            f"{voorstel.urn_id}/?tegen=x",
        ):
            client.force_login(deelnemer)
            assert client.get(f"{LIJST}{path}").status_code == 404, path

    def test_what_each_can_do(self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User) -> None:
        voorstel = propose(site_tree, deelnemer)
        decide = f"/beheer/voorstellen/{voorstel.urn_id}/"
        client.force_login(deelnemer)
        own = page(client, voorstel.get_absolute_url())
        assert f"{voorstel.get_absolute_url()}herzien/" in own
        assert f"{voorstel.get_absolute_url()}intrekken/" in own
        assert "Steun dit voorstel" not in own
        assert decide not in own
        client.force_login(redacteur)
        editor = page(client, voorstel.get_absolute_url())
        assert decide in editor
        assert "Steun dit voorstel" in editor
        assert "herzien/" not in editor
        assert f"/beheer/voorstellen/{propose(site_tree, redacteur).urn_id}/" not in editor

    @pytest.mark.parametrize(
        ("eerste", "expected"),
        [
            (TEKST, "zonder botsing"),
            (TEKST.replace("zegt wat er speelt", "zwijgt niet"), "op dezelfde plek"),
            (NIEUW, "zegt dit al"),
        ],
    )
    def test_how_it_relates_to_the_text_of_today(
        self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User, eerste: str, expected: str
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        rewrite(site_tree, redacteur, eerste=eerste, tweede="Voer het daarna uit.")
        client.force_login(deelnemer)
        text = page(client, voorstel.get_absolute_url())
        assert expected in text
        assert "/document/tegenspraak/versies/vergelijken/?van=1&amp;naar=2" in text
        assert f"{voorstel.get_absolute_url()}herzien/?op=vandaag" in text

    def test_every_former_wording_can_be_read_and_compared(
        self, site_tree: SiteTree, client: Client, deelnemer: User
    ) -> None:
        voorstel = propose(site_tree, deelnemer)
        revise_voorstel(
            voorstel,
            basis=1,
            inbreng=Inbreng(KOP, "Heel kort."),
            motivatie="Kort.",
            toelichting="Ingekort",
            user=deelnemer,
        )
        url = voorstel.get_absolute_url()
        newest = page(client, url)
        assert f"{url}?versie=1#verschil" in newest
        assert f"{url}?versie=2&amp;tegen=1#verschil" in newest
        first = page(client, f"{url}?versie=1")
        assert "Dit is formulering 1" in first
        assert "Het moment telt ook." in first
        compared = page(client, f"{url}?versie=2&tegen=1")
        assert "tussen formulering 1 en 2" in compared
        assert "Heel kort." in compared

    def test_what_became_of_it(self, site_tree: SiteTree, client: Client, deelnemer: User, redacteur: User) -> None:
        taken, refused = propose(site_tree, deelnemer), propose(site_tree, deelnemer, tekst="Anders.")
        accept(taken, redacteur)
        decline_voorstel(refused, toelichting="Dit staat al in hoofdstuk 2.", user=redacteur)
        text = page(client, taken.get_absolute_url())
        assert "/document/tegenspraak/versies/2/verschil/" in text
        assert "Renske Redacteur" in text
        assert "Steun dit voorstel" not in text
        assert "Dit staat al in hoofdstuk 2." in page(client, refused.get_absolute_url())

    @pytest.mark.parametrize("soort", ["nieuwe_sectie", "verwijdering", "verplaatsing"])
    def test_other_soorten(self, site_tree: SiteTree, client: Client, deelnemer: User, soort: str) -> None:
        words = {"sectie_id": ""} if soort == "nieuwe_sectie" else {}
        voorstel = propose(site_tree, deelnemer, "Tekst.", soort=soort, na_sectie_id=TWEEDE, **words)
        text = page(client, voorstel.get_absolute_url())
        assert ("Na ‘Na het besluit’" in text) == (soort != "verwijdering")
        assert ("De hele sectie vervalt" in text) == (soort == "verwijdering")

    def test_query_budget(
        self,
        site_tree: SiteTree,
        client: Client,
        deelnemer: User,
        redacteur: User,
        django_assert_max_num_queries: Any,
    ) -> None:
        voorstel = propose(site_tree, deelnemer, bouwstenen=BouwsteenFactory.create_batch(8))
        for number in range(5):
            inbreng = Inbreng(KOP, f"{NIEUW} Ronde {number}.")
            revise_voorstel(voorstel, basis=1, inbreng=inbreng, motivatie="Beter.", user=deelnemer)
        rewrite(site_tree, redacteur, tweede="Voer het daarna uit.")
        for user in (redacteur, deelnemer):
            client.force_login(user)
            with django_assert_max_num_queries(PAGINA_BUDGET):
                page(client, f"{voorstel.get_absolute_url()}?versie=4&tegen=2")


class TestSchrijven:
    def test_preview_is_clean_html_for_who_is_logged_in(self, client: Client, deelnemer: User) -> None:
        address = "/schrijven/voorbeeld/"
        assert client.post(address, {"tekst": "**vet**"}).status_code == 403
        client.force_login(deelnemer)
        text = client.post(address, {"tekst": "**vet** <script>alert(1)</script>"}).content.decode()
        assert "<strong>vet</strong>" in text
        assert "<script" not in text
        assert client.get(address).status_code == 405

    def test_names_that_a_wiki_link_can_lead_to(self, site_tree: SiteTree, client: Client, deelnemer: User) -> None:
        ThemaFactory(naam="Tegendraads", slug="tegendraads")
        steen = BouwsteenFactory(titel="Tegenwind [voor] de troepen | uit")
        call_command("update_index", verbosity=0)
        address = "/schrijven/verwijzingen/"
        assert client.get(address, {"q": "tegen"}).status_code == 403
        client.force_login(deelnemer)
        found = {item["titel"]: item["invoegen"] for item in client.get(address, {"q": "tegen"}).json()}
        assert found == {
            "Tegenspraak geven": "Tegenspraak geven",
            "Tegendraads": "Tegendraads",
            steen.titel: f"{steen.urn_id}|Tegenwind voor de troepen uit",
        }
        assert client.get(address, {"q": "t"}).json() == []
        assert client.get(address).json() == []

    def test_whether_a_form_can_be_sent(self, client: Client, deelnemer: User) -> None:
        response = client.get("/schrijven/ingelogd/")
        assert response.json() == {"ingelogd": False}
        assert "no-store" in response["Cache-Control"]
        client.force_login(deelnemer)
        assert client.get("/schrijven/ingelogd/").json() == {"ingelogd": True}


def test_a_form_open_too_long_says_that_nothing_is_lost(site_tree: SiteTree, deelnemer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(deelnemer)
    response = strict.post(f"/document/tegenspraak/voorstel/?sectie={EERSTE}", {"tekst": NIEUW})
    text = response.content.decode()
    assert response.status_code == 403
    assert "Je tekst is niet weg" in text
    assert f'href="/document/tegenspraak/voorstel/?sectie={EERSTE}"' in text
    assert not Voorstel.objects.exists()


def test_nobody_is_named_by_what_they_log_in_with(site_tree: SiteTree, client: Client) -> None:
    anonymous = UserFactory(rol="deelnemer", username="p.jansen", weergavenaam="")
    voorstel = propose(site_tree, anonymous)
    for path in (LIJST, voorstel.get_absolute_url()):
        text = page(client, path)
        assert "Een collega" in text
        assert "p.jansen" not in text
