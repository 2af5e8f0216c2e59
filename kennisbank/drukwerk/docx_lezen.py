"""Read a Word document as Markdown: headings, paragraphs, lists, tables, bold and italic; pictures are left out."""

import io
import re
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import LxmlError

from kennisbank.text.normalise import normalise

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
"""Of all parts together, unpacked: more than this is no report of a conversation."""

_BROKEN = (
    OpcError, InvalidXmlError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError,
    IndexError, TypeError, OSError, EOFError, RuntimeError,
)  # fmt: skip
_HEADING_RE = re.compile(r"(?:Heading|Kop|heading) ?([1-6])")
_SPECIAL_RE = re.compile(r"([\\*_`\[\]<>|])")
_STARTS_BLOCK_RE = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)")


class DocxFout(ValueError):
    """The file cannot be read as a Word document; the text says so to the person who sent it."""


def read_docx(data: bytes) -> str:
    """The text of a Word document as Markdown. Raises DocxFout for anything that is none."""
    if len(data) > MAX_BYTES:
        raise DocxFout("Dit bestand is te groot: hoogstens 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise DocxFout("Dit Word-bestand is te groot. Haal de plaatjes eruit en probeer het opnieuw.")
        text = "\n".join(_blocks(Document(io.BytesIO(data))))
    except DocxFout:
        raise
    except _BROKEN as fout:
        raise DocxFout("Dit is geen Word-bestand (.docx) dat we kunnen lezen.") from fout
    return re.sub(r"\n{3,}", "\n\n", normalise(text)).strip()


def _blocks(document: DocxDocument) -> Iterator[str]:
    """Every block of the text, each followed by what parts it from the next."""
    was_list = False
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield "\n" + "\n".join(_rows(block)) + "\n"
            was_list = False
            continue
        text = _runs(block)
        if not text.strip():
            continue
        mark = _list_mark(block)
        if was_list and not mark:
            yield ""
        yield f"{mark}{text}" if mark else f"{_block_mark(block, text)}\n"
        was_list = bool(mark)


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


def _block_mark(paragraph: Paragraph, text: str) -> str:
    heading = _HEADING_RE.match(_style(paragraph))
    if heading:
        return f"{'#' * (min(int(heading[1]), 5) + 1)} {' '.join(text.replace('*', '').split())}"
    if _style(paragraph) in {"Title", "Titel"}:
        return f"## {' '.join(text.replace('*', '').split())}"
    return _STARTS_BLOCK_RE.sub(r"\1\\\2", text)


def _list_mark(paragraph: Paragraph) -> str:
    name = _style(paragraph)
    if "List Number" in name or "Lijstnummering" in name:
        return "1. "
    properties = paragraph._p.pPr
    is_list = "List" in name or name.startswith("Lijst") or (properties is not None and properties.numPr is not None)
    return "- " if is_list else ""


def _runs(paragraph: Paragraph) -> str:
    """The words with their emphasis; runs that look the same are one."""
    pieces: list[tuple[str, str]] = []
    for part in paragraph.iter_inner_content():
        for run in [part] if isinstance(part, Run) else part.runs:
            mark = ("**" if run.bold else "") + ("*" if run.italic else "")
            if pieces and pieces[-1][0] == mark:
                pieces[-1] = (mark, pieces[-1][1] + run.text)
            else:
                pieces.append((mark, run.text))
    return "".join(_emphasised(mark, text) for mark, text in pieces).replace("\n", " ").strip()


def _emphasised(mark: str, text: str) -> str:
    plain = _SPECIAL_RE.sub(r"\\\1", text)
    words = plain.strip()
    if not mark or not words:
        return plain
    before, after = plain[: len(plain) - len(plain.lstrip())], plain[len(plain.rstrip()) :]
    return f"{before}{mark}{words}{mark[::-1]}{after}"


def _rows(table: Table) -> Iterator[str]:
    rows = [[" ".join(_SPECIAL_RE.sub(r"\\\1", cell.text).split()) for cell in row.cells] for row in table.rows]
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield f"|{' --- |' * len(row)}"
