"""What a book is, before it has a format. The language is always Dutch (nl-NL)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kennisbank.text.wikilinks import Doel


@dataclass(frozen=True)
class Bronvermelding:
    """A bouwsteen that carries a section or stands beside it, as readers see it: `herkomst` names no person."""

    titel: str
    soort: str
    herkomst: str
    url: str
    tegengeluid: bool = False


@dataclass(frozen=True)
class BoekSectie:
    """A section: heading, Markdown as it is stored, what it rests on and what was said against it."""

    kop: str
    tekst: str
    bronnen: tuple[Bronvermelding, ...] = ()
    kanttekeningen: tuple[Bronvermelding, ...] = ()


@dataclass(frozen=True)
class BoekHoofdstuk:
    """One version of a hoofdstuk; `url` is the address of that version or of the page."""

    titel: str
    samenvatting: str
    themas: tuple[str, ...]
    versie: int
    versie_datum: date
    url: str
    secties: tuple[BoekSectie, ...]


@dataclass(frozen=True)
class Boek:
    """An edition as a whole. `links` says where the wiki links in its texts lead; relative addresses start at `url`."""

    titel: str
    subtitel: str
    editie: str
    datum: date
    inleiding: str
    hoofdstukken: tuple[BoekHoofdstuk, ...]
    uitgever: str
    urn: str
    url: str
    links: Mapping[str, Doel] = field(default_factory=dict)
