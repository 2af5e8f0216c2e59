"""A vocabulary as plain data, between SKOS and the themas of the site."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kader:
    """A begrippenkader (skos:ConceptScheme): its URI, its name, and what it is for."""

    uri: str
    naam: str
    uitleg: str = ""


@dataclass(frozen=True)
class Begrip:
    """A begrip (skos:Concept). Relations are URIs; `gelijk` are the URIs of the same begrip elsewhere.

    `urn` is the name that our own begrippen never lose, `pagina` the address where people read about it, and
    `vervangen_door` the URI of the begrip that came in its place.
    """

    uri: str
    kader: str
    naam: str
    definitie: str
    toelichting: str = ""
    synoniemen: tuple[str, ...] = ()
    breder: tuple[str, ...] = ()
    verwant: tuple[str, ...] = ()
    gelijk: tuple[str, ...] = ()
    urn: str = ""
    pagina: str = ""
    vervangen_door: str = ""


@dataclass(frozen=True)
class Opmerking:
    """Something about one begrip that was not taken over, and why."""

    plek: str
    tekst: str


@dataclass(frozen=True)
class Begrippenlijst:
    """Kaders with their begrippen. `bron` and `bronnaam` say where all definitions come from."""

    kaders: Sequence[Kader]
    begrippen: Sequence[Begrip]
    bron: str = ""
    bronnaam: str = ""
    overgeslagen: Sequence[Opmerking] = field(default_factory=tuple)
    weggelaten: Sequence[Opmerking] = field(default_factory=tuple)
