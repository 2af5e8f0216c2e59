"""The coverage matrix as a picture: an SVG made on the server, with the number in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.redactie.dekking.telling import Matrix

CEL = 44
RIJ = 30
LABEL = 260
KOP = 34
TREDEN = 5


@dataclass(frozen=True)
class Cel:
    """One cell: its place in user units, its number, and how dark it is (0 to 1)."""

    x: int
    y: int
    aantal: int
    dekking: str
    licht: bool


@dataclass(frozen=True)
class KaartRij:
    """One row: its label, cut to what fits, where its text stands, and its cells."""

    label: str
    volledig: str
    y: int
    cellen: Sequence[Cel]


@dataclass(frozen=True)
class Warmtekaart:
    """A heat map ready to draw; sizes in user units."""

    titel: str
    breedte: int
    hoogte: int
    kolommen: Sequence[tuple[int, str, str]]
    rijen: Sequence[KaartRij]


def draw(matrix: Matrix, titel: str, *, labels: int = 34) -> Warmtekaart:
    """Lay out a matrix. Darkness goes in steps of the square root of the number, so that small numbers show."""
    columns = [
        (LABEL + index * CEL + CEL // 2, str(index + 1), hoofdstuk.title)
        for index, hoofdstuk in enumerate(matrix.hoofdstukken)
    ]
    rows = []
    for number, rij in enumerate(matrix.rijen):
        top = KOP + number * RIJ
        cells = [_cell(LABEL + index * CEL, top, aantal, matrix.hoogste) for index, aantal in enumerate(rij.aantallen)]
        label = rij.label if len(rij.label) <= labels else f"{rij.label[: labels - 1].rstrip()}…"
        rows.append(KaartRij(label, rij.label, top + 20, cells))
    return Warmtekaart(
        titel=titel,
        breedte=LABEL + len(columns) * CEL,
        hoogte=KOP + len(rows) * RIJ,
        kolommen=columns,
        rijen=rows,
    )


def _cell(x: int, y: int, aantal: int, hoogste: int) -> Cel:
    step = 0 if not aantal else max(1, round(TREDEN * (aantal / hoogste) ** 0.5))
    return Cel(x, y, aantal, f"{step / TREDEN:.1f}", licht=step > TREDEN // 2)
