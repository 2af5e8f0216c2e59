"""Who wrote this sentence: the version in which each sentence of a text came in, and the one that last changed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennisbank.text.reading import Lezer
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import Span
from kennisbank.text.tracking import Spoor, follow

Afkomst = tuple[int, int]
"""The version that last changed a sentence and the one it came in with."""


@dataclass(frozen=True)
class ZinHerkomst:
    """Where a sentence comes from: `begin` and `einde` in code points of the normalised section text, end exclusive.

    `versie` is the version (0-based) that last changed its words or marks, `toegevoegd` the one it first came in with;
    a reworded, moved, split or joined sentence keeps the latter.
    """

    begin: int
    einde: int
    versie: int
    toegevoegd: int


def blame(versies: Sequence[Sequence[Sectie]]) -> dict[str, list[ZinHerkomst]]:
    """Return the sentences of the newest version, oldest version first, by the id of their section.

    A sentence that was gone in between came in anew when it was put back. Of sections with the same id only the first
    is told. Without versions there is nothing to tell.
    """
    if not versies:
        return {}
    lezer = Lezer()
    afkomst = [[(0, 0)] * len(_spans(lezer, sectie)) for sectie in versies[0]]
    for nummer in range(1, len(versies)):
        afkomst = _next(follow(versies[nummer - 1], versies[nummer], lezer), afkomst, nummer)
    herkomst: dict[str, list[ZinHerkomst]] = {}
    for sectie, rij in zip(versies[-1], afkomst, strict=True):
        if sectie.id not in herkomst:
            zinnen = _spans(lezer, sectie)
            herkomst[sectie.id] = [
                ZinHerkomst(begin, einde, *wanneer) for (begin, einde), wanneer in zip(zinnen, rij, strict=True)
            ]
    return herkomst


def _spans(lezer: Lezer, sectie: Sectie) -> list[Span]:
    return lezer.sentences(lezer.normalise(sectie.tekst)).spans


def _next(spoor: Spoor, eerder: list[list[Afkomst]], nummer: int) -> list[list[Afkomst]]:
    """Return the origin of the sentences of the next version, from that of the one before it."""
    nieuw: list[list[Afkomst]] = [[] for _ in spoor.nieuw]
    for links, rechts in spoor.hele.items():
        nieuw[rechts] = eerder[links]
    for plek, zinnen in spoor.zinnen_nieuw.items():
        nieuw[plek] = [(nummer, nummer)] * len(zinnen)
    for (sectie, zin), band in spoor.banden.items():
        versie, toegevoegd = eerder[sectie][zin]
        for plek in range(band.van, band.tot):
            nu = nieuw[band.sectie][plek]
            nieuw[band.sectie][plek] = (versie if band.gelijk else nummer, min(toegevoegd, nu[1]))
    return nieuw
