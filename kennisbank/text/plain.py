"""Markdown to plain words: for search, excerpts, counts and reading time."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER_RE

from kennisbank.text.parser import parse
from kennisbank.text.pieces import restore_pieces

WORDS_PER_MINUTE = 200
# Texts whose words are remembered: pages of results show the same texts again and again.
KEPT = 1_000

_HEADINGS = {f"h{niveau}" for niveau in range(1, 7)}
_BLOCKS = _HEADINGS | {"p", "li", "blockquote", "pre", "div", "tr", "table", "ul", "ol", "hr"}
_APART = {"td": " ", "th": " ", "br": " "}
_WORD_RE = re.compile(r"[^\W_]+(?:[-'\u2019.,/&@_+][^\W_]+)*")
_BREAK = "\ufdd4"


@lru_cache(maxsize=KEPT)
def to_plain(tekst: str) -> str:
    """Return the words of a Markdown text without any markup, one paragraph, list item or table row a line.

    Link texts, footnotes, code and the descriptions of images stay; addresses go. Raises TekstTeLang as `render` does.
    """
    boom = parse(tekst)
    restore_pieces(boom.wortel, boom.stukken)
    return plain_text(boom.wortel, boom.md)


def plain_text(wortel: Element, md: Markdown) -> str:
    """Return the words of a parsed text or a part of it."""
    ruw = "".join(_pieces(wortel)).replace(NBSP_PLACEHOLDER, "").replace(FN_BACKLINK_TEXT, "")
    tekst = html.unescape(HTML_PLACEHOLDER_RE.sub(lambda plek: _stashed(md, int(plek[1])), ruw))
    regels = (" ".join(regel.split()) for regel in tekst.split(_BREAK))
    return "\n".join(regel for regel in regels if regel)


def excerpt(tekst: str, woorden: int = 30) -> str:
    """Return the first words of a Markdown text as one line of plain text, with an ellipsis when there is more."""
    alle = to_plain(tekst).split()
    if len(alle) <= woorden:
        return " ".join(alle)
    return " ".join(alle[:woorden]).rstrip(",;:.\u2026\u2013-") + "\u2026"


def word_count(tekst: str) -> int:
    """Count the words of a Markdown text; numbers count, punctuation does not."""
    return len(_WORD_RE.findall(to_plain(tekst)))


def reading_time(woorden: int) -> int:
    """Return how many minutes it takes to read this many words: rounded up, at least one."""
    return max(1, -(-woorden // WORDS_PER_MINUTE))


def _pieces(wortel: Element) -> Iterator[str]:
    """Walk the tree in reading order without recursion, however deep it is."""
    stapel: list[Element | str] = [wortel]
    while stapel:
        stuk = stapel.pop()
        if isinstance(stuk, str):
            yield stuk
            continue
        if _is_note_mark(stuk):
            continue
        rand = _BREAK if stuk.tag in _BLOCKS else _APART.get(stuk.tag, "")
        yield rand
        stapel.append(rand)
        for kind in reversed(stuk):
            stapel += [kind.tail or "", kind]
        stapel.append(stuk.text or "" if stuk.tag != "img" else stuk.get("alt", ""))


def _is_note_mark(element: Element) -> bool:
    """Tell whether this is the number of a footnote or its link back, which are no words of the text."""
    if element.tag == "sup":
        return element.get("id", "").startswith("fnref")
    return element.tag == "a" and element.get("class") == "footnote-backref"


def _stashed(md: Markdown, nummer: int) -> str:
    """Return what a tag or entity that the parser set apart is in plain text."""
    if nummer >= len(md.htmlStash.rawHtmlBlocks):
        return ""
    ruw = str(md.htmlStash.rawHtmlBlocks[nummer])
    if ruw.startswith("<"):
        return " " if ruw == "<br>" else ""
    return ruw
