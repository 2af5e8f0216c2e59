"""Links in Markdown: found, and written anew by whoever knows where they should lead."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kennisbank.text.code_spans import code_ranges
from kennisbank.text.folding import fold
from kennisbank.text.limits import MAX_LINK, MAX_NESTING
from kennisbank.text.plain import to_plain
from kennisbank.text.wikilinks import WIKILINK_RE

_WIKILINK_RE = re.compile(WIKILINK_RE)
_TARGET_RE = re.compile(
    r"\(\s*(?:<(?P<hoek>[^<>\n]*)>|(?P<kaal>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+(?:\"(?P<dubbel>[^\"\n]*)\"|'(?P<enkel>[^'\n]*)'|\((?P<haken>[^()\n]*)\)))?\s*\)"
)
_SPACED_RE = re.compile(r"\(\s*(?P<kaal>[^()<>\"'\n]{1,500}?)\s*\)")
_LABEL_RE = re.compile(r"\s?\[(?P<naam>[^\[\]]{0,300})\]")
_MARKUP_RE = re.compile(r"[*_`\[\]<>&\\!#|~^=]|^\s*(?:[-+]|\d+[.)])\s|://")
_NOT_IN_TARGET = set("[]|\\`<>#")
MAX_TARGET = 200
MAX_TEXT = 300


def plain_words(tekst: str) -> str:
    """The words of a short piece of Markdown, on one line."""
    kaal = to_plain(tekst) if _MARKUP_RE.search(tekst) else tekst
    return " ".join(kaal.split())


@dataclass(frozen=True)
class Link:
    """A link or image in a text: the Markdown between its brackets, its address and title."""

    tekst: str
    href: str
    titel: str
    is_image: bool
    in_table: bool

    @property
    def woorden(self) -> str:
        """The text without markup, on one line."""
        return plain_words(self.tekst)

    def as_markdown(self, tekst: str | None = None) -> str:
        """The link as it is, written in line, by default with its own text."""
        haakjes = f"<{self.href}>" if re.search(r"[\s()]", self.href) else self.href
        titel = f' "{self.titel}"' if self.titel else ""
        return f"{'!' if self.is_image else ''}[{self.tekst if tekst is None else tekst}]({haakjes}{titel})"


Rewriter = Callable[[Link], str]


def rewrite_links(tekst: str, definities: Mapping[str, tuple[str, str]], rewrite: Rewriter) -> str:
    """Replace every link and image outside code by what `rewrite` makes of it.

    Reference links are looked up in `definities` (folded name to address and title). Links inside the text of a link
    come first. Wiki links stay as they are.
    """
    if "[" not in tekst:
        return tekst
    return _Scanner(tekst, definities, rewrite, 0).run()


class _Scanner:
    def __init__(self, tekst: str, definities: Mapping[str, tuple[str, str]], rewrite: Rewriter, diepte: int) -> None:
        self.tekst = tekst
        self.definities = definities
        self.rewrite = rewrite
        self.diepte = diepte
        self.code = code_ranges(tekst)
        self.starts = [begin for begin, _ in self.code]

    def run(self) -> str:
        uit: list[str] = []
        plek = zoek = 0
        while (begin := self.tekst.find("[", zoek)) >= 0:
            zoek = begin + 1
            if (einde := self._end_of_code(begin)) > begin:
                zoek = einde
                continue
            if self._escaped(begin):
                continue
            if wiki := _WIKILINK_RE.match(self.tekst, begin):
                zoek = wiki.end()
                continue
            found = self._link(begin)
            if found is not None:
                link, einde = found
                voor = begin - 1 if link.is_image else begin
                uit += [self.tekst[plek:voor], self.rewrite(link)]
                plek = zoek = einde
        return "".join(uit) + self.tekst[plek:]

    def _end_of_code(self, plek: int) -> int:
        nummer = bisect_right(self.starts, plek) - 1
        return self.code[nummer][1] if nummer >= 0 and plek < self.code[nummer][1] else -1

    def _escaped(self, plek: int) -> bool:
        aantal = 0
        while plek - aantal > 0 and self.tekst[plek - aantal - 1] == "\\":
            aantal += 1
        return aantal % 2 == 1

    def _link(self, begin: int) -> tuple[Link, int] | None:
        sluit = self._closing(begin + 1)
        if sluit < 0:
            return None
        binnen = self.tekst[begin + 1 : sluit]
        doel = self._target(sluit + 1, binnen)
        if doel is None:
            return None
        href, titel, einde = doel
        is_image = begin > 0 and self.tekst[begin - 1] == "!" and not self._escaped(begin - 1)
        if "[" in binnen and self.diepte < MAX_NESTING:
            binnen = _Scanner(binnen, self.definities, self.rewrite, self.diepte + 1).run()
        return Link(binnen, href, titel, is_image, self._in_table(begin, einde)), einde

    def _closing(self, plek: int) -> int:
        """The offset of the bracket that closes the one before `plek`, or -1; no further than MAX_LINK."""
        diepte = 1
        tot = min(len(self.tekst), plek + MAX_LINK)
        while plek < tot:
            teken = self.tekst[plek]
            if teken == "\\":
                plek += 2
                continue
            if teken == "`" and (einde := self._end_of_code(plek)) > plek:
                plek = einde
                continue
            diepte += (teken == "[") - (teken == "]")
            if diepte == 0:
                return plek
            if diepte > MAX_NESTING or self.tekst.startswith("\n\n", plek):
                return -1
            plek += 1
        return -1

    def _target(self, plek: int, binnen: str) -> tuple[str, str, int] | None:
        """Address, title and end of the link whose text ends right before `plek`."""
        found = _TARGET_RE.match(self.tekst, plek, plek + MAX_LINK)
        if found is not None:
            href = found["hoek"] if found["hoek"] is not None else found["kaal"]
            return href, found["dubbel"] or found["enkel"] or found["haken"] or "", found.end()
        spaced = _SPACED_RE.match(self.tekst, plek)
        if spaced is not None and re.search(r"[./]", spaced["kaal"]):
            return spaced["kaal"], "", spaced.end()
        label = _LABEL_RE.match(self.tekst, plek)
        if label is not None and (defined := self.definities.get(fold(label["naam"] or binnen))):
            return *defined, label.end()
        defined = self.definities.get(fold(binnen))
        return (*defined, plek) if defined else None

    def _in_table(self, begin: int, einde: int) -> bool:
        regel_begin = self.tekst.rfind("\n", 0, begin) + 1
        regel_einde = self.tekst.find("\n", einde)
        rest = self.tekst[regel_begin:begin] + self.tekst[einde : regel_einde if regel_einde >= 0 else len(self.tekst)]
        return "|" in rest


def can_be_target(naam: str, kop: str = "") -> bool:
    """Whether a wiki link can name this title (and heading) as it is."""
    lang = len(naam) + len(kop) + 1
    return bool(naam.strip()) and lang <= MAX_TARGET and not _NOT_IN_TARGET.intersection(naam + kop)


def write_wikilink(doel: str, tekst: str, *, in_table: bool = False) -> str:
    """A wiki link to `doel`, which can_be_target, with `tekst` as what readers see."""
    schoon = " ".join(tekst.replace("[", "(").replace("]", ")").replace("|", "/").split())
    if len(schoon) > MAX_TEXT:
        schoon = schoon[: MAX_TEXT - 1].rstrip() + "…"
    if not schoon or fold(schoon) == fold(doel):
        return f"[[{doel}]]"
    return f"[[{doel}{chr(92) if in_table else ''}|{schoon}]]"
