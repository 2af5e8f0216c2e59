"""De plaat as figures for its template: where each region lies, how large it is, and its words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bouwstenen.draden.plaat.etiket import fit, line_height
from bouwstenen.draden.plaat.gegevens import DRAAD, Gebied, Groei
from bouwstenen.draden.plaat.inpakken import Cirkel, pack
from bouwstenen.draden.presentation import carried_by

BREEDTE, HOOGTE = 1200, 760
MAX_RINGEN = 12


@dataclass(frozen=True)
class Woordregel:
    """A line of words at its place."""

    y: str
    tekst: str


@dataclass(frozen=True)
class Vlak:
    """A region as drawn. `ringen` are the radii of the rings from large to small, one for every gesprek."""

    nummer: int
    soort: str
    titel: str
    url: str
    aantal: int
    gedragen: str
    uitleg: str
    x: str
    y: str
    straal: str
    later: str
    ringen: tuple[str, ...]
    letter: str
    regels: tuple[Woordregel, ...]

    @property
    def is_draad(self) -> bool:
        """Whether this is a rode draad."""
        return self.soort == DRAAD


@dataclass(frozen=True)
class Tekening:
    """The whole picture at the end of a month."""

    titel: str
    uitleg: str
    vlakken: tuple[Vlak, ...]
    draden: tuple[str, ...]
    breedte: int = BREEDTE
    hoogte: int = HOOGTE

    @property
    def te_zien(self) -> list[Vlak]:
        """The regions that are there by then."""
        return [vlak for vlak in self.vlakken if vlak.aantal]

    @property
    def nog_niet(self) -> list[Vlak]:
        """Those that come later."""
        return [vlak for vlak in self.vlakken if not vlak.aantal]


def draw(gebieden: Sequence[Gebied], tot: date | None, moment: str) -> Tekening:
    """The picture at the end of the month `tot` (None: now), which is called `moment`.

    Places and final sizes follow from all there is now, so nothing jumps when one goes through time.
    """
    cirkels = pack(tuple(gebied.count() for gebied in gebieden), BREEDTE, HOOGTE)
    paren = list(zip(gebieden, cirkels, strict=True))
    vlakken = tuple(_region(nummer, gebied, cirkel, tot) for nummer, (gebied, cirkel) in enumerate(paren, start=1))
    getoond = [gebied for gebied in gebieden if gebied.count(tot)]
    draden = sum(gebied.soort == DRAAD for gebied in getoond)
    gesprekken = {deel.gesprek for gebied in getoond for deel in gebied.until(tot) if deel.gesprek is not None}
    uitleg = (
        f"{draden} rode dra{'ad' if draden == 1 else 'den'} en {len(getoond) - draden} thema’s, uit "
        f"{len(gesprekken)} gesprek{'' if len(gesprekken) == 1 else 'ken'}. Hoe groter een cirkel, hoe meer "
        "bouwstenen; elke ring is een gesprek."
    )
    return Tekening(f"De plaat: {moment}", uitleg, vlakken, tuple(_threads(paren, tot)))


def _region(nummer: int, gebied: Gebied, cirkel: Cirkel, tot: date | None) -> Vlak:
    heel, groei = gebied.count(), gebied.until(tot)
    aantal = sum(deel.aantal for deel in groei)
    letter, regels = fit(gebied.titel, cirkel.straal)
    gedragen = carried_by(aantal, gebied.count_gesprekken(tot))
    soort = "Rode draad" if gebied.soort == DRAAD else "Thema"
    return Vlak(
        nummer=nummer,
        soort=gebied.soort,
        titel=gebied.titel,
        url=gebied.url,
        aantal=aantal,
        gedragen=gedragen,
        uitleg=f"{soort} {gebied.titel}: {gedragen}",
        x=_number(cirkel.x),
        y=_number(cirkel.y),
        straal=_number(cirkel.straal * math.sqrt(aantal / heel)),
        later=_number(cirkel.straal),
        ringen=tuple(_number(cirkel.straal * math.sqrt(tussen / heel)) for tussen in _rings(groei)),
        letter=_number(letter),
        regels=tuple(_lines([*regels, str(aantal)] if regels else [str(nummer)], cirkel.y, letter)),
    )


def _rings(groei: Sequence[Groei]) -> list[int]:
    """The totals after each gesprek but the last, largest first; of very many, as many as can be told apart."""
    totalen, som = [], 0
    for deel in groei:
        som += deel.aantal
        totalen.append(som)
    binnen = totalen[:-1][::-1]
    stap = -(-len(binnen) // MAX_RINGEN) or 1
    return binnen[::stap]


def _lines(regels: Sequence[str], midden: float, letter: float) -> Iterable[Woordregel]:
    """Lines one below the other, as a whole in the middle."""
    hoogte = line_height(letter)
    eerste = midden - hoogte * (len(regels) - 1) / 2 + letter * 0.35
    return [Woordregel(_number(eerste + nummer * hoogte), regel) for nummer, regel in enumerate(regels)]


def _threads(paren: Sequence[tuple[Gebied, Cirkel]], tot: date | None) -> Iterable[str]:
    """A line from each rode draad to each of its themas, as path data."""
    themas = {gebied.sleutel: cirkel for gebied, cirkel in paren if gebied.soort != DRAAD and gebied.count(tot)}
    for gebied, cirkel in paren:
        if gebied.soort == DRAAD and gebied.count(tot):
            for thema in sorted(gebied.verbonden & themas.keys()):
                yield _thread(cirkel, themas[thema])


def _thread(van: Cirkel, naar: Cirkel) -> str:
    """From middle to middle, a little bent: the regions lie on top of it."""
    dx, dy = naar.x - van.x, naar.y - van.y
    mx, my = (van.x + naar.x) / 2 - 0.12 * dy, (van.y + naar.y) / 2 + 0.12 * dx
    return f"M{_number(van.x)} {_number(van.y)} Q{_number(mx)} {_number(my)} {_number(naar.x)} {_number(naar.y)}"


def _number(getal: float) -> str:
    return f"{getal:.1f}".removesuffix(".0")
