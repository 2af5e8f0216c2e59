"""What differs between the hoofdstukken of two editions, or of an edition and one in preparation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from kennisbank.document.models import HoofdstukVersie


class WijzigingSoort(StrEnum):
    """What happened to a hoofdstuk as a whole."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    GELIJK = "gelijk"
    VERVALLEN = "vervallen"


@dataclass(frozen=True)
class Hoofdstukwijziging:
    """What happened to one hoofdstuk: the version it had and has, and those in between with their notes."""

    soort: WijzigingSoort
    van: HoofdstukVersie | None
    naar: HoofdstukVersie | None
    tussenliggend: Sequence[HoofdstukVersie] = ()

    @property
    def versie(self) -> HoofdstukVersie:
        """The version it has, or had."""
        versie = self.naar or self.van
        assert versie is not None  # noqa: S101
        return versie

    @property
    def is_gewijzigd(self) -> bool:
        """Whether a reader would notice."""
        return self.soort != WijzigingSoort.GELIJK


@dataclass(frozen=True)
class Wijzigingen:
    """Every hoofdstuk of the newer one in its order, then the ones that it no longer has."""

    hoofdstukken: Sequence[Hoofdstukwijziging]
    andere_volgorde: bool = False

    @property
    def gewijzigd(self) -> list[Hoofdstukwijziging]:
        """Only what changed."""
        return [hoofdstuk for hoofdstuk in self.hoofdstukken if hoofdstuk.is_gewijzigd]

    def __bool__(self) -> bool:
        return self.andere_volgorde or bool(self.gewijzigd)


def list_changes(van: Sequence[HoofdstukVersie], naar: Sequence[HoofdstukVersie]) -> Wijzigingen:
    """What changed from the versions in `van` to those in `naar`; one query, for the versions in between."""
    before = {versie.hoofdstuk_id: versie for versie in van}
    after = {versie.hoofdstuk_id: versie for versie in naar}
    between = _versions_between([(before[pk], after[pk]) for pk in after if pk in before])
    rows = [
        Hoofdstukwijziging(_kind(before.get(pk), versie), before.get(pk), versie, between.get(pk, ()))
        for pk, versie in after.items()
    ]
    rows += [
        Hoofdstukwijziging(WijzigingSoort.VERVALLEN, versie, None) for pk, versie in before.items() if pk not in after
    ]
    kept = [pk for pk in before if pk in after]
    return Wijzigingen(rows, andere_volgorde=kept != [pk for pk in after if pk in before])


def _kind(van: HoofdstukVersie | None, naar: HoofdstukVersie) -> WijzigingSoort:
    if van is None:
        return WijzigingSoort.NIEUW
    return WijzigingSoort.GELIJK if van.sha256 == naar.sha256 else WijzigingSoort.GEWIJZIGD


def _versions_between(pairs: Sequence[tuple[HoofdstukVersie, HoofdstukVersie]]) -> dict[int, list[HoofdstukVersie]]:
    wanted = Q()
    for van, naar in pairs:
        if naar.nummer > van.nummer:
            wanted |= Q(hoofdstuk=naar.hoofdstuk_id, nummer__gt=van.nummer, nummer__lte=naar.nummer)
    found: dict[int, list[HoofdstukVersie]] = {}
    if wanted:
        for versie in HoofdstukVersie.objects.filter(wanted).without_inhoud().order_by("nummer"):
            found.setdefault(versie.hoofdstuk_id, []).append(versie)
    return found
