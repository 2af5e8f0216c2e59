"""A search or a Selectie as a file: what readers may see, nobody's name, and the same bytes for the same state."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.services import edit_bouwsteen, publish_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.exchange.uitvoer import verzamelen, views
from kennisbank.exchange.uitvoer.formaten import FORMATEN
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.services import create_selectie
from kennisbank.search.testing import fresh_index
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory, UserFactory
from themas.models import Leeraanbod
from themas.services import save_leeraanbod

pytestmark = pytest.mark.django_db
GEHEIM = ("Wubbolina", "Snoeijenbos", "Eelko", "Terpstramolen", "Quakkelstein", "geheimadres", "Renske", "van-dienst")
LEERGANG = {
    "naam": "Leergang",
    "slug": "leergang",
    "aanbieder": "Proef",
    "vorm": "Drie dagen",
    "omschrijving": "Leren.",
}
HIDDEN = "Nog niet beoordeeld"


@pytest.fixture
def stenen(redacteur: User, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> Iterator[list[Bouwsteen]]:
    """Two bouwstenen of a gesprek of which everybody has a secret name, one handed in, and one that nobody read."""
    leider, inzender = (
        UserFactory(username=f"{naam}-geheimadres", weergavenaam=f"{naam} Quakkelstein", rol="gespreksleider")
        for naam in ("Eelko", "Wubbolina")
    )
    with fresh_index(tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            gesprek = GesprekFactory(titel="Aan tafel", gespreksleider=leider, organisaties=[OrganisatieFactory()])
            Deelnemer.objects.create(
                gesprek=gesprek,
                naam="Wubbolina Snoeijenbos",
                email="wubbolina@geheimadres.example",
                verwijderen_na=date(2030, 1, 1),
            )
            themas = [ThemaFactory(naam="Moed", slug="moed"), ThemaFactory(naam="Team", slug="team", soort="niveau")]
            made = [
                BouwsteenFactory(gesprek=gesprek, titel="=Moed moet", tekst="Moed begint **klein**."),
                BouwsteenFactory(gesprek=gesprek, titel="Moed mag", tekst="Moed mag ook groot.", tegengeluid=True),
                BouwsteenFactory(ingezonden=True, titel="Moed kan", tekst="Moed van ver.", ingebracht_door=inzender),
                BouwsteenFactory(ingezonden=True, titel=HIDDEN, tekst="Moed, nu al.", ingebracht_door=inzender),
            ]
            save_leeraanbod(Leeraanbod(**LEERGANG), themas=themas, user=redacteur)
            publish_bouwstenen([made[2]], user=redacteur)
            edit_bouwsteen(made[0], themas=themas, user=redacteur)
            edit_bouwsteen(made[1], user=redacteur)
        yield made


def content(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def words(formaat: str, inhoud: bytes) -> str:
    """Everything a file holds, unpacked."""
    if formaat != "xlsx":
        return inhoud.decode()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return "".join(archief.read(naam).decode() for naam in archief.namelist())


def rows(inhoud: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("formaat", FORMATEN)
def test_nobody_is_named_and_the_bytes_are_the_same(
    client: Client, stenen: list[Bouwsteen], redacteur: User, formaat: str
) -> None:
    selectie = create_selectie(read_corpus(), naam="Onze Quakkelkeuze", user=redacteur)
    client.force_login(redacteur)
    for address in (f"/zoeken/uitvoer/{formaat}/", f"/onderzoek/selecties/{selectie.kenmerk}/uitvoer/{formaat}/"):
        response = client.get(address)
        inhoud = content(response)
        held = words(formaat, inhoud)
        assert "Moed kan" in held
        assert HIDDEN not in held
        assert not [geheim for geheim in GEHEIM if geheim.lower() in held.lower()]
        assert content(client.get(address)) == inhoud
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_search_as_csv(client: Client, stenen: list[Bouwsteen]) -> None:
    response = client.get("/zoeken/uitvoer/csv/?q=moed&soort=bouwsteen&sorteer=titel")
    assert response["Content-Disposition"] == 'attachment; filename="kennisbank-zoeken-moed.csv"'
    assert response["X-Robots-Tag"].startswith("noindex")
    inhoud = content(response)
    assert response["Content-Length"] == str(len(inhoud))
    found = {row["Titel"]: row for row in rows(inhoud)}
    assert set(found) == {"'=Moed moet", "Moed mag", "Moed kan"}
    moet = found["'=Moed moet"]
    assert (moet["Thema’s"], moet["Lenzen"], moet["Gesprek"]) == ("Moed", "Niveau: Team", "Aan tafel")
    assert moet["Adres"].endswith(stenen[0].get_absolute_url())
    assert (found["Moed mag"]["Tegengeluid"], found["Moed kan"]["Gesprek"]) == ("ja", "")
    assert rows(content(client.get("/zoeken/uitvoer/csv/?q=bestaatniet"))) == []


def test_every_kind_of_thing_comes_along(client: Client, stenen: list[Bouwsteen]) -> None:
    data = json.loads(content(client.get("/zoeken/uitvoer/json/")))
    assert {row["soort"] for row in data["rijen"]} == {"bouwsteen", "gesprek", "thema", "leeraanbod"}
    assert data["zoekvraag"] == {"omschrijving": "alles", "query": "", "url": "http://127.0.0.1:8000/zoeken/"}
    assert data["aantal"] == 7
    leergang = next(row for row in data["rijen"] if row["soort"] == "leeraanbod")
    assert (leergang["themas"], leergang["lenzen"]) == (["Moed"], ["Niveau: Team"])
    assert {row["opmaak"] for row in data["rijen"] if row["soort"] == "bouwsteen"} == {"markdown"}
    assert data["peildatum"]


def test_a_gesprek_that_readers_cannot_see_is_not_named(client: Client, stenen: list[Bouwsteen]) -> None:
    Gesprek.objects.update(zichtbaar=False)
    assert "Aan tafel" not in content(client.get("/zoeken/uitvoer/csv/?q=moed")).decode()


def test_a_selectie_keeps_its_words(client: Client, stenen: list[Bouwsteen], redacteur: User) -> None:
    selectie: Selectie = create_selectie(read_corpus(), naam="Moed!", user=redacteur)
    address = f"/onderzoek/selecties/{selectie.kenmerk}/uitvoer/json/"
    steen = Bouwsteen.objects.get(pk=stenen[1].pk)
    steen.tekst = "Heel iets anders."
    edit_bouwsteen(steen, themas=[], user=redacteur)
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(rol="deelnemer"))
    assert client.get(address).status_code == 403
    client.force_login(UserFactory(rol="onderzoeker"))
    response = client.get(address)
    assert 'filename="kennisbank-selectie-moed.json"' in response["Content-Disposition"]
    data = json.loads(content(response))
    mag = next(row for row in data["rijen"] if row["titel"] == "Moed mag")
    assert mag["tekst"] == "Moed mag ook groot."
    assert data["selectie"]["vingerafdruk"] == selectie.vingerafdruk
    assert data["peildatum"].startswith(f"{timezone.localtime(selectie.peildatum):%Y-%m-%d}")
    assert address in client.get(selectie.get_absolute_url()).content.decode()
    assert client.get("/onderzoek/selecties/bestaatniet/uitvoer/json/").status_code == 404


def test_too_much_is_refused_with_a_way_out(
    client: Client, stenen: list[Bouwsteen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATEN, "xlsx", replace(FORMATEN["xlsx"], max_rijen=2))
    response = client.get("/zoeken/uitvoer/xlsx/?q=moed")
    assert response.status_code == 422
    assert "hoogstens 2" in response.content.decode()
    assert "/zoeken/?q=moed" in response.content.decode()
    assert client.get("/zoeken/uitvoer/pdf/?q=moed").status_code == 404
    assert client.post("/zoeken/uitvoer/csv/?q=moed").status_code == 405


def test_the_links_stand_on_the_search_page(client: Client, stenen: list[Bouwsteen]) -> None:
    page = client.get("/zoeken/?q=moed").content.decode()
    assert [formaat for formaat in FORMATEN if f"/zoeken/uitvoer/{formaat}/?q=moed" not in page] == []


def test_more_rows_take_no_more_queries(
    client: Client, stenen: list[Bouwsteen], django_assert_max_num_queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for nummer in range(20):
            steen = BouwsteenFactory(titel=f"Moed nummer {nummer}", gesprek=GesprekFactory())
            edit_bouwsteen(steen, themas=[ThemaFactory()], user=User.objects.filter(groups__name="redacteur")[0])
    content(client.get("/zoeken/uitvoer/csv/?q=moed"))
    with django_assert_max_num_queries(14):
        assert len(rows(content(client.get("/zoeken/uitvoer/csv/?q=moed")))) > 20


def test_a_large_file_is_not_kept_in_memory(
    client: Client, stenen: list[Bouwsteen], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = content(client.get("/zoeken/uitvoer/md/?q=moed"))
    monkeypatch.setattr(views, "IN_MEMORY", 10)
    monkeypatch.setattr(verzamelen, "PER_KEER", 1)
    assert content(client.get("/zoeken/uitvoer/md/?q=moed")) == small
