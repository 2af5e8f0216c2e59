"""De plaat as readers see it."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.services import create_draad, publish_draad, withdraw_draad
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory
from themas.models import Thema

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Html = Callable[..., str]


@pytest.fixture
def redacteur() -> User:
    return UserFactory(rol="redacteur")


@pytest.fixture
def draad(redacteur: User) -> RodeDraad:
    """One draad about one thema: two bouwstenen of January, one of March, and one of another thema in June."""
    lef, tijd = ThemaFactory(naam="Lef tonen", slug="lef"), ThemaFactory(naam="Tijd nemen", slug="tijd")
    januari, maart = GesprekFactory(datum=date(2025, 1, 20)), GesprekFactory(datum=date(2025, 3, 5))
    stenen = [
        *BouwsteenFactory.create_batch(2, gesprek=januari, themas=[lef]),
        BouwsteenFactory(gesprek=maart, themas=[lef]),
    ]
    BouwsteenFactory(gesprek=GesprekFactory(datum=date(2025, 6, 1)), themas=[tijd])
    made = create_draad(titel="Lef groeit", tekst="Samen.", themas=[lef], bouwstenen=stenen, user=redacteur)
    return publish_draad(made, user=redacteur)


def lines(page: str) -> dict[str, str]:
    """Every region in the lists beside the picture, with what it says."""
    found = re.findall(r'kb-plaat-nummer">\d+</span> <a class="nl-link" href="[^"]+">([^<]+)</a><br>([^<]+)</li>', page)
    return dict(found)


def test_shows_rode_draden_and_themas_with_a_way_to_their_bouwstenen(html: Html, draad: RodeDraad) -> None:
    page = html("/plaat/")
    assert lines(page) == {
        "Lef groeit": "3 bouwstenen uit 2 gesprekken",
        "Lef tonen": "3 bouwstenen uit 2 gesprekken",
        "Tijd nemen": "1 bouwsteen uit 1 gesprek",
    }
    svg = page[page.index("<svg xmlns") :]
    for adres in (draad.get_absolute_url(), "/bouwstenen/?thema=lef", "/bouwstenen/?thema=tijd"):
        assert f'<a class="kb-plaat__gebied" href="{adres}"' in svg
    assert "juni 2025" in page


def test_goes_back_in_time_by_an_address_and_by_links(html: Html, draad: RodeDraad) -> None:
    januari = html("/plaat/", {"tot": "2025-01"})
    assert lines(januari) == {"Lef groeit": "2 bouwstenen uit 1 gesprek", "Lef tonen": "2 bouwstenen uit 1 gesprek"}
    assert 'href="?tot=2025-03" rel="next"' in januari
    assert 'rel="prev"' not in januari
    assert "Nog niet te zien in januari 2025: Tijd nemen." in januari
    assert lines(html("/plaat/", {"tot": "2025-02"})) == lines(januari)


@pytest.mark.parametrize("tot", ["", "gisteren", "2025-13", "0000-01", "9999-12", "2025-06-01", "\x00", "-1"])
def test_a_strange_moment_shows_a_picture(html: Html, draad: RodeDraad, tot: str) -> None:
    assert lines(html("/plaat/", {"tot": tot}))


def test_an_empty_site_says_so(html: Html) -> None:
    assert "De plaat is nog leeg" in html("/plaat/")


def test_only_what_readers_may_see(html: Html, draad: RodeDraad, redacteur: User) -> None:
    lef = Thema.objects.get(slug="lef")
    BouwsteenFactory(ingezonden=True, themas=[lef])
    BouwsteenFactory(status="ingetrokken", themas=[lef])
    withdraw_draad(draad, user=redacteur)
    assert lines(html("/plaat/"))["Lef tonen"] == "3 bouwstenen uit 2 gesprekken"
    assert "Lef groeit" not in html("/plaat/")


def test_what_was_handed_in_counts_in_its_month(html: Html, draad: RodeDraad) -> None:
    thema = ThemaFactory(naam="Zelf bedacht")
    BouwsteenFactory(ingezonden=True, status="gepubliceerd", themas=[thema])
    assert lines(html("/plaat/"))["Zelf bedacht"] == "1 bouwsteen"
    assert "Zelf bedacht" not in lines(html("/plaat/", {"tot": "2025-06"}))


def test_as_svg_it_stands_alone(client: Client, draad: RodeDraad) -> None:
    answer = client.get("/plaat/plaat.svg", {"tot": "2025-03"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert 'filename="plaat-2025-03.svg"' in answer["Content-Disposition"]
    wortel = etree.fromstring(answer.content)
    links = [element.get("href", "") for element in wortel.iter("{http://www.w3.org/2000/svg}a")]
    assert f"http://testserver{draad.get_absolute_url()}" in links
    assert all(link.startswith("http://testserver/") for link in links)
    assert b"style" not in answer.content
    assert b"<script" not in answer.content


def test_what_people_typed_is_no_code_in_the_svg(client: Client, draad: RodeDraad) -> None:
    BouwsteenFactory(themas=[ThemaFactory(naam='<script>"&', slug="vreemd")])
    wortel = etree.fromstring(client.get("/plaat/plaat.svg").content)
    assert any('<script>"&' in (element.text or "") for element in wortel.iter("{http://www.w3.org/2000/svg}title"))


def test_as_png_and_as_pdf_for_print(client: Client, draad: RodeDraad) -> None:
    assert Image.open(io.BytesIO(client.get("/plaat/plaat.png").content)).width == 2400
    paginas = PdfReader(io.BytesIO(client.get("/plaat/plaat.pdf").content)).pages
    assert [round(float(maat)) for maat in paginas[0].mediabox[2:]] == [1191, 842]
    assert client.get("/plaat/plaat.exe").status_code == 404


def test_query_budget_does_not_grow_with_the_picture(
    client: Client, draad: RodeDraad, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for nummer in range(8):
        gesprek = GesprekFactory(datum=date(2025, nummer + 1, 3))
        BouwsteenFactory.create_batch(2, gesprek=gesprek, themas=[ThemaFactory()])
    with django_assert_max_num_queries(9):
        client.get("/plaat/")
