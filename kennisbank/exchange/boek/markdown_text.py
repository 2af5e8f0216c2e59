"""Write a tree as Markdown in the dialect of the site, with every character that would mean something escaped."""

import re
from collections.abc import Iterable
from itertools import groupby

from kennisbank.drukwerk.tekst.tree import (
    Alinea,
    Blok,
    Blokken,
    Cel,
    Citaat,
    Code,
    Kop,
    Lijn,
    Lijst,
    Run,
    Runs,
    Stijl,
    Tabel,
)

_MARKS = {Stijl.VET: "**", Stijl.SCHUIN: "*"}
_TAGS = {
    Stijl.VET: "strong", Stijl.SCHUIN: "em", Stijl.SUB: "sub", Stijl.SUP: "sup", Stijl.DOOR: "del", Stijl.ONDER: "ins",
    Stijl.MERK: "mark", Stijl.KLEIN: "small",
}  # fmt: skip
_GEEN = Run("")
_ESCAPE_RE = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
_LINE_START_RE = re.compile(r"^( *)(#{1,6}(?=\s|$)|[-+>]|={1,}|~{3,}|:(?=\s)|\d{1,9}(?=[.)]))")
_FENCE_RE = re.compile(r"`{3,}")


class MarkdownSchrijver:
    """Writes blocks and the runs in them."""

    def __init__(self) -> None:
        self._in_table = False

    def blocks(self, blokken: Iterable[Blok]) -> str:
        """The blocks with an empty line in between."""
        stukken = []
        vorige: Blok | None = None
        for blok in blokken:
            if isinstance(blok, Lijst) and isinstance(vorige, Lijst) and blok.geordend == vorige.geordend:
                stukken.append("<!-- -->")
            stukken.append(self.block(blok))
            vorige = blok
        return "\n\n".join(stuk for stuk in stukken if stuk)

    def block(self, blok: Blok) -> str:
        match blok:
            case Alinea(runs):
                return _guard_lines(self.runs(runs))
            case Kop(niveau, runs):
                return f"{'#' * niveau} {self._on_one_line(runs)}"
            case Lijst():
                return self._list(blok)
            case Citaat(blokken):
                return _prefix(self.blocks(blokken), "> ", "> ")
            case Code(tekst):
                return _fence(tekst)
            case Tabel():
                return self._table(blok)
            case Lijn():
                return "---"

    def runs(self, runs: Runs) -> str:
        """The runs of one block; those that share an address are one link."""
        stukken = []
        buren = zip(runs, (_GEEN, *runs), (*runs[1:], _GEEN), strict=False)
        for url, groep in groupby(buren, key=lambda buur: buur[0].url):
            tekst = "".join(self._run(*drie) for drie in groep)
            stukken.append(f"[{tekst}]({_address(url)})" if url else tekst)
        return "".join(stukken)

    def _on_one_line(self, runs: Runs) -> str:
        tekst = self.runs(runs).replace("\\\n", "<br>")
        return re.sub(r"#(?=#*$)", r"\\#", tekst)

    def note(self, nummer: int, blokken: Blokken) -> str:
        """The footnote itself, as it stands under the text."""
        return _prefix(self.blocks(blokken), f"[^{nummer}]: ", "    ")

    def _run(self, run: Run, vorige: Run, volgende: Run) -> str:
        if run.noot:
            return f"[^{run.noot}]"
        kern = run.tekst.strip(" \n")
        if not kern:
            return _breaks(run.tekst)
        begin = run.tekst.index(kern)
        voor, na = run.tekst[:begin], run.tekst[begin + len(kern) :]
        tekst = _code_span(kern) if Stijl.CODE in run.stijlen else self._text(kern)
        sterren = _stars_work(kern, voor or _edge(vorige, -1), na or _edge(volgende, 0))
        for stijl in run.stijlen:
            if stijl in _MARKS and sterren:
                tekst = f"{_MARKS[stijl]}{tekst}{_MARKS[stijl]}"
            elif stijl in _TAGS:
                tekst = f"<{_TAGS[stijl]}>{tekst}</{_TAGS[stijl]}>"
        return _breaks(voor) + tekst + _breaks(na)

    def _list(self, lijst: Lijst) -> str:
        regels = []
        for nummer, item in enumerate(lijst.items, start=lijst.start):
            teken = f"{nummer}." if lijst.geordend else "-"
            voor = f"{teken} ".ljust(4)
            regels.append(_prefix(self.blocks(item) or " ", voor, "    "))
        los = any(len(item) > 1 for item in lijst.items)
        return ("\n\n" if los else "\n").join(regels)

    def _table(self, tabel: Tabel) -> str:
        self._in_table = True
        streep = "|".join("---:" if cel.rechts else "---" for cel in tabel.kop)
        rijen = [self._row(tabel.kop), f"|{streep}|", *(self._row(rij) for rij in tabel.rijen)]
        self._in_table = False
        return "\n".join(rijen)

    def _row(self, rij: tuple[Cel, ...]) -> str:
        cellen = (self.runs(cel.runs).replace("\\\n", "<br>") for cel in rij)
        return f"| {' | '.join(cellen)} |"

    def _text(self, tekst: str) -> str:
        """Words with nothing in them that means something; a bar means something in a table only, and not in code."""
        tekst = _breaks(_escape(tekst))
        return tekst.replace("|", "\\|") if self._in_table else tekst


