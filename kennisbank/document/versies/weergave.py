"""A difference made ready to show: in words first, then part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennisbank.document.differences import NEGEER, Onderdeel, compare_versies, tally
from kennisbank.document.freezing import Inhoud
from kennisbank.document.versies.regels import bouwstenen_in
from kennisbank.document.versies.telling import describe_telling
from kennisbank.text.diff import AlineaVerschil
from kennisbank.ui.bronnen import Bron, resolve
from themas.models import Thema

VORMEN = {"onder": "Onder elkaar", "naast": "Naast elkaar"}


@dataclass(frozen=True)
class Brok:
    """A run of paragraphs, after `overgeslagen` ones that stayed the same and are left out."""

    overgeslagen: int
    alineas: Sequence[AlineaVerschil]


@dataclass(frozen=True)
class GetoondOnderdeel:
    """One part of a difference. `nummer` counts the parts that changed; 0 for one that did not."""

    deel: Onderdeel
    nummer: int
    samenvatting: str
    brokken: Sequence[Brok]

    @property
    def vorige(self) -> int:
        """The number of the changed part before this one."""
        return self.nummer - 1

    @property
    def volgende(self) -> int:
        """The number of the changed part after this one."""
        return self.nummer + 1


@dataclass(frozen=True)
class Vergelijking:
    """The difference of two texts of a hoofdstuk, as document/verschil_inhoud.html shows it."""

    vorm: str
    heel: bool
    samenvatting: str
    onderdelen: Sequence[GetoondOnderdeel]
    bouwstenen_erbij: Sequence[Bron] = ()
    bouwstenen_eraf: Sequence[Bron] = ()
    themas_erbij: Sequence[Thema] = ()
    themas_eraf: Sequence[Thema] = ()

    @property
    def gewijzigd(self) -> Sequence[GetoondOnderdeel]:
        """The parts that changed."""
        return [onderdeel for onderdeel in self.onderdelen if onderdeel.nummer]


def show_vergelijking(oud: Inhoud, nieuw: Inhoud, *, vorm: str = "onder", heel: bool = False) -> Vergelijking:
    """Compare two texts; with `heel` also what stayed the same is shown."""
    before, after = bouwstenen_in(oud), bouwstenen_in(nieuw)
    bouwstenen = resolve(urn_id for urn_id in {**before, **after} if urn_id not in before or urn_id not in after)
    slugs = set(oud["themas"]) ^ set(nieuw["themas"])
    themas = list(Thema.objects.filter(slug__in=slugs)) if slugs else []
    onderdelen = compare_versies(oud, nieuw, heel=heel)
    return Vergelijking(
        vorm=vorm if vorm in VORMEN else "onder",
        heel=heel,
        samenvatting=describe_telling(tally(onderdelen)),
        onderdelen=show_onderdelen(onderdelen, heel=heel),
        bouwstenen_erbij=[bron for urn_id, bron in bouwstenen.items() if urn_id in after],
        bouwstenen_eraf=[bron for urn_id, bron in bouwstenen.items() if urn_id in before],
        themas_erbij=[thema for thema in themas if thema.slug in nieuw["themas"]],
        themas_eraf=[thema for thema in themas if thema.slug in oud["themas"]],
    )


def show_onderdelen(onderdelen: Iterable[Onderdeel], *, heel: bool = False) -> list[GetoondOnderdeel]:
    """Number the parts that changed, and leave out the paragraphs that stayed the same unless `heel`."""
    shown: list[GetoondOnderdeel] = []
    nummer = 0
    for deel in onderdelen:
        nummer += deel.gewijzigd
        shown.append(
            GetoondOnderdeel(
                deel=deel,
                nummer=nummer if deel.gewijzigd else 0,
                samenvatting=describe_telling(tally([deel])),
                brokken=[Brok(0, deel.alineas)] if heel else list(_changed_only(deel.alineas)),
            )
        )
    return shown


def _changed_only(alineas: Sequence[AlineaVerschil]) -> Iterable[Brok]:
    skipped, run = 0, []
    for alinea in alineas:
        if alinea.status not in NEGEER:
            run.append(alinea)
            continue
        if run:
            yield Brok(skipped, run)
            skipped, run = 0, []
        skipped += 1
    yield Brok(skipped, run)
