"""What a paragraph of Markdown shows: its words without the marks, and which of them are bold, a link and so on.

For showing differences, not for rendering: what is not emphasis, code or a link stays as it was typed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kennisbank.text.code_spans import span_ranges
from kennisbank.text.emphasis import find_emphasis
from kennisbank.text.limits import MAX_BLOK
from kennisbank.text.sentences import Span
from kennisbank.text.wikilinks import WIKILINK_RE

VET, CURSIEF, CODE, LINK = "vet", "cursief", "code", "link"

_MARK_RE = re.compile(r"[*_`\[\\]")
_ESCAPE_RE = re.compile(r"\\[!-/:-@\[-`{-~]")
_WIKILINK_RE = re.compile(WIKILINK_RE)
_LINK_RE = re.compile(
    r"(?<!!)\[([^\[\]]{1,2000})\]"
    r"\(([^()\s]{0,2000}(?:\([^()\s]{0,2000}\)[^()\s]{0,2000})?)(?:[ \t]+\"[^\"\n]{0,500}\")?\)"
)
_TAGS = {"em": CURSIEF, "strong": VET}


class Stijl(NamedTuple):
    """How letters look: a set of VET, CURSIEF, CODE and LINK, and where the link leads."""

    vorm: frozenset[str]
    doel: str


GEWOON = Stijl(frozenset(), "")


@dataclass(frozen=True)
class Zicht:
    """The text that is seen, and from which place on it has which style."""

    tekst: str
    lopen: list[tuple[int, Stijl]]


class Bereik(NamedTuple):
    """Where a style holds, and where the link leads if it is one."""

    begin: int
    einde: int
    vorm: str
    doel: str = ""


def see(bron: str) -> Zicht:
    """Return what one paragraph shows; one longer than MAX_BLOK is shown as typed, as on the page."""
    if len(bron) > MAX_BLOK or not _MARK_RE.search(bron):
        return plain(bron)
    weg, bereiken = _read(bron)
    return _sweep(bron, weg, bereiken) if weg else plain(bron)


def plain(bron: str) -> Zicht:
    """Return a text that shows every character it has."""
    return Zicht(bron, [(0, GEWOON)])


def _read(bron: str) -> tuple[list[Span], list[Bereik]]:
    """Return what is hidden and what has which style."""
    weg: list[Span] = []
    bereiken: list[Bereik] = []
    masker = read_links(bron, read_code(bron, weg, bereiken), weg, bereiken)
    read_emphasis(masker, weg, bereiken)
    return weg, bereiken


def read_code(bron: str, weg: list[Span], bereiken: list[Bereik]) -> str:
    """Note the code spans; return the text with an x for every character in them, so that nothing is found there."""
    stukken = []
    plek = 0
    for begin, einde in span_ranges(bron):
        hek = (einde - begin - len(bron[begin:einde].strip("`"))) // 2
        weg += [(begin, begin + hek), (einde - hek, einde)]
        bereiken.append(Bereik(begin + hek, einde - hek, CODE))
        stukken += [bron[plek:begin], "x" * (einde - begin)]
        plek = einde
    return "".join(stukken) + bron[plek:]


def read_links(bron: str, masker: str, weg: list[Span], bereiken: list[Bereik]) -> str:
    """Note the links and backslashes that hide nothing but themselves; return the text without what may mislead."""
    for link in _WIKILINK_RE.finditer(masker):
        begin, einde = link.span(2 if link[2] else 1)
        weg += [(link.start(), begin), (einde, link.end())]
        bereiken.append(Bereik(begin, einde, LINK, f"[[{' '.join(link[1].split())}]]"))
    masker = _WIKILINK_RE.sub(lambda link: "x" * len(link[0]), masker)
    weg += [(plek.start(), plek.start() + 1) for plek in _ESCAPE_RE.finditer(masker)]
    masker = _ESCAPE_RE.sub("xx", masker)
    for link in _LINK_RE.finditer(masker):
        begin, einde = link.span(1)
        weg += [(link.start(), begin), (einde, link.end())]
        bereiken.append(Bereik(begin, einde, LINK, bron[link.start(2) : link.end(2)]))
    return _LINK_RE.sub(lambda link: f"[{link[1]}](" + "x" * (len(link[0]) - len(link[1]) - 4) + ")", masker)


def read_emphasis(masker: str, weg: list[Span], bereiken: list[Bereik]) -> None:
    """Note the emphasis of one paragraph."""
    open_tekens: dict[str, list[int]] = {tag: [] for tag in _TAGS}
    for teken in find_emphasis(masker):
        weg.append((teken.begin, teken.begin + teken.lengte))
        tag = teken.tag.strip("</>")
        if not teken.tag.startswith("</"):
            open_tekens[tag].append(teken.begin + teken.lengte)
        elif open_tekens[tag]:
            bereiken.append(Bereik(open_tekens[tag].pop(), teken.begin, _TAGS[tag]))


def _sweep(bron: str, weg: list[Span], bereiken: list[Bereik]) -> Zicht:
    """Walk over the text from border to border, in O(n log n) however the ranges nest."""
    stukken: list[str] = []
    lopen: list[tuple[int, Stijl]] = []
    lengte = plek = 0
    vormen: Counter[str] = Counter()
    doelen: list[str] = []
    for grens, soort, stap, doel in [*_borders(weg, bereiken), (len(bron), "", 0, "")]:
        if grens > plek:
            if not vormen[""]:
                stijl = Stijl(frozenset(+vormen), doelen[-1] if doelen else "")
                if not lopen or lopen[-1][1] != stijl:
                    lopen.append((lengte, stijl))
                stukken.append(bron[plek:grens])
                lengte += grens - plek
            plek = grens
        vormen[soort] += stap
        if doel:
            doelen = [*doelen, doel] if stap > 0 else doelen[:-1]
    return Zicht("".join(stukken), lopen or [(0, GEWOON)])


def _borders(weg: Iterable[Span], bereiken: Iterable[Bereik]) -> Iterator[tuple[int, str, int, str]]:
    """Yield in order where something begins (+1) or ends (-1); the hidden has no name."""
    grenzen = [(grens, "", stap, "") for span in weg for grens, stap in zip(span, (1, -1), strict=True)]
    for begin, einde, vorm, doel in bereiken:
        grenzen += [(begin, vorm, 1, doel), (einde, vorm, -1, doel)]
    yield from sorted(grenzen)
