"""The units that a difference is told by: paragraphs, list items, headings, quotations, table rows, blocks of code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kennisbank.text.code_spans import fenced_ranges, opening_fence

_ITEM_RE = re.compile(r"^(?P<inspringing>[ \t]*)(?P<merk>[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_HEADING_RE = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING_RE = re.compile(r"[ \t]+#+[ \t]*$")
_RULE_RE = re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_TABLE_RULE_RE = re.compile(r"^[ \t|:-]*-[ \t|:-]*$")
_QUOTE_RE = re.compile(r"^ {0,3}> ?")
_MAX_LEVEL = 8


class AlineaSoort(StrEnum):
    """What kind of paragraph it is."""

    ALINEA = "alinea"
    LIJSTITEM = "lijstitem"
    KOP = "kop"
    CITAAT = "citaat"
    CODE = "code"
    TABELRIJ = "tabelrij"


@dataclass(frozen=True)
class Eenheid:
    """One unit: its Markdown without the mark it begins with.

    `niveau` is how deep a list item is nested (0 and up) or the level of a heading (1 to 6). `merk` is what the page
    shows before a list item (a bullet or a number), the language of code, or the line between the rows of a table.
    """

    soort: AlineaSoort
    bron: str
    niveau: int = 0
    merk: str = ""

    @cached_property
    def sleutel(self) -> tuple[str, int, str, str]:
        """What must be equal for two units to be equal; the number of a list item does not count."""
        merk = "1." if self.merk[:1].isdigit() else self.merk
        return self.soort, self.niveau, merk, " ".join(self.bron.split())


def split_units(tekst: str) -> list[Eenheid]:
    """Return the units of a normalised text, in order; together they have all of its words."""
    gevonden: list[Eenheid] = []
    plek = 0
    for begin, einde in [*fenced_ranges(tekst), (len(tekst), len(tekst))]:
        gevonden += _Splitser().split(tekst[plek:begin])
        if einde > begin:
            gevonden.append(_fence(tekst[begin:einde]))
        plek = einde
    return gevonden


def _fence(blok: str) -> Eenheid:
    eerste, *regels = blok.split("\n")
    hek = opening_fence(eerste)
    if hek is not None and regels and hek.closed_by(regels[-1]):
        regels.pop()
    return Eenheid(AlineaSoort.CODE, "\n".join(regels), merk=hek.taal if hek else "")


class _Splitser:
    """Takes lines one by one, remembering in which list it is."""

    def __init__(self) -> None:
        self._lijst: list[int] = []
        self._regels: list[str] = []
        self._kop: tuple[AlineaSoort, int, str] = (AlineaSoort.ALINEA, 0, "")

    def split(self, tekst: str) -> Iterator[Eenheid]:
        for regel in tekst.split("\n"):
            if not regel.strip():
                yield from self._end()
                continue
            yield from self._take(regel)
        yield from self._end()

    def _take(self, regel: str) -> Iterator[Eenheid]:
        soort, niveau, merk, rest = self._read(regel)
        doorlopend = soort == self._kop[0] and not merk and soort in (AlineaSoort.ALINEA, AlineaSoort.CITAAT)
        in_item = soort == AlineaSoort.ALINEA and self._kop[0] in (AlineaSoort.LIJSTITEM, AlineaSoort.CITAAT)
        if self._regels and (doorlopend or in_item):
            if soort == AlineaSoort.CITAAT and not rest.strip():
                yield from self._end()
            else:
                self._regels.append(rest)
            return
        yield from self._end()
        self._kop, self._regels = (soort, niveau, merk), [rest]
        if soort in (AlineaSoort.KOP, AlineaSoort.TABELRIJ):
            yield from self._end()

    def _end(self) -> Iterator[Eenheid]:
        soort, niveau, merk = self._kop
        if self._regels and (merk or any(regel.strip() for regel in self._regels)):
            yield Eenheid(soort, "\n".join(self._regels), niveau, merk)
        self._regels = []
        self._kop = (AlineaSoort.ALINEA, 0, "")

    def _read(self, regel: str) -> tuple[AlineaSoort, int, str, str]:
        """Return what kind of line this is, its level and mark, and what is left of it."""
        if kop := _HEADING_RE.match(regel):
            self._lijst = []
            return AlineaSoort.KOP, len(kop[1]), "", _CLOSING_RE.sub("", regel[kop.end() :])
        if citaat := _QUOTE_RE.match(regel):
            return AlineaSoort.CITAAT, 0, "", regel[citaat.end() :]
        if regel.lstrip().startswith("|"):
            lijn = regel.strip() if _TABLE_RULE_RE.match(regel) else ""
            return AlineaSoort.TABELRIJ, 0, lijn, "" if lijn else regel.strip().strip("|").strip()
        item = None if _RULE_RE.match(regel) else _ITEM_RE.match(regel)
        if item and self._starts_item(item["merk"]):
            niveau = self._nest(len(item["inspringing"].expandtabs(4)))
            merk = item["merk"].replace(")", ".") if item["merk"][0].isdigit() else "\u2022"
            return AlineaSoort.LIJSTITEM, niveau, merk, regel[item.end() :]
        if not self._regels and not regel.startswith((" ", "\t")):
            self._lijst = []
        return AlineaSoort.ALINEA, 0, "", regel

    def _starts_item(self, merk: str) -> bool:
        """Tell whether a list mark is one here: a number within a paragraph may be the end of a sentence."""
        return bool(self._lijst) or not self._regels or not merk[0].isdigit() or merk[:-1] == "1"

    def _nest(self, inspringing: int) -> int:
        while self._lijst and inspringing < self._lijst[-1] + 2:
            self._lijst.pop()
        self._lijst = [*self._lijst[: _MAX_LEVEL - 1], inspringing]
        return len(self._lijst) - 1
