"""What a search gives back: results with marked words, facets with counts, suggestions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kennisbank.search.fragments import Deel
from kennisbank.search.kinds import FacetValue
from kennisbank.search.zoekvraag import RELEVANCE


@dataclass(frozen=True)
class Treffer:
    """One result. Title and fragment are pieces of plain text, of which some are marked."""

    soort: str
    soort_label: str
    titel: str
    titel_delen: Sequence[Deel]
    url: str
    fragment: Sequence[Deel]
    datum: datetime.date | None
    icoon: str
    object: Any


@dataclass(frozen=True)
class Keuze:
    """A value of a facet with the number of results it would give."""

    waarde: FacetValue
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values, most frequent first."""

    sleutel: str
    label: str
    keuzes: Sequence[Keuze]


@dataclass(frozen=True)
class Zoekresultaat:
    """One page of results."""

    vraag: str
    totaal: int = 0
    treffers: Sequence[Treffer] = ()
    facetten: Sequence[Facet] = ()
    pagina: int = 1
    paginas: int = 1
    sortering: str = RELEVANCE
    # Whether only results with all words are shown; else those come first, and then those with some of the words.
    alle_woorden: bool = True
    bedoelde_je: str | None = None


@dataclass(frozen=True)
class Suggestie:
    """A title that begins as was typed."""

    titel: str
    url: str
    soort: str
