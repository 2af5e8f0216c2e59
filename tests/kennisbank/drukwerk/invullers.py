"""Programs that fill in a form, each in its own way; they take {"vak.sleutel.n": text} and return the saved file."""

import io
from typing import Any

import pikepdf
import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdfium2 import raw


def fill_with_pypdf(pdf: bytes, teksten: dict[str, str]) -> bytes:
    """Sets values and draws their looks."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for pagina in writer.pages:
        writer.update_page_form_field_values(pagina, dict(teksten), auto_regenerate=False)
    uit = io.BytesIO()
    writer.write(uit)
    return uit.getvalue()


def fill_with_pikepdf(pdf: bytes, teksten: dict[str, str]) -> bytes:
    """Sets values only, as a bare library does, and writes object streams."""
    with pikepdf.open(io.BytesIO(pdf)) as heel:
        for veld in heel.acroform.fields:
            if veld.fully_qualified_name in teksten:
                veld.obj["/V"] = pikepdf.String(teksten[veld.fully_qualified_name])
        uit = io.BytesIO()
        heel.save(uit, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return uit.getvalue()


def fill_flattened(pdf: bytes, teksten: dict[str, str]) -> bytes:
    """Saves as some readers do: one row of fields with their full names, out of order, texts in UTF-8 or a stream."""
    with pikepdf.open(io.BytesIO(pdf)) as heel:
        velden = list(heel.acroform.fields)
        namen = [veld.fully_qualified_name for veld in velden]
        for plek, (naam, veld) in enumerate(zip(namen, velden, strict=True)):
            del veld.obj["/T"]
            if "/Parent" in veld.obj:
                del veld.obj["/Parent"]
            veld.obj["/T"] = pikepdf.String(naam)
            if naam in teksten:
                ruw = b"\xef\xbb\xbf" + teksten[naam].encode()
                veld.obj["/V"] = heel.make_stream(ruw) if plek % 2 else pikepdf.String(ruw)
        heel.Root["/AcroForm"]["/Fields"] = pikepdf.Array([veld.obj for veld in reversed(velden)])
        uit = io.BytesIO()
        heel.save(uit)
    return uit.getvalue()


def fill_with_pdfium(pdf: bytes, teksten: dict[str, str]) -> bytes:
    """Types as a person does in Chromium: click in the field, then key by key."""
    heel = pypdfium2.PdfDocument(pdf)
    heel.init_forms()
    reader = PdfReader(io.BytesIO(pdf))
    for nummer, pagina in enumerate(reader.pages):
        page = heel[nummer]
        for notitie in pagina.get("/Annots", []):
            naam = _name(notitie.get_object())
            if naam in teksten:
                _type(heel.formenv, page, notitie.get_object()["/Rect"], teksten[naam])
    uit = io.BytesIO()
    heel.save(uit)
    heel.close()
    return uit.getvalue()


def _type(formenv: Any, page: Any, rect: Any, tekst: str) -> None:
    links, onder, rechts, boven = (float(getal) for getal in rect)
    x, y = (links + rechts) / 2, (onder + boven) / 2
    raw.FORM_OnMouseMove(formenv, page, 0, x, y)
    raw.FORM_OnLButtonDown(formenv, page, 0, x, y)
    raw.FORM_OnLButtonUp(formenv, page, 0, x, y)
    for teken in tekst:
        raw.FORM_OnChar(formenv, page, ord("\r" if teken == "\n" else teken), 0)
    raw.FORM_ForceToKillFocus(formenv)


def _name(veld: Any) -> str:
    namen = []
    while veld is not None:
        namen.append(str(veld.get("/T", "")))
        ouder = veld.get("/Parent")
        veld = ouder.get_object() if ouder is not None else None
    return ".".join(reversed(namen))
