"""A letter, invitation or poll on paper: as PDF, as Word file and as text to copy."""

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kennisbank.drukwerk.platte_tekst import plain_lines
from kennisbank.drukwerk.tekst.clean import absolute, clean_line
from kennisbank.drukwerk.tekst.docx_package import Pakket, set_settings
from kennisbank.drukwerk.tekst.docx_styles import set_styles
from kennisbank.drukwerk.tekst.docx_text import WordTekst
from kennisbank.drukwerk.tekst.docx_xml import paragraph, run, w
from kennisbank.drukwerk.tekst.html import read_text
from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import Stijl
from kennisbank.drukwerk.tekst.typst_blocks import TypstTekst
from kennisbank.drukwerk.tekst.zipping import rewrite_zip
from kennisbank.drukwerk.zetten import MOMENT, typeset

SJABLOON = Path(__file__).parent / "sjablonen" / "brief.typ"
_KOPNIVEAU = 2


@dataclass(frozen=True)
class Brief:
    """A text to send or to print: `tekst` is Markdown, `regels` are facts above it, such as ("Wanneer", "3 maart")."""

    titel: str
    tekst: str
    regels: tuple[tuple[str, str], ...] = ()

    @cached_property
    def noten(self) -> Noten:
        """The blocks of the text (one text) with its footnotes numbered. Raises TekstTeLang for a very long text."""
        inhoud = read_text(self.tekst, links={}, niveau=_KOPNIVEAU, resolve=lambda adres: absolute(adres, ""))
        return Noten.collect([(inhoud.blokken, inhoud.noten)])

    @property
    def schone_regels(self) -> tuple[tuple[str, str], ...]:
        """The facts that say something, each on one line."""
        regels = ((clean_line(naam), clean_line(waarde)) for naam, waarde in self.regels)
        return tuple((naam, waarde) for naam, waarde in regels if waarde)


def brief_pdf(brief: Brief) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a; equal letters give equal bytes."""
    data = {
        "titel": clean_line(brief.titel) or "Brief",
        "regels": [{"naam": naam, "waarde": waarde} for naam, waarde in brief.schone_regels],
        "blokken": TypstTekst(brief.noten).blocks(brief.noten.teksten[0]),
    }
    return typeset(SJABLOON, data)


def brief_docx(brief: Brief) -> bytes:
    """The letter as a Word file with real styles; equal letters give equal bytes."""
    pakket = Pakket()
    set_styles(pakket)
    set_settings(pakket)
    _set_properties(pakket, clean_line(brief.titel))
    body = pakket.body
    body.append(paragraph("Heading1", [run(clean_line(brief.titel))]))
    for naam, waarde in brief.schone_regels:
        body.append(paragraph("BodyText", [run(f"{naam}: ", stijlen=(Stijl.VET,)), run(waarde)]))
    body.extend(WordTekst(pakket, brief.noten).blocks(brief.noten.teksten[0]))
    body.append(
        w(
            "sectPr", w("pgSz", w="11906", h="16838"),
            w("pgMar", top="1700", right="1800", bottom="1600", left="1800", header="900", footer="850", gutter="0"),
        )
    )  # fmt: skip
    uit = io.BytesIO()
    pakket.document.save(uit)
    return rewrite_zip(uit.getvalue())


def brief_tekst(brief: Brief) -> str:
    """The letter as plain text to paste into a mail: title, facts, paragraphs and lists."""
    kop = [clean_line(brief.titel), "\n".join(f"{naam}: {waarde}" for naam, waarde in brief.schone_regels)]
    noten = [f"[{nummer}] " + "\n".join(plain_lines(noot)) for nummer, noot in brief.noten.noten.items()]
    return "\n\n".join(stuk for stuk in (*kop, *plain_lines(brief.noten.teksten[0]), *noten) if stuk) + "\n"


def _set_properties(pakket: Pakket, titel: str) -> None:
    eigenschappen = pakket.document.core_properties
    eigenschappen.title = titel[:255]
    eigenschappen.author = eigenschappen.last_modified_by = eigenschappen.comments = ""
    eigenschappen.language = "nl-NL"
    eigenschappen.created = eigenschappen.modified = MOMENT.replace(tzinfo=None)
