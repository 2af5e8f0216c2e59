"""Who wrote each sentence of today's text: the version it came in with, and the one that last changed it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.cache import cache

from kennisbank.document.merging import text_of
from kennisbank.text.blame import ZinHerkomst, blame
from kennisbank.text.diff import Sectie
from kennisbank.text.normalise import normalise
from kennisbank.text.visible import Zichtbaar, visible

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk

KEEP_SECONDS = 7 * 24 * 3600
FORMAT = 2  # raise it when what is kept changes shape, or when the engine learns to see more
_GAP_RE = re.compile(r"[\s|]")
_BREAK_RE = re.compile(r"\n[ \t]*\n")
_BLOCK_RE = re.compile(r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||>|\[\^)")


@dataclass(frozen=True)
class Zin:
    """A sentence in plain words; `versie` is the number of the version that last changed it.

    `begint` when a paragraph, list item or table row begins with it.
    """

    nummer: int
    tekst: str
    versie: int
    toegevoegd: int
    begint: bool


@dataclass(frozen=True)
class SectieZinnen:
    """The sentences of one section."""

    id: str
    kop: str
    zinnen: Sequence[Zin]

    def groups(self) -> Iterator[tuple[int, list[list[Zin]]]]:
        """Runs of sentences that the same version last changed, with its number; by paragraph."""
        for versie, zinnen in groupby(self.zinnen, key=lambda zin: zin.versie):
            alineas: list[list[Zin]] = []
            for zin in zinnen:
                if zin.begint or not alineas:
                    alineas.append([])
                alineas[-1].append(zin)
            yield versie, alineas


def read_zinnen(hoofdstuk: Hoofdstuk) -> list[SectieZinnen]:
    """The sentences of the newest version by section, title and summary first; computed once for each version.

    The number is part of the key besides the digest: putting an old text back gives the digest that it had.
    """
    newest = hoofdstuk.versies.order_by("-nummer").values_list("nummer", "sha256").first()
    if newest is None:
        return []
    key = f"zinnen:{FORMAT}:{hoofdstuk.urn_id}:{newest[0]}:{newest[1]}"
    kept: list[SectieZinnen] | None = cache.get(key)
    if kept is None:
        kept = trace_zinnen(hoofdstuk)
        cache.set(key, kept, KEEP_SECONDS)
    return kept


def trace_zinnen(hoofdstuk: Hoofdstuk) -> list[SectieZinnen]:
    """The same, computed from all versions."""
    rows = list(hoofdstuk.versies.order_by("nummer").values_list("nummer", "inhoud"))
    if not rows:
        return []
    nummers = [nummer for nummer, _ in rows]
    versies = [text_of(inhoud) for _, inhoud in rows]
    found = blame(versies)
    secties, nummer = [], 0
    for sectie in versies[-1]:
        origins = found.pop(sectie.id, [])  # of sections with the same id only the first is told
        zinnen = []
        for tekst, begint, zin in _plain_zinnen(sectie, origins):
            nummer += 1
            zinnen.append(Zin(nummer, tekst, nummers[zin.versie], nummers[zin.toegevoegd], begint))
        if zinnen:
            secties.append(SectieZinnen(sectie.id, sectie.kop, zinnen))
    return secties


def _plain_zinnen(sectie: Sectie, zinnen: Sequence[ZinHerkomst]) -> Iterator[tuple[str, bool, ZinHerkomst]]:
    """The sentences in plain words, and whether each begins a paragraph; a line without words is none."""
    text = normalise(sectie.tekst)
    seen = visible(text)
    end = 0
    for zin in zinnen:
        places = range(bisect_left(seen.begin, zin.begin), bisect_left(seen.begin, zin.einde))
        plain = "".join(_with_space(text, seen, place) for place in places).strip()
        starts = bool(_BREAK_RE.search(text, end, zin.begin) or _BLOCK_RE.match(text, zin.begin))
        end = zin.einde
        if plain:
            yield plain, starts, zin


def _with_space(text: str, seen: Zichtbaar, place: int) -> str:
    """A visible character, after a space where there is one in the text or where a cell of a table begins."""
    gap = text[seen.einde[place - 1] : seen.begin[place]] if place else ""
    return f" {seen.tekens[place]}" if gap and _GAP_RE.search(gap) else seen.tekens[place]
