"""What changed between two versions of a hoofdstuk, or between two editions, section by section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kennisbank.document.freezing import Inhoud
from kennisbank.document.merging import text_of
from kennisbank.text import diff
from kennisbank.text.align import longest_rising
from kennisbank.text.diff import NIEUW, AlineaVerschil, Deel, SectieVerschil, Soort, Status

if TYPE_CHECKING:
    from kennisbank.document.models import Editie, HoofdstukVersie

LABELS = {Status.NIEUW: "Nieuwe sectie", Status.VERVALLEN: "Sectie vervallen", Status.VERPLAATST: "Sectie verplaatst"}
NEGEER = frozenset({Status.ONGEWIJZIGD})
GEEN_INHOUD = Inhoud(titel="", samenvatting="", themas=[], secties=[])
_WOORD_RE = re.compile(r"[^\W_]+(?:[-'\u2019.,:/][^\W_]+)*")


@dataclass(frozen=True)
class Onderdeel:
    """The change of one part: its heading, what happened to it as a whole (may be empty), and its paragraphs."""

    kop: Sequence[Deel]
    label: str
    alineas: Sequence[AlineaVerschil]
    id: str = ""
    status: Status = Status.GEWIJZIGD
    verplaatst: bool = False

    @property
    def gewijzigd(self) -> bool:
        """Whether there is any change in it."""
        return self.status not in NEGEER

    @property
    def titel(self) -> str:
        """The heading as it is now, or as it was when the part is gone."""
        now = "".join(deel.tekst for deel in self.kop if deel.soort in NIEUW)
        return (now or "".join(deel.tekst for deel in self.kop)).strip()


@dataclass(frozen=True)
class Telling:
    """How much changed: parts and paragraphs by what became of them, and words that came and went."""

    secties: Mapping[Status, int] = field(default_factory=dict)
    alineas: Mapping[Status, int] = field(default_factory=dict)
    woorden_erbij: int = 0
    woorden_eraf: int = 0

    def __add__(self, other: Telling) -> Telling:
        return Telling(
            Counter(self.secties) + Counter(other.secties),
            Counter(self.alineas) + Counter(other.alineas),
            self.woorden_erbij + other.woorden_erbij,
            self.woorden_eraf + other.woorden_eraf,
        )


@dataclass(frozen=True)
class HoofdstukVerschil:
    """What became of a hoofdstuk between two editions; `verplaatst` also tells of a changed one that it moved."""

    hoofdstuk_id: int
    titel: str
    status: Status
    verplaatst: bool
    oud: HoofdstukVersie | None
    nieuw: HoofdstukVersie | None
    onderdelen: Sequence[Onderdeel]
    telling: Telling


def compare_versies(oud: Inhoud, nieuw: Inhoud, *, heel: bool = False) -> list[Onderdeel]:
    """The parts whose words or place differ, in the order of the new version; with `heel` the other parts too."""
    changes = diff.diff_sections(text_of(oud), text_of(nieuw))
    return [_part(change) for change in changes if heel or change.status not in NEGEER]


def _part(change: SectieVerschil) -> Onderdeel:
    label = LABELS.get(change.status, "") or (LABELS[Status.VERPLAATST] if change.verplaatst else "")
    return Onderdeel(change.kop, label, change.alineas, change.id, change.status, change.verplaatst)


def tally(onderdelen: Iterable[Onderdeel]) -> Telling:
    """Count what changed; what only moved counts once, and its words neither came nor went."""
    return sum((_tally_part(deel) for deel in onderdelen if deel.gewijzigd), Telling())


def _tally_part(deel: Onderdeel) -> Telling:
    whole = deel.status in {Status.NIEUW, Status.VERVALLEN}
    secties = Counter({deel.status: 1} if whole else {Status.VERPLAATST: int(deel.verplaatst)})
    alineas: Counter[Status] = Counter()
    pieces = list(deel.kop)
    former = Status.ONGEWIJZIGD
    for alinea in deel.alineas:
        pieces += alinea.delen
        if not whole and alinea.status not in NEGEER and not _is_told(alinea, former):
            alineas[alinea.status] += 1
        former = alinea.status
    return Telling(+secties, alineas, _count(pieces, Soort.NIEUW), _count(pieces, Soort.WEG))


def _is_told(alinea: AlineaVerschil, former: Status) -> bool:
    """Whether another paragraph counts for this one: where it moved to, or the first of those it was split into."""
    if alinea.status == Status.VERPLAATST:
        return all(deel.soort not in NIEUW for deel in alinea.delen)
    return alinea.status == former == Status.GESPLITST


def _count(delen: Iterable[Deel], soort: Soort) -> int:
    return sum(len(_WOORD_RE.findall(deel.tekst)) for deel in delen if deel.soort == soort)


def compare_edities(oud: Editie, nieuw: Editie) -> list[HoofdstukVerschil]:
    """What became of each hoofdstuk: in the order of the new edition, with what is gone after what preceded it.

    A hoofdstuk whose words, place and title stayed has status ONGEWIJZIGD and no parts.
    """
    return compare_hoofdstukken(_versies_of(oud), _versies_of(nieuw))


def compare_hoofdstukken(oud: Sequence[HoofdstukVersie], nieuw: Sequence[HoofdstukVersie]) -> list[HoofdstukVerschil]:
    """The same for two lists of versions, at most one of each hoofdstuk."""
    before = {versie.hoofdstuk_id: (place, versie) for place, versie in enumerate(oud)}
    stayed = [versie.hoofdstuk_id for versie in nieuw if versie.hoofdstuk_id in before]
    fixed = {stayed[place] for place in longest_rising([before[key][0] for key in stayed])}
    changes = []
    for versie in nieuw:
        key = versie.hoofdstuk_id
        former = before[key][1] if key in before else None
        changes.append(_compare_hoofdstuk(former, versie, verplaatst=key in before and key not in fixed))
    for place, versie in enumerate(oud):
        if versie.hoofdstuk_id not in stayed:
            keys = [change.hoofdstuk_id for change in changes]
            after = keys.index(oud[place - 1].hoofdstuk_id) + 1 if place else 0
            changes.insert(after, _compare_hoofdstuk(versie, None, verplaatst=False))
    return changes


def _versies_of(editie: Editie) -> list[HoofdstukVersie]:
    rows = editie.hoofdstukken.select_related("versie__hoofdstuk").defer("versie__hoofdstuk__body")
    return [row.versie for row in rows.order_by("volgorde")]


def _compare_hoofdstuk(
    oud: HoofdstukVersie | None, nieuw: HoofdstukVersie | None, *, verplaatst: bool
) -> HoofdstukVerschil:
    versie = nieuw or oud
    if versie is None:
        raise ValueError("A hoofdstuk that is in neither edition cannot be compared.")
    same = oud is not None and nieuw is not None and oud.sha256 == nieuw.sha256
    before, after = (side.inhoud if side else GEEN_INHOUD for side in (oud, nieuw))
    onderdelen = [] if same else compare_versies(before, after)
    if oud is None or nieuw is None:
        status = Status.NIEUW if oud is None else Status.VERVALLEN
    elif same:
        status = Status.VERPLAATST if verplaatst else Status.ONGEWIJZIGD
    else:
        status = Status.GEWIJZIGD
    telling = tally(onderdelen)
    if status in {Status.NIEUW, Status.VERVALLEN}:  # it came or went as a whole, so there is no telling its parts apart
        telling = replace(telling, secties={}, alineas={})
    return HoofdstukVerschil(versie.hoofdstuk_id, versie.titel, status, verplaatst, oud, nieuw, onderdelen, telling)
