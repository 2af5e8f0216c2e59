"""WordprocessingML, element by element."""

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from docx.oxml.ns import qn
from lxml import etree

from kennisbank.drukwerk.tekst.tree import Stijl

Element: TypeAlias = etree._Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOOKS: tuple[tuple[Stijl, str, dict[str, str]], ...] = (  # in the order the schema asks for
    (Stijl.VET, "b", {}),
    (Stijl.SCHUIN, "i", {}),
    (Stijl.DOOR, "strike", {}),
    (Stijl.KLEIN, "sz", {"val": "18"}),
    (Stijl.ONDER, "u", {"val": "single"}),
    (Stijl.MERK, "shd", {"val": "clear", "color": "auto", "fill": "FBEEB8"}),
    (Stijl.SUB, "vertAlign", {"val": "subscript"}),
    (Stijl.SUP, "vertAlign", {"val": "superscript"}),
)


@cache
def _name(naam: str) -> str:
    return qn(naam if ":" in naam else f"w:{naam}")


def w(tag: str, *kinderen: Element | None, **attrs: str) -> Element:
    """An element with its attributes in the same namespace (`r_id` stands for r:id); None is left out."""
    element = etree.Element(_name(tag))
    for naam, waarde in attrs.items():
        element.set(_name(naam.replace("r_", "r:") if naam.startswith("r_") else naam), waarde)
    element.extend([kind for kind in kinderen if kind is not None])
    return element


def paragraph(stijl: str, inhoud: Iterable[Element], *eigenschappen: Element) -> Element:
    """A paragraph in a style; other properties come in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=stijl), *eigenschappen), *inhoud)


def run(tekst: str, *, stijlen: tuple[Stijl, ...] = (), teken: str = "") -> Element:
    """Characters in one look; `teken` is the character style. Line ends and tabs become what Word has for them."""
    if Stijl.CODE in stijlen:
        teken = "CodeTeken"
    looks = [w(tag, **attrs) for stijl, tag, attrs in _LOOKS if stijl in stijlen]
    element = w("r")
    if teken or looks:
        element.append(w("rPr", w("rStyle", val=teken) if teken else None, *looks))
    for plek, regel in enumerate(tekst.split("\n")):
        if plek:
            element.append(w("br"))
        for nummer, stuk in enumerate(regel.split("\t")):
            if nummer:
                element.append(w("tab"))
            if stuk:
                element.append(_text("t", stuk))
    return element


def field(opdracht: str, getoond: Iterable[Element]) -> list[Element]:
    """A field with the result that is shown until it is calculated again."""
    return [*field_start(opdracht), *getoond, field_end()]


def field_start(opdracht: str) -> list[Element]:
    """The runs with which a field begins, up to its result."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _text("instrText", f" {opdracht} ")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """The run that closes a field."""
    return w("r", w("fldChar", fldCharType="end"))


def _text(tag: str, tekst: str) -> Element:
    element = w(tag)
    element.text = tekst
    element.set(_SPACE, "preserve")
    return element
