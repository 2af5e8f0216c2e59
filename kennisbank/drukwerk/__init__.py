"""Printed matter: letters, fillable forms, pictures and calendar files; plain Python, no models, no Django."""

from kennisbank.drukwerk.agenda import Afspraak, make_ics
from kennisbank.drukwerk.brieven import Brief, brief_docx, brief_pdf, brief_tekst
from kennisbank.drukwerk.figuur import FIGUUR_ALT, figuur_svg, svg_pdf, svg_png
from kennisbank.drukwerk.invulblad_lezen import Ingevuld, read_invulblad
from kennisbank.drukwerk.invulbladen import Invulblad, Vak, invulblad_pdf
from kennisbank.drukwerk.pdf_fouten import PdfFout

__all__ = [
    "FIGUUR_ALT",
    "Afspraak",
    "Brief",
    "Ingevuld",
    "Invulblad",
    "PdfFout",
    "Vak",
    "brief_docx",
    "brief_pdf",
    "brief_tekst",
    "figuur_svg",
    "invulblad_pdf",
    "make_ics",
    "read_invulblad",
    "svg_pdf",
    "svg_png",
]
