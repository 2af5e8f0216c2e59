"""The import screens: first a trial run, then the import; faults at the field."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.exchange import forms
from kennisbank.exchange.formats.rowfiles import read_table_bytes
from kennisbank.exchange.rows import KOLOMMEN
from kennisbank.exchange.uploads import remove_old_uploads
from tests.factories import UserFactory
from tests.kennisbank.exchange.samples import DOCUMENTEN, jsonl
from tests.pages import build_start

pytestmark = pytest.mark.django_db

DOCUMENT, BOUWSTENEN = "/beheer/importeren/document/", "/beheer/importeren/bouwstenen/"
CSV = b"titel;tekst;soort\nVraag het;Eerst vragen.;inzicht\n"


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def beheer(client: Client, redacteur: User) -> Client:
    client.force_login(redacteur)
    return client


def upload(client: Client, url: str, naam: str, inhoud: bytes, **rest: str) -> Any:
    titel = {"titel": "Proef"} if url == DOCUMENT else {}
    return client.post(url, titel | {"bestand": SimpleUploadedFile(naam, inhoud)} | rest)


def token_of(response: HttpResponse) -> str:
    return str(response.context["token"])  # type: ignore[attr-defined]


def test_the_menu_shows_it_to_who_may(beheer: Client) -> None:
    page = beheer.get("/beheer/").content.decode()
    assert DOCUMENT in page
    assert BOUWSTENEN in page


@pytest.mark.parametrize("url", [DOCUMENT, BOUWSTENEN, f"{BOUWSTENEN}sjabloon.csv"])
def test_others_may_not(client: Client, url: str) -> None:
    assert client.get(url).status_code == 302
    client.force_login(UserFactory(rol="gespreksleider"))
    response = client.get(url)
    assert response.status_code in {302, 403}
    assert DOCUMENT not in client.get("/beheer/").content.decode()


def test_a_document_is_tried_out_first(beheer: Client, redacteur: User, data_dir: Path) -> None:
    build_start(redacteur)
    tried = upload(beheer, DOCUMENT, "proef.jsonl", jsonl(DOCUMENTEN))
    assert tried.status_code == 200
    assert "Dit zou er gebeuren: 5 toegevoegd" in tried.content.decode()
    assert not Hoofdstuk.objects.exists()
    assert len(list((data_dir / "import").iterdir())) == 1
    done = beheer.post(DOCUMENT, {"token": token_of(tried), "importeer": ""})
    assert "Ingelezen: 5 toegevoegd" in done.content.decode()
    assert Hoofdstuk.objects.count() == 5
    assert list((data_dir / "import").iterdir()) == []


def _zip(*files: tuple[str, bytes]) -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in files:
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def test_a_zip_of_markdown(beheer: Client, redacteur: User) -> None:
    build_start(redacteur)
    inhoud = _zip(("map/a.md", b"# A\n\nZie [b](b.md)."), ("map/b.md", b"# B\n\nTekst."), ("map/x.png", b"x"))
    tried = upload(beheer, DOCUMENT, "proef.zip", inhoud)
    beheer.post(DOCUMENT, {"token": token_of(tried)})
    assert [page.title for page in Hoofdstuk.objects.order_by("path")] == ["A", "B"]


@pytest.mark.parametrize(
    ("naam", "inhoud", "melding"),
    [
        ("a.pdf", b"x", "kan hier niet"),
        ("a.md", b"", "leeg"),
        ("a.jsonl", b"{}\n{", "Regel 1"),
        ("a.jsonl", b"\xff\xfe{", "UTF-16"),
        ("a.zip", b"geen zip", "geen goed zipbestand"),
        ("a.zip", _zip(("../../weg.md", b"x")), "buiten de map"),
        ("a.zip", _zip(("bom.md", b"\0" * 101_000_000)), "groter dan 100 MB"),
        ("a.zip", _zip(("x.txt", b"x")), "geen Markdown"),
    ],
)
def test_faults_in_a_document_stand_at_the_field(
    beheer: Client, redacteur: User, naam: str, inhoud: bytes, melding: str
) -> None:
    build_start(redacteur)
    response = upload(beheer, DOCUMENT, naam, inhoud)
    assert response.status_code == 422
    assert melding in " ".join(response.context["form"].errors["bestand"])
    assert 'value="Proef"' in response.content.decode()


def test_a_file_that_is_too_large_is_refused(beheer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_UPLOAD", 10)
    response = upload(beheer, BOUWSTENEN, "a.csv", CSV)
    assert response.status_code == 422
    assert "te groot" in response.content.decode()


def test_a_title_is_asked_for(beheer: Client) -> None:
    response = upload(beheer, DOCUMENT, "a.md", b"x", titel="")
    assert response.status_code == 422
    assert "Geef het document een titel." in response.content.decode()


def test_bouwstenen_are_tried_out_first(beheer: Client) -> None:
    tried = upload(beheer, BOUWSTENEN, "proef.csv", CSV)
    assert not Bouwsteen.objects.exists()
    beheer.post(BOUWSTENEN, {"token": token_of(tried)})
    assert Bouwsteen.objects.get().titel == "Vraag het"


def test_bad_rows_are_listed_and_nothing_is_kept(beheer: Client, data_dir: Path) -> None:
    response = upload(beheer, BOUWSTENEN, "proef.csv", CSV + b"Zonder tekst;;vraag\n")
    assert response.status_code == 422
    assert [str(fout.kolom) for fout in response.context["verslag"].fouten] == ["tekst"]
    assert not list(data_dir.glob("import/*"))
    tried = upload(beheer, BOUWSTENEN, "proef.csv", CSV + b"Zonder tekst;;vraag\n", goede_rijen="on")
    beheer.post(BOUWSTENEN, {"token": token_of(tried)})
    assert Bouwsteen.objects.count() == 1


def test_cancelling_throws_the_file_away(beheer: Client, data_dir: Path) -> None:
    tried = upload(beheer, BOUWSTENEN, "proef.csv", CSV)
    assert beheer.post(BOUWSTENEN, {"token": token_of(tried), "annuleer": ""}).status_code == 302
    assert not list(data_dir.glob("import/*"))


def test_a_token_is_worth_nothing_to_somebody_else_or_for_another_screen(beheer: Client, client: Client) -> None:
    token = token_of(upload(beheer, BOUWSTENEN, "proef.csv", CSV))
    assert beheer.post(DOCUMENT, {"token": token}).status_code == 302
    ander = Client()
    ander.force_login(UserFactory(rol="redacteur"))
    for wrong in (token, "../db.sqlite3", "x"):
        response = ander.post(BOUWSTENEN, {"token": wrong})
        assert response.status_code == 302
    assert not Bouwsteen.objects.exists()


def test_forgotten_files_are_thrown_away(beheer: Client, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(upload(beheer, BOUWSTENEN, "proef.csv", CSV))
    monkeypatch.setattr("kennisbank.exchange.uploads.MAX_AGE", -1)
    remove_old_uploads()
    assert not list(data_dir.glob("import/*"))
    assert beheer.post(BOUWSTENEN, {"token": token}).status_code == 302


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_the_template_downloads(beheer: Client, vorm: str) -> None:
    response = beheer.get(f"{BOUWSTENEN}sjabloon.{vorm}")
    assert f"bouwstenen-sjabloon.{vorm}" in response["Content-Disposition"]
    assert len(read_table_bytes(response.content, f"x.{vorm}", KOLOMMEN).rijen) == 2
