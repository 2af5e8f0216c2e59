"""Wiki links: `[[Doel]]` and `[[Doel|tekst]]`."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

WIKILINK_RE = r"(?<!\\)\[\[([^\[\]|\\\x02\x03]{1,200})(?:\\?\|([^\[\]]{1,300}))?\]\]"
"""The grammar. In a table the bar is written `\\|`, as everywhere in a table."""

TAG = "kb-wikilink"
"""Element that stands for a wiki link in the parsed tree, with its target in the attribute `doel`."""


@dataclass(frozen=True)
class Doel:
    """Where a wiki link leads: address, title and kind of the thing (hoofdstuk, thema, bouwsteen)."""

    url: str
    titel: str
    soort: str


class WikilinkProcessor(InlineProcessor):
    """Makes an element of a wiki link; comes after code spans, so that code stays code."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(WIKILINK_RE, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        doel = " ".join(m[1].split())
        tekst = (m[2] or "").strip() or doel
        if not doel:
            return None, None, None
        element = Element(TAG)
        element.set("doel", doel)
        element.text = tekst
        return element, m.start(0), m.end(0)


def targets(boom: Element) -> list[str]:
    """Return the targets of all wiki links in a parsed text, each once, in order of appearance."""
    return list(dict.fromkeys(element.get("doel", "") for element in boom.iter(TAG)))
