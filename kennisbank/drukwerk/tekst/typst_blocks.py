"""The blocks of a text as plain data that a Typst template walks through: no markup, so nothing typed can be code."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import Alinea, Blok, Cel, Citaat, Code, Kop, Lijn, Lijst, Run, Runs, Tabel

Data = dict[str, Any]
_LONG_RE = re.compile(r"[^\s\u200b]{60,}")


class TypstTekst:
    """Writes the blocks of one text; a note goes along with the first mark that refers to it."""

    def __init__(self, noten: Noten) -> None:
        self.noten = noten
        self.gezien: set[int] = set()

    def blocks(self, blokken: Sequence[Blok]) -> list[Data]:
        """The blocks in order, ready for JSON."""
        return [self._block(blok) for blok in blokken]

    def _block(self, blok: Blok) -> Data:
        match blok:
            case Alinea(runs):
                return {"soort": "alinea", "r": self._runs(runs)}
            case Kop(niveau, runs):
                return {"soort": "kop", "niveau": niveau, "r": self._runs(runs)}
            case Lijst():
                dicht = all(len(item) <= 1 for item in blok.items)
                items = [self.blocks(item) for item in blok.items]
                return {
                    "soort": "lijst", "geordend": blok.geordend, "start": blok.start, "dicht": dicht, "items": items
                }  # fmt: skip
            case Citaat(binnen):
                return {"soort": "citaat", "b": self.blocks(binnen)}
            case Code(tekst):
                return {"soort": "code", "t": _breakable(tekst)}
            case Tabel():
                rijen = [self._row(rij) for rij in blok.rijen]
                return {"soort": "tabel", "kop": self._row(blok.kop), "rijen": rijen}
            case Lijn():
                return {"soort": "lijn"}

    def _row(self, rij: tuple[Cel, ...]) -> list[Data]:
        return [{"rechts": cel.rechts, "r": self._runs(cel.runs)} for cel in rij]

    def _runs(self, runs: Runs) -> list[Data]:
        stukken: list[Data] = []
        for (url, noot), groep in groupby(runs, key=lambda run: (run.url, run.noot)):
            if noot:
                stukken += [self._note(noot) for _ in groep]
            elif url:
                stukken.append({"u": url, "r": [_run(run) for run in groep]})
            else:
                stukken += [_run(run) for run in groep]
        return stukken

    def _note(self, nummer: int) -> Data:
        if nummer in self.gezien:
            return {"n": str(nummer), "eerste": False}
        self.gezien.add(nummer)
        return {"n": str(nummer), "eerste": True, "b": self.blocks(self.noten.noten[nummer])}


def _run(run: Run) -> Data:
    return {"t": _breakable(run.tekst), "s": list(run.stijlen)}


def _breakable(tekst: str) -> str:
    """Let a very long word break anywhere, so that it stays on the page."""
    return _LONG_RE.sub(lambda woord: "\u200b".join(re.findall(".{1,20}", woord[0])), tekst)
