"""Sentences that one side moved: what the other side did to them in their old place goes along to the new one."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kennisbank.text.sentence_runs import Reeks, Zinnen
from kennisbank.text.sentences import sentences
from kennisbank.text.versions import Versie

MergeRun = Callable[[str, str, str], str | None]
"""Merges base, ours and theirs of a moved run; None when that leaves a conflict."""


class Meegenomen(NamedTuple):
    """Ours and theirs after changes were carried along to where the sentences went, and the texts that were carried."""

    ons: str
    hun: str
    teksten: list[str]


def carry_along(ons: Versie, hun: Versie, merge_run: MergeRun) -> Meegenomen | None:
    """Give what one side changed in sentences that the other moved its place among the moved ones.

    None when there is nothing to carry.
    """
    if not ons.moves and not hun.moves:
        return None
    nieuw_ons, terug_hun = _carried(ons, hun, merge_run)
    nieuw_hun, terug_ons = _carried(hun, ons, merge_run)
    vervangen_ons, vervangen_hun = [*nieuw_ons, *terug_ons], [*nieuw_hun, *terug_hun]
    teksten = [tekst for _, tekst in [*nieuw_ons, *nieuw_hun]]
    if not teksten or _overlap(vervangen_ons) or _overlap(vervangen_hun):
        return None
    nieuw_van_ons, nieuw_van_hun = _rewrite(ons.zinnen, vervangen_ons), _rewrite(hun.zinnen, vervangen_hun)
    if nieuw_van_ons is None or nieuw_van_hun is None:
        return None
    return Meegenomen(nieuw_van_ons, nieuw_van_hun, teksten)


Vervanging = tuple[Reeks, str]


def _carried(verplaatser: Versie, ander: Versie, merge_run: MergeRun) -> tuple[list[Vervanging], list[Vervanging]]:
    """Return what to replace in the version that moved, and what to put back in the other."""
    nieuw: list[Vervanging] = []
    terug: list[Vervanging] = []
    for oud, hier in _runs(verplaatser):
        beeld = ander.image(oud.van, oud.tot)
        if beeld is None or beeld.tekst == oud.tekst or _stands_elsewhere(oud, beeld):
            continue
        samen = merge_run(oud.tekst, hier.tekst, beeld.tekst)
        if samen:
            nieuw.append((hier, samen))
            terug.append((beeld, oud.tekst))
    return nieuw, terug


def _stands_elsewhere(oud: Reeks, beeld: Reeks) -> bool:
    """Tell whether what went from its place is elsewhere in that version: then it was moved and nothing reworded it."""
    weg = set(oud.zinnen).difference(beeld.zinnen)
    return not weg.isdisjoint(beeld.bron.zinnen)


def _runs(versie: Versie) -> Iterator[tuple[Reeks, Reeks]]:
    """Yield what moved as a whole: where it was and where it is."""
    verplaatst = sorted(versie.moves.items())
    begin = 0
    for nummer, (i, j) in enumerate(verplaatst, start=1):
        if nummer == len(verplaatst) or verplaatst[nummer] != (i + 1, j + 1):
            oud, hier = verplaatst[begin]
            yield Reeks(versie.basis, oud, i + 1), Reeks(versie.zinnen, hier, j + 1)
            begin = nummer


def _overlap(vervangen: Iterable[Vervanging]) -> bool:
    reeksen = sorted((reeks.van, reeks.tot) for reeks, _ in vervangen)
    return any(een[1] > twee[0] for een, twee in zip(reeksen, reeksen[1:], strict=False))


def _rewrite(zinnen: Zinnen, vervangen: Iterable[Vervanging]) -> str | None:
    """Return the text with other sentences in the place of some; None when these would not be sentences there."""
    delen: list[str] = []
    verwacht: list[str] = []
    plek = 0
    for reeks, tekst in sorted(vervangen, key=lambda paar: paar[0].van):
        delen += [*_until(zinnen, plek, reeks.van), tekst]
        verwacht += [*zinnen.zinnen[plek : reeks.van], *sentences(tekst)]
        plek = reeks.tot
    geheel = "".join([*delen, *_until(zinnen, plek, len(zinnen))])
    return geheel if sentences(geheel) == [*verwacht, *zinnen.zinnen[plek:]] else None


def _until(zinnen: Zinnen, van: int, tot: int) -> Iterator[str]:
    """Yield the sentences of a run, each after its gap, and the gap after the run."""
    for gat, zin in zip(zinnen.gaten[van:tot], zinnen.zinnen[van:tot], strict=True):
        yield gat + zin
    yield zinnen.gaten[tot]
