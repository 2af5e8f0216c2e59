"""The pages of rode draden, and how the redactie makes them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.services import create_draad, edit_draad, publish_draad
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory
from tests.kaarten import titles

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Html = Callable[..., str]


@pytest.fixture
def redacteur(client: Client) -> User:
    """Somebody of the redactie, logged in."""
    user = UserFactory(rol="redacteur")
    client.force_login(user)
    return user


@pytest.fixture
def schrijver() -> User:
    return UserFactory(rol="redacteur")


def make(user: User, titel: str = "Bel eerst", *, gepubliceerd: bool = True, **changes: object) -> RodeDraad:
    """A rode draad that readers see, if it has bouwstenen."""
    made = create_draad(**{"titel": titel, "tekst": "Dat horen we **vaak**.", **changes}, user=user)
    return publish_draad(made, user=user) if gepubliceerd and changes.get("bouwstenen") else made


def row(draad: RodeDraad) -> list[str]:
    return list(draad.dragers.order_by("volgorde").values_list("bouwsteen__titel", flat=True))


class TestLezen:
    def test_a_draad_shows_its_text_and_its_bouwstenen_in_order(self, html: Html, schrijver: User) -> None:
        thema = ThemaFactory(naam="Lef tonen")
        stenen = [BouwsteenFactory(titel=titel) for titel in ("C", "A", "B")]
        make(schrijver, "Andere draad", bouwstenen=[*reversed(stenen)])
        draad = make(schrijver, bouwstenen=[*stenen, BouwsteenFactory(ingezonden=True)], themas=[thema])
        page = html(draad.get_absolute_url())
        assert titles(page) == ["C", "A", "B"]
        assert "<strong>vaak</strong>" in page
        assert "3 bouwstenen uit 3 gesprekken" in page
        assert "Lef tonen" in page
        assert "Bewerk de tekst" not in page

    def test_readers_do_not_see_what_is_in_preparation(self, client: Client, html: Html, schrijver: User) -> None:
        draad = make(schrijver, gepubliceerd=False, bouwstenen=[BouwsteenFactory()])
        assert client.get(draad.get_absolute_url()).status_code == 404
        assert "Er zijn nog geen rode draden" in html("/rode-draden/")

    def test_the_redactie_does_and_can_publish_it(self, client: Client, html: Html, redacteur: User) -> None:
        draad = make(redacteur, gepubliceerd=False, bouwstenen=[BouwsteenFactory()])
        assert "In voorbereiding" in html("/rode-draden/")
        address = f"{draad.get_absolute_url()}zichtbaarheid/"
        client.post(address, {"publiceren": "ja"})
        assert RodeDraad.objects.published().get() == draad
        client.post(address, {"intrekken": "ja"})
        assert not RodeDraad.objects.published()

    def test_publishing_on_nothing_says_why_not(self, client: Client, redacteur: User) -> None:
        draad = make(redacteur, gepubliceerd=False)
        answer = client.post(f"{draad.get_absolute_url()}zichtbaarheid/", {"publiceren": "ja"}, follow=True)
        assert "rust op bouwstenen" in answer.content.decode()

    def test_is_found_from_a_bouwsteen_and_from_a_thema(self, html: Html, schrijver: User) -> None:
        thema, steen = ThemaFactory(), BouwsteenFactory()
        make(schrijver, bouwstenen=[steen], themas=[thema])
        make(schrijver, "Onaf", gepubliceerd=False, bouwstenen=[steen], themas=[thema])
        for address in (steen.get_absolute_url(), thema.get_absolute_url()):
            page = html(address)
            assert "/rode-draden/bel-eerst/" in page
            assert "Onaf" not in page

    def test_earlier_wordings_can_be_read(self, html: Html, schrijver: User) -> None:
        draad = make(schrijver, bouwstenen=[BouwsteenFactory()])
        edit_draad(draad, titel="Bel eerst", tekst="Dat horen we overal.", themas=[], basis=1, user=schrijver)
        page = html(f"{draad.get_absolute_url()}versies/")
        assert "overal" in page
        assert "vaak" in page

    def test_a_strange_address_is_not_there(self, client: Client) -> None:
        assert client.get("/rode-draden/bestaat-niet/").status_code == 404

    def test_query_budgets(
        self, client: Client, schrijver: User, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        themas = ThemaFactory.create_batch(3)
        stenen = BouwsteenFactory.create_batch(12, themas=themas)
        for nummer in range(6):
            draad = make(schrijver, f"Draad {nummer}", bouwstenen=stenen, themas=themas)
        with django_assert_max_num_queries(8):
            client.get("/rode-draden/")
        with django_assert_max_num_queries(12):
            client.get(draad.get_absolute_url())


class TestMaken:
    def test_from_a_filtered_list_of_bouwstenen(self, client: Client, html: Html, redacteur: User) -> None:
        thema = ThemaFactory(slug="lef", naam="Lef tonen")
        BouwsteenFactory(titel="Hoort erbij", themas=[thema])
        BouwsteenFactory(titel="Hoort er niet bij")
        found = re.search(r'href="([^"]*/rode-draden/nieuw/[^"]*)"', html("/bouwstenen/", {"thema": "lef"}))
        assert found
        page = html(found[1].replace("&amp;", "&"))
        assert "Hoort erbij" in page
        assert "Hoort er niet bij" not in page
        stenen = re.findall(r'name="steen" value="(\w+)"', page)
        answer = client.post(
            "/rode-draden/nieuw/", {"titel": "Lef", "tekst": "Tekst.", "themas": [thema.pk], "steen": stenen}
        )
        draad = RodeDraad.objects.get()
        assert answer["Location"] == "/rode-draden/lef/bouwstenen/"
        assert row(draad) == ["Hoort erbij"]
        assert list(draad.themas.all()) == [thema]

    @pytest.mark.usefixtures("index", "redacteur")
    def test_from_words(self, html: Html, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            BouwsteenFactory(titel="Over sluisdeuren")
            BouwsteenFactory(titel="Over brieven")
        page = html("/rode-draden/nieuw/", {"q": "sluisdeuren"})
        assert "Over sluisdeuren" in page
        assert "Over brieven" not in page

    def test_without_a_choice_the_list_offers_nothing(self, html: Html, redacteur: User) -> None:
        BouwsteenFactory()
        assert "/rode-draden/nieuw/" not in html("/bouwstenen/")
        assert 'name="steen"' not in html("/rode-draden/nieuw/")

    def test_what_is_missing_is_named_and_all_typed_stays(self, client: Client, redacteur: User) -> None:
        steen = BouwsteenFactory()
        answer = client.post("/rode-draden/nieuw/", {"titel": "", "tekst": "Al veel werk.", "steen": [steen.urn_id]})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Zeg in één zin wat de rode draad is." in page
        assert "Al veel werk." in page
        assert f'value="{steen.urn_id}"' in page

    def test_only_for_the_redactie(self, client: Client, html: Html, schrijver: User) -> None:
        draad = make(schrijver, bouwstenen=[BouwsteenFactory()])
        addresses = [
            "/rode-draden/nieuw/",
            *(f"{draad.get_absolute_url()}{deel}/" for deel in ("bewerken", "bouwstenen")),
        ]
        for address in addresses:
            assert client.get(address).status_code == 302
        client.force_login(UserFactory(rol="deelnemer"))
        for address in addresses:
            assert client.get(address).status_code == 403
        assert client.post(f"{draad.get_absolute_url()}zichtbaarheid/", {"intrekken": "ja"}).status_code == 403
        assert "rode draad van" not in html("/bouwstenen/", {"soort": "inzicht"})

    def test_an_edit_that_crosses_another_shows_both(self, client: Client, redacteur: User) -> None:
        draad = make(redacteur)
        edit_draad(draad, titel="Bel eerst", tekst="Van een ander.", themas=[], basis=1, user=redacteur)
        address = f"{draad.get_absolute_url()}bewerken/"
        answer = client.post(address, {"titel": "Bel eerst", "tekst": "Van mij.", "basis": "1"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Van een ander." in page
        assert "Van mij." in page
        basis = re.search(r'name="basis" value="(\d+)"', page)
        assert basis
        client.post(address, {"titel": "Bel eerst", "tekst": "Samen.", "basis": basis[1]})
        draad.refresh_from_db()
        assert draad.tekst == "Samen."


class TestSamenstellen:
    def test_search_add_order_and_take_away(self, client: Client, html: Html, redacteur: User) -> None:
        thema = ThemaFactory(slug="lef")
        een, twee = (BouwsteenFactory(titel=titel, themas=[thema]) for titel in ("Een", "Twee"))
        ander = BouwsteenFactory(titel="Van elders")
        draad = make(redacteur)
        address = f"{draad.get_absolute_url()}bouwstenen/"
        page = html(address, {"thema": "lef"})
        assert "Een" in page
        assert "Van elders" not in page
        client.post(f"{address}?thema=lef", {"toevoegen": "ja", "steen": [een.urn_id, twee.urn_id]})
        assert row(draad) == ["Een", "Twee"]
        assert f'id="steen-{een.urn_id}"' not in html(address)
        assert f'id="steen-{ander.urn_id}"' in html(address)
        client.post(address, {"omhoog": twee.urn_id})
        assert row(draad) == ["Twee", "Een"]
        client.post(address, {"weghalen": twee.urn_id})
        assert row(draad) == ["Een"]

    @pytest.mark.parametrize("data", [{"toevoegen": "ja"}, {"omhoog": "x"}, {"weghalen": "0000000000"}, {}])
    def test_nonsense_is_told_so(self, client: Client, redacteur: User, data: dict[str, str]) -> None:
        draad = make(redacteur)
        assert client.post(f"{draad.get_absolute_url()}bouwstenen/", data).status_code == 422

    def test_query_budget(
        self, client: Client, redacteur: User, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        BouwsteenFactory.create_batch(22, gesprek=GesprekFactory())
        draad = make(redacteur, bouwstenen=BouwsteenFactory.create_batch(10))
        with django_assert_max_num_queries(14):
            client.get(f"{draad.get_absolute_url()}bouwstenen/")


class TestBeheer:
    def bulk(self, client: Client, actie: str, stenen: list[object], data: dict[str, object]) -> str:
        ids = "&".join(f"id={steen.pk}" for steen in stenen)  # type: ignore[attr-defined]
        address = f"/beheer/bulk/bouwstenen/bouwsteen/{actie}/?{ids}&next=/beheer/bouwstenen/"
        assert client.get(address).status_code == 200
        return client.post(address, data, follow=True).content.decode()

    def test_from_the_list_in_the_admin(self, client: Client, redacteur: User) -> None:
        stenen = BouwsteenFactory.create_batch(3)
        self.bulk(client, "rode-draad", stenen[:2], {"titel": "Uit beheer", "tekst": "Tekst."})
        draad = RodeDraad.objects.get()
        assert draad.dragers.count() == 2
        self.bulk(client, "bij-rode-draad", stenen, {"draad": draad.pk})
        assert draad.dragers.count() == 3

    def test_what_is_missing_shows_on_the_form(self, client: Client, redacteur: User) -> None:
        self.bulk(client, "rode-draad", [BouwsteenFactory()], {"titel": "", "tekst": ""})
        assert not RodeDraad.objects.exists()