def _edge(buur: Run, plek: int) -> str:
    """The character of a neighbour that touches a run; a star when the neighbour may end in one."""
    if any(stijl in _MARKS for stijl in buur.stijlen):
        return "*"
    return buur.tekst[plek] if buur.tekst else ""


def _stars_work(kern: str, voor: str, na: str) -> bool:
    """Tell whether stars around the text are read as emphasis, whatever touches them (the rule of CommonMark)."""
    links, rechts = voor[-1:], na[:1]
    if "*" in (links, rechts):
        return False
    return (kern[0].isalnum() or not links.strip()) and (kern[-1].isalnum() or not rechts.strip())


def escape(tekst: str) -> str:
    """Text that stands on a line of its own, as Markdown."""
    return _guard_lines(_escape(tekst))


def _escape(tekst: str) -> str:
    return _ESCAPE_RE.sub(lambda teken: {"<": "&lt;", "&": "&amp;"}.get(teken[0], f"\\{teken[0]}"), tekst)


def _breaks(tekst: str) -> str:
    return tekst.replace("\n", "\\\n")


def _guard_lines(tekst: str) -> str:
    """Keep a line of a paragraph from beginning a heading, a list, a quotation or a rule."""
    return "\n".join(_LINE_START_RE.sub(_guard, regel) for regel in tekst.split("\n"))


def _guard(begin: re.Match[str]) -> str:
    teken = begin[2]
    if teken.isdigit():
        return f"{begin[1]}{teken}\\"
    if teken[0] in "=~:":
        return f"{begin[1]}&#{ord(teken[0])};{teken[1:]}"
    return f"{begin[1]}\\{teken}"


def _code_span(tekst: str) -> str:
    tekst = tekst.replace("\n", " ")
    streep = "`" * (max((len(rij) for rij in re.findall("`+", tekst)), default=0) + 1)
    rand = " " if "`" in (tekst[0], tekst[-1]) else ""
    return f"{streep}{rand}{tekst}{rand}{streep}"


def _fence(tekst: str) -> str:
    hek = "`" * max(3, *(len(rij) + 1 for rij in ["", *_FENCE_RE.findall(tekst)]))
    return f"{hek}\n{tekst}\n{hek}"


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")


def _prefix(tekst: str, eerste: str, verder: str) -> str:
    regels = tekst.split("\n")
    return "\n".join(
        ((eerste if plek == 0 else verder) + regel).rstrip() if regel or plek == 0 else verder.rstrip()
        for plek, regel in enumerate(regels)
    )
