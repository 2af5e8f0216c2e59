"""From a Markdown text to its tree, by way of the HTML that the site shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from kennisbank.drukwerk.tekst.clean import clean_chars
from kennisbank.drukwerk.tekst.tree import (
    Alinea,
    Blok,
    Blokken,
    Cel,
    Citaat,
    Code,
    Inhoud,
    Kop,
    Lijn,
    Lijst,
    Run,
    Runs,
    Stijl,
    Tabel,
)
from kennisbank.text.markdown import Doel, render

Resolve = Callable[[str], str]

_STIJLEN = {
    "strong": Stijl.VET, "b": Stijl.VET, "em": Stijl.SCHUIN, "i": Stijl.SCHUIN, "code": Stijl.CODE, "kbd": Stijl.CODE,
    "sub": Stijl.SUB, "sup": Stijl.SUP, "del": Stijl.DOOR, "s": Stijl.DOOR, "ins": Stijl.ONDER, "u": Stijl.ONDER,
    "mark": Stijl.MERK, "small": Stijl.KLEIN,
}  # fmt: skip
_KOPPEN = {f"h{niveau}": niveau for niveau in range(1, 7)}
_HOUDERS = {"p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td", "div", *_KOPPEN}
_SPACE_RE = re.compile(r"[ \t\n\r\f]+")
_BREAK_RE = re.compile(r" *\n *")
_HIDDEN = ("kb-alleen-lezer", "kb-voetnoot-terug")


def read_text(tekst: str, *, links: Mapping[str, Doel], niveau: int, resolve: Resolve) -> Inhoud:
    """The tree of a Markdown text with headings from level `niveau`; `resolve` gives an address its last form."""
    lezer = _Lezer(resolve)
    lezer.feed(render(tekst, links=links, basis_kopniveau=niveau).html)
    lezer.close()
    return lezer.inhoud()


@dataclass
class _Houder:
    """An element that is open: what it holds so far."""

    tag: str
    attrs: dict[str, str]
    runs: list[Run] = field(default_factory=list)
    blokken: list[Blok] = field(default_factory=list)
    items: list[Blokken] = field(default_factory=list)
    cellen: list[Cel] = field(default_factory=list)
    rijen: list[tuple[Cel, ...]] = field(default_factory=list)

    def flush(self) -> None:
        """Make a paragraph of the text that stands in no block."""
        runs, self.runs = tidy(self.runs), []
        if runs:
            self.blokken.append(Alinea(runs))


class _Lezer(HTMLParser):
    """Reads what the sanitiser wrote, so every element is closed; never recurses."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__(convert_charrefs=True)
        self.resolve = resolve
        self.open = [_Houder("", {})]
        self.stijlen: list[Stijl] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, bool]] = []
        self.verborgen = 0
        self.noten: tuple[Blokken, ...] = ()

    def inhoud(self) -> Inhoud:
        self.open[0].flush()
        return Inhoud(tuple(self.open[0].blokken), self.noten)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        waarden = {naam: waarde or "" for naam, waarde in attrs}
        if tag in _VOIDS:
            _VOIDS[tag](self, waarden)
            return
        klassen = waarden.get("class", "").split()
        verborgen = any(klasse in _HIDDEN for klasse in klassen)
        self.verborgen += verborgen
        self.tags.append((tag, verborgen))
        if tag in _HOUDERS:
            self.open[-1].flush()
            self.open.append(_Houder(tag, waarden))
        elif tag in _STIJLEN:
            self.stijlen.append(_STIJLEN[tag])
        elif tag == "a":
            self._open_link(waarden, klassen)

    def handle_endtag(self, tag: str) -> None:
        if not self.tags or self.tags[-1][0] != tag:
            return
        self.verborgen -= self.tags.pop()[1]
        if tag in _HOUDERS:
            self._close(self.open.pop())
        elif tag in _STIJLEN:
            self.stijlen.pop()
        elif tag == "a":
            self.links.pop()

    def handle_data(self, data: str) -> None:
        self._add(data if self.open[-1].tag == "pre" else _SPACE_RE.sub(" ", data))

    def _add(self, tekst: str) -> None:
        tekst = clean_chars(tekst)
        if tekst and not self.verborgen:
            url = self.links[-1] if self.links else ""
            self.open[-1].runs.append(Run(tekst, tuple(sorted(set(self.stijlen))), url))

    def _open_link(self, attrs: dict[str, str], klassen: list[str]) -> None:
        href = attrs.get("href", "")
        if "kb-voetnoot-verwijzing" in klassen:
            self.open[-1].runs.append(Run("", noot=int(href.rpartition("-")[2])))
            self.verborgen += 1
            self.tags[-1] = ("a", True)
            href = ""
        self.links.append(self.resolve(href) if href and not href.startswith("#") else "")

    def _break(self, attrs: dict[str, str]) -> None:
        self._add("\n")

    def _line(self, attrs: dict[str, str]) -> None:
        if "kb-voetnoten" not in self.open[-1].attrs.get("class", ""):
            self.open[-1].flush()
            self.open[-1].blokken.append(Lijn())

    def _image(self, attrs: dict[str, str]) -> None:
        """A picture is on the site only: its description stands for it and leads there."""
        alt = " ".join(attrs.get("alt", "").split())
        self.links.append(self.resolve(attrs.get("src", "")))
        self.stijlen.append(Stijl.SCHUIN)
        self._add(f"[Afbeelding: {alt}]" if alt else "[Afbeelding]")
        self.stijlen.pop()
        self.links.pop()

    def _close(self, houder: _Houder) -> None:
        tag, ouder = houder.tag, self.open[-1]
        if tag == "pre":
            ouder.blokken.append(Code("".join(run.tekst for run in houder.runs).strip("\n")))
        elif tag in _KOPPEN:
            runs = tidy(houder.runs)
            ouder.blokken += [Kop(_KOPPEN[tag], runs)] if runs else []
        elif tag in ("th", "td"):
            rechts = "numeric-column" in houder.attrs.get("class", "")
            ouder.cellen.append(Cel(tidy(houder.runs), rechts))
        else:
            houder.flush()
            _CLOSERS[tag](self, houder, ouder)

    def _close_paragraph(self, houder: _Houder, ouder: _Houder) -> None:
        ouder.blokken += houder.blokken

    def _close_div(self, houder: _Houder, ouder: _Houder) -> None:
        if "kb-voetnoten" not in houder.attrs.get("class", ""):
            ouder.blokken += houder.blokken
            return
        for blok in houder.blokken:
            if isinstance(blok, Lijst):
                self.noten += blok.items

    def _close_item(self, houder: _Houder, ouder: _Houder) -> None:
        ouder.items.append(tuple(houder.blokken))

    def _close_list(self, houder: _Houder, ouder: _Houder) -> None:
        start = houder.attrs.get("start", "")
        nummer = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        if houder.items:
            ouder.blokken.append(Lijst(houder.tag == "ol", nummer, tuple(houder.items)))

    def _close_quote(self, houder: _Houder, ouder: _Houder) -> None:
        if houder.blokken:
            ouder.blokken.append(Citaat(tuple(houder.blokken)))

    def _close_row(self, houder: _Houder, ouder: _Houder) -> None:
        ouder.rijen.append(tuple(houder.cellen))

    def _close_table(self, houder: _Houder, ouder: _Houder) -> None:
        if houder.rijen:
            breedte = max(1, *(len(rij) for rij in houder.rijen))
            kop, *rijen = (rij + (Cel(()),) * (breedte - len(rij)) for rij in houder.rijen)
            ouder.blokken.append(Tabel(kop, tuple(rijen)))


