"""Where the code is in a Markdown text: fenced blocks and spans between backticks."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

FENCE_RE = re.compile(r"^(?P<inspringing>[ \t]*)(?P<hek>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_RUN_RE = re.compile(r"`+")
_BLANK_LINE_RE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Hek:
    """An opening fence: its indentation and marks, and the language named after it."""

    inspringing: str
    hek: str
    taal: str

    def closed_by(self, regel: str) -> bool:
        kaal = regel.strip()
        return len(kaal) >= len(self.hek) and set(kaal) == {self.hek[0]}


def opening_fence(regel: str) -> Hek | None:
    """Return the fence that this line opens, if it does."""
    gevonden = FENCE_RE.match(regel)
    if gevonden is None:
        return None
    woorden = gevonden["info"].split()
    return Hek(gevonden["inspringing"], gevonden["hek"], woorden[0] if woorden else "")


def fenced_ranges(tekst: str) -> list[tuple[int, int]]:
    """Return (start, end) of every fenced block, fences included; an unclosed one runs to the end of the text."""
    bereiken = []
    open_hek: Hek | None = None
    begin = plek = 0
    for regel in tekst.splitlines(keepends=True):
        kaal = regel.rstrip("\n")
        if open_hek is None:
            open_hek = opening_fence(kaal)
            begin = plek
        elif open_hek.closed_by(kaal):
            bereiken.append((begin, plek + len(kaal)))
            open_hek = None
        plek += len(regel)
    if open_hek is not None:
        bereiken.append((begin, len(tekst)))
    return bereiken


def code_ranges(tekst: str) -> list[tuple[int, int]]:
    """Return (start, end) of all code, fenced or between backticks, in order and without overlap."""
    bereiken = []
    plek = 0
    for begin, einde in [*fenced_ranges(tekst), (len(tekst), len(tekst))]:
        bereiken += span_ranges(tekst, plek, begin)
        if einde > begin:
            bereiken.append((begin, einde))
        plek = einde
    return bereiken


def span_ranges(tekst: str, begin: int = 0, einde: int | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of the code spans between two offsets; a span never crosses an empty line."""
    tot = len(tekst) if einde is None else einde
    if tekst.find("`", begin, tot) < 0:
        return []
    grenzen = [begin, *(leeg.end() for leeg in _BLANK_LINE_RE.finditer(tekst, begin, tot)), tot]
    return [span for van, naar in pairwise(grenzen) for span in _spans_in_paragraph(tekst, van, naar)]


def _spans_in_paragraph(tekst: str, begin: int, einde: int) -> list[tuple[int, int]]:
    """Pair every run of backticks with the next run of the same length, in O(n log n)."""
    reeksen = [reeks.span() for reeks in _RUN_RE.finditer(tekst, begin, einde)]
    per_lengte: dict[int, list[int]] = {}
    for nummer, (van, tot) in enumerate(reeksen):
        per_lengte.setdefault(tot - van, []).append(nummer)
    spans = []
    nummer = 0
    while nummer < len(reeksen):
        van, tot = reeksen[nummer]
        gelijken = per_lengte[tot - van]
        volgende = bisect_right(gelijken, nummer)
        ontsnapt = van > begin and tekst[van - 1] == "\\"
        if ontsnapt or volgende == len(gelijken):
            nummer += 1
            continue
        partner = gelijken[volgende]
        spans.append((van, reeksen[partner][1]))
        nummer = partner + 1
    return spans
