"""What a reader sees of a Markdown text, character by character, with the place where each stands in the source."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kennisbank.text.code_spans import fenced_ranges
from kennisbank.text.inline import read_code, read_emphasis, read_links

_LINE_START_RE = re.compile(r"(?m)^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}[ \t]+)?")
_LINE_END_RE = re.compile(r"(?m)[ \t]#+$")
_TABLE_RULE_RE = re.compile(r"(?m)^[ |:-]*\|[ |:-]*$|^[ \t]*(?:[-*_] *){3,}$|^=+$")
_NOTE_RE = re.compile(r"\[\^[^\]\n]+\]:?")
_IMAGE_RE = re.compile(r"!\[[^\[\]]{0,2000}\]\([^()\n]{0,2000}\)")
_TAG_RE = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--[^<>]{0,2000}-->")
_ADDRESS_RE = re.compile(r"<(?=(?:https?|mailto):)|(?<=\S)>")
_ENTITY_RE = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_CELL_RE = re.compile(r"\|")
_UNSEEN = (_IMAGE_RE, _NOTE_RE)
_MARKS = (_TABLE_RULE_RE, _LINE_START_RE, _LINE_END_RE, _ADDRESS_RE, _TAG_RE)


@dataclass(frozen=True)
class Zichtbaar:
    """The visible characters but for white space, and where each begins and ends in the source."""

    tekens: str
    begin: list[int]
    einde: list[int]


def visible(tekst: str) -> Zichtbaar:
    """Return what a reader sees of a normalised text, as far as that can be told without parsing it wholly.

    List numbers and bullets, note numbers and images are not seen, for they cannot be selected as words.
    """
    weg = bytearray(len(tekst))
    for van, tot in _hidden(tekst):
        weg[van:tot] = b"\x01" * (tot - van)
    tekens: list[str] = []
    begin: list[int] = []
    einde: list[int] = []
    plek = 0
    entiteiten = {gevonden.start(): gevonden for gevonden in _ENTITY_RE.finditer(tekst)} if "&" in tekst else {}
    while plek < len(tekst):
        entiteit = entiteiten.get(plek)
        stuk, volgende = (html.unescape(entiteit[0]), entiteit.end()) if entiteit else (tekst[plek], plek + 1)
        if not weg[plek] and not stuk.isspace():
            tekens += stuk
            begin += [plek] * len(stuk)
            einde += [volgende] * len(stuk)
        plek = volgende
    return Zichtbaar("".join(tekens), begin, einde)


def _hidden(tekst: str) -> Iterator[tuple[int, int]]:
    plek = 0
    for van, tot in [*fenced_ranges(tekst), (len(tekst), len(tekst))]:
        yield from _hidden_in_prose(tekst, plek, van)
        if tot > van:
            yield from _fence_lines(tekst, van, tot)
        plek = tot


def _fence_lines(tekst: str, begin: int, einde: int) -> Iterator[tuple[int, int]]:
    eerste = tekst.find("\n", begin, einde)
    yield begin, einde if eerste < 0 else eerste
    laatste = tekst.rfind("\n", begin, einde) + 1
    if laatste > begin and set(tekst[laatste:einde].strip()) <= {"`", "~"}:
        yield laatste, einde


def _hidden_in_prose(tekst: str, begin: int, einde: int) -> Iterator[tuple[int, int]]:
    """Yield the marks between two fences."""
    stuk = tekst[begin:einde]
    weg: list[tuple[int, int]] = []
    masker = read_code(stuk, weg, [])
    for patroon in _UNSEEN:
        weg += [gevonden.span() for gevonden in patroon.finditer(masker)]
        masker = patroon.sub(lambda gevonden: "x" * len(gevonden[0]), masker)
    masker = read_links(stuk, masker, weg, [])
    weg += [gevonden.span() for patroon in _MARKS for gevonden in patroon.finditer(masker)]
    if "|" in masker and _TABLE_RULE_RE.search(masker):
        weg += [gevonden.span() for gevonden in _CELL_RE.finditer(masker)]
    plek = 0
    for alinea in re.split(r"(\n[ \t]*\n)", masker):
        binnen: list[tuple[int, int]] = []
        read_emphasis(alinea, binnen, [])
        weg += [(plek + van, plek + tot) for van, tot in binnen]
        plek += len(alinea)
    yield from ((begin + van, begin + tot) for van, tot in weg)
