"""Themas that a line seems to be about: those of which the name or a synonym stands in it, in any inflection."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kennisbank.search.whoosh.analysis import STOP_WORDS, analyse
from themas.models import Thema, ThemaSoort

AANTAL = 3
_NAME, _SYNONYM = 3.0, 2.0


@dataclass(frozen=True)
class _Ingang:
    """One way to write a term, as word stems in order."""

    stems: tuple[str, ...]
    thema: Thema
    weight: float


def _stems(text: str) -> tuple[str, ...]:
    return tuple(term.text for term in analyse(text))


class Woordenlijst:
    """The vocabulary, ready to be looked up in running text."""

    def __init__(self, themas: Iterable[Thema]) -> None:
        self._by_first: dict[str, list[_Ingang]] = defaultdict(list)
        for thema in themas:
            self._add(thema, thema.naam, _NAME)
            for synoniem in thema.synoniemen.all():
                self._add(thema, synoniem.term, _SYNONYM)

    def _add(self, thema: Thema, text: str, weight: float) -> None:
        stems = _stems(text)
        if stems and not (len(stems) == 1 and stems[0] in STOP_WORDS):
            self._by_first[stems[0]].append(_Ingang(stems, thema, weight))

    def suggest(self, tekst: str, *, without: Collection[int] = (), most: int = AANTAL) -> list[Thema]:
        """The themas the text seems to be about, likeliest first; those with a key in `without` are left out."""
        stems = _stems(tekst)
        scores: dict[int, float] = defaultdict(float)
        found: dict[int, Thema] = {}
        for place, stem in enumerate(stems):
            for entry in self._by_first.get(stem, ()):
                if stems[place : place + len(entry.stems)] == entry.stems and entry.thema.pk not in without:
                    scores[entry.thema.pk] += entry.weight * len(entry.stems)
                    found[entry.thema.pk] = entry.thema
        return sorted(found.values(), key=lambda thema: (-scores[thema.pk], thema.volgorde, thema.naam))[:most]


def load_woordenlijst() -> Woordenlijst:
    """The themas in use, in two queries; names of lenzen such as "team" say too little to suggest anything by."""
    return Woordenlijst(Thema.objects.current().soort(ThemaSoort.THEMA).prefetch_related("synoniemen"))
