"""HTML inside Markdown: what has a Markdown equivalent becomes that, a few plain tags stay, the rest is taken out.

Nothing here is about safety, for the sanitiser has the last word; it is about imported and pasted texts staying
readable. Every pattern stops at the next angle bracket, so that the time is linear in the length of the text.
"""

import html
import re

from kennisbank.text.code_spans import span_ranges
from kennisbank.text.limits import MAX_RUWE_TAGS

KEPT_TAGS = frozenset({"b", "br", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u"})
"""Tags that stay, without any attribute."""

_EMPTIED = ("script", "style", "iframe", "object", "noscript", "template", "textarea", "title", "svg", "math")
_BLOCKS = (
    "address|article|aside|blockquote|body|caption|center|details|div|dl|dd|dt|fieldset|figcaption|figure|footer|form|"
    "head|header|hr|html|legend|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_INLINE = (
    "a|abbr|acronym|applet|audio|base|big|button|canvas|cite|code|col|colgroup|data|dfn|embed|font|frame|frameset|iframe|"
    "img|input|label|link|map|area|meta|meter|noscript|object|option|output|param|picture|progress|q|samp|script|select|"
    "source|span|strike|style|svg|math|td|template|textarea|th|time|title|track|tt|var|video|wbr|marquee|path|g|use"
)
_ATTRIBUTES = r"(?:[\s/][^<>]*)?"
_LINK_RE = re.compile(
    r"<a\s[^<>]{0,300}?href\s*=\s*[\"']([^\"'<>\s]{0,2000})[\"'][^<>]{0,2000}>([^<>\[\]]{0,2000})</a\s*>", re.IGNORECASE
)
_IMAGE_RE = re.compile(r"<img\s(?:[^<>]{0,500}?\s)?alt\s*=\s*\"([^\"<>]{0,2000})\"[^<>]{0,2000}>", re.IGNORECASE)
_HEADING_RE = re.compile(rf"<h([1-6]){_ATTRIBUTES}>([^<>]*(?:<(?!/?h[1-6])[^<>]*>[^<>]*)*)</h\1\s*>", re.IGNORECASE)
_ITEM_RE = re.compile(rf"\s*<li{_ATTRIBUTES}>\s*", re.IGNORECASE)
_BLOCK_RE = re.compile(rf"\s*</?(?:{_BLOCKS}|h[1-6]){_ATTRIBUTES}>\s*", re.IGNORECASE)
_GONE_RE = re.compile(rf"</?(?:{_INLINE}|li){_ATTRIBUTES}>", re.IGNORECASE)
_KEPT_RE = re.compile(rf"<(/?)({'|'.join(sorted(KEPT_TAGS))}){_ATTRIBUTES}>", re.IGNORECASE)
_OPENING_RE = re.compile(
    rf"<(?:(?P<teken>!--|!\[CDATA\[|\?)|(?P<tag>{'|'.join(_EMPTIED)}){_ATTRIBUTES}>)", re.IGNORECASE
)
_CLOSINGS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}


def replace_html(tekst: str) -> str:
    """Return Markdown without HTML but for attribute-less KEPT_TAGS; code spans are left alone."""
    if "<" not in tekst:
        return tekst
    stukken: list[str] = []
    code: list[str] = []
    plek = 0
    for begin, einde in span_ranges(tekst):
        stukken += [tekst[plek:begin], f"\ufdd2{len(code)}\ufdd3"]
        code.append(tekst[begin:einde])
        plek = einde
    tekst = _translate(_empty("".join(stukken) + tekst[plek:]))
    return re.sub("\ufdd2(\\d+)\ufdd3", lambda merk: code[int(merk[1])], tekst)


def _translate(tekst: str) -> str:
    tekst = _LINK_RE.sub(lambda link: f"[{' '.join(link[2].split())}](<{html.unescape(link[1])}>)", tekst)
    tekst = _IMAGE_RE.sub(r"\1", tekst)
    tekst = _HEADING_RE.sub(lambda kop: f"\n\n{'#' * int(kop[1])} {' '.join(kop[2].split())}\n\n", tekst)
    tekst = _ITEM_RE.sub("\n- ", tekst)
    tekst = _BLOCK_RE.sub("\n\n", tekst)
    tekst = _GONE_RE.sub("", tekst)
    weg = len(_KEPT_RE.findall(tekst)) > MAX_RUWE_TAGS
    return _KEPT_RE.sub("" if weg else lambda tag: f"<{tag[1]}{tag[2].lower()}>", tekst)


def _empty(tekst: str) -> str:
    """Take out comments, scripts, styles and the like together with their content; an unclosed tag goes alone."""
    laag = "".join(teken.lower() if teken.isascii() else teken for teken in tekst) if "<" in tekst else tekst
    afwezig: set[str] = set()
    stukken = []
    plek = 0
    while opening := _OPENING_RE.search(tekst, plek):
        stukken.append(tekst[plek : opening.start()])
        plek = _closing(laag, opening, afwezig)
        if plek < 0:
            plek = opening.end()
            stukken.append("" if opening["tag"] else opening.group())
    stukken.append(tekst[plek:])
    return "".join(stukken)


def _closing(laag: str, opening: re.Match[str], afwezig: set[str]) -> int:
    """Return the offset after what closes this opening, or -1; `afwezig` keeps what was sought in vain."""
    sluiting = f"</{opening['tag'].lower()}" if opening["tag"] else _CLOSINGS[opening["teken"].upper()]
    gevonden = -1 if sluiting in afwezig else laag.find(sluiting, opening.end())
    if gevonden < 0:
        afwezig.add(sluiting)
        return -1
    haak = laag.find(">", gevonden)
    return haak + 1 if haak >= 0 else len(laag)
