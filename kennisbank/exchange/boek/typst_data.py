"""A book as the plain data that the Typst template walks through: no markup, so nothing typed can be code."""

from kennisbank.drukwerk.tekst.typst_blocks import Data, TypstTekst
from kennisbank.exchange.boek.compose import Bron, Hoofdstuk, Regel, Sectie, Uitgave


def book_data(uitgave: Uitgave) -> Data:
    """Everything the template shows, ready for JSON."""
    return {
        "titel": uitgave.titel,
        "subtitel": uitgave.subtitel,
        "editie": uitgave.editie,
        "uitgever": uitgave.uitgever,
        "omschrijving": f"{uitgave.editie}. {uitgave.subtitel}".strip(". "),
        "trefwoorden": [uitgave.urn] if uitgave.urn else [],
        "datum": uitgave.datum_tekst,
        "jaar": uitgave.datum.year,
        "maand": uitgave.datum.month,
        "dag": uitgave.datum.day,
        "colofon": [_line(regel) for regel in uitgave.colofon],
        "verantwoording": [uitgave.verantwoording],
        "inleiding": TypstTekst(uitgave.inleiding_noten).blocks(uitgave.inleiding),
        "hoofdstukken": [_chapter(hoofdstuk) for hoofdstuk in uitgave.hoofdstukken],
    }


def _chapter(hoofdstuk: Hoofdstuk) -> Data:
    teksten = TypstTekst(hoofdstuk.noten)
    return {
        "anker": hoofdstuk.anker,
        "nummer": str(hoofdstuk.nummer),
        "titel": hoofdstuk.titel,
        "samenvatting": teksten.blocks(hoofdstuk.samenvatting),
        "regels": [_line(regel) for regel in hoofdstuk.regels],
        "secties": [_section(sectie, teksten) for sectie in hoofdstuk.secties],
        "bronnen": [_source(bron) for bron in hoofdstuk.bronnen],
    }


def _section(sectie: Sectie, teksten: TypstTekst) -> Data:
    return {
        "anker": sectie.anker,
        "kop": sectie.kop,
        "blokken": teksten.blocks(sectie.blokken),
        "bronnen": [_source(bron) for bron in sectie.bronnen],
        "kanttekeningen": [_source(bron) for bron in sectie.kanttekeningen],
    }


def _source(bron: Bron) -> Data:
    return {
        "nummer": str(bron.nummer), "anker": bron.anker, "titel": bron.titel, "uitleg": bron.uitleg, "url": bron.url
    }  # fmt: skip


def _line(regel: Regel) -> Data:
    return {"naam": regel.naam, "waarde": regel.waarde, "url": regel.url}