_VOIDS = {"br": _Lezer._break, "hr": _Lezer._line, "img": _Lezer._image}
_CLOSERS = {
    "p": _Lezer._close_paragraph, "div": _Lezer._close_div, "li": _Lezer._close_item, "ul": _Lezer._close_list,
    "ol": _Lezer._close_list, "blockquote": _Lezer._close_quote, "tr": _Lezer._close_row, "table": _Lezer._close_table,
}  # fmt: skip


def tidy(runs: list[Run]) -> Runs:
    """One space between words, none at the edges and around line breaks; neighbours in one style become one run."""
    netjes: list[Run] = []
    for run in runs:
        tekst = _BREAK_RE.sub("\n", run.tekst)
        vorige = netjes[-1] if netjes else None
        if vorige is None or vorige.tekst.endswith((" ", "\n")):
            tekst = tekst.lstrip(" " if vorige else " \n")
        if vorige and tekst.startswith("\n"):
            netjes[-1] = vorige = replace(vorige, tekst=vorige.tekst.rstrip(" "))
        if not tekst and not run.noot:
            continue
        if vorige and not run.noot and not vorige.noot and (vorige.stijlen, vorige.url) == (run.stijlen, run.url):
            netjes[-1] = replace(vorige, tekst=vorige.tekst + tekst)
        else:
            netjes.append(replace(run, tekst=tekst))
    return _strip_end(netjes)


def _strip_end(runs: list[Run]) -> Runs:
    while runs and not runs[-1].noot:
        tekst = runs[-1].tekst.rstrip(" \n\u00a0")
        if tekst:
            runs[-1] = replace(runs[-1], tekst=tekst)
            break
        runs.pop()
    return tuple(run for run in runs if run.tekst or run.noot)
