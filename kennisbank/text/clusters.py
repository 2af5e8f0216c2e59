"""Which changes of two sides touch each other: the chunks of a three-way merge.

After diff3 (Khanna, Kunal and Pierce 2007, "A Formal Investigation of Diff3"), with one difference: changes that only
border on each other are disjoint. Lines of code need an unchanged line in between to be safe; sentences do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kennisbank.text.edits import Ingreep, Kant, default_side, side_of
from kennisbank.text.sentence_runs import Reeks, Zinnen
from kennisbank.text.white_space import LINE, strength


@dataclass
class Cluster:
    """Changes of both sides that overlap, over sentences `lo` up to `hi` of the base; or a change of one side."""

    lo: int
    hi: int
    ons: list[Ingreep] = field(default_factory=list)
    hun: list[Ingreep] = field(default_factory=list)

    @property
    def is_toevoeging(self) -> bool:
        return self.lo == self.hi

    @property
    def is_shared(self) -> bool:
        """Whether both sides changed something here."""
        return bool(self.ons and self.hun)

    def add(self, ingreep: Ingreep, *, is_ons: bool) -> None:
        (self.ons if is_ons else self.hun).append(ingreep)
        self.lo, self.hi = min(self.lo, ingreep.lo), max(self.hi, ingreep.hi)

    def absorb(self, ander: "Cluster") -> None:
        self.ons += ander.ons
        self.hun += ander.hun
        self.lo, self.hi = min(self.lo, ander.lo), max(self.hi, ander.hi)

    def run(self, zinnen: Zinnen, ingrepen: Sequence[Ingreep]) -> Reeks:
        """Return what stands in the place of the cluster on one side, given the changes of that side in it."""
        eerste, laatste = min(ingrepen), max(ingrepen)
        return Reeks(zinnen, eerste.van - (eerste.lo - self.lo), laatste.tot + (self.hi - laatste.hi))


class Clusters:
    """Gathers the changes of two sides in clusters."""

    def __init__(self, basis: Zinnen, ons: Zinnen, hun: Zinnen) -> None:
        self._basis, self._ons, self._hun = basis, ons, hun

    def gather(self, ons: Sequence[Ingreep], hun: Sequence[Ingreep]) -> list[Cluster]:
        """Return the clusters in order of the base; additions at a place come before changes that start there."""
        clusters: list[Cluster] = []
        volgorde = sorted([*((i.lo, i.hi, 0, i) for i in ons), *((i.lo, i.hi, 1, i) for i in hun)])
        for lo, hi, kant, ingreep in volgorde:
            cluster = Cluster(lo, hi)
            cluster.add(ingreep, is_ons=kant == 0)
            laatste = clusters[-3:]
            geraakt = [ander for ander in laatste if self._reaches(ander, ingreep, kant)]
            for ander in geraakt:
                cluster.absorb(ander)
            clusters[-3:] = [*(ander for ander in laatste if ander not in geraakt), cluster]
        return sorted(clusters, key=lambda cluster: (cluster.lo, cluster.hi))

    def _reaches(self, cluster: Cluster, ingreep: Ingreep, kant: int) -> bool:
        """Tell whether a change belongs to a cluster; given their order, that is one of the last three or none."""
        if ingreep.lo < cluster.hi:
            return not ingreep.is_toevoeging or cluster.lo < ingreep.lo
        andere = cluster.hun if kant == 0 else cluster.ons
        return any(self._contact(ander, ingreep, kant) for ander in andere)

    def _contact(self, links: Ingreep, rechts: Ingreep, kant: int) -> bool:
        """Tell whether it is uncertain in which order two bordering changes stand, `rechts` being of side `kant`.

        That is so when one side made more sentences of fewer, and the other added some right beside them in the same
        paragraph: nobody can tell whether these belong before or after the extra ones.
        """
        if links.hi != rechts.lo or links.is_toevoeging == rechts.is_toevoeging:
            return False
        groei, erbij = (rechts, links) if links.is_toevoeging else (links, rechts)
        if not groei.groeit:
            return False
        zijde = self._ons if (kant == 0) == (erbij is rechts) else self._hun
        if strength(self._basis.gaten[erbij.lo]) < LINE:
            return True
        return side_of(self._basis, zijde, erbij) is (Kant.NA if erbij is links else Kant.VOOR)


Toevoegingen = tuple[Ingreep | None, Ingreep | None]
"""What ours and theirs added at one place of the base."""


def pair_additions(clusters: Sequence[Cluster]) -> dict[int, Toevoegingen]:
    """Return what both sides added, by place in the base."""
    ons = {cluster.lo: cluster.ons[0] for cluster in clusters if cluster.is_toevoeging and cluster.ons}
    hun = {cluster.lo: cluster.hun[0] for cluster in clusters if cluster.is_toevoeging and cluster.hun}
    return {plek: (ons.get(plek), hun.get(plek)) for plek in ons.keys() | hun.keys()}


def choose_sides(
    basis: Zinnen, ons: Zinnen, hun: Zinnen, toevoegingen: dict[int, Toevoegingen]
) -> tuple[dict[int, Kant], dict[int, Kant]]:
    """Decide of every addition on which side of the gap it stands, given what the other side added at its place.

    One that is free gives way to one that is not. Equal additions, and two that want the same place, stand together.
    """
    kanten_ons: dict[int, Kant] = {}
    kanten_hun: dict[int, Kant] = {}
    for plek, (van_ons, van_hun) in toevoegingen.items():
        kant_ons = side_of(basis, ons, van_ons) if van_ons else Kant.VRIJ
        kant_hun = side_of(basis, hun, van_hun) if van_hun else Kant.VRIJ
        if van_ons and van_hun and ons.zinnen[van_ons.van : van_ons.tot] == hun.zinnen[van_hun.van : van_hun.tot]:
            kant_ons = kant_hun = Kant.VRIJ
        kanten_ons[plek] = _settle(kant_ons, kant_hun, default_side(basis, plek))
        kanten_hun[plek] = _settle(kant_hun, kant_ons, default_side(basis, plek))
    return kanten_ons, kanten_hun


def _settle(eigen: Kant, ander: Kant, standaard: Kant) -> Kant:
    if eigen is not Kant.VRIJ:
        return eigen
    return {Kant.VOOR: Kant.NA, Kant.NA: Kant.VOOR, Kant.VRIJ: standaard}[ander]
