"""Themas found by the words that people write for them."""

from collections import defaultdict
from collections.abc import Iterable

from kennisbank.text.folding import fold
from themas.models import Synoniem, Thema


class Woordenlijst:
    """The whole vocabulary in memory: by slug, name and synonym. A merged thema leads to the one it went into."""

    def __init__(self) -> None:
        self._themas = {thema.pk: thema for thema in Thema.objects.all()}
        self._slugs: dict[str, Thema] = {}
        self._namen: dict[str, list[Thema]] = defaultdict(list)
        for thema in self._themas.values():
            target = self._current(thema)
            self._slugs[fold(thema.slug)] = target
            self._add(thema.naam, target)
        for pk, term in Synoniem.objects.values_list("thema_id", "term"):
            self._add(term, self._current(self._themas[pk]))

    def _current(self, thema: Thema) -> Thema:
        while thema.opgegaan_in_id is not None:
            thema = self._themas[thema.opgegaan_in_id]
        return thema

    def _add(self, naam: str, thema: Thema) -> None:
        if thema not in self._namen[fold(naam)]:
            self._namen[fold(naam)].append(thema)

    def find(self, woord: str, soort: str = "") -> list[Thema]:
        """The themas that a word may mean: one when it is clear, none when unknown, more when it is not clear."""
        key = fold(woord)
        by_name = [thema for thema in self._namen.get(key, []) if not soort or thema.soort == soort]
        by_slug = self._slugs.get(key)
        if by_slug is not None and (not soort or by_slug.soort == soort) and len(by_name) != 1:
            return [by_slug]
        return by_name

    def names(self) -> Iterable[str]:
        """Every folded name and synonym."""
        return self._namen.keys()
