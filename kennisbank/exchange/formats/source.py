"""What every reader of documents gives back: plain data, no models."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LeesFout(ValueError):
    """A source that cannot be read; the message is Dutch and fit for whoever imports."""


@dataclass(frozen=True)
class Verwijzing:
    """A link as the source itself states it: the text of the link and the id of the document it leads to."""

    tekst: str
    doel: str


class MeldingSoort(StrEnum):
    """What a remark is about; remarks are grouped by it."""

    DOCUMENT = "Document niet meegenomen"
    AFBEELDING = "Afbeelding niet meegenomen"
    LINK = "Link is gewone tekst geworden"
    OPMAAK = "Opmaak of code weggehaald"
    GEGEVENS = "Gegeven uit de front matter niet overgenomen"
    KOP = "Kop aangepast"
    LENGTE = "Lange tekst gedeeld"
    BEGRIP = "Gegeven van een begrip niet overgenomen"
    LEZEN = "Bij het lezen"
    BRON = "Bron niet gelezen"
    HERKEND = "Code herkend"
    PERSOON = "Lijkt een persoonsgegeven"
    CODE = "Code niet overgenomen"
    CODERING = "Codering niet overgenomen"


@dataclass(frozen=True)
class Melding:
    """Something to tell about one place in a source: a document, or nothing for the source as a whole."""

    plek: str
    tekst: str
    soort: MeldingSoort = MeldingSoort.LEZEN


@dataclass(frozen=True)
class Brondocument:
    """One document of a source: its id there, its title, its Markdown and what is known about it."""

    bron_id: str
    titel: str
    tekst: str
    pad: str
    meta: Mapping[str, object] = field(default_factory=dict)
    verwijzingen: tuple[Verwijzing, ...] = ()


@dataclass(frozen=True)
class Bron:
    """Everything that was read from one folder or file, in order, and what was left out on the way."""

    naam: str
    documenten: tuple[Brondocument, ...]
    weggelaten: tuple[Melding, ...] = ()
    waarschuwingen: tuple[Melding, ...] = ()
