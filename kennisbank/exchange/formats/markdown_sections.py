"""Markdown split into sections by its headings."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kennisbank.text.code_spans import fenced_ranges

INLEIDING = "Inleiding"
PLEK_BEGIN, PLEK_EINDE = "\ue000", "\ue001"
"""Around the id of a place that links may point at, where an HTML tag with that id stood."""
_ATX_RE = re.compile(r"^(?P<voor> {0,3})(?P<hekjes>#{1,6})(?:[ \t]+(?P<kop>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE_RE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_NOT_SETEXT_RE = re.compile(r"^(?: {4}|\t| {0,3}(?:[-*+>|]|\d{1,9}[.)] |#{1,6}(?: |$)|`{3}|~{3}|\[\^?[^\]]+\]:))")
_NESTED_RE = re.compile(r"^(?: {2,}|\t| *(?:[-*+]|\d{1,9}[.)])[ \t])")
_ID_RE = re.compile(r"\s*\{\s*#(?P<id>[^\s}]+)[^}]*\}\s*$")
_PLACE_RE = re.compile(f"{PLEK_BEGIN}([^{PLEK_BEGIN}{PLEK_EINDE}\n]*){PLEK_EINDE}")


@dataclass(frozen=True)
class Kopregel:
    """A heading in a text: where its lines begin and end, its level, its Markdown and the ids the writer gave it."""

    begin: int
    einde: int
    niveau: int
    kop: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deel:
    """A section: its heading (Markdown), its text, the headings inside that text and the ids of places in it."""

    kop: str
    tekst: str
    ids: tuple[str, ...] = ()
    binnenkoppen: tuple[Kopregel, ...] = ()


@dataclass(frozen=True)
class Indeling:
    """A text in sections, and the heading above them that differs from the title and found no place."""

    delen: tuple[Deel, ...]
    weggelaten_kop: str = ""


def find_headings(tekst: str) -> list[Kopregel]:
    """Return every heading that is not code, with # or underlined, in order. The text has LF line ends."""
    return list(_headings(tekst))


def _headings(tekst: str) -> Iterator[Kopregel]:
    bereiken = fenced_ranges(tekst)
    starts = [begin for begin, _ in bereiken]
    voor_vorige, vorige = "", ""
    begin_vorige = plek = 0
    for regel in tekst.split("\n"):
        einde = plek + len(regel)
        nummer = bisect_right(starts, plek) - 1
        in_code = nummer >= 0 and plek < bereiken[nummer][1]
        kop = None if in_code else _heading(regel, vorige, voor_vorige)
        if kop is not None:
            niveau, naam = kop
            onderstreept = not regel.lstrip().startswith("#")
            yield _kopregel(begin_vorige if onderstreept else plek, min(einde + 1, len(tekst)), niveau, naam)
            regel = ""
        voor_vorige, vorige = vorige, "```" if in_code else regel
        begin_vorige, plek = plek, einde + 1


def _heading(regel: str, vorige: str, voor_vorige: str) -> tuple[int, str] | None:
    """Level and Markdown of the heading that this line makes, by itself or as underline of the line before."""
    found = _ATX_RE.match(regel)
    if found is not None:
        nested = len(found["voor"]) > 1 and _NESTED_RE.match(vorige or voor_vorige)
        return None if nested else (len(found["hekjes"]), found["kop"] or "")
    if not _UNDERLINE_RE.match(regel) or not vorige.strip() or voor_vorige.strip() or _NOT_SETEXT_RE.match(vorige):
        return None
    return (1 if "=" in regel else 2), vorige.strip()


def _kopregel(begin: int, einde: int, niveau: int, kop: str) -> Kopregel:
    ids = tuple(_PLACE_RE.findall(kop))
    kop = _PLACE_RE.sub("", kop).strip()
    found = _ID_RE.search(kop)
    return (
        Kopregel(begin, einde, niveau, kop[: found.start()], (*ids, found["id"]))
        if found
        else Kopregel(begin, einde, niveau, kop, ids)
    )


def split_sections(tekst: str, titel: str = "") -> Indeling:
    """Split a text by the highest level of heading that it has below its title.

    A first heading that repeats the title is dropped. One of level 1 that says something else, and is the only one,
    becomes the heading of the text that follows it. Other text before the first heading is the section "Inleiding".
    """
    koppen = find_headings(tekst)
    begin, naam, apart = 0, INLEIDING, ""
    if koppen and not tekst[: koppen[0].begin].strip():
        eerste, rest = koppen[0], koppen[1:]
        if _bare(eerste.kop) == _bare(titel) and titel:
            begin, koppen = eerste.einde, rest
        elif eerste.niveau == 1 and rest and all(kop.niveau > 1 for kop in rest):
            begin, koppen, apart = eerste.einde, rest, eerste.kop
            naam = eerste.kop or INLEIDING
    delen = list(_divide(tekst, koppen, begin, len(tekst), naam))
    weggelaten = apart if apart and (not delen or delen[0].kop != apart) else ""
    return Indeling(tuple(delen), weggelaten)


def _bare(kop: str) -> str:
    return "".join(teken for teken in html.unescape(kop).casefold() if teken.isalnum())


def _divide(tekst: str, koppen: Sequence[Kopregel], begin: int, einde: int, naam: str) -> Iterator[Deel]:
    """Sections of tekst[begin:einde], of which `koppen` are the headings; `naam` is for the text before the first."""
    if not koppen:
        if tekst[begin:einde].strip():
            yield _deel(naam, tekst[begin:einde])
        return
    hoogste = min(kop.niveau for kop in koppen)
    toppen = [nummer for nummer, kop in enumerate(koppen) if kop.niveau == hoogste]
    yield from _divide(tekst, koppen[: toppen[0]], begin, koppen[toppen[0]].begin, naam)
    for nummer, volgende in zip(toppen, [*toppen[1:], len(koppen)], strict=True):
        tot = koppen[volgende].begin if volgende < len(koppen) else einde
        kop = koppen[nummer]
        yield _deel(kop.kop, tekst[kop.einde : tot], kop.ids, koppen[nummer + 1 : volgende])


def _deel(kop: str, tekst: str, ids: Sequence[str] = (), binnenkoppen: Sequence[Kopregel] = ()) -> Deel:
    places = _PLACE_RE.findall(tekst)
    return Deel(kop, _PLACE_RE.sub("", tekst).strip("\n"), (*ids, *places), tuple(binnenkoppen))
