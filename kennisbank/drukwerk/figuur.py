"""The figure of the model of 'de' ambtenaar, and SVG as print."""

import json
from typing import Literal

from kennisbank.drukwerk.tekst.clean import clean_line
from kennisbank.drukwerk.zetten import SJABLONEN, make_compiler, typeset

Formaat = Literal["a3", "a4"]

FIGUUR = SJABLONEN / "figuur.svg"
FIGUUR_ALT = "Tekening van een staande ambtenaar, met een hoofd, een hart, open handen, een buik en voeten."
_PPI = 1
"""The page of beeld.typ is one inch wide."""


def figuur_svg() -> str:
    """Our own line drawing; each body part is a group with the class `kb-figuur__<lichaamsdeel>`."""
    return FIGUUR.read_text(encoding="utf-8")


def svg_pdf(svg: str, formaat: Formaat = "a4", titel: str = "") -> bytes:
    """The picture as large as fits on a page lying down, as PDF/UA-1 with the title as its description."""
    return typeset(SJABLONEN / "plaat.typ", {"svg": svg, "formaat": formaat, "titel": clean_line(titel) or "Plaat"})


def svg_png(svg: str, breedte: int) -> bytes:
    """The picture as PNG of so many pixels wide (16 to 10,000)."""
    if not 16 <= breedte <= 10_000:
        raise ValueError("Een plaat is 16 tot 10.000 beeldpunten breed.")
    data = json.dumps({"svg": svg})
    png = make_compiler(SJABLONEN / "beeld.typ", data).compile(format="png", ppi=breedte * _PPI)
    assert isinstance(png, bytes)  # noqa: S101
    return png
