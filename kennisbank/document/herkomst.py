"""Which sentences of a hoofdstuk rest on which bouwstenen, as readers see it. Apps above this one tell which do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from kennisbank.text.marks import Markering, Verwijzing
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements
from kennisbank.ui.bronnen import Bron
from kennisbank.ui.geheugen import Geheugen

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk

GEHEUGEN = Geheugen(12_000_000)
"""Counted sentences and rendered panels, for a panel takes long to render."""

STANDEN = {
    "verschoven": "staat nu op een andere plek",
    "gewijzigd": "is daarna herschreven",
}


@dataclass(frozen=True, slots=True)
class Steun:
    """A passage of a section, in code points of its normalised text, with the bouwsteen that supports it.

    `bouwsteen` is its urn id; None says that the redactie marked the passage as its own words. `stand` is how the
    passage came through the versions: vast, verschoven or gewijzigd.
    """

    begin: int
    einde: int
    exact: str
    bouwsteen: str | None
    stand: str


Vinder = Callable[["Hoofdstuk", int], Mapping[str, Sequence[Steun]]]
_vinders: list[Vinder] = []


def register_herkomst(vinder: Vinder) -> None:
    """Add `vinder(hoofdstuk, nummer)`, which gives the supported passages of a version by section id."""
    if vinder not in _vinders:
        _vinders.append(vinder)


def find_herkomst(hoofdstuk: Hoofdstuk, nummer: int) -> dict[str, list[Steun]]:
    """The supported passages of a version by section id, in the order of the text."""
    found: dict[str, list[Steun]] = {}
    for vinder in _vinders:
        for sectie_id, passages in vinder(hoofdstuk, nummer).items():
            found.setdefault(sectie_id, []).extend(passages)
    return {sectie_id: sorted(passages, key=_place) for sectie_id, passages in found.items()}


def _place(passage: Steun) -> tuple[int, int, str]:
    return passage.begin, passage.einde, passage.bouwsteen or ""


@dataclass(frozen=True, slots=True)
class Zinverwijzing:
    """The way from a bouwsteen back to a sentence: its number in the section, its id, and what happened to it since."""

    nummer: int
    anker: str
    stand: str


@dataclass(frozen=True, slots=True)
class Herkomstregel:
    """One bouwsteen in the panel of a section; without `bron` it is one that readers do not see (any more)."""

    nummer: int
    anker: str
    bron: Bron | None
    zinnen: tuple[Zinverwijzing, ...]


@dataclass(frozen=True, slots=True)
class Aandeel:
    """How many sentences rest on a bouwsteen, and how many are the redactie's own."""

    zinnen: int = 0
    met_bron: int = 0
    redactioneel: int = 0

    def __add__(self, other: Aandeel) -> Aandeel:
        return Aandeel(
            self.zinnen + other.zinnen, self.met_bron + other.met_bron, self.redactioneel + other.redactioneel
        )

    @property
    def procent(self) -> int:
        """The share with a source, as a whole percentage."""
        return round(100 * self.met_bron / self.zinnen) if self.zinnen else 0

    def __str__(self) -> str:
        if not self.zinnen:
            return "Hier staan geen zinnen."
        aantal = str(self.met_bron) if self.met_bron else "Nog geen"
        heeft = "hebben" if self.met_bron > 1 else "heeft"
        tekst = f"{aantal} van de {self.zinnen} zinnen {heeft} een bron"
        if self.redactioneel:
            tekst += f"; {self.redactioneel} {'zijn' if self.redactioneel > 1 else 'is'} redactioneel"
        return f"{tekst}."


@dataclass(frozen=True, slots=True)
class SectieHerkomst:
    """Where the sentences of one section come from: marks for its text, lines for its panel, and the share.

    `geplaatst` are the numbers of the sentences that could be marked on the page.
    """

    marks: tuple[Markering, ...]
    regels: tuple[Herkomstregel, ...]
    aandeel: Aandeel
    geplaatst: frozenset[int] = frozenset()


