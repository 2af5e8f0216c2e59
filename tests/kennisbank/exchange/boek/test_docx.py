"""A book as a Word file."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from kennisbank.exchange.boek.docx import make_docx
from tests.kennisbank.exchange.boek.reading import missing, note_words, read_pdf, running_words
from tests.kennisbank.exchange.boek.samples import HOSTILE, book_of, make_boek

SOFFICE = shutil.which("soffice")
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr"
)
RUN = "rStyle rFonts b bCs i iCs strike color sz szCs highlight u shd vertAlign lang"
SECTION = "headerReference footerReference footnotePr type pgSz pgMar cols titlePg docGrid"
STYLE = "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr tcPr tblStylePr"
ORDER = {"pPr": PARAGRAPH, "rPr": RUN, "sectPr": SECTION, "style": STYLE}


@pytest.fixture(scope="module")
def docx() -> bytes:
    return make_docx(make_boek())


@pytest.fixture(scope="module")
def document(docx: bytes) -> WordDocument:
    return Document(io.BytesIO(docx))


def styles(document: WordDocument, tekst: str) -> list[str | None]:
    return [alinea.style.name if alinea.style else None for alinea in document.paragraphs if alinea.text == tekst]


def test_paragraphs_have_the_styles_that_word_knows(document: WordDocument) -> None:
    assert styles(document, "Samen werken aan Ambtelijk Vakmanschap") == ["Title"]
    assert styles(document, "1 Tegenspraak geven en krijgen") == ["toc 1", "Heading 1"]
    assert styles(document, "Wat iedereen ziet") == ["toc 2", "Heading 2"]
    assert styles(document, "Een tussenkop") == ["Heading 3"]
    assert styles(document, "eerst luisteren") == ["List Bullet"]
    assert styles(document, "Vraag toestemming.") == ["List Number"]
    assert styles(document, "Een tweede alinea bij het vierde punt.") == ["List Continue"]
    assert styles(document, "En daarna schaamde ik mij.") == ["Quote"]
    assert styles(document, "Hier  verandert niets,\n    ook [[dit]] niet.") == ["Code"]


def test_says_what_it_is_and_that_it_is_dutch(document: WordDocument) -> None:
    eigenschappen = document.core_properties
    assert eigenschappen.title == "Samen werken aan Ambtelijk Vakmanschap"
    assert eigenschappen.language == "nl-NL"
    assert eigenschappen.identifier == "urn:kennisbank-av:editie:7h3k9m2p4q"
    assert eigenschappen.created is not None
    assert eigenschappen.created.isoformat()[:10] == "2026-03-09"
    taal = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert taal is not None
    assert taal.get(qn("w:val")) == "nl-NL"


def test_the_header_of_a_table_comes_back_on_every_page(document: WordDocument) -> None:
    (tabel,) = document.tables
    assert [cel.text for cel in tabel.rows[0].cells] == ["Vorm", "Aantal mensen"]
    assert [rij._tr.find(f".//{qn('w:tblHeader')}") is not None for rij in tabel.rows] == [True, False, False]


def test_contents_and_page_numbers_are_fields(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as archief:
        alles = {naam: archief.read(naam).decode() for naam in archief.namelist() if naam.endswith(".xml")}
    assert ' TOC \\o "1-2" \\h \\z \\u ' in alles["word/document.xml"]
    assert any(" PAGE " in tekst for naam, tekst in alles.items() if "footer" in naam)
    assert alles["word/document.xml"].count('fldCharType="begin"') == alles["word/document.xml"].count('"end"')


def test_footnotes_are_real_and_a_second_mark_refers_to_the_first(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as archief:
        noten = etree.fromstring(archief.read("word/footnotes.xml"))
        tekst = archief.read("word/document.xml").decode()
    assert [noot.get(qn("w:id")) for noot in noten] == ["-1", "0", "1", "2", "3"]
    assert tekst.count("<w:footnoteReference ") == 3
    assert "NOTEREF noot_2" in tekst
    assert 'w:name="noot_2"' in tekst


@pytest.mark.parametrize("tekst", [None, *HOSTILE.values()], ids=["voorbeeld", *HOSTILE])
def test_every_property_stands_where_the_schema_wants_it(tekst: str | None) -> None:
    """Word refuses a file in which they do not; LibreOffice and python-docx read it all the same."""
    with zipfile.ZipFile(io.BytesIO(make_docx(book_of(tekst) if tekst is not None else make_boek()))) as archief:
        delen = [
            etree.fromstring(archief.read(naam))
            for naam in archief.namelist()
            if naam.startswith("word/") and naam.endswith(".xml")
        ]
    for element in (element for deel in delen for element in deel.iter(*(qn(f"w:{naam}") for naam in ORDER))):
        volgorde = ORDER[etree.QName(element).localname].split()
        plekken = [volgorde.index(etree.QName(kind).localname) for kind in element]
        assert plekken == sorted(plekken), etree.tostring(element)


@pytest.mark.parametrize("tekst", [None, *HOSTILE.values()], ids=["voorbeeld", *HOSTILE])
def test_every_reference_has_its_target(tekst: str | None) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(book_of(tekst) if tekst is not None else make_boek()))) as archief:
        body = etree.fromstring(archief.read("word/document.xml"))
        rels = etree.fromstring(archief.read("word/_rels/document.xml.rels"))
        stijlen = etree.fromstring(archief.read("word/styles.xml"))
        nummers = etree.fromstring(archief.read("word/numbering.xml"))
    namen = [merk.get(qn("w:name")) for merk in body.iter(qn("w:bookmarkStart"))]
    assert len(namen) == len(set(namen))
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None} <= set(namen)
    assert {link.get(qn("r:id")) for link in body.iter(qn("w:hyperlink"))} - {None} <= {rel.get("Id") for rel in rels}
    bekend = {stijl.get(qn("w:styleId")) for stijl in stijlen.iter(qn("w:style"))}
    for naam in ("pStyle", "rStyle", "tblStyle", "basedOn", "link", "next"):
        gebruikt = {stijl.get(qn("w:val")) for deel in (body, stijlen) for stijl in deel.iter(qn(f"w:{naam}"))}
        assert gebruikt <= bekend, naam
    lijsten = {num.get(qn("w:numId")) for num in nummers.iter(qn("w:num"))}
    assert {num.get(qn("w:val")) for num in body.iter(qn("w:numId"))} <= lijsten
    assert all(len(rij) - 1 <= 63 for rij in body.iter(qn("w:tr")))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_opens_it_and_shows_every_word(docx: bytes, tmp_path: Path) -> None:
    boek = make_boek()
    (tmp_path / "boek.docx").write_bytes(docx)
    (tmp_path / "vijand.docx").write_bytes(make_docx(book_of(*HOSTILE.values())))
    opdracht = [
        str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(tmp_path), str(tmp_path / "boek.docx"), str(tmp_path / "vijand.docx"),
    ]  # fmt: skip
    subprocess.run(opdracht, check=True, capture_output=True, timeout=180)
    gevonden = read_pdf((tmp_path / "boek.pdf").read_bytes())
    assert missing(running_words(boek), gevonden) == []
    assert missing(note_words(boek), gevonden) == []
    assert len(PdfReader(tmp_path / "vijand.pdf").pages) > 3
