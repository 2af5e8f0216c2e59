"""From the sections of a frozen version to the columns of their rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kennisbank.text.limits import TekstFout
from kennisbank.text.plain import to_plain
from kennisbank.text.slugs import unique_anchors


def rows_of(secties: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The columns of a section each, in order; the anchors are those of the page."""
    anchors = unique_anchors(str(sectie["kop"]) for sectie in secties)
    for place, (sectie, anchor) in enumerate(zip(secties, anchors, strict=True)):
        yield {
            "plek": place,
            "sectie_id": str(sectie["id"])[:36],
            "kop": str(sectie["kop"])[:255],
            "anker": f"sectie-{anchor}"[:300],
            "tekst": plain(str(sectie["tekst"])),
        }


def plain(tekst: str) -> str:
    """The words of a Markdown text; one that is too long to read comes as it is."""
    try:
        return to_plain(tekst)
    except TekstFout:
        return tekst
