"""What a file holds: rows of found things, and what the file as a whole says about itself."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

# What XML 1.0, and with it a spreadsheet, cannot hold; and the control characters that nobody can see.
_UNWANTED_RE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Rij:
    """One thing that was found. Dates are ISO 8601; what a kind of thing does not have is empty.

    `opmaak` says what the text is written in: "markdown", or "tekst" for words without any.
    """

    kenmerk: str
    soort: str
    titel: str
    tekst: str
    url: str
    opmaak: str = "tekst"
    datum: str = ""
    versie: int | None = None
    bouwsteensoort: str = ""
    tegengeluid: bool | None = None
    themas: tuple[str, ...] = ()
    lenzen: tuple[str, ...] = ()
    plek: str = ""
    gesprek: str = ""
    gesprek_url: str = ""
    gesprek_datum: str = ""
    vorm: str = ""
    organisaties: tuple[str, ...] = ()
    verwerking: str = ""

    def as_data(self) -> dict[str, Any]:
        """The row as JSON holds it, in the order of the fields."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@dataclass(frozen=True)
class Kop:
    """What a file says about itself: what was asked, of which day the words are, and which edition was the newest.

    `query` is the search as its address has it. `selectie` has the kenmerk, name and fingerprint of a Selectie.
    """

    titel: str
    omschrijving: str
    query: str
    url: str
    peildatum: str = ""
    editie: str = ""
    editie_url: str = ""
    selectie: dict[str, str] | None = None
    weggelaten: int = 0


@dataclass(frozen=True)
class Kolom:
    """A column of a table: its name and what stands in it."""

    naam: str
    waarde: Callable[[Rij], str | int | None]


def _flag(value: bool | None) -> str:
    return "" if value is None else "ja" if value else "nee"


KOLOMMEN: Sequence[Kolom] = (
    Kolom("Kenmerk", lambda rij: rij.kenmerk),
    Kolom("Soort", lambda rij: rij.soort),
    Kolom("Titel", lambda rij: rij.titel),
    Kolom("Tekst", lambda rij: rij.tekst),
    Kolom("Datum", lambda rij: rij.datum),
    Kolom("Versie", lambda rij: rij.versie),
    Kolom("Soort bouwsteen", lambda rij: rij.bouwsteensoort),
    Kolom("Tegengeluid", lambda rij: _flag(rij.tegengeluid)),
    Kolom("Thema’s", lambda rij: "; ".join(rij.themas)),
    Kolom("Lenzen", lambda rij: "; ".join(rij.lenzen)),
    Kolom("Plek in het gesprek", lambda rij: rij.plek),
    Kolom("Gesprek", lambda rij: rij.gesprek),
    Kolom("Datum van het gesprek", lambda rij: rij.gesprek_datum),
    Kolom("Vorm van het gesprek", lambda rij: rij.vorm),
    Kolom("Organisaties", lambda rij: "; ".join(rij.organisaties)),
    Kolom("Wat ermee gebeurd is", lambda rij: rij.verwerking),
    Kolom("Adres", lambda rij: rij.url),
    Kolom("Adres van het gesprek", lambda rij: rij.gesprek_url),
)


def clean(tekst: str) -> str:
    """The text with line feeds only and without characters that no spreadsheet or XML can hold."""
    return _UNWANTED_RE.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def defuse(cel: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one, also after spaces, gets an apostrophe."""
    return f"'{cel}" if cel.lstrip().startswith(_FORMULA_STARTS) or cel[:1] in {"\t", "\n", "\r"} else cel


def about(kop: Kop, aantal: int, vingerafdruk: str) -> list[tuple[str, str]]:
    """What the file says about itself, for people."""
    known = [
        ("Titel", kop.titel),
        ("Zoekvraag", kop.omschrijving),
        ("Opnieuw opvragen", kop.url),
        ("Woorden tot en met", kop.peildatum),
        ("Nieuwste editie", kop.editie),
        ("Aantal", str(aantal)),
        ("Weggelaten", f"{kop.weggelaten} (sindsdien ingetrokken)" if kop.weggelaten else ""),
        ("Vingerafdruk van de rijen (SHA-256)", vingerafdruk),
        ("Vingerafdruk van de selectie (SHA-256)", (kop.selectie or {}).get("vingerafdruk", "")),
    ]
    return [(label, clean(value)) for label, value in known if value]
