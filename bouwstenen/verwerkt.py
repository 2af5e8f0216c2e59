"""What became of a bouwsteen: every line of the ledger, and whether readers can see it yet.

The ledger and the hoofdstukken live in higher apps; they are reached through the reverse relation `verwerkingen`, in
three queries however many lines there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from bouwstenen.models import Bouwsteen
from kennisbank.text.slugs import unique_anchors

IN_DOCUMENT = {"in_tekst", "kanttekening"}
ICONEN = {"in_tekst": "hoofdstuk", "kanttekening": "kanttekening", "niet_overgenomen": "sluit", "later": "klok"}


@dataclass(frozen=True)
class Dragend:
    """A frozen version that carries the bouwsteen in one of its sections."""

    nummer: int
    gemaakt_op: datetime
    anker: str
    kop: str


@dataclass(frozen=True)
class Regel:
    """One line of the ledger as readers see it.

    `eerste` is the version that first carried it, `laatste` the newest that does; both None when no version has yet.
    """

    besluit: str
    besluit_label: str
    icoon: str
    reden: str
    op: datetime
    hoofdstuk: str = ""
    sectie: str = ""
    url: str = ""
    eerste: Dragend | None = None
    eerste_url: str = ""
    laatste: Dragend | None = None
    is_in_document: bool = False
    staat_er_nog: bool = False


def ledger_lines(bouwsteen: Bouwsteen) -> list[Regel]:
    """Every decision on a bouwsteen, newest first."""
    lines = list(bouwsteen.verwerkingen.select_related("hoofdstuk").order_by("-op", "-pk"))
    places = {line.hoofdstuk_id for line in lines if line.hoofdstuk_id and line.besluit in IN_DOCUMENT}
    carrying = _carrying_versions(bouwsteen) if places else {}
    newest = _newest_versions(bouwsteen) if places else {}
    return [_line(line, carrying, newest) for line in lines]


def _line(line: Any, carrying: Mapping[tuple[int, str], Sequence[Dragend]], newest: Mapping[int, int]) -> Regel:
    base = {
        "besluit": line.besluit,
        "besluit_label": line.get_besluit_display(),
        "icoon": ICONEN.get(line.besluit, "vinkje"),
        "reden": line.reden,
        "op": line.op,
    }
    if line.hoofdstuk is None or line.besluit not in IN_DOCUMENT:
        return Regel(**base)
    versions = carrying.get((line.hoofdstuk_id, line.sectie_id), ())
    first, last = (versions[0], versions[-1]) if versions else (None, None)
    shown = last is not None and last.nummer == newest.get(line.hoofdstuk_id) and line.hoofdstuk.live
    page = line.hoofdstuk.url if line.hoofdstuk.live else ""
    return Regel(
        **base,
        hoofdstuk=line.hoofdstuk.title if page else "een hoofdstuk dat nog niet te lezen is",
        sectie=last.kop if last else line.sectie_kop,
        url=f"{page}#{last.anker}" if page and shown and last else (page or ""),
        eerste=first,
        eerste_url=f"{page}versies/{first.nummer}/" if page and first else "",
        laatste=last,
        is_in_document=True,
        staat_er_nog=shown,
    )


def _carrying_versions(bouwsteen: Bouwsteen) -> dict[tuple[int, str], list[Dragend]]:
    """The frozen versions that carry it, oldest first, by (hoofdstuk, section id)."""
    rows = (
        bouwsteen.verwerkingen.filter(hoofdstuk__versies__inhoud__icontains=bouwsteen.urn_id)
        .order_by("hoofdstuk", "hoofdstuk__versies__nummer")
        .values_list(
            "hoofdstuk",
            "hoofdstuk__versies__nummer",
            "hoofdstuk__versies__gemaakt_op",
            "hoofdstuk__versies__inhoud",
        )
    )
    seen: set[tuple[int, int]] = set()
    found: dict[tuple[int, str], list[Dragend]] = defaultdict(list)
    for hoofdstuk, number, moment, inhoud in rows:
        if (hoofdstuk, number) in seen:
            continue
        seen.add((hoofdstuk, number))
        for sectie_id, anchor, kop in _sections_with(bouwsteen.urn_id, inhoud):
            found[hoofdstuk, sectie_id].append(Dragend(number, moment, anchor, kop))
    return found


def _sections_with(urn_id: str, inhoud: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    secties = inhoud["secties"]
    for sectie, anchor in zip(secties, unique_anchors(sectie["kop"] for sectie in secties), strict=True):
        if any(bron["bouwsteen"] == urn_id for bron in sectie["bronnen"]):
            yield sectie["id"], f"sectie-{anchor}", sectie["kop"]


def _newest_versions(bouwsteen: Bouwsteen) -> dict[int, int]:
    rows = bouwsteen.verwerkingen.filter(hoofdstuk__isnull=False).order_by()
    return dict(rows.values_list("hoofdstuk").annotate(newest=Max("hoofdstuk__versies__nummer")))
