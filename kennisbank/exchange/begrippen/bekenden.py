"""Begrippen that the site knows already: by their own name, by where they came from, or by what they are called."""

from collections import defaultdict
from enum import Enum, auto

from kennisbank.exchange.begrippen.model import Begrip
from kennisbank.exchange.models import Begripbron
from kennisbank.text.folding import fold
from themas.models import Synoniem, Thema


class Herkenning(Enum):
    """By what a begrip was known again."""

    EIGEN = auto()
    BRON = auto()
    NAAM = auto()
    NIEUW = auto()


class Bekenden:
    """The whole vocabulary in memory, each table read once."""

    def __init__(self) -> None:
        self._themas = {thema.pk: thema for thema in Thema.objects.all()}
        self._by_urn = {thema.urn: thema for thema in self._themas.values()}
        self._bronnen: dict[str, Thema] = {}
        self.fingerprints: dict[str, str] = {}
        for uri, pk, sha256 in Begripbron.objects.values_list("uri", "thema_id", "sha256"):
            self._bronnen[uri] = self._themas[pk]
            self.fingerprints[uri] = sha256
        self._names: dict[str, dict[str, Thema]] = defaultdict(dict)
        for thema in self._themas.values():
            if thema.opgegaan_in_id is None:
                self._names[fold(thema.naam)][thema.soort] = thema
        self._synoniemen: dict[int, set[str]] = defaultdict(set)
        self._owners: dict[str, str] = {}
        for pk, term in Synoniem.objects.values_list("thema_id", "term"):
            self._synoniemen[pk].add(term)
            self._owners[fold(term)] = self._themas[pk].urn
        for thema in self._themas.values():
            if thema.opgegaan_in_id is not None:
                self._owners.setdefault(fold(thema.naam), self._themas[thema.opgegaan_in_id].urn)

    def find(self, begrip: Begrip, soort: str) -> tuple[Herkenning, Thema | None]:
        """The thema that a begrip is, and by what it was known."""
        if begrip.urn in self._by_urn:
            return Herkenning.EIGEN, self._by_urn[begrip.urn]
        if begrip.uri in self._bronnen:
            return Herkenning.BRON, self._bronnen[begrip.uri]
        thema = self._names.get(fold(begrip.naam), {}).get(soort)
        return (Herkenning.NAAM, thema) if thema else (Herkenning.NIEUW, None)

    def by_uri(self, uri: str) -> Thema | None:
        """The thema that came from this URI."""
        return self._bronnen.get(uri)

    def by_urn(self, urn: str) -> Thema | None:
        """The thema with this URN."""
        return self._by_urn.get(urn)

    def synonym_of(self, term: str) -> Thema | None:
        """The thema that this word is a synonym of, or the name of what went up in it."""
        return self._by_urn.get(self._owners.get(fold(term), ""))

    def synoniemen_of(self, thema: Thema | None) -> set[str]:
        """The synonyms that a thema has."""
        return set(self._synoniemen[thema.pk]) if thema else set()

    def is_taken(self, naam: str, soort: str, thema: Thema) -> bool:
        """Whether another thema of this kind has this name."""
        other = self._names.get(fold(naam), {}).get(soort)
        return other is not None and other.pk != thema.pk

    def is_new_bron(self, uri: str) -> bool:
        """Whether no thema came from this URI yet."""
        return uri not in self.fingerprints

    def owner_of(self, term: str) -> str | None:
        """By its key, who has this word as a synonym or as its name."""
        owner = self._owners.get(fold(term))
        names = self._names.get(fold(term), {})
        return owner or next((thema.urn for thema in names.values()), None)

    def claim(self, term: str, sleutel: str) -> None:
        """From now on this word belongs to the begrip with this key."""
        self._owners.setdefault(fold(term), sleutel)
