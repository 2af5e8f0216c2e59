"""The files and the import screen, as people meet them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bouwstenen.models import Bouwsteen
from bouwstenen.services import freeze_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.exchange.refi.reader import read_refi
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.services import create_selectie
from kennisbank.search.uitvoer import all_uitvoer
from kennisbank.search.zoekvraag import Zoekvraag
from tests.factories import BouwsteenFactory, UserFactory
from tests.kennisbank.exchange.refi.samples import codebook, project_xml, qdpx, selection
from themas.models import Thema

pytestmark = pytest.mark.django_db

SCHERM = "/beheer/importeren/codering/"


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def beheer(client: Client, redacteur: User) -> Client:
    client.force_login(redacteur)
    return client


def upload(client: Client, naam: str, inhoud: bytes) -> Any:
    return client.post(SCHERM, {"bestand": SimpleUploadedFile(naam, inhoud)})


def test_a_file_is_tried_out_first_and_then_taken_over(beheer: Client) -> None:
    steen = BouwsteenFactory(titel="Vraag", tekst="Vraag het eerst.")
    tekst = "Vraag het eerst."
    source = '<Sources><TextSource guid="00000000-0000-0000-0000-000000000500" name="Bron"><PlainTextContent>'
    source += f"{tekst}</PlainTextContent>{selection(tekst, tekst, 1)}</TextSource></Sources>"
    proef = upload(beheer, "a.qdpx", qdpx(project_xml(codebook("Nieuwsgierig") + source)))
    assert proef.status_code == 200
    assert "Komen erbij (1)" in proef.content.decode()
    assert not Thema.objects.exists()
    echt = beheer.post(SCHERM, {"token": proef.context["token"], "importeer": ""})
    assert "1 toegevoegd, 1 gewijzigd" in echt.content.decode()
    assert [thema.naam for thema in steen.themas.all()] == ["Nieuwsgierig"]


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [("a.zip", b"PK"), ("a.qdpx", b"PK kapot"), ("a.qdc", b"<!DOCTYPE a><CodeBook/>"), ("a.qdc", b"")],
)
def test_a_bad_file_is_refused_with_a_reason(beheer: Client, naam: str, inhoud: bytes) -> None:
    response = upload(beheer, naam, inhoud)
    assert response.status_code == 422
    assert response.context["form"].errors["bestand"]


def test_only_who_may_sees_the_screen(client: Client, beheer: Client) -> None:
    assert SCHERM in beheer.get("/beheer/").content.decode()
    client.force_login(UserFactory(rol="gespreksleider"))
    assert client.get(SCHERM).status_code in (302, 403)


def test_the_search_page_and_a_selectie_offer_the_files(client: Client) -> None:
    [address] = [way.url(Zoekvraag(vraag="a&b")) for way in all_uitvoer() if way.key == "qdpx"]
    assert address == "/zoeken/uitvoer/qdpx/?q=a%26b"
    steen = BouwsteenFactory(titel="Vast", tekst="Toen.")
    onderzoeker = UserFactory(rol="onderzoeker")
    client.force_login(onderzoeker)
    freeze_bouwsteen(steen, user=None)
    selectie = create_selectie(read_corpus(), naam="Over moed", user=onderzoeker)
    BouwsteenFactory(titel="Later", tekst="Erbij.")
    Bouwsteen.objects.filter(pk=steen.pk).update(titel="Nu", tekst="Anders.")
    address = f"/onderzoek/selecties/{selectie.kenmerk}/uitvoer/qdpx/"
    assert address in client.get(selectie.get_absolute_url()).content.decode()
    project, _ = read_refi(client.get(address).content, "x")
    assert [bron.tekst for bron in project.bronnen] == ["Vast\n\nToen.\n"]
    assert project.naam == selectie.naam
    client.logout()
    assert client.get(address).status_code == 302
