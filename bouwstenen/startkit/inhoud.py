"""What is in the startkit: steps, tasks, formats, questions, stellingen; read from the YAML files in inhoud/."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

MAP = Path(__file__).with_name("inhoud")
GESPREKSWEEK = 3
"""The week of the planning in which the gesprek is held; week 1 is when it starts."""
MAX_MINUTEN = 90

T = TypeVar("T")


class InhoudFout(ValueError):
    """A file of the startkit contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One part of an agenda."""

    titel: str
    minuten: int
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to hold a gesprek; `url` leads to where it is played when that is elsewhere."""

    sleutel: str
    naam: str
    kort: str
    uitleg: str
    kies_als: str
    icoon: str
    agenda: tuple[Onderdeel, ...]
    klaarleggen: tuple[str, ...]
    tips: tuple[str, ...]
    verslagvorm: str
    url: str = ""

    @property
    def minuten(self) -> int:
        """How long it takes."""
        return sum(onderdeel.minuten for onderdeel in self.agenda)


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing to do: on a weekday (1 is Monday) of a week of the planning, or a number of days after the gesprek."""

    sleutel: str
    titel: str
    uitleg: str
    week: int
    stap: int
    dag: int = 1
    dagen_na_gesprek: int | None = None
    verplicht: bool = True
    link: str = ""

    def valt_op(self, gespreksdag: date) -> date:
        """The date of this task when the gesprek is held on `gespreksdag`."""
        if self.dagen_na_gesprek is not None:
            return gespreksdag + timedelta(days=self.dagen_na_gesprek)
        maandag = gespreksdag - timedelta(days=gespreksdag.weekday())
        return maandag + timedelta(weeks=self.week - GESPREKSWEEK, days=self.dag - 1)


@dataclass(frozen=True, slots=True)
class Stap:
    """One of the four steps: what it is for, what to do, and when it is done."""

    nummer: int
    sleutel: str
    naam: str
    kort: str
    uitleg: str
    wanneer: str
    tips: tuple[str, ...]
    klaar_als: str
    icoon: str
    materiaal: tuple[tuple[str, str, str], ...] = ()

    @property
    def taken(self) -> tuple[Taak, ...]:
        """What to do in this step, in order."""
        return tuple(taak for taak in taken() if taak.stap == self.nummer)


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question of the menu; its key never changes, because addresses and plans hold it."""

    sleutel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Vragencluster:
    """Questions that belong together."""

    sleutel: str
    naam: str
    uitleg: str
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True, slots=True)
class Lichaamsdeel:
    """A part of the model van ‘de’ ambtenaar; the key is the slug of its Thema."""

    sleutel: str
    naam: str
    vraag: str
    uitleg: str
    doorvragen: tuple[str, ...]
    voorbeeld: str


@dataclass(frozen=True, slots=True)
class Vak:
    """A box of the responscanvas; the key is that of Canvasvak."""

    sleutel: str
    naam: str
    vraag: str
    voorbeeld: str


@dataclass(frozen=True, slots=True)
class Stelling:
    """One statement of a poll; `thema` is the slug of the Thema it is about."""

    sleutel: str
    tekst: str
    thema: str


@dataclass(frozen=True, slots=True)
class Verhalen:
    """What to ask for when people bring a story, an image or an object."""

    verhaal: tuple[str, ...]
    beeld: tuple[str, ...]
    luisteren: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Openingen:
    """Sentences to begin and to end with."""

    centrale_vraag: str
    welkom: tuple[str, ...]
    afspraken: tuple[str, ...]
    zin_afmaken: tuple[str, ...]
    afsluiten: tuple[str, ...]


def _read(naam: str) -> Any:
    return yaml.safe_load((MAP / f"{naam}.yaml").read_text(encoding="utf-8"))


def _build(naam: str, make: Callable[[Mapping[str, Any]], T], rows: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    """Each row as a typed thing. Raises InhoudFout for a row that has not what it should, and for a key used twice."""
    built: dict[str, T] = {}
    for row in rows:
        sleutel = str(row.get("sleutel", ""))
        if not sleutel or sleutel in built:
            raise InhoudFout(f"{naam}.yaml: '{sleutel}' has no key of its own")
        try:
            built[sleutel] = make({**row, **{name: _frozen(value) for name, value in row.items()}})
        except (TypeError, KeyError) as error:
            raise InhoudFout(f"{naam}.yaml: '{sleutel}': {error}") from error
    return tuple(built.values())


def _frozen(value: Any) -> Any:
    """Lists as tuples, and folded text without the white space around it."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value.strip() if isinstance(value, str) else value


@cache
def stappen() -> tuple[Stap, ...]:
    """The four steps, in order."""
    return _build("stappen", lambda row: Stap(**row), _read("stappen"))


@cache
def taken() -> tuple[Taak, ...]:
    """The task list, in the order of the calendar."""
    rows = _build("taken", lambda row: Taak(**row), _read("taken"))
    woensdag = date(2026, 1, 14)
    return tuple(sorted(rows, key=lambda taak: taak.valt_op(woensdag)))


@cache
def formats() -> dict[str, Format]:
    """The formats by key; the keys are those of GesprekFormat."""

    def make(row: Mapping[str, Any]) -> Format:
        agenda = tuple(Onderdeel(**{**part, "uitleg": part.get("uitleg", "").strip()}) for part in row["agenda"])
        made = Format(**{**row, "agenda": agenda})
        if not 0 < made.minuten <= MAX_MINUTEN:
            raise InhoudFout(f"formats.yaml: '{made.sleutel}' takes {made.minuten} minutes")
        return made

    return {made.sleutel: made for made in _build("formats", make, _read("formats"))}


@cache
def vragen() -> tuple[Vragencluster, ...]:
    """The menu of questions, by cluster."""

    def make(row: Mapping[str, Any]) -> Vragencluster:
        questions = tuple(Vraag(f"{row['sleutel']}-{nummer}", tekst) for nummer, tekst in row["vragen"].items())
        return Vragencluster(**{**row, "vragen": questions})

    return _build("vragen", make, _read("vragen"))


@cache
def vraag_op_sleutel() -> dict[str, Vraag]:
    """Every question of the menu by its key."""
    return {vraag.sleutel: vraag for cluster in vragen() for vraag in cluster.vragen}


@cache
def lichaamsdelen() -> tuple[Lichaamsdeel, ...]:
    """The five body parts, from head to feet."""
    return _build("lichaamsdelen", lambda row: Lichaamsdeel(**row), _read("lichaamsdelen"))


@cache
def canvasvakken() -> tuple[Vak, ...]:
    """The boxes of the responscanvas, in the order of the paper one."""
    return _build("canvas", lambda row: Vak(**row), _read("canvas"))


@cache
def stellingen() -> tuple[Stelling, ...]:
    """The statements to choose from for a poll."""
    return _build("stellingen", lambda row: Stelling(**row), _read("stellingen"))


@cache
def verhalen() -> Verhalen:
    """What to ask for when people bring something."""
    return Verhalen(**{name: _frozen(value) for name, value in _read("verhalen").items()})


@cache
def openingen() -> Openingen:
    """Sentences to begin and to end with."""
    return Openingen(**{name: _frozen(value) for name, value in _read("openingen").items()})
