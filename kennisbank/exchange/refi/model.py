"""A REFI-QDA project as plain data. Positions count Unicode code points from 0; ends are exclusive."""

from dataclasses import dataclass

PROJECT_NS = "urn:QDA-XML:project:1.0"
CODEBOOK_NS = "urn:QDA-XML:codebook:1.0"


@dataclass(frozen=True)
class Gebruiker:
    """A user element."""

    guid: str
    naam: str = ""


@dataclass(frozen=True)
class Code:
    """A code, with the codes below it. One that is not codable is a folder of codes."""

    guid: str
    naam: str
    codeerbaar: bool = True
    kleur: str = ""
    omschrijving: str = ""
    notities: tuple[str, ...] = ()
    codes: tuple["Code", ...] = ()


@dataclass(frozen=True)
class Variabele:
    """Something that is known of cases; `soort` is Text, Boolean, Integer, Float, Date or DateTime."""

    guid: str
    naam: str
    soort: str = "Text"
    omschrijving: str = ""


@dataclass(frozen=True)
class Waarde:
    """The value of a variable, spelled as in XML; `soort` as of the variable."""

    variabele: str
    soort: str
    waarde: str


@dataclass(frozen=True)
class Casus:
    """A case: what is studied, with its values and its sources."""

    guid: str
    naam: str = ""
    omschrijving: str = ""
    waarden: tuple[Waarde, ...] = ()
    bronnen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codering:
    """One code given to a selection or a whole source."""

    guid: str
    code: str
    gebruiker: str = ""
    op: str = ""


@dataclass(frozen=True)
class Selectie:
    """A piece of a text."""

    guid: str
    start: int
    eind: int
    naam: str = ""
    omschrijving: str = ""
    gebruiker: str = ""
    op: str = ""
    coderingen: tuple[Codering, ...] = ()
    notities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tekstbron:
    """A text source. `pad` is its file as the project writes it; without, the text is in the project itself."""

    guid: str
    naam: str
    tekst: str
    pad: str = ""
    omschrijving: str = ""
    gebruiker: str = ""
    op: str = ""
    selecties: tuple[Selectie, ...] = ()
    coderingen: tuple[Codering, ...] = ()
    notities: tuple[str, ...] = ()
    is_leesbaar: bool = True


@dataclass(frozen=True)
class Notitie:
    """A note that others point at."""

    guid: str
    naam: str
    tekst: str


@dataclass(frozen=True)
class Koppeling:
    """A link from one thing of the project to another."""

    guid: str
    naam: str
    van: str
    naar: str
    richting: str = "OneWay"


@dataclass(frozen=True)
class Verzameling:
    """A named set of codes, sources and notes."""

    guid: str
    naam: str
    omschrijving: str = ""
    codes: tuple[str, ...] = ()
    bronnen: tuple[str, ...] = ()
    notities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """Everything in one file; a codebook has codes and sets only."""

    naam: str
    herkomst: str = ""
    gemaakt_door: str = ""
    gemaakt_op: str = ""
    omschrijving: str = ""
    gebruikers: tuple[Gebruiker, ...] = ()
    codes: tuple[Code, ...] = ()
    variabelen: tuple[Variabele, ...] = ()
    casussen: tuple[Casus, ...] = ()
    bronnen: tuple[Tekstbron, ...] = ()
    notities: tuple[Notitie, ...] = ()
    koppelingen: tuple[Koppeling, ...] = ()
    verzamelingen: tuple[Verzameling, ...] = ()
