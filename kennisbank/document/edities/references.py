"""Where the frozen texts of an edition lead today: wiki links, bouwstenen, addresses of hoofdstukken.

The words of an edition never change, what they refer to may: a page gets another address, a bouwsteen is withdrawn.
What refers is found once for each edition and kept; where it leads is asked anew every time, in a few queries. All of
that has one fingerprint, under which what was made of the edition (a page, a file) can be kept for as long as it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.core.cache import cache

from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import Editie, Hoofdstuk, HoofdstukVersie
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.markdown import Doel, TekstFout, extract_wikilinks
from kennisbank.ui import wikilinks
from kennisbank.ui.bronnen import Bron, resolve

# Raise it when what is kept gets another form.
VORM = 1
KEEP_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Namen:
    """The names that the texts use: targets of wiki links, urn ids of bouwstenen."""

    doelen: tuple[str, ...]
    bouwstenen: tuple[str, ...]


@dataclass(frozen=True)
class Verwijzingen:
    """What the names lead to today. `adressen` holds one per hoofdstuk, empty when readers cannot open its page."""

    digest: str
    links: Mapping[str, Doel]
    bronnen: Mapping[str, Bron]
    adressen: tuple[str, ...]

    @cached_property
    def fingerprint(self) -> str:
        """Differs as soon as anything that was made of the edition would differ."""
        links, bronnen = sorted(self.links.items()), sorted(self.bronnen.items())
        return sha256_hex([self.digest, repr(links), repr(bronnen), self.adressen])


def collect_names(inleiding: str, inhouden: Iterable[Inhoud]) -> Namen:
    """The names in a whole text, each once."""
    doelen = dict.fromkeys(targets_in(inleiding))
    bouwstenen: dict[str, None] = {}
    for inhoud in inhouden:
        for sectie in inhoud["secties"]:
            doelen.update(dict.fromkeys(targets_in(sectie["tekst"])))
            bouwstenen.update(dict.fromkeys(bron["bouwsteen"] for bron in sectie["bronnen"]))
    return Namen(tuple(doelen), tuple(bouwstenen))


@lru_cache(maxsize=2000)
def targets_in(tekst: str) -> tuple[str, ...]:
    """The targets of the wiki links in a text; none for one that is too long for the engine."""
    if "[[" not in tekst:
        return ()
    try:
        return tuple(extract_wikilinks(tekst))
    except TekstFout:
        return ()


def load_versies(editie: Editie) -> list[HoofdstukVersie]:
    """The versions of an edition in order, with their frozen texts; one query."""
    return [regel.versie for regel in editie.hoofdstukken.in_order()]


def look_up(editie: Editie, versies: Sequence[HoofdstukVersie]) -> Verwijzingen:
    """Where an edition leads today. `versies` may come without their texts: these are read when needed."""
    key = f"editie-namen:{VORM}:{editie.pk}:{editie.sha256}"
    namen = cache.get(key)
    if namen is None:
        namen = collect_names(editie.inleiding, (versie.inhoud for versie in load_versies(editie)))
        cache.set(key, namen, KEEP_SECONDS)
    return follow_names(namen, versies, editie.sha256)


def follow_names(namen: Namen, versies: Sequence[HoofdstukVersie], digest: str) -> Verwijzingen:
    """Where these names lead today."""
    links = {
        target: Doel(url=doel.url, titel=doel.titel, soort=doel.soort)
        for target, doel in wikilinks.resolve(namen.doelen).items()
    }
    pages = [versie.hoofdstuk for versie in versies]
    return Verwijzingen(digest, links, resolve(namen.bouwstenen), tuple(page_addresses(pages)))


def page_addresses(pages: Sequence[Hoofdstuk]) -> list[str]:
    """The address of each page, empty for those that readers cannot open."""
    ids = [page.pk for page in pages]
    readable = set(Hoofdstuk.objects.live().public().filter(pk__in=ids).values_list("pk", flat=True))
    return [(page.url or "") if page.pk in readable else "" for page in pages]
