"""From Markdown to a tree of elements, with Python-Markdown and without its raw HTML."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)

from kennisbank.text.emphasis import EmphasisProcessor
from kennisbank.text.layout import Letterlijk, prepare
from kennisbank.text.limits import MAX_LINK, MAX_NESTING, check_length
from kennisbank.text.normalise import normalise
from kennisbank.text.raw_html import KEPT_TAGS
from kennisbank.text.wikilinks import WikilinkProcessor

_KEPT_TAG_RE = rf"<(/?(?:{'|'.join(sorted(KEPT_TAGS))}))>"


@dataclass(frozen=True)
class Boom:
    """A parsed text: its elements, the pieces behind placeholders and the parser that can write it out."""

    wortel: Element
    stukken: list[Letterlijk]
    md: Markdown


def parse(tekst: str) -> Boom:
    """Parse Markdown; raises TekstTeLang for a text of more than MAX_TEKENS characters."""
    check_length(tekst)
    opmaak = prepare(normalise(tekst))
    md = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(),
            SaneListExtension(),
            _Kennisbank(),
        ]
    )
    regels = opmaak.tekst.split("\n")
    for preprocessor in md.preprocessors:
        regels = preprocessor.run(regels)
    wortel: Element = Element("div")
    md.parser.parseChunk(wortel, "\n".join(regels))
    for treeprocessor in md.treeprocessors:
        nieuw = treeprocessor.run(wortel)
        wortel = wortel if nieuw is None else nieuw
    return Boom(wortel, opmaak.stukken, md)


class _Bounded(LinkInlineProcessor):
    """Looks for the end of a link no further than MAX_LINK, so that a row of brackets costs linear time."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        diepte = 1
        for plek in range(index, min(len(data), index + MAX_LINK)):
            teken = data[plek]
            if teken == "[":
                diepte += 1
            elif teken == "]":
                diepte -= 1
            if diepte == 0:
                return data[index:plek], plek + 1, True
            if diepte > MAX_NESTING:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        if data[index : index + 1] != "(":
            return "", None, index, False
        href, titel, lengte, gelukt = super().getLink(data[index : index + MAX_LINK], 0)
        return href, titel, index + lengte, gelukt


class _Link(_Bounded, LinkInlineProcessor):
    pass


class _Image(_Bounded, ImageInlineProcessor):
    pass


class _Reference(_Bounded, ReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, ShortReferenceInlineProcessor):
    pass


class _ImageReference(_Bounded, ImageReferenceInlineProcessor):
    pass


class _ShortImageReference(_Bounded, ShortImageReferenceInlineProcessor):
    pass


class _KeptTag(InlineProcessor):
    """Lets an HTML tag without attributes through; whether it is closed is up to the sanitiser."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        assert self.md is not None  # noqa: S101
        return self.md.htmlStash.store(f"<{m[1]}>"), m.start(0), m.end(0)


class _Kennisbank(Extension):
    """Our dialect: wiki links, a backslash at the end of a line as line break, no raw HTML, links within bounds."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        patronen = md.inlinePatterns
        patronen.deregister("html")
        patronen.deregister("em_strong")
        patronen.register(EmphasisProcessor(md), "nadruk", 60)
        patronen.register(WikilinkProcessor(md), "wikilink", 188)
        patronen.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "regeleinde", 185)
        patronen.register(_KeptTag(_KEPT_TAG_RE, md), "tag", 90)
        for naam, klasse, patroon, voorrang in _LINKS:
            patronen.register(klasse(patroon, md), naam, voorrang)


_LINKS = (
    ("reference", _Reference, REFERENCE_RE, 170),
    ("link", _Link, LINK_RE, 160),
    ("image_link", _Image, IMAGE_LINK_RE, 150),
    ("image_reference", _ImageReference, IMAGE_REFERENCE_RE, 140),
    ("short_reference", _ShortReference, REFERENCE_RE, 130),
    ("short_image_ref", _ShortImageReference, IMAGE_REFERENCE_RE, 125),
)
