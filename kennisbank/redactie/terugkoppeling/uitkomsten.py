"""What became of everything that was said in a gesprek, made from the ledger: "u zei, wij deden"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek, Stand
from kennisbank.document.models import Editie
from kennisbank.redactie.models import Verwerking
from kennisbank.redactie.terugkoppeling.plaatsen import Plaats, find_plaatsen

VOLGORDE = (Stand.IN_TEKST, Stand.KANTTEKENING, Stand.NIET_OVERGENOMEN, Stand.LATER, Stand.OPEN)
MAX_GENERATIES = 20
"""A bouwsteen that was split and merged more often than this is followed no further."""


@dataclass(frozen=True)
class Uitkomst:
    """One bouwsteen as it is now, what was decided on it, and the ones of this gesprek that it came from."""

    bouwsteen: Bouwsteen
    besluit: Verwerking | None
    eerder: Sequence[Verwerking]
    originelen: Sequence[Bouwsteen]
    plaats: Plaats | None = None

    @property
    def stand(self) -> Stand:
        """What became of it."""
        return Stand(self.besluit.besluit) if self.besluit else Stand.OPEN

    @property
    def anker(self) -> str:
        """The id on the page, which never changes."""
        return f"bouwsteen-{self.bouwsteen.urn_id}"

    @property
    def is_openbaar(self) -> bool:
        """Whether readers may see the words: the redactie read them."""
        return self.bouwsteen.status == BouwsteenStatus.GEPUBLICEERD

    @property
    def sinds(self) -> datetime:
        """Since when it is as it is."""
        return self.besluit.op if self.besluit else self.bouwsteen.aangemaakt_op

    @property
    def dagen(self) -> int:
        """So many days ago it got as it is."""
        return max(0, (timezone.localdate() - timezone.localdate(self.sinds)).days)

    @property
    def is_gesplitst(self) -> bool:
        """Whether it is a part of one bouwsteen; otherwise several were merged into it."""
        return len(self.originelen) == 1

    def is_nieuw(self, sinds: datetime | None, tot: datetime | None = None) -> bool:
        """Whether a decision was taken, or the words came into an edition, after one moment and before another."""
        editie = self.plaats.editie if self.plaats else None
        moments = [self.besluit.op, *([editie.op] if editie else [])] if self.besluit else []
        return any((sinds is None or op > sinds) and (tot is None or op <= tot) for op in moments)


@dataclass(frozen=True)
class Terugkoppeling:
    """All of it for one gesprek. `ingetrokken` counts what was taken off the site, apart from quotes."""

    gesprek: Gesprek
    uitkomsten: Sequence[Uitkomst]
    editie: Editie | None
    ingetrokken: int = 0

    @cached_property
    def aantallen(self) -> Mapping[Stand, int]:
        """How many of each decision."""
        return Counter(uitkomst.stand for uitkomst in self.uitkomsten)

    @property
    def aantal(self) -> int:
        """How many bouwstenen there are."""
        return len(self.uitkomsten)

    @property
    def besloten(self) -> int:
        """How many of them have a decision."""
        return self.aantal - self.aantallen.get(Stand.OPEN, 0)

    @property
    def is_compleet(self) -> bool:
        """Whether there is a decision on every bouwsteen, and at least one."""
        return bool(self.uitkomsten) and self.besloten == self.aantal

    def groepen(self) -> list[tuple[Stand, list[Uitkomst]]]:
        """The bouwstenen by decision, the newest decision first; what waits longest first among the open ones."""
        found = []
        for stand in VOLGORDE:
            members = [uitkomst for uitkomst in self.uitkomsten if uitkomst.stand == stand]
            members.sort(key=lambda each: each.sinds, reverse=stand != Stand.OPEN)
            if members:
                found.append((stand, members))
        return found

    def nieuw(self, sinds: datetime | None, tot: datetime | None = None) -> list[Uitkomst]:
        """Those with something new between two moments, in the order of the page."""
        return [each for _, members in self.groepen() for each in members if each.is_nieuw(sinds, tot)]


def read_terugkoppeling(gesprek: Gesprek) -> Terugkoppeling:
    """What became of the bouwstenen of a gesprek; the number of queries does not depend on how many there are."""
    own = list(Bouwsteen.objects.filter(gesprek=gesprek, citaat_ingetrokken_op__isnull=True).order_by("pk"))
    links = _successors([steen.pk for steen in own if steen.status == BouwsteenStatus.VERVANGEN])
    known = {steen.pk: steen for steen in own}
    elsewhere = {pk for later in links.values() for pk in later} - known.keys()
    if elsewhere:
        known |= Bouwsteen.objects.filter(citaat_ingetrokken_op__isnull=True).in_bulk(elsewhere)
    leaves = [steen for steen in known.values() if steen.status in {"gepubliceerd", "ingediend"}]
    ancestors = _ancestors(links)
    regels = _ledger(known)
    newest = {steen.pk: regels[steen.pk][-1] for steen in leaves if regels.get(steen.pk)}
    plaatsen = find_plaatsen(newest.values())
    return Terugkoppeling(
        gesprek,
        [_outcome(steen, newest, regels, _originals(steen, ancestors, known, gesprek), plaatsen) for steen in leaves],
        Editie.objects.select_related("document").newest_first().first(),
        sum(steen.status == BouwsteenStatus.INGETROKKEN for steen in own),
    )


def _outcome(
    steen: Bouwsteen,
    newest: Mapping[int, Verwerking],
    regels: Mapping[int, Sequence[Verwerking]],
    originelen: Sequence[Bouwsteen],
    plaatsen: Mapping[int, Plaats],
) -> Uitkomst:
    earlier = [line for each in originelen for line in regels.get(each.pk, ())] + list(regels.get(steen.pk, ()))[:-1]
    earlier.sort(key=lambda line: (line.op, line.pk), reverse=True)
    return Uitkomst(steen, newest.get(steen.pk), earlier, originelen, plaatsen.get(steen.pk))


def _successors(replaced: Sequence[int]) -> dict[int, set[int]]:
    """By replaced bouwsteen, what took its place, generation after generation."""
    through = Bouwsteen.afgeleid_van.through.objects
    links: dict[int, set[int]] = defaultdict(set)
    frontier = set(replaced)
    for _ in range(MAX_GENERATIES):
        if not frontier:
            break
        rows = list(through.filter(to_bouwsteen__in=frontier).values_list("to_bouwsteen", "from_bouwsteen"))
        for original, successor in rows:
            links[original].add(successor)
        frontier = {successor for _, successor in rows} - links.keys()
    return links


def _ancestors(links: Mapping[int, Iterable[int]]) -> dict[int, set[int]]:
    """By bouwsteen, all it came from, directly or not."""
    parents: dict[int, set[int]] = defaultdict(set)
    for original, successors in links.items():
        for successor in successors:
            parents[successor].add(original)
    found: dict[int, set[int]] = {}
    for steen in parents:
        seen: set[int] = set()
        waiting = list(parents[steen])
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting += parents.get(each, ())
        found[steen] = seen
    return found


def _originals(
    steen: Bouwsteen, ancestors: Mapping[int, Iterable[int]], known: Mapping[int, Bouwsteen], gesprek: Gesprek
) -> list[Bouwsteen]:
    """What was said in this gesprek that it came from: not what was only made in between."""
    found = [known[pk] for pk in ancestors.get(steen.pk, ()) if pk in known]
    said = [each for each in found if each.gesprek_id == gesprek.pk and not ancestors.get(each.pk)]
    return sorted(said, key=lambda each: each.pk)


def _ledger(known: Mapping[int, Bouwsteen]) -> dict[int, list[Verwerking]]:
    """The lines of the ledger by bouwsteen, oldest first, each with its bouwsteen and hoofdstuk."""
    rows = Verwerking.objects.filter(bouwsteen__in=known).select_related("hoofdstuk").order_by("op", "pk")
    found: dict[int, list[Verwerking]] = defaultdict(list)
    for row in rows.defer("hoofdstuk__body", "hoofdstuk__samenvatting"):
        row.bouwsteen = known[row.bouwsteen_id]
        found[row.bouwsteen_id].append(row)
    return found
