"""One pass over the base that writes the merged text."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from kennisbank.text.clusters import Cluster, Clusters, choose_sides, pair_additions
from kennisbank.text.conflicts import Conflict, ConflictSoort, Stuk
from kennisbank.text.edits import Ingreep, Kant, carry_gaps, split_removals
from kennisbank.text.merge_writer import MergeWriter
from kennisbank.text.sentence_runs import Reeks, Zinnen
from kennisbank.text.versions import Versie
from kennisbank.text.white_space import stronger


class Naam(NamedTuple):
    """What conflicts are named after."""

    sectie_id: str
    sleutel: str


class MergePass:
    """Two versions of one base, laid over it.

    `betwist` names changes of one side alone (by their place in the base) that are to be a conflict all the same.
    """

    def __init__(self, ons: Versie, hun: Versie, naam: Naam, betwist: Collection[int] = frozenset()) -> None:
        self._basis, self._ons, self._hun = ons.basis, ons.zinnen, hun.zinnen
        self._naam, self._betwist = naam, betwist
        self._in_conflict: list[tuple[bool, Reeks]] = []
        self._dubbel = _moved_away(ons, hun), _moved_away(hun, ons)
        clusters = Clusters(self._basis, self._ons, self._hun).gather(
            split_removals(ons.ingrepen, hun.ingrepen), split_removals(hun.ingrepen, ons.ingrepen)
        )
        self._wijzigingen = [cluster for cluster in clusters if not cluster.is_toevoeging]
        self._toevoegingen = pair_additions(clusters)
        self._kanten = choose_sides(self._basis, self._ons, self._hun, self._toevoegingen)
        gaten = [
            carry_gaps(self._basis, versie.zinnen, versie.ingrepen, kanten)
            for versie, kanten in zip((ons, hun), self._kanten, strict=True)
        ]
        self._schrijver = MergeWriter(self._basis.gaten, gaten[0], gaten[1], (self._ons, self._hun))
        self._onrustig = sorted(
            self._toevoegingen.keys()
            | {plek for plek, drie in enumerate(zip(self._basis.gaten, *gaten, strict=True)) if len(set(drie)) > 1}
        )

    def pieces(self) -> tuple[Stuk, ...]:
        """Write and return the merged text in pieces."""
        plek, na_conflict = 0, False
        for cluster in self._wijzigingen:
            conflict = self._is_disputed(cluster)
            self._unchanged(plek, cluster.lo, na_conflict)
            self._boundary(cluster.lo, streng=conflict or (na_conflict and plek == cluster.lo))
            self._change(cluster)
            plek, na_conflict = cluster.hi, conflict
        self._unchanged(plek, len(self._basis), na_conflict)
        self._boundary(len(self._basis), streng=na_conflict and plek == len(self._basis))
        return self._schrijver.pieces()

    def moved_into_conflict(self) -> set[int]:
        """Return the changes of one side alone that took sentences away which this side has in a conflict.

        Once these are conflicts themselves, the same may be true of what they brought.
        """
        wegnemers: dict[tuple[bool, str], list[Cluster]] = {}
        for cluster in self._wijzigingen:
            if not cluster.is_shared:
                for zin in self._basis.zinnen[cluster.lo : cluster.hi]:
                    wegnemers.setdefault((bool(cluster.ons), zin), []).append(cluster)
        werk = [(is_ons, zin) for is_ons, reeks in self._in_conflict for zin in reeks.zinnen]
        betwist: set[int] = set()
        while werk:
            for cluster in wegnemers.pop(werk.pop(), []):
                betwist.add(cluster.lo)
                _, ons, hun = self._runs(cluster)
                werk += [(bool(cluster.ons), zin) for zin in (ons if cluster.ons else hun).zinnen]
        return betwist

    def _runs(self, cluster: Cluster) -> tuple[Reeks, Reeks, Reeks]:
        """Return what stands in the place of a cluster in the base and on both sides; unchanged, it is the base."""
        basis = Reeks(self._basis, cluster.lo, cluster.hi)
        ons = cluster.run(self._ons, cluster.ons) if cluster.ons else basis
        return basis, ons, cluster.run(self._hun, cluster.hun) if cluster.hun else basis

    def _is_disputed(self, cluster: Cluster) -> bool:
        _, ons, hun = self._runs(cluster)
        return cluster.lo in self._betwist or (cluster.is_shared and ons.zinnen != hun.zinnen)

    def _unchanged(self, van: int, tot: int, na_conflict: bool) -> None:
        """Write sentences that both sides kept, in one go as far as they kept what stands between them as well."""
        binnen = self._onrustig[bisect_right(self._onrustig, van) : bisect_left(self._onrustig, tot)]
        for begin, einde in pairwise([van, *binnen, tot] if van < tot else []):
            self._boundary(begin, streng=na_conflict and begin == van)
            self._schrijver.text(Reeks(self._basis, begin, einde))

    def _boundary(self, plek: int, *, streng: bool) -> None:
        """Write what stands between two sentences of the base: additions before the gap, the gap, additions after."""
        if plek in self._toevoegingen:
            self._additions(plek, Kant.VOOR)
            self._schrijver.gap(plek, streng=streng)
            self._additions(plek, Kant.NA)
        else:
            self._schrijver.gap(plek, streng=streng)

    def _additions(self, plek: int, kant: Kant) -> None:
        van_ons, van_hun = self._toevoegingen[plek]
        ons = _addition(self._ons, van_ons if self._kanten[0][plek] is kant else None)
        hun = _addition(self._hun, van_hun if self._kanten[1][plek] is kant else None)
        if not ons and not hun:
            return
        if kant is Kant.VOOR:
            self._white(ons, hun, "gat_voor")
        if ons and hun:
            self._both(Reeks(self._basis, plek, plek), ons, hun)
        else:
            self._one_side(ons or hun)
        if kant is Kant.NA:
            self._white(ons, hun, "gat_na")

    def _change(self, cluster: Cluster) -> None:
        basis, ons, hun = self._runs(cluster)
        if cluster.is_shared:
            self._both(basis, ons, hun)
        elif cluster.lo in self._betwist:
            self._conflict(basis, ons, hun)
        else:
            self._one_side(ons if cluster.ons else hun)

    def _one_side(self, reeks: Reeks) -> None:
        """Write what only one side has; a sentence that it moved here, and the other elsewhere or away, is a choice."""
        is_ons = reeks.bron is self._ons
        dubbel = self._dubbel[0 if is_ons else 1].intersection(range(reeks.van, reeks.tot))
        for van, tot in pairwise(sorted({reeks.van, reeks.tot, *dubbel, *(zin + 1 for zin in dubbel)})):
            deel = Reeks(reeks.bron, van, tot)
            if van > reeks.van:
                self._schrijver.white(deel.gat_voor)
            if van not in dubbel:
                self._schrijver.text(deel)
            elif is_ons:
                self._conflict(deel, deel, Reeks(self._hun, 0, 0))
            else:
                self._conflict(deel, Reeks(self._ons, 0, 0), deel)

    def _both(self, basis: Reeks, ons: Reeks, hun: Reeks) -> None:
        """Write what both sides made of a piece of the base: what they agree on at both ends, and a choice between."""
        voor, achter = _agreed(ons.zinnen, hun.zinnen)
        rest_ons, rest_hun = ons.part(voor, len(ons) - achter), hun.part(voor, len(hun) - achter)
        self._same(ons.part(0, voor), hun.part(0, voor))
        if voor and (rest_ons or rest_hun):
            self._white(rest_ons, rest_hun, "gat_voor")
        self._rest(basis, rest_ons, rest_hun, replaced=0 < voor + achter >= len(basis))
        if achter:
            self._white(rest_ons, rest_hun, "gat_na")
        self._same(ons.part(len(ons) - achter, len(ons)), hun.part(len(hun) - achter, len(hun)))

    def _same(self, ons: Reeks, hun: Reeks) -> None:
        """Write sentences that are equal on both sides."""
        for plek in range(len(ons)):
            if plek:
                self._white(ons.part(plek, plek + 1), hun.part(plek, plek + 1), "gat_voor")
            self._schrijver.text(ons.part(plek, plek + 1))

    def _rest(self, basis: Reeks, ons: Reeks, hun: Reeks, *, replaced: bool) -> None:
        """Write where the sides part; `replaced` when what they agree on took the place of all of the base."""
        if replaced and not (ons and hun):
            self._one_side(ons or hun)
        elif (keuze := _only_white(basis, ons, hun)) is not None:
            self._schrijver.text(keuze)
        elif ons or hun:
            self._conflict(basis, ons, hun)

    def _conflict(self, basis: Reeks, ons: Reeks, hun: Reeks) -> None:
        self._in_conflict += [(True, ons), (False, hun)]
        tussen = [reeks.apartness() for reeks in (ons, hun) if reeks]
        sleutel = f"{self._naam.sleutel}:{len(self._in_conflict) // 2}"
        self._schrijver.conflict(
            Conflict(
                sleutel,
                ConflictSoort.TEKST,
                self._naam.sectie_id,
                basis.tekst,
                ons.tekst,
                hun.tekst,
                stronger(tussen[0], tussen[-1]),
            )
        )

    def _white(self, ons: Reeks, hun: Reeks, rand: str) -> None:
        """Write the gap that what both sides have brings along."""
        wit = [getattr(reeks, rand) for reeks in (ons, hun) if reeks]
        self._schrijver.white(stronger(wit[0], wit[-1]))


def _addition(zinnen: Zinnen, ingreep: Ingreep | None) -> Reeks:
    return Reeks(zinnen, ingreep.van, ingreep.tot) if ingreep else Reeks(zinnen, 0, 0)


def _moved_away(versie: Versie, ander: Versie) -> frozenset[int]:
    """Return which sentences one version moved that the other removed, or moved as well."""
    weg = ander.removed() | ander.moves.keys()
    return frozenset(nieuw for oud, nieuw in versie.moves.items() if oud in weg)


def _agreed(ons: list[str], hun: list[str]) -> tuple[int, int]:
    """Return how many sentences are the same at the start, and of the others at the end."""
    kortst = min(len(ons), len(hun))
    voor = next((nummer for nummer in range(kortst) if ons[nummer] != hun[nummer]), kortst)
    over = kortst - voor
    achter = next((nummer for nummer in range(over) if ons[-1 - nummer] != hun[-1 - nummer]), over)
    return voor, achter


def _only_white(basis: Reeks, ons: Reeks, hun: Reeks) -> Reeks | None:
    """Return what stays when a side changed nothing but white space, in which code alone has a meaning."""
    if not (ons and hun) or any("```" in reeks.tekst or "~~~" in reeks.tekst for reeks in (basis, ons, hun)):
        return None
    kaal_basis, kaal_ons, kaal_hun = (reeks.tekst.split() for reeks in (basis, ons, hun))
    if kaal_ons == kaal_hun:
        return max(ons, hun, key=lambda reeks: reeks.tekst)
    if kaal_ons == kaal_basis:
        return hun
    return ons if kaal_hun == kaal_basis else None
