"""What changed between two versions of a hoofdstuk, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.document.freezing import Inhoud
from kennisbank.text import diff
from kennisbank.text.diff import AlineaVerschil, Deel, Status

LABELS = {Status.NIEUW: "Nieuwe sectie", Status.VERVALLEN: "Sectie vervallen", Status.VERPLAATST: "Sectie verplaatst"}


@dataclass(frozen=True)
class Onderdeel:
    """The change of one part: its heading, what happened to it as a whole (may be empty), and its paragraphs."""

    kop: Sequence[Deel]
    label: str
    alineas: Sequence[AlineaVerschil]


def compare_versies(oud: Inhoud, nieuw: Inhoud) -> list[Onderdeel]:
    """The parts whose words or place differ, in the order of the new version."""
    changes = diff.diff_sections(_parts(oud), _parts(nieuw))
    return [
        Onderdeel(change.kop, LABELS.get(change.status, ""), change.alineas)
        for change in changes
        if change.status != Status.ONGEWIJZIGD
    ]


def _parts(inhoud: Inhoud) -> list[diff.Sectie]:
    """The sections, with title and summary before them as if they were sections too."""
    front = [
        diff.Sectie("titel", "Titel van het hoofdstuk", inhoud["titel"]),
        diff.Sectie("samenvatting", "Samenvatting", inhoud["samenvatting"]),
    ]
    return front + [diff.Sectie(sectie["id"], sectie["kop"], sectie["tekst"]) for sectie in inhoud["secties"]]
