"""Other dialects of Markdown (Docusaurus, Hugo, MDX, raw HTML) to ours, with a count of what was taken out.

The words stay; tags, components, shortcodes, scripts and comments go. Code is left alone.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from kennisbank.exchange.formats.components import replace_components
from kennisbank.exchange.formats.markdown_sections import PLEK_BEGIN, PLEK_EINDE
from kennisbank.text.code_spans import code_ranges, fenced_ranges
from kennisbank.text.normalise import normalise
from kennisbank.text.raw_html import replace_html

_ADMONITION_RE = re.compile(r"^ {0,3}(:{3,})[ \t]*([A-Za-z][\w-]*)?[ \t]*(?:\[(.*)\]|(.*?))[ \t]*$")
_LABELS = {
    "note": "Let op", "tip": "Tip", "info": "Informatie", "warning": "Waarschuwing", "caution": "Waarschuwing",
    "danger": "Waarschuwing", "important": "Belangrijk", "success": "Gelukt", "details": "Meer hierover",
}  # fmt: skip
_MODULE_RE = re.compile(
    r"^(?:import\s+[^\n]{0,300}?\bfrom\s+['\"][^'\"\n]+['\"];?|import\s+['\"][^'\"\n]+['\"];?)[ \t]*$", re.M
)
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))
_REF_RE = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'\s>%]+)[\"']?\s*[>%]\}\}")
_SHORTCODE_RE = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]+)[^\n{}]{0,1000}?\1?[>%]\}\}")
_PLACE_RE = re.compile(
    r"(<(?:a|span|div|p|section|h[1-6]|li|td)\s(?:[^<>]{0,500}?\s)?(?:id|name)\s*=\s*[\"']([^\"'<>\s]{1,200})[\"'][^<>]{0,500}>)",
    re.IGNORECASE,
)
_TAG_RE = re.compile(r"<([A-Za-z][\w.-]*)(?=[\s/>])")


@dataclass
class Vertaling:
    """A text in our dialect, and how often each thing was taken out."""

    tekst: str
    weggehaald: Counter[str] = field(default_factory=Counter)


def translate(tekst: str) -> Vertaling:
    """Return the text, normalised, in our dialect of Markdown."""
    tekst = _admonitions(re.sub(f"[{PLEK_BEGIN}{PLEK_EINDE}]", "", normalise(tekst)))
    if not re.search(r"[<{]|^import\s", tekst, re.MULTILINE):
        return Vertaling(tekst)
    weggehaald: Counter[str] = Counter()
    tekst = outside_code(tekst, lambda kaal: _take_out(kaal, weggehaald))
    return Vertaling(normalise(tekst), weggehaald)


def outside_code(tekst: str, change: Callable[[str], str]) -> str:
    """Apply a function to a text in which every piece of code is a placeholder, and put the code back."""
    stukken: list[str] = []
    code: list[str] = []
    plek = 0
    for begin, einde in code_ranges(tekst):
        stukken += [tekst[plek:begin], f"\ufdd4{len(code)}\ufdd5"]
        code.append(tekst[begin:einde])
        plek = einde
    tekst = change("".join(stukken) + tekst[plek:])
    return re.sub("\ufdd4(\\d+)\ufdd5", lambda merk: code[int(merk[1])], tekst)


def _take_out(tekst: str, weggehaald: Counter[str]) -> str:
    tekst = _drop(_MODULE_RE, tekst, weggehaald, "import-regel")
    for begin, einde in _COMMENTS:
        tekst = _drop_between(begin, einde, tekst, weggehaald)
    tekst = _REF_RE.sub(r"\1", tekst)
    for code in _SHORTCODE_RE.finditer(tekst):
        if not code[2]:
            weggehaald[f"{{{{{code[1]} {code[3]} }}}}"] += 1
    tekst = _SHORTCODE_RE.sub("", tekst)
    tekst = replace_components(tekst, weggehaald)
    voor = _tags(tekst)
    tekst = replace_html(_PLACE_RE.sub(rf"\1{PLEK_BEGIN}\2{PLEK_EINDE}", tekst))
    weggehaald.update({f"<{naam}>": aantal for naam, aantal in (voor - _tags(tekst)).items()})
    return tekst


def _drop(pattern: re.Pattern[str], tekst: str, weggehaald: Counter[str], naam: str) -> str:
    tekst, aantal = pattern.subn("", tekst)
    if aantal:
        weggehaald[naam] += aantal
    return tekst


def _drop_between(begin: str, einde: str, tekst: str, weggehaald: Counter[str]) -> str:
    """The text without comments, in linear time; one that is never closed stays."""
    uit: list[str] = []
    plek = 0
    while (van := tekst.find(begin, plek)) >= 0 and (tot := tekst.find(einde, van + len(begin))) >= 0:
        uit.append(tekst[plek:van])
        plek = tot + len(einde)
        weggehaald["commentaar"] += 1
    return "".join(uit) + tekst[plek:]


def _tags(tekst: str) -> Counter[str]:
    return Counter(naam.lower() for naam in _TAG_RE.findall(tekst))


def _admonitions(tekst: str) -> str:
    """Boxes between ::: marks become quotations that begin with their kind and title in bold."""
    if ":::" not in tekst:
        return tekst
    regels = tekst.split("\n")
    fenced = _fenced_lines(tekst)
    closed_by = _pairs(regels, fenced)
    diepte_op: list[int] = []
    uit: list[str] = []
    for nummer, regel in enumerate(regels):
        diepte_op = [einde for einde in diepte_op if einde > nummer]
        voor = "> " * len(diepte_op)
        if nummer in closed_by:
            uit += ["", f"{voor}> {_label(regel)}", f"{voor}>"]
            diepte_op.append(closed_by[nummer])
        elif nummer in closed_by.values():
            uit.append(voor.rstrip())
        else:
            uit.append((voor + regel).rstrip() if diepte_op else regel)
    return "\n".join(uit)


def _fenced_lines(tekst: str) -> set[int]:
    lines: set[int] = set()
    for begin, einde in fenced_ranges(tekst):
        first = tekst.count("\n", 0, begin)
        lines.update(range(first, first + tekst.count("\n", begin, einde) + 1))
    return lines


def _pairs(regels: list[str], fenced: set[int]) -> dict[int, int]:
    """Number of the opening line of every box, with that of its closing line."""
    open_op: list[tuple[int, int]] = []
    paren: dict[int, int] = {}
    for nummer, regel in enumerate(regels):
        found = None if nummer in fenced else _ADMONITION_RE.match(regel)
        if found is None:
            continue
        if found[2]:
            open_op.append((nummer, len(found[1])))
        elif not found[3] and not found[4] and open_op:
            paren[open_op.pop()[0]] = nummer
    return paren


def _label(regel: str) -> str:
    found = _ADMONITION_RE.match(regel)
    if found is None:
        return ""
    soort = _LABELS.get(found[2].lower(), found[2].capitalize())
    titel = (found[3] or found[4] or "").strip().strip("{}")
    return f"**{soort}: {titel}**" if titel else f"**{soort}**"
