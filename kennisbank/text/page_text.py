"""The words of sanitised HTML, character by character, with the place where each stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_TAG_RE = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>')
_RUN_RE = re.compile(r"&[a-z0-9#]{1,6};|[^\s&]+|&")
_CLOSING_RE = re.compile(r"</(?:a|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": ""}
_EMPTY = {"br", "hr", "img"}
_OWN_WORDS_RE = re.compile(r'class="[^"]*\b(?:kb-voetnoot-verwijzing|kb-voetnoot-terug|kb-alleen-lezer)\b')
"""What `render` adds of its own: the number of a note, the link back, and words for screen readers."""

_NOTES = 'class="kb-voetnoten"'


@dataclass(frozen=True, slots=True)
class _Knoop:
    """A text node with words: its place in the HTML, and where the link around it ends (0 without one)."""

    begin: int
    einde: int
    link_einde: int


@dataclass(frozen=True)
class PaginaTekst:
    """The visible characters but for white space, and where each begins and ends in the HTML.

    Left out is what `render` adds of its own. The footnotes begin at character `noten`; without them that is the end.
    """

    html: str
    tekens: str
    begin: list[int]
    einde: list[int]
    noten: int
    knopen: list[_Knoop]
    starts: list[int]

    def pieces(self, van: int, tot: int) -> Iterator[tuple[int, int]]:
        """Yield the pieces of the HTML that show the characters `van` up to `tot`, one per text node."""
        begin, einde = self.begin[van], self.einde[tot - 1]
        for knoop in self.knopen[bisect_right(self.starts, begin) - 1 :]:
            if knoop.begin >= einde:
                return
            links, rechts = max(begin, knoop.begin), min(einde, knoop.einde)
            if self.html[links:rechts].strip():
                yield links, rechts

    def after(self, plek: int) -> int:
        """Return the first place from `plek` on that is behind the emphasis that ends there, and outside any link."""
        knoop = self.knopen[bisect_right(self.starts, plek - 1) - 1]
        while sluit := _CLOSING_RE.match(self.html, plek):
            plek = sluit.end()
        if plek >= knoop.link_einde:
            return plek
        return self.after_closing(knoop.link_einde)

    def after_closing(self, plek: int) -> int:
        """Return the place behind the emphasis that ends at `plek`."""
        while sluit := _CLOSING_RE.match(self.html, plek):
            plek = sluit.end()
        return plek


def read_page(html: str) -> PaginaTekst:
    """Read HTML as `render` gives it: well-formed, with the site's own classes."""
    return _Lezer(html).read()


class _Lezer:
    """Goes through the tags once, and knows in which elements it is."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.tekens: list[str] = []
        self.begin: list[int] = []
        self.einde: list[int] = []
        self.knopen: list[_Knoop] = []
        self.noten = -1
        self.open: list[str] = []
        self.eigen = 0  # how deep in words of our own; 0 outside
        self.link_van = 0  # number of the first text node of the link we are in

    def read(self) -> PaginaTekst:
        plek = 0
        for tag in _TAG_RE.finditer(self.html):
            self._text(plek, tag.start())
            plek = tag.end()
            self._tag(tag)
        self._text(plek, len(self.html))
        noten = len(self.begin) if self.noten < 0 else self.noten
        starts = [knoop.begin for knoop in self.knopen]
        return PaginaTekst(self.html, "".join(self.tekens), self.begin, self.einde, noten, self.knopen, starts)

    def _tag(self, tag: re.Match[str]) -> None:
        naam = tag[2]
        if tag[1]:
            self._close(naam, tag.end())
        elif naam not in _EMPTY:
            self.open.append(naam)
            if naam == "a":
                self.link_van = len(self.knopen)
            if not self.eigen and _OWN_WORDS_RE.search(tag[3]):
                self.eigen = len(self.open)
            if self.noten < 0 and _NOTES in tag[3]:
                self.noten = len(self.begin)

    def _close(self, naam: str, plek: int) -> None:
        if len(self.open) == self.eigen:
            self.eigen = 0
        if self.open:
            self.open.pop()
        if naam == "a":
            self.knopen[self.link_van :] = [
                _Knoop(knoop.begin, knoop.einde, plek) for knoop in self.knopen[self.link_van :]
            ]

    def _text(self, begin: int, einde: int) -> None:
        if self.eigen or begin == einde:
            return
        gevonden = False
        for stuk in _RUN_RE.finditer(self.html, begin, einde):
            van, tot = stuk.span()
            teken = _ENTITIES.get(stuk[0])
            if teken == "":
                continue
            gevonden = True
            if teken:
                self.tekens.append(teken)
                self.begin.append(van)
                self.einde.append(tot)
            else:
                self.tekens.append(stuk[0])
                self.begin += range(van, tot)
                self.einde += range(van + 1, tot + 1)
        if gevonden:
            self.knopen.append(_Knoop(begin, einde, 0))
