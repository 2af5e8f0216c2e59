"""The difference between two editions, made ready to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from kennisbank.document.differences import HoofdstukVerschil, compare_edities
from kennisbank.document.edities.references import KEEP_SECONDS, VORM
from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import Editie, HoofdstukVersie
from kennisbank.document.versies.regels import bouwstenen_in
from kennisbank.document.versies.telling import describe_telling
from kennisbank.document.versies.weergave import VORMEN, Vergelijking, show_onderdelen
from kennisbank.text.diff import Status
from kennisbank.ui.bronnen import resolve
from themas.models import Thema

LABELS = {
    Status.NIEUW: "Nieuw hoofdstuk",
    Status.VERVALLEN: "Niet meer opgenomen",
    Status.VERPLAATST: "Andere plaats",
    Status.GEWIJZIGD: "Gewijzigd",
}


@dataclass(frozen=True)
class GetoondHoofdstuk:
    """What became of one hoofdstuk; `is_heel` when it came or went as a whole."""

    anker: str
    titel: str
    label: str
    verplaatst: bool
    is_heel: bool
    oud: HoofdstukVersie | None
    nieuw: HoofdstukVersie | None
    vergelijking: Vergelijking


def show_comparison(van: Editie, naar: Editie, vorm: str) -> dict[str, Any]:
    """The hoofdstukken that changed, and how many did not."""
    changes = compare_cached(van, naar)
    changed = [change for change in changes if change.status != Status.ONGEWIJZIGD]
    beside = _beside([_sides(change) for change in changed])
    return {
        "hoofdstukken": [
            _chapter(change, vorm if vorm in VORMEN else "onder", there)
            for change, there in zip(changed, beside, strict=True)
        ],
        "ongewijzigd": [change.titel for change in changes if change.status == Status.ONGEWIJZIGD],
    }


def compare_cached(van: Editie, naar: Editie) -> list[HoofdstukVerschil]:
    """What became of every hoofdstuk; neither edition will change, so this is worked out once."""
    key = f"editie-verschil:{VORM}:{van.pk}:{van.sha256}:{naar.pk}:{naar.sha256}"
    found = cache.get(key)
    if found is None:
        found = compare_edities(van, naar)
        cache.set(key, found, KEEP_SECONDS)
    return found


def chapter_id(versie: HoofdstukVersie | None) -> str:
    """The id of a hoofdstuk on the page with the difference."""
    return f"hoofdstuk-{versie.hoofdstuk.urn_id}" if versie else ""


def _chapter(change: HoofdstukVerschil, vorm: str, beside: dict[str, Any]) -> GetoondHoofdstuk:
    return GetoondHoofdstuk(
        anker=chapter_id(change.nieuw or change.oud),
        titel=change.titel,
        label=LABELS[change.status],
        verplaatst=change.verplaatst and change.status != Status.VERPLAATST,
        is_heel=change.status in {Status.NIEUW, Status.VERVALLEN},
        oud=change.oud,
        nieuw=change.nieuw,
        vergelijking=Vergelijking(
            vorm=vorm,
            heel=False,
            samenvatting=describe_telling(change.telling),
            onderdelen=show_onderdelen(change.onderdelen),
            **beside,
        ),
    )


def _sides(change: HoofdstukVerschil) -> tuple[Inhoud | None, Inhoud | None]:
    """The texts between which bouwstenen and themas are compared: only of a hoofdstuk that is in both."""
    if change.oud is None or change.nieuw is None:
        return None, None
    return change.oud.inhoud, change.nieuw.inhoud


def _beside(pairs: Sequence[tuple[Inhoud | None, Inhoud | None]]) -> list[dict[str, Any]]:
    """The bouwstenen and themas that came and went with each hoofdstuk, all looked up together."""
    wanted = [
        (_moved(bouwstenen_in(oud), bouwstenen_in(nieuw)), _moved(oud["themas"], nieuw["themas"]))
        if oud and nieuw
        else (([], []), ([], []))
        for oud, nieuw in pairs
    ]
    bronnen = resolve(urn_id for (erbij, eraf), _ in wanted for urn_id in (*erbij, *eraf))
    slugs = {slug for _, (erbij, eraf) in wanted for slug in (*erbij, *eraf)}
    themas = {thema.slug: thema for thema in Thema.objects.filter(slug__in=slugs)} if slugs else {}
    return [
        {
            "bouwstenen_erbij": [bronnen[urn_id] for urn_id in stenen[0] if urn_id in bronnen],
            "bouwstenen_eraf": [bronnen[urn_id] for urn_id in stenen[1] if urn_id in bronnen],
            "themas_erbij": [themas[slug] for slug in termen[0] if slug in themas],
            "themas_eraf": [themas[slug] for slug in termen[1] if slug in themas],
        }
        for stenen, termen in wanted
    ]


def _moved(oud: Any, nieuw: Any) -> tuple[list[str], list[str]]:
    """What is only in the new one, and only in the old one."""
    return [item for item in nieuw if item not in oud], [item for item in oud if item not in nieuw]
