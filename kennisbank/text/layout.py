"""Prepare Markdown for the parser: the lists, headings and quotations people type, in the strict form it wants.

People indent nested lists by two spaces, start a list right under a sentence and put headings against a paragraph. The
parser wants four spaces and empty lines. It also takes quadratic time, or overflows the stack, on a few shapes that
nobody types on purpose: very long blocks and very deep nesting. Those are turned into plain text here.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

from kennisbank.text.code_spans import fenced_ranges, opening_fence
from kennisbank.text.limits import MAX_BLOK, MAX_BLOKKEN, MAX_NESTING, MAX_TABEL, MAX_VOETNOTEN
from kennisbank.text.raw_html import replace_html

_QUOTE_RE = re.compile(r"^ {0,3}> ?(.*)$")
_ITEM_RE = re.compile(r"^(?P<inspringing> *)(?P<merk>[-*+]|\d{1,9}[.)])(?P<ruimte> +|$)(?P<rest>.*)$")
_RULE_RE = re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+)$")
_HEADING_RE = re.compile(r"^ {0,3}#{1,6}(?: |$)")
_MARKERS_RE = re.compile(rf"(?:> *|[-*+] +|\d{{1,9}}[.)] +){{{MAX_NESTING}}}")
_TABLE_RULE_RE = re.compile(r"^[ |:-]*\|[ |:-]*$")
_FOOTNOTE_RE = re.compile(r"^( {0,3})\[\^", re.MULTILINE)
_FOOTNOTE_TEXT_RE = re.compile(r"^ {0,3}\[\^[^\]]+\]:")
_ALERT_RE = re.compile(r"^\[!(NOTE|TIP|INFO|IMPORTANT|WARNING|CAUTION)\] *", re.IGNORECASE)
_ALERTS = {"TIP": "Tip", "WARNING": "Waarschuwing", "CAUTION": "Waarschuwing", "IMPORTANT": "Belangrijk"}

PLACEHOLDER_RE = re.compile("\ufdd0(\\d+)\ufdd1")


@dataclass(frozen=True)
class Letterlijk:
    """A piece that the parser does not get to see: code, or text too long to be read as Markdown."""

    inhoud: str
    is_code: bool
    taal: str = ""


@dataclass
class Opmaak:
    """Markdown ready for the parser, with the pieces its placeholders stand for."""

    tekst: str = ""
    stukken: list[Letterlijk] = field(default_factory=list)

    def store(self, stuk: Letterlijk) -> str:
        self.stukken.append(stuk)
        return f"\ufdd0{len(self.stukken) - 1}\ufdd1"


def prepare(tekst: str) -> Opmaak:
    """Lay out a normalised text (see `normalise`)."""
    opmaak = Opmaak()
    tekst = _take_out_fences(tekst.expandtabs(4), opmaak)
    tekst = replace_html(tekst)
    if len(_FOOTNOTE_RE.findall(tekst)) > MAX_VOETNOTEN:
        tekst = tekst.replace("[^", "\\[^")
    regels = _lay_out(tekst.split("\n"), 0, opmaak)
    opmaak.tekst = "\n".join(_plain_when_too_long(regels, opmaak))
    return opmaak


def _take_out_fences(tekst: str, opmaak: Opmaak) -> str:
    """Replace every fenced block by a placeholder on a line of its own."""
    stukken = []
    plek = 0
    for begin, einde in fenced_ranges(tekst):
        opening, *regels = tekst[begin:einde].split("\n")
        hek = opening_fence(opening)
        if hek is None:
            continue
        if regels and hek.closed_by(regels[-1]):
            regels.pop()
        code = "\n".join(_dedent(regel, len(hek.inspringing)) for regel in regels)
        merk = opmaak.store(Letterlijk(code, is_code=True, taal=hek.taal))
        stukken += [tekst[plek:begin], f"\n{hek.inspringing}{merk}\n"]
        plek = einde
    return "".join(stukken) + tekst[plek:]


def _indent(regel: str) -> int:
    return len(regel) - len(regel.lstrip(" "))


def _dedent(regel: str, diepte: int) -> str:
    return regel[min(diepte, _indent(regel)) :]


def _lay_out(regels: list[str], diepte: int, opmaak: Opmaak) -> list[str]:
    zetter = _Zetter(diepte, opmaak)
    plek = 0
    while plek < len(regels):
        plek = zetter.take(regels, plek)
    return zetter.uit


class _Zetter:
    """Writes out lines one by one, remembering in which list items it is."""

    def __init__(self, diepte: int, opmaak: Opmaak) -> None:
        self.diepte = diepte
        self.opmaak = opmaak
        self.uit: list[str] = []
        self.lijst: list[tuple[int, int]] = []  # per open list item: where its mark stands, where its text starts

    def take(self, regels: list[str], plek: int) -> int:
        """Write out the line at this place, or the whole quotation that starts there; return the next place."""
        regel = regels[plek]
        if not regel.strip():
            self.uit.append("")
            return plek + 1
        if self._in_text(regel) and _QUOTE_RE.match(self._inner(regel)):
            return self._quote(regels, plek)
        item = self._item(regel)
        if item is not None:
            self._write_item(item)
        else:
            self._write_text(regel, regels[plek + 1] if plek + 1 < len(regels) else "")
        return plek + 1

    @property
    def _after_blank(self) -> bool:
        return not self.uit or not self.uit[-1]

    def _blank(self) -> None:
        if not self._after_blank:
            self.uit.append("")

    def _in_text(self, regel: str) -> bool:
        """Tell whether the line is text rather than code by indentation."""
        return bool(self.lijst) or _indent(regel) < 4

    def _inner(self, regel: str) -> str:
        return _dedent(regel, self.lijst[-1][1]) if self.lijst else regel

    def _item(self, regel: str) -> re.Match[str] | None:
        item = _ITEM_RE.match(regel)
        if item is None or not self._in_text(regel) or _RULE_RE.match(regel.strip()):
            return None
        starts = self.lijst or self._after_blank or not item["merk"][0].isdigit() or item["merk"][:-1] == "1"
        return item if starts and (item["rest"] or self.lijst or self._after_blank) else None

    def _write_item(self, item: re.Match[str]) -> None:
        inspringing = len(item["inspringing"])
        self._leave_items(inspringing)
        if not self.lijst and self.uit and not self._is_item(self.uit[-1]):
            self._blank()
        self.lijst = self.lijst[: MAX_NESTING - 1]
        ruimte = len(item["ruimte"])
        tekst_op = inspringing + len(item["merk"]) + (ruimte if 0 < ruimte < 5 else 1)
        merk = item["merk"].replace(")", ".")
        rest = item["rest"]
        if _MARKERS_RE.match(rest):
            rest = "\\" + rest
        self.uit.append(f"{'    ' * len(self.lijst)}{merk} {rest}")
        self.lijst.append((inspringing, tekst_op))

    def _is_item(self, regel: str) -> bool:
        return _ITEM_RE.match(regel) is not None

    def _leave_items(self, inspringing: int) -> None:
        while self.lijst and inspringing < self.lijst[-1][0] + 2:
            self.lijst.pop()

    def _write_text(self, regel: str, volgende: str) -> None:
        if self._after_blank:
            self._leave_items(_indent(regel))
        elif self.lijst and _indent(regel) < 2 and self._is_heading(regel):
            self.lijst = []
        kaal = self._inner(regel)
        voor = "    " * len(self.lijst)
        if not self._in_text(regel):
            self.uit.append(regel)
        elif self._is_heading(kaal):
            self._alone(voor + kaal.strip())
        elif _RULE_RE.match(kaal):
            self._rule(voor, kaal)
        else:
            self._plain(voor, kaal, volgende)

    def _is_heading(self, regel: str) -> bool:
        return _HEADING_RE.match(regel) is not None

    def _alone(self, regel: str) -> None:
        self._blank()
        self.uit += [regel, ""]

    def _rule(self, voor: str, kaal: str) -> None:
        onder_kop = not self._after_blank and set(kaal.strip()) in ({"-"}, {"="})
        if onder_kop or "=" in kaal:
            self.uit += [voor + kaal.strip(), ""]
        else:
            self._alone(voor + kaal.strip())

    def _plain(self, voor: str, kaal: str, volgende: str) -> None:
        if "|" in kaal and "-" in volgende and _TABLE_RULE_RE.match(volgende.strip()):
            self._blank()
        if _FOOTNOTE_TEXT_RE.match(kaal) and not (self.uit and _FOOTNOTE_TEXT_RE.match(self.uit[-1])):
            self.lijst = []
            voor = ""
            self._blank()
        if self.lijst and not self._after_blank:
            voor, kaal = "    " * (len(self.lijst) - 1) + "  ", kaal.strip()
        if kaal.lstrip().startswith("#"):
            kaal = kaal.replace("#", "\\#", 1)
        self.uit.append(voor + kaal)

    def _quote(self, regels: list[str], plek: int) -> int:
        """Lay out the lines of one quotation as a text of their own."""
        if self._after_blank:
            self._leave_items(_indent(regels[plek]))
        voor = "    " * len(self.lijst)
        binnen = []
        while plek < len(regels) and (citaat := _QUOTE_RE.match(self._inner(regels[plek]))):
            binnen.append(citaat[1])
            plek += 1
        self._blank()
        if self.diepte + 1 >= MAX_NESTING:
            self.uit += [f"{voor}\\> {regel}" for regel in binnen if regel.strip()]
            return plek
        binnen[0] = _ALERT_RE.sub(_alert, binnen[0])
        tekst = _take_out_fences("\n".join(binnen), self.opmaak)
        self.uit += [f"{voor}> {regel}".rstrip() for regel in _lay_out(tekst.split("\n"), self.diepte + 1, self.opmaak)]
        return plek


def _alert(soort: re.Match[str]) -> str:
    return f"**{_ALERTS.get(soort[1].upper(), 'Let op')}:** "


def _plain_when_too_long(regels: list[str], opmaak: Opmaak) -> list[str]:
    uit: list[str] = []
    blokken = [list(groep) for leeg, groep in groupby(regels, key=lambda regel: not regel) if not leeg]
    for blok in blokken[:MAX_BLOKKEN]:
        if sum(map(len, blok)) > _longest(blok):
            blok = [opmaak.store(Letterlijk("\n".join(blok), is_code=False))]
        uit += [*blok, ""]
    if rest := blokken[MAX_BLOKKEN:]:
        uit.append(opmaak.store(Letterlijk("\n\n".join("\n".join(blok) for blok in rest), is_code=False)))
    return uit


def _longest(blok: list[str]) -> int:
    is_table = len(blok) > 1 and _TABLE_RULE_RE.match(blok[1].strip()) is not None
    return MAX_TABEL if is_table else MAX_BLOK
