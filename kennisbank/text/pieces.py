"""Put back what the parser did not get to see: code blocks and overlong paragraphs."""

import html
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kennisbank.text.layout import PLACEHOLDER_RE, Letterlijk


def restore_pieces(wortel: Element, stukken: list[Letterlijk]) -> None:
    """Replace the placeholders in a parsed tree by the pieces they stand for."""
    if not stukken:
        return
    for element in list(wortel.iter()):
        if element.tag == "p" and not len(element) and (plek := PLACEHOLDER_RE.fullmatch((element.text or "").strip())):
            _restore_block(element, stukken[int(plek[1])])
        else:
            element.text = _fill(element.text, stukken)
        element.tail = _fill(element.tail, stukken)


def _restore_block(element: Element, stuk: Letterlijk) -> None:
    inhoud = AtomicString(html.escape(stuk.inhoud, quote=False))
    if not stuk.is_code:
        element.text = inhoud
        return
    element.tag = "pre"
    element.text = None
    SubElement(element, "code").text = inhoud


def _fill(tekst: str | None, stukken: list[Letterlijk]) -> str | None:
    if not tekst or "\ufdd0" not in tekst:
        return tekst
    vulling = PLACEHOLDER_RE.sub(lambda plek: html.escape(stukken[int(plek[1])].inhoud, quote=False), tekst)
    return AtomicString(vulling)
