"""The checker names every fault that a schema cannot see."""

import pytest

from kennisbank.exchange.refi.check import check_file
from kennisbank.exchange.refi.package import write_package
from kennisbank.exchange.refi.writer import write_project
from tests.kennisbank.exchange.refi.samples import SAMPLE, guid, qdpx

TEKST = {f"sources/{guid(4)}.txt": SAMPLE.bronnen[0].tekst.encode()}


def faults(xml: str, files: dict[str, bytes] | None = None) -> list[str]:
    found = check_file(qdpx(xml, TEKST if files is None else files), "proef.qdpx")
    return [each.tekst for each in found if each.is_fout]


def test_a_good_file_has_no_faults_and_no_remarks() -> None:
    assert check_file(write_package(SAMPLE), "proef.qdpx") == []


@pytest.mark.parametrize(
    ("was", "wordt", "fout"),
    [
        (f'CodeRef targetGUID="{guid(10)}"', f'CodeRef targetGUID="{guid(77)}"', "wijst naar iets dat er niet is"),
        (f'CodeRef targetGUID="{guid(10)}"', f'CodeRef targetGUID="{guid(2)}"', "wijst naar een Note"),
        (f'creatingUser="{guid(1)}"', f'creatingUser="{guid(2)}"', "wijst naar een Note"),
        (f'targetGUID="{guid(2)}" />\n </Links>', f'targetGUID="{guid(70)}" />\n </Links>', "er niet is"),
        (f'Note guid="{guid(2)}"', f'Note guid="{guid(3)}"', "staat er 2 keer in"),
        ('endPosition="18"', 'endPosition="99"', "ligt niet in de tekst van 36 tekens"),
        ('startPosition="0"', 'startPosition="-1"', "ligt niet in de tekst"),
        ('startPosition="0"', 'startPosition="20"', "ligt niet in de tekst"),
        ("DateValue>2026-03-01</DateValue", "TextValue>maart</TextValue", "van de soort Date"),
        (f"internal://{guid(4)}.txt", "internal://weg.txt", "zit niet in het bestand"),
        ("<PlainTextContent>Tekst in het project.</PlainTextContent>", "", "geen tekst"),
    ],
)
def test_a_planted_fault_is_found(was: str, wordt: str, fout: str) -> None:
    xml = write_project(SAMPLE).decode()
    assert was in xml
    assert any(fout in each for each in faults(xml.replace(was, wordt)))


def test_texts_that_are_not_as_they_should_be_are_named() -> None:
    naam = f"sources/{guid(4)}.txt"
    xml = write_project(SAMPLE).decode()
    assert "Dit is geen UTF-8." in faults(xml, {naam: b"\xff\xfe\xfa"})
    assert any("map sources/" in each for each in faults(xml, {naam.capitalize(): TEKST[naam]}))
    found = check_file(qdpx(xml, {naam: b"\xef\xbb\xbf" + TEKST[naam].replace(b"\n", b"\r\n"), "sources/x": b""}), "p")
    assert [each.is_fout for each in found] == [False, False, False]
