"""What readers see of a version in a history: who, when, why, and what came in or left with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Q

from kennisbank.document.differences import GEEN_INHOUD, Telling, compare_versies, tally
from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import HoofdstukVersie
from kennisbank.document.versies.telling import describe_woorden
from kennisbank.ui.bronnen import Bron, resolve

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk

KEEP_SECONDS = 7 * 24 * 3600
FORMAT = 2  # raise it when what is kept changes shape, or when differences are counted in another way


@dataclass(frozen=True)
class Herkomst:
    """A voorstel that a version came from, and who proposed it."""

    titel: str
    url: str
    indiener: str


@dataclass(frozen=True)
class Wijziging:
    """What a version changed: words, and the urn ids of the bouwstenen below the text."""

    telling: Telling
    bouwstenen_erbij: Sequence[str]
    bouwstenen_eraf: Sequence[str]


@dataclass(frozen=True)
class VersieKop:
    """Who made a version, when and why, ready for a template."""

    nummer: int
    hoofdstuk: str
    hoofdstuk_url: str
    gemaakt_op: datetime
    door: str
    voorstellen: Sequence[Herkomst]
    soort: str
    soort_label: str
    toelichting: str
    edities: Sequence[Mapping[str, str]]

    @property
    def url(self) -> str:
        """Where it can be read for ever."""
        return f"{self.hoofdstuk_url}versies/{self.nummer}/"

    @property
    def verschil_url(self) -> str:
        """Where stands what it changed; a first version changed nothing."""
        return f"{self.url}verschil/" if self.nummer > 1 else ""


@dataclass(frozen=True)
class VersieRegel(VersieKop):
    """One version in a history: with what it changed, and whether it is the one that readers see."""

    huidig: bool
    woorden: str
    bouwstenen_erbij: Sequence[Bron]
    bouwstenen_eraf: Sequence[Bron]


def credit_of(versie: HoofdstukVersie) -> list[Herkomst]:
    """The voorstellen that a version took over."""
    besluiten = versie.voorstelbesluiten.all()  # a reverse relation of the redactie
    voorstellen = {besluit.voorstel_id: besluit.voorstel for besluit in besluiten}
    return [
        Herkomst(titel=str(voorstel), url=voorstel.get_absolute_url(), indiener=voorstel.indiener.openbare_naam)
        for voorstel in voorstellen.values()
    ]


def edities_of(versie: HoofdstukVersie) -> list[dict[str, str]]:
    """The editions that a version is in, oldest first."""
    edities = sorted((row.editie for row in versie.in_edities.all()), key=lambda editie: editie.nummer)
    return [{"label": f"Editie {editie.nummer}", "url": editie.get_absolute_url()} for editie in edities]


def describe_versies(
    versies: Iterable[HoofdstukVersie], *, request: Any, hoofdstuk: Hoofdstuk | None = None, newest: int = 0
) -> list[VersieRegel]:
    """The lines of a history, in a fixed number of queries; `newest` is the number of the one that readers see.

    The versions come from with_credit(), and with their hoofdstuk unless they are all of `hoofdstuk`.
    """
    rows = list(versies)
    changes = read_wijzigingen(rows)
    found = resolve(
        urn_id for change in changes.values() for urn_id in (*change.bouwstenen_erbij, *change.bouwstenen_eraf)
    )
    return [_line(versie, hoofdstuk or versie.hoofdstuk, changes[versie.pk], found, request, newest) for versie in rows]


def describe_kop(versie: HoofdstukVersie, page: Hoofdstuk, request: Any) -> VersieKop:
    """The facts about one version from with_credit(), without a query."""
    return VersieKop(**_facts(versie, page, request))


def _facts(versie: HoofdstukVersie, page: Hoofdstuk, request: Any) -> dict[str, Any]:
    return {
        "nummer": versie.nummer,
        "hoofdstuk": page.title,
        "hoofdstuk_url": page.get_url(request),
        "gemaakt_op": versie.gemaakt_op,
        "door": versie.gemaakt_door.openbare_naam if versie.gemaakt_door else "",
        "voorstellen": credit_of(versie),
        "soort": versie.wijzigingssoort,
        "soort_label": versie.get_wijzigingssoort_display(),
        "toelichting": versie.toelichting,
        "edities": edities_of(versie),
    }


def _line(
    versie: HoofdstukVersie, page: Hoofdstuk, change: Wijziging, found: Mapping[str, Bron], request: Any, newest: int
) -> VersieRegel:
    return VersieRegel(
        **_facts(versie, page, request),
        huidig=versie.nummer == newest,
        woorden=describe_woorden(change.telling),
        bouwstenen_erbij=[found[urn_id] for urn_id in change.bouwstenen_erbij if urn_id in found],
        bouwstenen_eraf=[found[urn_id] for urn_id in change.bouwstenen_eraf if urn_id in found],
    )


def read_wijzigingen(versies: Sequence[HoofdstukVersie]) -> dict[int, Wijziging]:
    """What each of these versions changed in the one before it, by its key; kept, for versions never change."""
    keys = {
        versie.pk: f"wijziging:{FORMAT}:{versie.pk}:{versie.sha256}:{versie.gemaakt_op.timestamp()}"
        for versie in versies
    }
    kept: dict[str, Wijziging] = cache.get_many(keys.values())
    missing = [versie for versie in versies if keys[versie.pk] not in kept]
    if missing:
        computed = {keys[pk]: change for pk, change in _compare_with_former(missing).items()}
        cache.set_many(computed, KEEP_SECONDS)
        kept |= computed
    return {pk: kept[key] for pk, key in keys.items()}


def _compare_with_former(versies: Sequence[HoofdstukVersie]) -> dict[int, Wijziging]:
    wanted = Q(pk__in=[versie.pk for versie in versies])
    for versie in versies:
        wanted |= Q(hoofdstuk=versie.hoofdstuk_id, nummer=versie.nummer - 1)
    rows = HoofdstukVersie.objects.filter(wanted).order_by().values_list("hoofdstuk", "nummer", "inhoud")
    content = {(hoofdstuk, nummer): inhoud for hoofdstuk, nummer, inhoud in rows}
    return {
        versie.pk: compare_inhoud(
            content.get((versie.hoofdstuk_id, versie.nummer - 1), GEEN_INHOUD),
            content[versie.hoofdstuk_id, versie.nummer],
        )
        for versie in versies
    }


def compare_inhoud(oud: Inhoud, nieuw: Inhoud) -> Wijziging:
    """What changed, without what stayed: a chapter is long and most of it stays as it is."""
    before, after = bouwstenen_in(oud), bouwstenen_in(nieuw)
    return Wijziging(
        telling=tally(compare_versies(*_without_equal(oud, nieuw))),
        bouwstenen_erbij=[urn_id for urn_id in after if urn_id not in before],
        bouwstenen_eraf=[urn_id for urn_id in before if urn_id not in after],
    )


def bouwstenen_in(inhoud: Inhoud) -> dict[str, str]:
    """The bouwstenen below or beside the text with their rol, in reading order."""
    return {bron["bouwsteen"]: bron["rol"] for sectie in inhoud["secties"] for bron in sectie["bronnen"]}


def _without_equal(oud: Inhoud, nieuw: Inhoud) -> tuple[Inhoud, Inhoud]:
    texts = [{(sectie["id"], sectie["kop"], sectie["tekst"]) for sectie in side["secties"]} for side in (oud, nieuw)]
    same = texts[0] & texts[1]

    def rest(side: Inhoud) -> Inhoud:
        kept = [s for s in side["secties"] if (s["id"], s["kop"], s["tekst"]) not in same]
        return Inhoud(titel=side["titel"], samenvatting=side["samenvatting"], themas=[], secties=kept)

    return rest(oud), rest(nieuw)
