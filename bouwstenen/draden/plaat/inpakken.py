"""Packing circles in a frame: where each region of de plaat lies.

The largest lie in the middle; each next one takes, of the places where it touches two that are there, the one nearest
to the middle. Equal sizes in equal order give equal places. Plain Python, no Django.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

_SLACK = 1e-9
_WHITE = 0.05
"""White around every circle, as a part of the largest radius."""


@dataclass(frozen=True)
class Cirkel:
    """A circle: its middle and its radius, in the units of the frame."""

    x: float
    y: float
    straal: float


@lru_cache(maxsize=16)
def pack(gewichten: tuple[int, ...], breedte: float, hoogte: float) -> tuple[Cirkel, ...]:
    """A circle for every weight, in a frame of `breedte` by `hoogte` with its corner at 0, 0.

    Areas are proportional to the weights, and no two circles touch each other or the frame. Raises ValueError for
    weights below one. Time grows a little faster than the square of their number: meant for some dozens.
    """
    if any(gewicht < 1 for gewicht in gewichten):
        raise ValueError("Een gebied op de plaat heeft ten minste één bouwsteen.")
    if not gewichten:
        return ()
    geplaatst = _place([math.sqrt(gewicht) for gewicht in gewichten], breedte / hoogte)
    return _fit(geplaatst, breedte, hoogte)


def _place(stralen: list[float], verhouding: float) -> list[Cirkel]:
    """Circles around 0, 0 in the order of `stralen`, with white around each; larger ones are put down first."""
    wit = _WHITE * max(stralen)
    volgorde = sorted(range(len(stralen)), key=lambda nummer: (-stralen[nummer], nummer))
    geplaatst: list[Cirkel] = []
    for nummer in volgorde:
        x, y = _best_spot(geplaatst, stralen[nummer] + wit, verhouding)
        geplaatst.append(Cirkel(x, y, stralen[nummer] + wit))
    terug = dict(zip(volgorde, geplaatst, strict=True))
    return [Cirkel(terug[nummer].x, terug[nummer].y, straal) for nummer, straal in enumerate(stralen)]


def _best_spot(cirkels: list[Cirkel], straal: float, verhouding: float) -> tuple[float, float]:
    if not cirkels:
        return 0.0, 0.0
    if len(cirkels) == 1:
        return cirkels[0].straal + straal, 0.0
    plekken = [plek for paar in _near_pairs(cirkels, straal) for plek in _touching(*paar, straal)]
    plekken.sort(key=lambda plek: (round(plek[0] ** 2 / verhouding**2 + plek[1] ** 2, 6), plek))
    for x, y in plekken:
        if _is_free(cirkels, x, y, straal):
            return x, y
    rechts = max(cirkel.x + cirkel.straal for cirkel in cirkels)
    return rechts + straal, 0.0


def _near_pairs(cirkels: list[Cirkel], straal: float) -> list[tuple[Cirkel, Cirkel]]:
    """Pairs that a circle of this radius can touch both of."""
    return [
        (een, ander)
        for plek, een in enumerate(cirkels)
        for ander in cirkels[plek + 1 :]
        if math.hypot(een.x - ander.x, een.y - ander.y) <= een.straal + ander.straal + 2 * straal
    ]


def _touching(een: Cirkel, ander: Cirkel, straal: float) -> list[tuple[float, float]]:
    """The two places where a circle touches both."""
    a, b = een.straal + straal, ander.straal + straal
    dx, dy = ander.x - een.x, ander.y - een.y
    afstand = math.hypot(dx, dy)
    langs = (a * a - b * b + afstand * afstand) / (2 * afstand)
    dwars = math.sqrt(max(0.0, a * a - langs * langs))
    x, y = een.x + langs * dx / afstand, een.y + langs * dy / afstand
    ox, oy = -dy * dwars / afstand, dx * dwars / afstand
    return [(x + ox, y + oy), (x - ox, y - oy)]


def _is_free(cirkels: list[Cirkel], x: float, y: float, straal: float) -> bool:
    return all(
        (cirkel.x - x) ** 2 + (cirkel.y - y) ** 2 >= (cirkel.straal + straal - _SLACK) ** 2 for cirkel in cirkels
    )


def _fit(cirkels: list[Cirkel], breedte: float, hoogte: float) -> tuple[Cirkel, ...]:
    """The circles, with white around all of them, as large as the frame lets them be, in its middle."""
    wit = _WHITE * max(cirkel.straal for cirkel in cirkels)
    links = min(cirkel.x - cirkel.straal for cirkel in cirkels) - wit
    rechts = max(cirkel.x + cirkel.straal for cirkel in cirkels) + wit
    boven = min(cirkel.y - cirkel.straal for cirkel in cirkels) - wit
    onder = max(cirkel.y + cirkel.straal for cirkel in cirkels) + wit
    schaal = min(breedte / (rechts - links), hoogte / (onder - boven))
    x, y = (links + rechts) / 2, (boven + onder) / 2
    return tuple(
        Cirkel(breedte / 2 + (cirkel.x - x) * schaal, hoogte / 2 + (cirkel.y - y) * schaal, cirkel.straal * schaal)
        for cirkel in cirkels
    )
