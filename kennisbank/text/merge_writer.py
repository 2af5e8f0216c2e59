"""Writes the pieces of a merged text, with between every two the white space that both sides wanted there."""

from collections.abc import Sequence
from functools import cached_property

from kennisbank.text.conflicts import Conflict, Stuk, ends_block, parting, starts_block
from kennisbank.text.sentence_runs import Reeks, Zinnen
from kennisbank.text.white_space import LINE, combine, indentation, merge_white, strength, stronger

Gaten = Sequence[str | None]


class MergeWriter:
    """Is told in order which sentences, conflicts and gaps follow; gaps between two of them become one."""

    def __init__(self, basis: Gaten, ons: Gaten, hun: Gaten, kanten: tuple[Zinnen, Zinnen]) -> None:
        self._gaten = (basis, ons, hun)
        self._kanten = kanten
        self._stukken: list[Stuk] = []
        self._vorige: tuple[str, ...] = ()
        self._plekken: list[int] = []
        self._wit: list[str] = []
        self._streng = False

    def gap(self, plek: int, *, streng: bool = False) -> None:
        """A gap of the base; `streng` when it borders on a conflict, so that it must do for whatever is chosen."""
        self._plekken.append(plek)
        self._streng = self._streng or streng

    def white(self, wit: str) -> None:
        """A gap that one side or both brought along with an addition."""
        self._wit.append(wit)

    def text(self, reeks: Reeks) -> None:
        """Sentences as one version has them, with the gaps between."""
        if not reeks:
            return
        gat = self._flush()
        voor, na = self._vorige, reeks.bron.zinnen[reeks.van]
        if voor and not self._stands(voor, gat, na):
            gat = _part(voor, gat, (na,))
        self._stukken.append(gat + reeks.tekst)
        self._vorige = (reeks.bron.zinnen[reeks.tot - 1],)

    def conflict(self, conflict: Conflict) -> None:
        """A conflict; the gaps around it suit both its sides."""
        gat = self._flush()
        kanten = tuple(kant for kant in (conflict.ons, conflict.hun) if kant)
        if self._vorige:
            gat = _part(self._vorige, gat, kanten)
        self._stukken += [gat, conflict] if gat else [conflict]
        self._vorige = kanten

    def pieces(self) -> tuple[Stuk, ...]:
        """Return all pieces, runs of text as one."""
        self._stukken.append(self._flush().rstrip(" \t\u00a0\n"))
        samen: list[Stuk] = []
        loop: list[str] = []
        for stuk in [*self._stukken, None]:
            if isinstance(stuk, str):
                loop.append(stuk)
                continue
            if tekst := "".join(loop):
                samen.append(tekst)
            loop = []
            if stuk is not None:
                samen.append(stuk)
        return tuple(samen)

    def _flush(self) -> str:
        """Return the gap that all gaps since the last piece come down to."""
        gat = self._merged()
        eigen = bool(self._wit)
        reeks = [*self._wit, *([gat] if gat is not None else [])]
        self._plekken, self._wit, self._streng = [], [], False
        samen = combine(reeks) if reeks else ""
        if not self._stukken and (eigen or "\n" in samen):
            return indentation(samen)
        return samen

    def _merged(self) -> str | None:
        basis, ons, hun = (_strongest(gaten, self._plekken) for gaten in self._gaten)
        if self._streng and ons is not None and hun is not None:
            return stronger(ons, hun)
        gat = merge_white(basis, ons, hun)
        return basis if gat is None and not self._wit else gat

    def _stands(self, voor: tuple[str, ...], gat: str, na: str) -> bool:
        """Tell whether two sentences may stand beside each other so: nothing of theirs is at risk, or a side has it."""
        if strength(gat) >= LINE:
            return True
        if gat and not starts_block(na) and not any(ends_block(tekst) for tekst in voor):
            return True
        return len(voor) == 1 and (voor[0], gat, na) in self._written

    @cached_property
    def _written(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            drietal
            for kant in self._kanten
            for drietal in zip(kant.zinnen, kant.gaten[1:], kant.zinnen[1:], strict=False)
        )


def _strongest(gaten: Gaten, plekken: Sequence[int]) -> str | None:
    over = [gat for plek in plekken if (gat := gaten[plek]) is not None]
    return combine(over) if over else None


def _part(voor: Sequence[str], gat: str, na: Sequence[str]) -> str:
    for links in voor:
        for rechts in na:
            gat = parting(links, gat, rechts)
    return gat