class HoofdstukHerkomst:
    """Where the sentences of a hoofdstuk come from. A bouwsteen has one number in all of its sections."""

    def __init__(self, gevonden: Mapping[str, Sequence[Steun]]) -> None:
        self.gevonden = gevonden
        self.bronnen: Mapping[str, Bron] = {}
        self.nummers: dict[str, int] = {}
        self.aandeel = Aandeel()

    def urn_ids(self) -> Iterable[str]:
        """The bouwstenen to look up for `bronnen` before anything is shown."""
        return {
            passage.bouwsteen for found in self.gevonden.values() for passage in found if passage.bouwsteen is not None
        }

    def show(self, sectie_id: str, tekst: str, prefix: str) -> SectieHerkomst:
        """The marks and the panel of a section; call this for each section once, in order."""
        kaal = normalise(tekst)
        passages = [
            passage
            for passage in self.gevonden.get(sectie_id, ())
            if kaal[passage.begin : passage.einde] == passage.exact
        ]
        zinnen: dict[Span, list[Steun]] = {}
        for passage in passages:
            zinnen.setdefault((passage.begin, passage.einde), []).append(passage)
        aandeel = _count(tekst, kaal, passages)
        self.aandeel += aandeel
        marks = tuple(
            self._mark(nummer, span, samen, prefix) for nummer, (span, samen) in enumerate(zinnen.items(), start=1)
        )
        return SectieHerkomst(marks, self._lines(zinnen, prefix), aandeel)

    def _mark(self, nummer: int, span: Span, samen: Sequence[Steun], prefix: str) -> Markering:
        urn_ids = dict.fromkeys(passage.bouwsteen for passage in samen if passage.bouwsteen is not None)
        if not urn_ids:
            return Markering(*span, nummer, "kb-zin--redactioneel")
        numbered = sorted((self.nummers.setdefault(urn_id, len(self.nummers) + 1), urn_id) for urn_id in urn_ids)
        references = tuple(self._reference(number, urn_id, prefix) for number, urn_id in numbered)
        return Markering(*span, nummer, "kb-zin--bron", references)

    def _reference(self, nummer: int, urn_id: str, prefix: str) -> Verwijzing:
        bron = self.bronnen.get(urn_id)
        titel = bron.titel if bron else "niet openbaar"
        return Verwijzing(f"[{nummer}]", f"#{prefix}bron-{nummer}", f"Bron {nummer}: {titel}")

    def _lines(self, zinnen: Mapping[Span, Sequence[Steun]], prefix: str) -> tuple[Herkomstregel, ...]:
        places: dict[str, dict[int, Zinverwijzing]] = {}
        for nummer, samen in enumerate(zinnen.values(), start=1):
            for passage in samen:
                if passage.bouwsteen is not None:
                    zin = Zinverwijzing(nummer, f"{prefix}zin-{nummer}", STANDEN.get(passage.stand, ""))
                    places.setdefault(passage.bouwsteen, {}).setdefault(nummer, zin)
        lines = [
            self._line(self.nummers[urn_id], prefix, self.bronnen.get(urn_id), tuple(found.values()))
            for urn_id, found in places.items()
        ]
        return tuple(sorted(lines, key=lambda line: line.nummer))

    @staticmethod
    def _line(nummer: int, prefix: str, bron: Bron | None, zinnen: tuple[Zinverwijzing, ...]) -> Herkomstregel:
        return Herkomstregel(nummer, f"{prefix}bron-{nummer}", bron, zinnen)


def render_paneel(anker: str, kop: str, herkomst: SectieHerkomst) -> str:
    """The panel of a section, as safe HTML; `anker` is the id of the section."""

    def make() -> str:
        return render_to_string("herkomst/paneel.html", {"anker": anker, "kop": kop, "herkomst": herkomst})

    return GEHEUGEN.get(("paneel", anker, kop, replace(herkomst, marks=())), make, len)


def _count(tekst: str, kaal: str, passages: Iterable[Steun]) -> Aandeel:
    """Count the sentences that share words with a passage; one with a source and a mark counts as one with a source."""
    zinnen = GEHEUGEN.get(tekst, lambda: tuple(statements(kaal)), lambda spans: len(tekst) + 60 * len(spans))
    bron = [(passage.begin, passage.einde) for passage in passages if passage.bouwsteen is not None]
    eigen = [(passage.begin, passage.einde) for passage in passages if passage.bouwsteen is None]
    met_bron, redactioneel = _touched(zinnen, bron), _touched(zinnen, eigen)
    return Aandeel(len(zinnen), len(met_bron), len(redactioneel - met_bron))


def _touched(zinnen: Sequence[Span], passages: Sequence[Span]) -> set[int]:
    """The places of the sentences that share words with a passage; both in the order of the text."""
    touched: set[int] = set()
    plek = 0
    for begin, einde in passages:
        while plek < len(zinnen) and zinnen[plek][1] <= begin:
            plek += 1
        verder = plek
        while verder < len(zinnen) and zinnen[verder][0] < einde:
            touched.add(verder)
            verder += 1
    return touched
