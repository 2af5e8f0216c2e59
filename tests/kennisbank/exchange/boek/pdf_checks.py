"""What a checker of PDF/UA-1 looks at, as far as a program can: returns what is wrong, in words."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "NonStruct", "P", "H1", "H2",
    "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "Span", "Quote",
    "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure",
}  # fmt: skip
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
IDENTIFICATION = ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<")
SHOWING = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"b", b"Do", b"sh"}


def problems(pdf: bytes) -> list[str]:
    """Everything that is wrong; nothing for a file that passes."""
    reader = PdfReader(io.BytesIO(pdf))
    catalog = reader.trailer["/Root"]
    if "/StructTreeRoot" not in catalog or not _true(catalog.get("/MarkInfo", {}), "/Marked"):
        return ["the file is not tagged"]
    return [
        *_document(reader, catalog),
        *_structure(catalog["/StructTreeRoot"]),
        *_pages(reader, catalog["/StructTreeRoot"]),
        *_fonts(reader),
    ]


def elements(pdf: bytes) -> list[str]:
    """The structure types in reading order, such as H1, P, L."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    return [_type(element, root) for element in _walk(root)]


def _document(reader: PdfReader, catalog: Any) -> Iterator[str]:
    xmp = catalog["/Metadata"].get_object().get_data().decode()
    titel = str(reader.metadata.title if reader.metadata else "")
    eisen = {
        "the language is not Dutch": catalog.get("/Lang") == "nl-NL",
        "the title is not what the window shows": _true(catalog.get("/ViewerPreferences", {}), "/DisplayDocTitle"),
        "the tags are marked as doubtful": not _true(catalog["/MarkInfo"], "/Suspects"),
        "there is no title": bool(titel) and "<dc:title>" in xmp,
        "the header names no PDF 1 version": bool(re.match(r"%PDF-1\.[0-7]", reader.pdf_header)),
        "there are no bookmarks": bool(reader.outline),
        "there is no parent tree": "/ParentTree" in catalog["/StructTreeRoot"],
        **{f"the metadata lack {teken}": teken in xmp for teken in IDENTIFICATION},
    }
    yield from (melding for melding, goed in eisen.items() if not goed)


def _structure(root: Any) -> Iterator[str]:
    alle = [(_type(element, root), element) for element in _walk(root)]
    for soort, element in alle:
        verkeerd = {_type(kind, root) for kind in _kids(element)} - CHILDREN.get(soort, STANDARD)
        if soort not in STANDARD or verkeerd:
            yield f"{soort} holds {verkeerd}, or is no structure type"
        if soort == "Table":
            yield from _table(element, root)
        if soort == "Figure" and not element.get("/Alt"):
            yield "a figure has no description"
    yield from _headings([int(soort[1]) for soort, _ in alle if re.fullmatch("H[1-6]", soort)])
    noten = [element.get("/ID") for soort, element in alle if soort == "Note"]
    if None in noten or len(set(noten)) < len(noten):
        yield "a note has no id of its own"


def _headings(niveaus: list[int]) -> Iterator[str]:
    for vorige, niveau in pairwise([0, *niveaus]):
        if niveau > vorige + 1:
            yield f"H{niveau} comes after H{vorige}"


def _table(table: Any, root: Any) -> Iterator[str]:
    breedtes = set()
    for element in _walk(table):
        soort = _type(element, root)
        if soort == "TR":
            breedtes.add(len(list(_kids(element))))
        if soort == "TH" and "/Scope" not in str(element.get("/A")):
            yield "a header cell does not say what it heads"
    if len(breedtes) > 1:
        yield "the rows of a table have different lengths"


def _pages(reader: PdfReader, root: Any) -> Iterator[str]:
    ouders = dict(_numbers(root["/ParentTree"]))
    for nummer, page in enumerate(reader.pages, start=1):
        if "/StructParents" not in page:
            yield f"page {nummer} is in no parent tree"
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {nummer} has no tab order"
        for annotation in page.get("/Annots", []):
            notitie = annotation.get_object()
            if not notitie.get("/Contents"):
                yield f"a link on page {nummer} has no description"
            ouder = ouders.get(notitie.get("/StructParent"))
            if ouder is None or _type(ouder.get_object(), root) != "Link":
                yield f"a link on page {nummer} is not tagged as one"
        yield from _content(reader, page, nummer)


def _content(reader: PdfReader, page: Any, nummer: int) -> Iterator[str]:
    """Everything shown is tagged or marked as decoration."""
    gemerkt: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            eigenschappen = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            gemerkt.append(operands[0] == "/Artifact" or "/MCID" in eigenschappen or any(gemerkt))
        elif operator == b"EMC":
            gemerkt.pop()
        elif operator in SHOWING and not any(gemerkt):
            yield f"page {nummer} shows something without a tag"
            return


def _fonts(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        for naam, font in page["/Resources"].get("/Font", {}).items():
            heel = font.get_object()
            if "/ToUnicode" not in heel:
                yield f"font {naam} does not say which characters it shows"
            for onder in heel.get("/DescendantFonts", [heel]):
                beschrijving = onder.get_object().get("/FontDescriptor", {})
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(beschrijving):
                    yield f"font {naam} is not in the file"


def _true(woordenboek: Any, naam: str) -> bool:
    return getattr(woordenboek.get(naam), "value", None) is True


def _walk(element: Any) -> Iterator[Any]:
    for kind in _kids(element):
        yield kind
        yield from _walk(kind)


def _kids(element: Any) -> Iterator[Any]:
    kinderen = element.get("/K", [])
    for kind in kinderen if isinstance(kinderen, list) else [kinderen]:
        heel = kind.get_object() if hasattr(kind, "get_object") else kind
        if isinstance(heel, dict) and "/S" in heel:
            yield heel


def _type(element: Any, root: Any) -> str:
    soort = element["/S"]
    return str(root.get("/RoleMap", {}).get(soort, soort))[1:]


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    heel = node.get_object()
    paren = heel.get("/Nums", [])
    yield from zip(paren[::2], paren[1::2], strict=True)
    for kind in heel.get("/Kids", []):
        yield from _numbers(kind)
