"""Files go out and come in unchanged; files that mean harm are refused."""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyrefiqda import RefiCodebook, RefiProject

from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.refi import package, safexml
from kennisbank.exchange.refi.check import check_file
from kennisbank.exchange.refi.model import Project
from kennisbank.exchange.refi.package import Pakket, write_package
from kennisbank.exchange.refi.reader import read_refi
from kennisbank.exchange.refi.writer import write_codebook, write_project
from tests.kennisbank.exchange.refi.samples import SAMPLE, guid, project_xml, projects, qdpx


@settings(max_examples=60, deadline=None)
@given(projects())
def test_a_project_comes_back_as_it_went(project: Project) -> None:
    inhoud = write_package(project)
    read, meldingen = read_refi(inhoud, "proef.qdpx")
    assert (read, meldingen) == (project, [])
    assert write_package(read) == inhoud
    assert [each for each in check_file(inhoud, "proef.qdpx") if each.is_fout] == []


def test_positions_count_code_points_and_leave_out_the_end() -> None:
    bron = read_refi(write_package(SAMPLE), "proef.qdpx")[0].bronnen[0]
    [selectie] = bron.selecties
    assert bron.tekst[selectie.start : selectie.eind] == "Vraag het 🙂 eerst."


def test_texts_are_utf_8_without_mark_and_with_lf() -> None:
    with zipfile.ZipFile(BytesIO(write_package(SAMPLE))) as archief:
        assert archief.namelist() == ["project.qde", f"sources/{guid(4)}.txt"]
        assert archief.read(f"sources/{guid(4)}.txt") == "Vraag het 🙂 eerst.\nSchrijf dan pas.\n".encode()
        assert archief.read("project.qde").startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Project ')


def test_another_reader_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "proef.qdpx").write_bytes(write_package(SAMPLE))
    project = RefiProject.load(tmp_path / "proef.qdpx", tmp_path / "uit")
    bron = project.sources.text_source[0]
    tekst = RefiProject.resolve_source_path(bron.plain_text_path, tmp_path / "uit").read_text("utf-8")
    selectie = bron.plain_text_selection[0]
    assert tekst[selectie.start_position : selectie.end_position] == "Vraag het 🙂 eerst."
    assert selectie.coding[0].code_ref.target_guid == project.code_book.codes.code[0].code[0].guid == guid(10)
    RefiProject.save(project, tmp_path / "terug.qdpx", tmp_path / "uit" / "sources")
    assert read_refi((tmp_path / "terug.qdpx").read_bytes(), "terug.qdpx") == (SAMPLE, [])


def test_another_reader_reads_the_codebook(tmp_path: Path) -> None:
    (tmp_path / "proef.qdc").write_bytes(write_codebook(SAMPLE))
    codebook = RefiCodebook.load(tmp_path / "proef.qdc")
    assert codebook.codes.code[0].code[0].name == "Tegenspraak"
    assert codebook.sets.set[0].member_code[0].guid == guid(10)


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "from tests.kennisbank.exchange.refi.samples import SAMPLE\n"
        "from kennisbank.exchange.refi.package import write_package\nimport hashlib\n"
        "print(hashlib.sha256(write_package(SAMPLE)).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE p [<!ENTITY a "b">]><Project name="&a;"/>',
        '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project name="x">&a;</Project>',
        '<!DOCTYPE p SYSTEM "http://127.0.0.1:9/p.dtd"><Project name="x"/>',
        "<Project name='x'>",
        "<Ander/>",
        "geen xml",
        "<Code>" * 150 + "</Code>" * 150,
    ],
)
def test_dangerous_or_broken_xml_is_refused(xml: str) -> None:
    with pytest.raises(LeesFout):
        read_refi(xml.encode(), "proef.qdc")
    with pytest.raises(LeesFout):
        read_refi(qdpx(xml), "proef.qdpx")


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safexml, "MAX_ELEMENTS", 5)
    with pytest.raises(LeesFout, match="meer dan 5"):
        read_refi(qdpx(project_xml("<Users/>" * 6)), "proef.qdpx")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TEXT", 1000)
    source = f'<Sources><TextSource guid="{guid(1)}" plainTextPath="internal://a.txt"/></Sources>'
    with pytest.raises(LeesFout, match="te groot"):
        read_refi(qdpx(project_xml(source), {"sources/a.txt": b"0" * 100_000}), "proef.qdpx")


@pytest.mark.parametrize("pad", ["../buiten.txt", "/etc/passwd", "C:\\x.txt", "sources/../../x"])
def test_paths_that_point_outside_are_refused(pad: str) -> None:
    with pytest.raises(LeesFout, match="buiten de map"):
        Pakket(qdpx(project_xml(""), {pad: b""}), "proef.qdpx")


@pytest.mark.parametrize("inhoud", [b"PK\x03\x04kapot", qdpx("<x/>", naam="ander.txt"), qdpx(project_xml(""))[:-30]])
def test_what_is_no_package_is_refused(inhoud: bytes) -> None:
    with pytest.raises(LeesFout):
        read_refi(inhoud, "proef.qdpx")


def test_spoiled_bytes_are_read_or_refused_never_worse() -> None:
    chance = random.Random(8)
    whole, xml = write_package(SAMPLE), write_project(SAMPLE)
    for _ in range(400):
        spoiled = bytearray(chance.choice([whole, xml]))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(spoiled))
            spoiled[place : place + chance.randint(0, 30)] = chance.choice([b"", b"\xff", b"<", b"&#0;", b"9" * 5000])
        for inhoud in (bytes(spoiled), qdpx(spoiled.decode("latin-1"))):
            for use in (read_refi, check_file):
                with contextlib.suppress(LeesFout):
                    use(inhoud, "proef")


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_refi(write_package(SAMPLE), "proef.qdpx")
    assert list(tmp_path.iterdir()) == []
