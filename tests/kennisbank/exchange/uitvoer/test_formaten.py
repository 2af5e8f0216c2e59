"""The formats: what goes in comes out again, no cell is a formula, and the same rows give the same bytes."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kennisbank.exchange.uitvoer.als_xlsx import INGEKORT, MAX_CEL
from kennisbank.exchange.uitvoer.formaten import FORMATEN
from kennisbank.exchange.uitvoer.rijen import KOLOMMEN, Kop, Rij, clean, defuse
from kennisbank.text.markdown import render
from tests.architecture.tree import ROOT

KOP = Kop(
    "Proef", "‘moed’", "q=moed", "https://x.example/zoeken/?q=moed", "2026-03-31", "Editie 2", "https://x.example/e"
)
# Surrogates cannot be stored.
TEKST = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
GEVAAR = st.sampled_from(
    ["=1+1", "+31 6", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", '"', ";", "a;b\n=c", "\r\n", "x\x00\x07y"]
)
RIJEN = st.lists(
    st.builds(
        Rij,
        kenmerk=TEKST,
        soort=st.just("bouwsteen"),
        titel=TEKST | GEVAAR,
        tekst=TEKST | GEVAAR,
        url=st.just("https://x.example/1"),
        versie=st.none() | st.integers(1, 9),
        tegengeluid=st.none() | st.booleans(),
        themas=st.lists(TEKST, max_size=3).map(tuple),
        gesprek=TEKST,
    ),
    max_size=4,
)
law = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def write(formaat: str, rijen: Iterable[Rij], kop: Kop = KOP) -> bytes:
    uit = io.BytesIO()
    FORMATEN[formaat].write(uit, kop, rijen)
    return uit.getvalue()


def cells(rij: Rij) -> list[str]:
    return [clean(str(value)) if (value := kolom.waarde(rij)) is not None else "" for kolom in KOLOMMEN]


@law
@given(RIJEN)
def test_csv_comes_back(rijen: list[Rij]) -> None:
    inhoud = write("csv", rijen)
    assert inhoud.startswith(b"\xef\xbb\xbfKenmerk;Soort;Titel;")
    read = list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    assert read[0] == [kolom.naam for kolom in KOLOMMEN]
    assert read[1:] == [[defuse(cell) for cell in cells(rij)] for rij in rijen]
    for row in read[1:]:
        assert not [cell for cell in row if cell.strip()[:1] in set("=+-@\uff1d\uff0b\uff0d\uff20")]


@law
@given(RIJEN)
def test_xlsx_comes_back_without_formulas(rijen: list[Rij]) -> None:
    sheet = load_workbook(io.BytesIO(write("xlsx", rijen)))["Rijen"]
    rows = list(sheet.iter_rows())
    assert [["" if cell.value is None else str(cell.value) for cell in row] for row in rows[1:]] == [
        cells(rij) for rij in rijen
    ]
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]


@law
@given(RIJEN)
def test_json_comes_back(rijen: list[Rij]) -> None:
    data = json.loads(write("json", rijen))
    assert [
        Rij(**{**row, **{key: tuple(row[key]) for key in ("themas", "lenzen", "organisaties")}})
        for row in data["rijen"]
    ] == rijen
    assert (data["formaat"], data["versie"], data["aantal"]) == ("kennisbank-uitvoer", 1, len(rijen))
    assert data["zoekvraag"]["query"] == "q=moed"
    assert data["vingerafdruk"].startswith("sha256:")


@law
@given(RIJEN)
def test_markdown_names_every_row_and_holds_no_control_characters(rijen: list[Rij]) -> None:
    tekst = write("md", rijen).decode()
    assert sum(line.startswith("## ") for line in tekst.splitlines()) >= len(rijen)
    assert not [sign for sign in tekst if ord(sign) < 32 and sign not in "\n\t"]


def test_markdown_reads_well() -> None:
    rij = Rij(
        "urn:x:1",
        "bouwsteen",
        "Vraag [het] *eerst*",
        "Zie [[Moed|durf]] en [[Vak]].\n\n- een",
        "https://x.example/b",
        opmaak="markdown",
        versie=2,
        themas=("Moed",),
        gesprek="Aan tafel",
        gesprek_url="https://x.example/g",
        gesprek_datum="2025-03-12",
    )
    tekst = write("md", [rij]).decode()
    assert "> Zie durf en Vak.\n>\n> - een\n" in tekst
    html = str(render(tekst))
    assert 'href="https://x.example/b"' in html
    assert "Vraag [het] *eerst*" in html
    assert "## Bronnen\n\n- [Aan tafel](<https://x.example/g>), 2025-03-12" in tekst
    assert "versie 2" in tekst
    assert "> Eén \\*\n>\n> twee\n" in write("md", [Rij("", "hoofdstuk", "H", "Eén *\ntwee", "")]).decode()
    assert "Er is niets gevonden." in write("md", []).decode()


@pytest.mark.parametrize(("teken", "aantal"), [("a", MAX_CEL + 1), ("😀", MAX_CEL // 2 + 1)])
def test_what_does_not_fit_in_a_cell_is_cut_with_a_word(teken: str, aantal: int) -> None:
    sheet = load_workbook(io.BytesIO(write("xlsx", [Rij("", "", "", teken * aantal, "")])))["Rijen"]
    value = str(sheet["D2"].value)
    assert value.endswith(INGEKORT)
    assert len(value.encode("utf-16-le")) // 2 <= MAX_CEL


def test_the_second_sheet_says_what_it_is() -> None:
    book = load_workbook(io.BytesIO(write("xlsx", [])))
    told = {row[0].value: row[1].value for row in book["Over dit bestand"].iter_rows()}
    assert told["Zoekvraag"] == "‘moed’"
    assert told["Nieuwste editie"] == "Editie 2"
    assert zipfile.ZipFile(io.BytesIO(write("xlsx", []))).infolist()[0].date_time[0] == 1980


SCRIPT = """
import django; django.setup()
from tests.kennisbank.exchange.uitvoer.test_formaten import FORMATEN, Rij, write
import hashlib
rij = Rij("k", "bouwsteen", "Titel", "Tekst", "https://x.example/", themas=("a", "b"), tegengeluid=True)
print([hashlib.sha256(write(formaat, [rij] * 3)).hexdigest() for formaat in FORMATEN])
"""


def test_another_process_writes_the_same_bytes() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "kennisbank.settings.test"}
    command = [sys.executable, "-c", SCRIPT]
    answers = {subprocess.check_output(command, cwd=ROOT, env={**env, "PYTHONHASHSEED": seed}) for seed in ("1", "2")}
    assert len(answers) == 1
