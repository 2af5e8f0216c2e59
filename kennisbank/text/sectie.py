"""A section of a chapter, as every engine that compares takes it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Sleutel = tuple[str, int]
"""What a section is recognised by: its id, and its rank among equals, for a copied page may hold an id twice."""


@dataclass(frozen=True)
class Sectie:
    """A section as it goes into a comparison: its lasting id, its heading and its Markdown."""

    id: str
    kop: str
    tekst: str


def section_keys(secties: Sequence[Sectie]) -> list[Sleutel]:
    """Return what each section is recognised by, in order."""
    gezien: Counter[str] = Counter()
    sleutels: list[Sleutel] = []
    for sectie in secties:
        sleutels.append((sectie.id, gezien[sectie.id]))
        gezien[sectie.id] += 1
    return sleutels
