"""The queue of voorstellen: who waits for whom, how long, and which ones conflict with today's text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Subquery
from django.http import QueryDict
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.merging import merge_inhoud
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.voorstellen.models import Voorstel, VoorstelStatus, VoorstelVersie
from kennisbank.redactie.voorstellen.planning import Inbreng, apply_inbreng
from kennisbank.redactie.voorstellen.querysets import VoorstelQuerySet
from themas.models import Thema, ThemaSoort

PER_PAGE = 25
MAX_THEMAS = 4
MAX_CHECKED = 100
"""How many merges one look at the queue may take; the answers are kept, so a next look takes the rest."""
KEEP = 60 * 60 * 24 * 30
PARAMETERS = ("thema", "hoofdstuk", "conflict", "status", "zonder_eigen", "volgorde")
STATUSSEN = {
    "redactie": (VoorstelStatus.OPEN, "op de redactie"),
    "indiener": (VoorstelStatus.AANPASSEN, "op de indiener"),
}


@dataclass(frozen=True)
class Regel:
    """One voorstel in the queue."""

    voorstel: Voorstel
    dagen: int
    themas: Sequence[Thema]
    conflict: bool
    eigen: bool

    @property
    def ouderdom(self) -> str:
        """How long ago it was handed in, in words."""
        return {0: "vandaag", 1: "1 dag"}.get(self.dagen, f"{self.dagen} dagen")

    @property
    def thematekst(self) -> str:
        """The first themas of the hoofdstuk, and how many there are besides."""
        names = [thema.naam for thema in self.themas[:MAX_THEMAS]]
        more = len(self.themas) - len(names)
        return ", ".join(names) + (f" en nog {more}" if more else "")

    @property
    def wacht_op_indiener(self) -> bool:
        """Whether the proposer was asked to change something first."""
        return self.voorstel.status == VoorstelStatus.AANPASSEN


@dataclass(frozen=True)
class Wachtrij:
    """A page of the queue, with the filters it was made with; `volledig` when every conflict is known."""

    pagina: Page
    regels: Sequence[Regel]
    gekozen: Mapping[str, str]
    hoofdstukken: Sequence[Hoofdstuk]
    themas: Sequence[Thema]
    volledig: bool

    @property
    def gefilterd(self) -> bool:
        """Whether some voorstellen may be left out."""
        return any(value for name, value in self.gekozen.items() if name != "volgorde")


def read_wachtrij(params: QueryDict, user: User) -> Wachtrij:
    """The queue for the parameters of an address; what makes no sense in them is left out."""
    chosen = read_filters(params)
    voorstellen, complete = _filtered(chosen, user)
    page = Paginator(voorstellen, PER_PAGE).get_page(params.get("p"))
    waiting = Voorstel.objects.open()
    return Wachtrij(
        pagina=page,
        regels=_lines(list(page), user),
        gekozen=chosen,
        hoofdstukken=list(
            Hoofdstuk.objects.filter(voorstellen__in=waiting).distinct().order_by("path").only("pk", "title", "path")
        ),
        themas=list(
            Thema.objects.filter(soort=ThemaSoort.THEMA, hoofdstukken__voorstellen__in=waiting)
            .distinct()
            .order_by("naam")
        ),
        volledig=complete,
    )


def read_filters(params: QueryDict) -> dict[str, str]:
    """What of an address filters the queue."""
    return {name: params.get(name, "").strip() for name in PARAMETERS}


def count_waiting(user: Any) -> int:
    """How many voorstellen wait for a decision that this user may take."""
    return Voorstel.objects.filter(status=VoorstelStatus.OPEN).exclude(indiener=user).count()


def next_voorstel(params: QueryDict, user: User, *, after: Voorstel) -> Voorstel | None:
    """The next one that this user may decide on, in the order of the queue they came from."""
    chosen = read_filters(params) | {"status": "redactie", "zonder_eigen": "1", "conflict": ""}
    return _filtered(chosen, user)[0].exclude(pk=after.pk).first()


def _filtered(chosen: Mapping[str, str], user: User) -> tuple[VoorstelQuerySet, bool]:
    """The voorstellen that the filters leave, and whether all conflicts are known that they ask for."""
    voorstellen = _with_versions(Voorstel.objects.open().for_lists())
    if chosen["thema"]:
        voorstellen = voorstellen.filter(hoofdstuk__themas__slug=chosen["thema"])
    if _is_id(chosen["hoofdstuk"]):
        voorstellen = voorstellen.filter(hoofdstuk=int(chosen["hoofdstuk"]))
    if chosen["status"] in STATUSSEN:
        voorstellen = voorstellen.filter(status=STATUSSEN[chosen["status"]][0])
    if chosen["zonder_eigen"]:
        voorstellen = voorstellen.exclude(indiener=user)
    newest_first = chosen["volgorde"] == "nieuw"
    voorstellen = voorstellen.order_by("-ingediend_op" if newest_first else "ingediend_op", "pk")
    if chosen["conflict"] not in {"ja", "nee"}:
        return voorstellen, True
    return _by_conflict(voorstellen, wanted=chosen["conflict"] == "ja")


def _with_versions(voorstellen: VoorstelQuerySet) -> VoorstelQuerySet:
    """With the newest wording, the version that is based on and the version that readers see now."""
    wording = VoorstelVersie.objects.filter(voorstel=OuterRef("pk")).order_by("-nummer")
    versie = HoofdstukVersie.objects.filter(hoofdstuk=OuterRef("hoofdstuk")).order_by("-nummer")
    return voorstellen.annotate(
        verwoording=Subquery(wording.values("pk")[:1]),
        basis=Subquery(wording.values("basis")[:1]),
        huidig=Subquery(versie.values("pk")[:1]),
        aantal_steun=Count("steun", distinct=True),
    )


def _by_conflict(voorstellen: VoorstelQuerySet, *, wanted: bool) -> tuple[VoorstelQuerySet, bool]:
    stale = list(voorstellen.exclude(basis=F("huidig")))  # type: ignore[misc] # annotated in _with_versions
    known = find_conflicts(stale, limit=MAX_CHECKED)
    in_conflict = [pk for pk, conflicts in known.items() if conflicts]
    if wanted:
        return voorstellen.filter(pk__in=in_conflict), len(known) == len(stale)
    unknown = [voorstel.pk for voorstel in stale if voorstel.pk not in known]
    return voorstellen.exclude(pk__in=[*in_conflict, *unknown]), not unknown


def _lines(voorstellen: Sequence[Any], user: User) -> list[Regel]:
    conflicts = find_conflicts(voorstellen)
    themas = _themas_of({voorstel.hoofdstuk_id for voorstel in voorstellen})
    today = timezone.localdate()
    return [
        Regel(
            voorstel=voorstel,
            dagen=max(0, (today - timezone.localdate(voorstel.ingediend_op)).days),
            themas=themas.get(voorstel.hoofdstuk_id, []),
            conflict=conflicts.get(voorstel.pk, False),
            eigen=voorstel.indiener_id == user.pk,
        )
        for voorstel in voorstellen
    ]


def _themas_of(hoofdstuk_ids: Iterable[int]) -> dict[int, list[Thema]]:
    found: dict[int, list[Thema]] = {}
    rows = Hoofdstuk.themas.through.objects.filter(hoofdstuk__in=hoofdstuk_ids, thema__soort=ThemaSoort.THEMA)
    for row in rows.select_related("thema").order_by("thema__naam"):
        found.setdefault(row.hoofdstuk_id, []).append(row.thema)
    return found


def find_conflicts(voorstellen: Sequence[Any], *, limit: int | None = None) -> dict[int, bool]:
    """Whether each voorstel (as _with_versions gives them) conflicts with today's text, by a dry run of the merge.

    A wording and a version never change, so the answer is kept under both. With `limit` no more than that many merges
    are made, and the voorstellen for which there was no room are left out.
    """
    found = {voorstel.pk: False for voorstel in voorstellen if voorstel.basis == voorstel.huidig}
    keys = {voorstel.pk: _key(voorstel) for voorstel in voorstellen if voorstel.pk not in found}
    kept = cache.get_many(keys.values()) if keys else {}
    found |= {pk: kept[key] for pk, key in keys.items() if key in kept}
    missing = [voorstel for voorstel in voorstellen if voorstel.pk not in found][:limit]
    fresh = _merge_all(missing)
    if fresh:
        cache.set_many({keys[pk]: conflicts for pk, conflicts in fresh.items()}, KEEP)
    return found | fresh


def _key(voorstel: Any) -> str:
    return f"voorstel-conflict:{voorstel.verwoording}:{voorstel.huidig}"


def _merge_all(voorstellen: Sequence[Any]) -> dict[int, bool]:
    if not voorstellen:
        return {}
    wordings = VoorstelVersie.objects.in_bulk([voorstel.verwoording for voorstel in voorstellen])
    versies = HoofdstukVersie.objects.only("inhoud").in_bulk(
        {pk for voorstel in voorstellen for pk in (voorstel.basis, voorstel.huidig)}
    )
    found = {}
    for voorstel in voorstellen:
        wording, basis = wordings[voorstel.verwoording], versies[voorstel.basis].inhoud
        inbreng = Inbreng(wording.kop, wording.tekst, wording.na_sectie_id)
        proposed = apply_inbreng(basis, soort=voorstel.soort, sectie_id=voorstel.sectie_id, inbreng=inbreng)
        found[voorstel.pk] = not merge_inhoud(basis, versies[voorstel.huidig].inhoud, proposed).schoon
    return found


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10
