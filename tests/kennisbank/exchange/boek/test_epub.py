"""A book as EPUB 3, checked with our own eyes and, where it is installed, with epubcheck."""

import io
import posixpath
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kennisbank.exchange.boek.epub import make_epub
from kennisbank.exchange.boek.model import Boek
from tests.kennisbank.exchange.boek.samples import HOSTILE, book_of, make_boek

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
BOOKS = {"voorbeeld": make_boek(), **{naam: book_of(tekst) for naam, tekst in HOSTILE.items()}}
EMPTY = make_boek(hoofdstukken=(), inleiding="", urn="", uitgever="")


def _epubcheck() -> list[str]:
    """The command that runs epubcheck; nothing when it or Java is not there."""
    plek = shutil.which("epubcheck")
    if plek is None or shutil.which("java") is None:
        return []
    return ["java", "-jar", plek] if Path(plek).read_bytes()[:2] == b"PK" else [plek]


@pytest.fixture(params=[*BOOKS, "leeg boek"])
def archief(request: pytest.FixtureRequest) -> zipfile.ZipFile:
    boek: Boek = BOOKS.get(request.param, EMPTY)
    return zipfile.ZipFile(io.BytesIO(make_epub(boek)))


def test_is_put_together_as_the_standard_says(archief: zipfile.ZipFile) -> None:
    eerste = archief.infolist()[0]
    assert eerste.filename == "mimetype"
    assert eerste.compress_type == zipfile.ZIP_STORED
    assert archief.read("mimetype") == b"application/epub+zip"
    assert b'full-path="EPUB/package.opf"' in archief.read("META-INF/container.xml")
    package = etree.fromstring(archief.read("EPUB/package.opf"))
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert len(items) == len(list(package.iter(f"{OPF}item")))
    assert {f"EPUB/{href}" for href in items.values()} == set(archief.namelist()) - {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    }
    assert {ref.get("idref") for ref in package.iter(f"{OPF}itemref")} == set(items) - {"css"}
    assert [item.get("href") for item in package.iter(f"{OPF}item") if item.get("properties") == "nav"] == ["nav.xhtml"]


def test_every_file_is_well_formed_and_every_link_has_its_target(archief: zipfile.ZipFile) -> None:
    bladen = {naam: etree.fromstring(archief.read(naam)) for naam in archief.namelist() if naam.endswith(".xhtml")}
    ids = {naam: [element.get("id") for element in blad.iter() if element.get("id")] for naam, blad in bladen.items()}
    for naam, blad in bladen.items():
        assert blad.get("lang") == "nl-NL"
        assert blad.findtext(f"{XHTML}head/{XHTML}title")
        assert len(ids[naam]) == len(set(ids[naam]))
        for link in blad.iter(f"{XHTML}a"):
            doel, _, anker = link.get("href", "").partition("#")
            if ":" in doel:
                continue
            bestand = posixpath.join("EPUB", doel) if doel else naam
            assert bestand in bladen
            assert not anker or anker in ids[bestand]


def test_no_level_of_heading_is_skipped(archief: zipfile.ZipFile) -> None:
    for naam in archief.namelist():
        if naam.endswith(".xhtml"):
            niveau = 0
            for element in etree.fromstring(archief.read(naam)).iter(*(f"{XHTML}h{n}" for n in range(1, 7))):
                nieuw = int(etree.QName(element).localname[1])
                assert nieuw <= niveau + 1
                niveau = nieuw


def test_metadata_say_what_it_is_and_how_accessible() -> None:
    with zipfile.ZipFile(io.BytesIO(make_epub(make_boek()))) as boek:
        package = etree.fromstring(boek.read("EPUB/package.opf"))
    assert package.findtext(f".//{DC}language") == "nl"
    assert package.findtext(f".//{DC}title") == "Samen werken aan Ambtelijk Vakmanschap"
    assert package.findtext(f".//{DC}identifier") == "urn:kennisbank-av:editie:7h3k9m2p4q"
    eigenschappen = [(meta.get("property"), meta.text) for meta in package.iter(f"{OPF}meta")]
    assert ("schema:accessMode", "textual") in eigenschappen
    assert ("schema:accessibilityFeature", "tableOfContents") in eigenschappen
    assert ("dcterms:modified", "2026-03-09T00:00:00Z") in eigenschappen
    assert any(naam == "schema:accessibilitySummary" and "Koppen" in (tekst or "") for naam, tekst in eigenschappen)


def test_contents_lead_to_every_hoofdstuk_and_section() -> None:
    with zipfile.ZipFile(io.BytesIO(make_epub(make_boek()))) as boek:
        nav = etree.fromstring(boek.read("EPUB/nav.xhtml"))
    toc = nav.find(f".//{XHTML}nav")
    assert toc is not None
    assert [link.text for link in toc.iter(f"{XHTML}a")] == [
        "Titelblad",
        "Colofon",
        "Inleiding",
        "1 Tegenspraak geven en krijgen",
        "Wat iedereen ziet",
        "En dan?",
        "Bronnen",
        "2 Luisteren",
        "Wat helpt",
    ]


@pytest.mark.skipif(not _epubcheck(), reason="epubcheck is not on this machine (it needs Java)")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """One book for all texts, for Java takes longer to start than to check."""
    boek = make_boek(hoofdstukken=(*make_boek().hoofdstukken, *book_of(*HOSTILE.values()).hoofdstukken))
    bestand = tmp_path / "boek.epub"
    bestand.write_bytes(make_epub(boek))
    uitslag = subprocess.run([*_epubcheck(), str(bestand)], capture_output=True, text=True, timeout=180, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in uitslag.stdout + uitslag.stderr, uitslag.stderr[:3000]
