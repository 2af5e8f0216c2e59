"""What other programs write is read: their namespaces, paths, marks and gaps."""

import pytest

from kennisbank.exchange.refi.model import Code
from kennisbank.exchange.refi.reader import read_refi
from tests.kennisbank.exchange.refi.samples import guid, project_xml, qdpx


def source(pad: str) -> str:
    return project_xml(f'<Sources><TextSource guid="{guid(1)}" name="Bron" plainTextPath="{pad}"/></Sources>')


@pytest.mark.parametrize(
    ("pad", "bestand"),
    [
        ("internal://a.txt", "sources/a.txt"),
        ("internal://A.TXT", "Sources/a.txt"),
        ("internal:/a.txt", "sources/a.txt"),
        ("relative:///teksten/a.txt", "teksten/a.txt"),
        ("sources/a.txt", "sources/a.txt"),
        ("internal://mijn%20bron.txt", "sources/mijn bron.txt"),
        ("a.txt", "map/sources/a.txt"),
    ],
)
def test_texts_are_found_as_each_program_points_at_them(pad: str, bestand: str) -> None:
    project, meldingen = read_refi(qdpx(source(pad), {bestand: "hé".encode()}), "x.qdpx")
    assert (project.bronnen[0].tekst, meldingen) == ("hé", [])


@pytest.mark.parametrize("inhoud", ["\ufeffhé".encode(), "hé".encode("utf-16"), "hé".encode("cp1252")])
def test_texts_are_decoded_without_their_mark(inhoud: bytes) -> None:
    project, _ = read_refi(qdpx(source("internal://a.txt"), {"sources/a.txt": inhoud}), "x.qdpx")
    assert project.bronnen[0].tekst == "hé"


def test_what_is_not_there_is_told_and_the_rest_is_read() -> None:
    xml = project_xml(
        "<Sources>"
        f'<TextSource guid="{guid(1)}" name="Weg" plainTextPath="internal://weg.txt"/>'
        f'<TextSource guid="{guid(2)}" name="Rijk" richTextPath="internal://a.docx"/>'
        f'<PDFSource guid="{guid(3)}" name="Blad"><PDFSelection guid="{guid(4)}" page="1" firstX="0" firstY="0" '
        f'secondX="1" secondY="1"><Coding guid="{guid(5)}"><CodeRef targetGUID="{guid(9)}"/></Coding></PDFSelection>'
        f'</PDFSource><TextSource guid="{guid(6)}" name="Goed"><PlainTextContent>Tekst</PlainTextContent>'
        f'<PlainTextSelection guid="{guid(7)}" startPosition="nul" endPosition="3"/></TextSource></Sources>'
    )
    project, meldingen = read_refi(qdpx(xml), "x.qdpx")
    assert [(bron.naam, bron.is_leesbaar) for bron in project.bronnen] == [
        ("Weg", False),
        ("Rijk", False),
        ("Goed", True),
    ]
    assert {melding.plek for melding in meldingen} == {"Weg", "Rijk", "Blad", "Goed"}
    assert meldingen[0].tekst == "We lezen alleen tekst, geen pdf. Coderingen die niet meegaan: 1."


@pytest.mark.parametrize("naamruimte", ["urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4", ""])
def test_codebooks_with_another_namespace_and_gaps_are_read(naamruimte: str) -> None:
    xml = (
        f'\ufeff<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="{naamruimte}" origin="Ander"><Codes>'
        f'<Code guid="{{{guid(1).upper()}}}" name="Map" isCodable="false"><Code name="Zonder guid"/></Code>'
        "</Codes><Sets/></CodeBook>"
    )
    project, _ = read_refi(xml.encode(), "x.qdc")
    assert project.codes == (Code(guid(1), "Map", codeerbaar=False, codes=(Code("", "Zonder guid"),)),)
