"""What taking over the outcome of a round would change about the themas of each bouwsteen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bouwstenen.models import Bouwsteen, BouwsteenStatus, BouwsteenVersie
from kennisbank.onderzoek.codering.lezen import read_stand
from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.text.hashing import sha256_hex
from themas.models import Thema


@dataclass(frozen=True)
class Wijziging:
    """The themas that one bouwsteen would get and lose; `gewijzigd` when its words changed since the coding."""

    bouwsteen: Bouwsteen
    erbij: Sequence[Thema]
    eraf: Sequence[Thema]
    gewijzigd: bool


@dataclass(frozen=True)
class Plan:
    """Everything that would change, and what cannot: bouwstenen that were replaced since."""

    wijzigingen: Sequence[Wijziging]
    vervangen: Sequence[Bouwsteen]
    ook_weghalen: bool

    @cached_property
    def vingerafdruk(self) -> str:
        """The same for the same changes: what was on the screen when somebody said yes."""
        rows = [
            [
                each.bouwsteen.urn_id,
                sorted(thema.urn_id for thema in each.erbij),
                sorted(thema.urn_id for thema in each.eraf),
            ]
            for each in self.wijzigingen
        ]
        return sha256_hex({"wijzigingen": rows})


def make_plan(ronde: Codeerronde, *, ook_weghalen: bool) -> Plan:
    """What would change now; without `ook_weghalen` themas are only given, never taken away. A fixed set of queries."""
    stand = read_stand(ronde)
    successors = _successors([code.thema_id for code in stand.codes])
    wanted: dict[int, set[int]] = defaultdict(set)
    refused: dict[int, set[int]] = defaultdict(set)
    for plek in stand.plekken:
        if plek.toegekend is not None:
            target = wanted if plek.toegekend else refused
            target[plek.eenheid.versie.bouwsteen_id].add(successors[plek.code.thema_id])
    stenen = [eenheid.versie.bouwsteen for eenheid in stand.eenheden]
    present = _present(stenen)
    newest = _newest_versions(stenen)
    themas = Thema.objects.in_bulk(set(successors.values()))
    changes, replaced = [], []
    for eenheid in stand.eenheden:
        steen = eenheid.versie.bouwsteen
        add = wanted[steen.pk] - present[steen.pk]
        remove = (refused[steen.pk] - wanted[steen.pk]) & present[steen.pk] if ook_weghalen else set()
        if not (add or remove):
            continue
        if steen.status == BouwsteenStatus.VERVANGEN:
            replaced.append(steen)
            continue
        changed = newest.get(steen.pk) != eenheid.versie.nummer
        changes.append(Wijziging(steen, _named(add, themas), _named(remove, themas), changed))
    return Plan(changes, replaced, ook_weghalen)


def _named(keys: set[int], themas: dict[int, Thema]) -> list[Thema]:
    return sorted((themas[pk] for pk in keys), key=lambda thema: thema.naam)


def _successors(keys: Sequence[int]) -> dict[int, int]:
    """For each thema the one it went up in since, or itself."""
    merged = Thema.objects.filter(opgegaan_in__isnull=False).values_list("pk", "opgegaan_in")
    up = {pk: target for pk, target in merged if target is not None}
    found = {}
    for key in keys:
        target = key
        while target in up:
            target = up[target]
        found[key] = target
    return found


def _present(stenen: Sequence[Bouwsteen]) -> dict[int, set[int]]:
    links = Bouwsteen.themas.through.objects.filter(bouwsteen__in=[steen.pk for steen in stenen])
    found: dict[int, set[int]] = defaultdict(set)
    for steen, thema in links.values_list("bouwsteen", "thema"):
        found[steen].add(thema)
    return found


def _newest_versions(stenen: Sequence[Bouwsteen]) -> dict[int, int]:
    rows = BouwsteenVersie.objects.filter(bouwsteen__in=[steen.pk for steen in stenen])
    return dict(rows.order_by("bouwsteen", "nummer").values_list("bouwsteen", "nummer"))
