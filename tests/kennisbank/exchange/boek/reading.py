"""The words of a book as other programs read them back, and as the site itself counts them."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table
from lxml import etree
from pypdf import PdfReader

from kennisbank.exchange.boek.model import Boek
from kennisbank.text.plain import to_plain

_WORD_RE = re.compile(r"[^\W_]+")
_NOTES_RE = re.compile(r"\n\[\^[^\]]+\]:")
_MARK_RE = re.compile(r"\[\^[^\]\s]+\]")
INLINE = ("a", "strong", "em", "code", "sub", "sup", "s", "u", "mark", "small")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def words(tekst: str) -> list[str]:
    """Words alone, whatever stands between them."""
    return _WORD_RE.findall(unicodedata.normalize("NFC", tekst))


def running_words(boek: Boek) -> list[str]:
    """What stands in the texts of a book, in order, footnotes apart."""
    teksten = [boek.titel, boek.subtitel, _running(boek.inleiding)]
    for hoofdstuk in boek.hoofdstukken:
        teksten += [hoofdstuk.titel, hoofdstuk.samenvatting]
        for sectie in hoofdstuk.secties:
            teksten += [sectie.kop, _running(sectie.tekst)]
            teksten += [tekst for bron in sectie.kanttekeningen for tekst in (bron.titel, bron.soort, bron.herkomst)]
        bronnen = dict.fromkeys(
            bron for sectie in hoofdstuk.secties for bron in (*sectie.bronnen, *sectie.kanttekeningen)
        )
        teksten += [tekst for bron in bronnen for tekst in (bron.titel, bron.soort, bron.herkomst)]
    return words(" ".join(teksten))


def note_words(boek: Boek) -> list[str]:
    """What stands in the footnotes of a book, in order."""
    teksten = [boek.inleiding, *(sectie.tekst for hoofdstuk in boek.hoofdstukken for sectie in hoofdstuk.secties)]
    return [woord for tekst in teksten for woord in words(to_plain(tekst))[len(words(_running(tekst))) :]]


def missing(gezocht: list[str], gevonden: list[str]) -> list[str]:
    """The first words that are not there in order, with those around them; nothing when all are."""
    bron = iter(gevonden)
    for plek, woord in enumerate(gezocht):
        if woord not in bron:
            return gezocht[max(0, plek - 3) : plek + 3]
    return []


def read_pdf(pdf: bytes) -> list[str]:
    """The words of every page, from top to bottom; those that were broken at the end of a line are whole again."""
    tekst = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return words(re.sub("[\u00ad-]\\n|\u200b", "", tekst))


def read_docx(docx: bytes) -> list[str]:
    """The words of the body as python-docx gives them, then those of the footnotes."""
    document = Document(io.BytesIO(docx))
    teksten = [tekst for deel in document.iter_inner_content() for tekst in _docx_texts(deel)]
    with zipfile.ZipFile(io.BytesIO(docx)) as archief:
        noten = etree.fromstring(archief.read("word/footnotes.xml"))
    teksten += [tekst.text or "" for tekst in noten.iter(f"{_W}t")]
    return words(" ".join(teksten))


def read_epub(epub: bytes) -> list[str]:
    """The words of the files, in the order of the spine."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archief:
        package = etree.fromstring(archief.read("EPUB/package.opf"))
        namen = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        lijven = [
            etree.fromstring(archief.read(f"EPUB/{namen[ref.get('idref')]}")).find(f"{_XHTML}body")
            for ref in package.iter("{*}itemref")
        ]
    return words(" ".join(_xhtml_text(lijf) for lijf in lijven))


def read_markdown(tekst: str) -> list[str]:
    """The words as the site's own engine reads them."""
    return words(to_plain(tekst))


def _running(tekst: str) -> str:
    """A text without its footnotes and the marks that refer to them."""
    gevonden = _NOTES_RE.search(tekst)
    lopend = tekst[: gevonden.start()] if gevonden else tekst
    return to_plain(_MARK_RE.sub("", lopend) if gevonden else lopend)


def _docx_texts(deel: Any) -> Iterator[str]:
    if isinstance(deel, Table):
        yield from (cel.text for rij in deel.rows for cel in rij.cells)
    else:
        yield deel.text


def _xhtml_text(lijf: Any) -> str:
    """Text with white space around blocks and around the marks of notes."""
    stukken = []
    for moment, element in etree.iterwalk(lijf, events=("start", "end")):
        apart = etree.QName(element).localname not in INLINE or element.get("role") == "doc-noteref"
        tekst = element.text if moment == "start" else element.tail
        rand = " " if apart else ""
        stukken.append(rand + (tekst or ""))
    return "".join(stukken)
