"""Three-way merge of an order: where added and moved sections go when two sides add and move."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kennisbank.text.align import longest_rising

Sleutel = tuple[str, int]
"""A section: its id, and its rank among sections with that id, for a copied page may hold one twice."""


@dataclass(frozen=True)
class Volgorde:
    """A merged order. `betwist` holds what has no certain place: what precedes it in base, ours and theirs."""

    sleutels: list[Sleutel]
    betwist: dict[Sleutel, tuple[Sleutel | None, Sleutel | None, Sleutel | None]]


@dataclass
class _Zijde:
    """The order of one side, and what it decides the place of, per stretch after a fixed section."""

    volgorde: list[Sleutel]
    eigen: set[Sleutel] = field(default_factory=set)
    stukken: dict[Sleutel | None, list[Sleutel]] = field(default_factory=dict)

    def cut(self, vast: Collection[Sleutel]) -> None:
        anker: Sleutel | None = None
        for sleutel in self.volgorde:
            if sleutel in vast:
                anker = sleutel
            elif sleutel in self.eigen:
                self.stukken.setdefault(anker, []).append(sleutel)

    def places(self) -> dict[Sleutel, Sleutel | None]:
        return {sleutel: anker for anker, stuk in self.stukken.items() for sleutel in stuk}


def merge_order(
    basis: Sequence[Sleutel], ons: Sequence[Sleutel], hun: Sequence[Sleutel], blijft: Collection[Sleutel]
) -> Volgorde:
    """Merge three orders into one of all that stays.

    A side that moved or added something says where it goes. What two sides put in the same spot comes in order of id,
    runs kept together; what both moved or added differently is disputed, and stands where the base had it.
    """
    orden = [[sleutel for sleutel in volgorde if sleutel in blijft] for volgorde in (basis, ons, hun)]
    gedeeld = _only(orden[0], set(orden[1]) & set(orden[2]))
    if _only(orden[1], gedeeld) == _only(orden[2], gedeeld):
        gedeeld = _only(orden[1], gedeeld)
    zijden = [_Zijde(orden[1]), _Zijde(orden[2])]
    onbewogen = [_unmoved(gedeeld, zijde.volgorde) for zijde in zijden]
    vast = onbewogen[0] & onbewogen[1]
    for zijde, rust in zip(zijden, onbewogen, strict=True):
        zijde.eigen = set(zijde.volgorde) - rust
        zijde.cut(vast)
    betwist = _disputed(zijden[0], zijden[1])
    volgorde: list[Sleutel] = []
    for anker in [None, *(sleutel for sleutel in gedeeld if sleutel in vast)]:
        volgorde += [anker] if anker is not None else []
        volgorde += _weave(*(_except(zijde.stukken.get(anker, []), betwist) for zijde in zijden))
    return _place(volgorde, betwist, orden)


def _only(volgorde: Iterable[Sleutel], deze: Collection[Sleutel]) -> list[Sleutel]:
    keuze = set(deze)
    return [sleutel for sleutel in volgorde if sleutel in keuze]


def _except(volgorde: Iterable[Sleutel], niet: Collection[Sleutel]) -> list[Sleutel]:
    return [sleutel for sleutel in volgorde if sleutel not in niet]


def _unmoved(gedeeld: list[Sleutel], volgorde: list[Sleutel]) -> set[Sleutel]:
    plek = {sleutel: nummer for nummer, sleutel in enumerate(gedeeld)}
    over = [sleutel for sleutel in volgorde if sleutel in plek]
    return {over[nummer] for nummer in longest_rising([plek[sleutel] for sleutel in over])}


def _disputed(ons: _Zijde, hun: _Zijde) -> set[Sleutel]:
    """Return what both sides put somewhere, but not in the same stretch or not in the same order."""
    plek_ons, plek_hun = ons.places(), hun.places()
    beide = plek_ons.keys() & plek_hun.keys()
    elders = {sleutel for sleutel in beide if plek_ons[sleutel] != plek_hun[sleutel]}
    samen = beide - elders
    for anker, stuk in ons.stukken.items():
        hier = _only(stuk, samen)
        elders |= set(hier) - _unmoved(hier, hun.stukken.get(anker, []))
    return elders


def _weave(ons: list[Sleutel], hun: list[Sleutel]) -> list[Sleutel]:
    """Return both runs as one, in order of id where neither says which comes first."""
    samen = _only(ons, hun)
    geweven: list[Sleutel] = []
    i = j = 0
    for sleutel in [*samen, None]:
        k = len(ons) if sleutel is None else ons.index(sleutel, i)
        m = len(hun) if sleutel is None else hun.index(sleutel, j)
        geweven += [lid for loop in sorted([ons[i:k], hun[j:m]]) for lid in loop]
        geweven += [sleutel] if sleutel is not None else []
        i, j = k + 1, m + 1
    return geweven


def _place(volgorde: list[Sleutel], betwist: set[Sleutel], orden: list[list[Sleutel]]) -> Volgorde:
    """Put what is disputed where the base had it, and say what it follows on each side."""
    geplaatst = set(volgorde)
    over: dict[Sleutel, tuple[Sleutel | None, Sleutel | None, Sleutel | None]] = {}
    voorgangers = [_predecessors(orde, geplaatst) for orde in orden]
    for sleutel in sorted(betwist, reverse=True):
        basis, ons, hun = (gevonden.get(sleutel) for gevonden in voorgangers)
        if ons != hun:
            over[sleutel] = (basis, ons, hun)
        else:
            basis = ons
        volgorde.insert(0 if basis is None else volgorde.index(basis) + 1, sleutel)
    return Volgorde(volgorde, over)


def _predecessors(orde: list[Sleutel], geplaatst: set[Sleutel]) -> dict[Sleutel, Sleutel | None]:
    gevonden: dict[Sleutel, Sleutel | None] = {}
    vorige: Sleutel | None = None
    for sleutel in orde:
        gevonden[sleutel] = vorige
        if sleutel in geplaatst:
            vorige = sleutel
    return gevonden
