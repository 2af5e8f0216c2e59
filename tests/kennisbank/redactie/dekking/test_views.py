"""The coverage page: every number leads to as many bouwstenen, and every table can be taken along."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from kennisbank.document.services import create_hoofdstuk
from tests.factories import BouwsteenFactory, ThemaFactory
from tests.pages import SiteTree, inhoud, sectie

pytestmark = pytest.mark.django_db


@pytest.fixture
def covered(site_tree: SiteTree) -> SiteTree:
    thema = ThemaFactory(naam="=Tegenspraak", slug="tegenspraak-thema")
    bouwstenen = BouwsteenFactory.create_batch(3, themas=[thema], tegengeluid=True)
    bronnen = tuple((bouwsteen.urn_id, "bron") for bouwsteen in bouwstenen[:2])
    create_hoofdstuk(
        site_tree.document, inhoud=inhoud("Met bronnen", sectie(70, "Kop", "Tekst.", bronnen)), user=site_tree.user
    )
    return site_tree


@pytest.mark.parametrize("beeld", ["thema", "gesprek", "weerklank", "zonder-bron", "open"])
def test_every_table_answers_in_a_fixed_number_of_queries(
    client: Client, covered: SiteTree, beeld: str, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        response = client.get("/dekking/", {"beeld": beeld})
    assert response.status_code == 200
    assert client.get(f"/dekking/{beeld}.csv").status_code == 200


@pytest.mark.parametrize("beeld", ["thema", "gesprek", "open"])
def test_numbers_lead_to_as_many_bouwstenen(client: Client, covered: SiteTree, beeld: str) -> None:
    html = client.get("/dekking/", {"beeld": beeld}).content.decode()
    links = re.findall(r'href="(/dekking/bouwstenen/\?[^"]+)"[^>]*>(\d+)</a>', html)
    assert links
    for url, number in links:
        page = client.get(url.replace("&amp;", "&"))
        assert page.status_code == 200
        assert page.context["pagina"].paginator.count == int(number), url


def test_nowhere_is_everything_that_no_hoofdstuk_names(client: Client, covered: SiteTree) -> None:
    page = client.get("/dekking/bouwstenen/?thema=tegenspraak-thema&hoofdstuk=nergens")
    assert page.context["pagina"].paginator.count == 1


def test_csv_is_safe_for_spreadsheets(client: Client, covered: SiteTree) -> None:
    text = client.get("/dekking/thema.csv").content.decode("utf-8-sig")
    assert "'=Tegenspraak;" in text
    assert not re.search(r"(^|;)=", text, re.M)


def test_picture_is_well_formed_and_holds_the_numbers(client: Client, covered: SiteTree) -> None:
    response = client.get("/dekking/warmtekaart.svg?beeld=thema")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own picture
    assert response["Content-Type"] == "image/svg+xml"
    assert "2" in {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}


@pytest.mark.parametrize(
    "url",
    [
        "/dekking/?beeld=niets",
        "/dekking/?document=zz",
        "/dekking/niets.csv",
        "/dekking/bouwstenen/?thema=nee",
        "/dekking/bouwstenen/?hoofdstuk=nee",
        "/dekking/bouwstenen/?gesprek=nee",
        "/dekking/bouwstenen/?leeftijd=nee",
    ],
)
def test_what_does_not_exist_is_404(client: Client, covered: SiteTree, url: str) -> None:
    assert client.get(url).status_code == 404


def test_an_empty_site_says_so(client: Client, db: None) -> None:
    assert "Er is nog geen document" in client.get("/dekking/").content.decode()
