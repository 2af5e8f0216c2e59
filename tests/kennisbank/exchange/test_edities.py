"""Files of editions: the frozen words in every format, made once, offered well."""

import threading
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Editie
from kennisbank.document.services import update_hoofdstuk
from kennisbank.exchange import edities
from kennisbank.exchange.boek.model import Boek
from kennisbank.exchange.edities import FORMATEN, build_boek, prepare_files, provide_file
from tests.edities import mend_links, publish, write
from tests.factories import BouwsteenFactory, ThemaFactory
from tests.pages import SiteTree

SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "epub": b"PK\x03\x04", "md": b"# Samen werken"}


@pytest.fixture
def site(site_tree: SiteTree, settings: Any, tmp_path: Path) -> SiteTree:
    """The small site, with sources and themas, its files in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    mend_links(site_tree)
    page = site_tree.hoofdstukken[1]
    secties = inhoud_of(page)["secties"]
    bron = BouwsteenFactory(titel="Vraag het aan de balie")
    naast = BouwsteenFactory(titel="De balie weet ook niet alles", tegengeluid=True, stand="kanttekening")
    secties[0]["bronnen"] = [
        {"bouwsteen": bron.urn_id, "rol": "bron"},
        {"bouwsteen": naast.urn_id, "rol": "kanttekening"},
        {"bouwsteen": BouwsteenFactory(ingezonden=True).urn_id, "rol": "bron"},
    ]
    update_hoofdstuk(
        page,
        secties=secties,
        themas=[ThemaFactory(naam="Moed")],
        user=site_tree.user,
        publish=True,
        toelichting="Bronnen erbij.",
    )
    return site_tree


@pytest.fixture
def editie(site: SiteTree) -> Editie:
    """A published edition."""
    return publish(site, titel="Voorjaar", inleiding="Vooraf, zie [[De menselijke maat]].")


def files(editie: Editie) -> list[str]:
    """What is kept of an edition."""
    folder = provide_file(editie, "md").path.parent
    return sorted(path.name for path in folder.iterdir())


def fetch(client: Client, path: str, **headers: str) -> tuple[Any, bytes]:
    """The answer to a download and all that it holds."""
    response = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return response, content


# The book


def test_the_book_holds_the_frozen_words_with_sources_that_readers_may_see(editie: Editie) -> None:
    boek = build_boek(editie)
    first, second = boek.hoofdstukken
    assert (boek.titel, boek.subtitel, boek.editie) == ("Samen werken", "Voorjaar", "Editie 1")
    assert boek.urn == editie.urn
    assert boek.url == f"http://127.0.0.1:8000{editie.get_absolute_url()}"
    assert boek.inleiding == editie.inleiding
    assert [(row.titel, row.versie) for row in boek.hoofdstukken] == [
        ("Tegenspraak geven", 2),
        ("De menselijke maat", 2),
    ]
    assert (first.url, second.themas) == ("/document/tegenspraak/versies/2/", ("Moed",))
    assert [bron.titel for bron in second.secties[0].bronnen] == ["Vraag het aan de balie"]
    assert [bron.tegengeluid for bron in second.secties[0].kanttekeningen] == [True]
    assert boek.links["De menselijke maat"].url == "/document/menselijke-maat/"


def test_the_book_stays_the_same_when_the_site_goes_on(site: SiteTree, editie: Editie) -> None:
    before = build_boek(editie)
    write(site.hoofdstukken[0], "Heel iets anders.", site.user)
    assert build_boek(editie) == before
    site.hoofdstukken[0].unpublish()
    again = build_boek(editie)
    assert again.hoofdstukken[0].secties == before.hoofdstukken[0].secties
    assert again.hoofdstukken[0].url == ""


# Downloading


@pytest.mark.parametrize("formaat", sorted(FORMATEN))
def test_every_format_is_a_file_with_a_name_and_kind(client: Client, editie: Editie, formaat: str) -> None:
    response, content = fetch(client, f"{editie.get_absolute_url()}{formaat}")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATEN[formaat].content_type
    assert response["Content-Disposition"] == f'attachment; filename="samen-werken-editie-1.{formaat}"'
    assert content.startswith(SIGNATURES[formaat])
    assert int(response["Content-Length"]) == len(content)


def test_all_formats_are_made_of_the_same_text(client: Client, editie: Editie) -> None:
    markdown, docx, epub = (
        fetch(client, f"{editie.get_absolute_url()}{formaat}")[1] for formaat in ("md", "docx", "epub")
    )
    book = zipfile.ZipFile(BytesIO(epub))
    texts = [
        markdown.decode(),
        zipfile.ZipFile(BytesIO(docx)).read("word/document.xml").decode(),
        "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")),
    ]
    for text in texts:
        for expected in ["zegt wat er speelt", "Vraag het aan de balie", "De balie weet ook niet alles", editie.urn]:
            assert expected in text, expected


def test_a_file_is_made_once_and_not_sent_again(
    client: Client, editie: Editie, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{editie.get_absolute_url()}md"
    first, content = fetch(client, path)
    made: list[Boek] = []
    monkeypatch.setattr(edities, "make_markdown", lambda boek: made.append(boek) or "# Anders")
    again, same = fetch(client, path)
    assert same == content
    assert made == []
    assert "max-age" in first["Cache-Control"]
    assert fetch(client, path, if_none_match=first["ETag"])[0].status_code == 304
    assert fetch(client, path, if_modified_since=first["Last-Modified"])[0].status_code == 304
    assert fetch(client, path, if_none_match='"anders"')[0].status_code == 200
    head = client.head(path)
    head.close()
    assert head["ETag"] == first["ETag"]


def test_a_withdrawn_source_is_gone_from_the_file_and_the_old_file_goes(client: Client, editie: Editie) -> None:
    path = f"{editie.get_absolute_url()}md"
    first, content = fetch(client, path)
    assert b"Vraag het aan de balie" in content
    assert len(files(editie)) == 1
    steen = BouwsteenFactory._meta.model.objects.get(titel="Vraag het aan de balie")
    type(steen).objects.filter(pk=steen.pk).update(status="ingetrokken")
    second, content = fetch(client, path)
    assert b"Vraag het aan de balie" not in content
    assert second["ETag"] != first["ETag"]
    assert len(files(editie)) == 1


def test_files_of_two_editions_stand_beside_each_other(site: SiteTree, editie: Editie) -> None:
    prepare_files(editie)
    prepare_files(publish(site))
    assert len(files(editie)) == 8


def test_a_file_that_cannot_be_made_is_told_in_dutch(
    client: Client, editie: Editie, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(boek: Boek) -> str:
        raise ValueError("planted")

    monkeypatch.setattr(edities, "make_markdown", fail)
    response = client.get(f"{editie.get_absolute_url()}md")
    html = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Downloaden lukt nu niet" in html
    assert f"{editie.get_absolute_url()}lezen/" in html
    assert "planted" in caplog.text
    monkeypatch.undo()
    assert fetch(client, f"{editie.get_absolute_url()}md")[0].status_code == 200


def test_a_full_disk_leaves_no_half_file(
    client: Client, editie: Editie, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: Any) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(edities.os, "fsync", full)
        assert client.get(f"{editie.get_absolute_url()}md").status_code == 503
    assert len([name for name in files(editie) if not name.startswith(".")]) == 1


def test_requests_at_the_same_time_make_one_file(
    editie: Editie, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    verwijzingen, build = edities._look_up(editie), build_boek(editie)
    monkeypatch.setattr(edities, "load_versies", lambda _: [])
    monkeypatch.setattr(edities, "_compose", lambda *_: build)
    started, made = threading.Barrier(6), []
    monkeypatch.setattr(edities, "make_markdown", lambda boek: made.append(boek) or "# Een keer")

    def ask() -> None:
        started.wait()
        edities._provide(editie, "md", verwijzingen)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert edities._provide(editie, "md", verwijzingen).path.read_text() == "# Een keer"


@pytest.mark.parametrize("rest", ["2/pdf", "1/exe", "1/pdf/", "x/pdf"])
def test_what_is_not_there_is_not_found(client: Client, editie: Editie, rest: str) -> None:
    base = editie.get_absolute_url().removesuffix("1/")
    assert client.get(f"{base}{rest}", follow=True).status_code == 404


def test_offering_a_file_costs_few_queries(client: Client, editie: Editie, django_assert_max_num_queries: Any) -> None:
    fetch(client, f"{editie.get_absolute_url()}md")
    with django_assert_max_num_queries(10):
        fetch(client, f"{editie.get_absolute_url()}md")
