"""The sentences that came into a section on account of a bouwsteen, and what stood there before: plain strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kennisbank.text.diff import AlineaVerschil, diff_texts
from kennisbank.text.normalise import normalise
from kennisbank.text.plain import to_plain
from kennisbank.text.resemblance import Weegschaal, resting_on
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements
from kennisbank.text.tracking import follow
from kennisbank.ui.geheugen import Geheugen

MAX_ZINNEN = 6
"""Of a passage that nobody tied to sentences, so many are shown."""
GEHEUGEN = Geheugen(4_000_000)


@dataclass(frozen=True)
class Passage:
    """What stood there before and what stands there since, as Markdown; `voor` is empty when it was added.

    `ingekort` says that there was more to it than is shown.
    """

    voor: str
    na: str
    ingekort: bool = False

    @property
    def stond_er_al(self) -> bool:
        """Whether the words stayed as they were."""
        return self.voor == self.na

    @property
    def verschil(self) -> list[AlineaVerschil]:
        """The difference, for components/verschil_naast.html."""
        return diff_texts(self.voor, self.na)

    @property
    def voor_tekst(self) -> str:
        """What stood there, as plain text."""
        return to_plain(self.voor).strip()

    @property
    def na_tekst(self) -> str:
        """What stands there since, as plain text."""
        return to_plain(self.na).strip()


def find_passage(oud: str, nieuw: str, spans: Sequence[Span], bron: str) -> Passage | None:
    """The sentences at `spans` in the normalised `nieuw`, with those of `oud` they came from or took the place of.

    Without `spans` those are the sentences that changed and rest on the words of `bron`, or else all that changed. None
    when there are no such sentences: the text stayed as it was.
    """
    key = (oud, nieuw, tuple(spans), bron)
    return GEHEUGEN.get(key, lambda: _find(normalise(oud), normalise(nieuw), spans, bron), lambda _: 4 * len(nieuw))


def _find(oud: str, nieuw: str, spans: Sequence[Span], bron: str) -> Passage | None:
    now = statements(nieuw)
    came_from = _origins(oud, nieuw, now)
    chosen = [i for i, (begin, einde) in enumerate(now) if any(van < einde and begin < tot for van, tot in spans)]
    shortened = False
    if not chosen:
        changed = [i for i in range(len(now)) if not came_from.is_same(i)]
        resting = set(resting_on(nieuw, now, bron, Weegschaal(nieuw[slice(*span)] for span in now)))
        chosen = [i for i in changed if now[i] in resting] or changed
        chosen, shortened = chosen[:MAX_ZINNEN], len(chosen) > MAX_ZINNEN
    if not chosen:
        return None
    before = sorted({i for j in chosen for i in came_from.sources(j)})
    return Passage(_cut(oud, came_from.oud, before), _cut(nieuw, now, chosen), shortened)


@dataclass(frozen=True)
class _Herkomst:
    """Which old sentences each new one came from, and which it took the place of."""

    oud: Sequence[Span]
    banden: dict[int, tuple[set[int], bool]]

    def is_same(self, nieuw: int) -> bool:
        """Whether a sentence stood there word for word."""
        return nieuw in self.banden and self.banden[nieuw][1]

    def sources(self, nieuw: int) -> set[int]:
        """The old sentences it came from; when it came from none, those that went in the same place."""
        if nieuw in self.banden:
            return self.banden[nieuw][0]
        before = [max(old) for new, (old, _) in self.banden.items() if new < nieuw]
        after = [min(old) for new, (old, _) in self.banden.items() if new > nieuw]
        kept = {i for old, _ in self.banden.values() for i in old}
        low, high = max(before, default=-1), min(after, default=len(self.oud))
        return {i for i in range(low + 1, high) if i not in kept}


def _origins(oud: str, nieuw: str, now: Sequence[Span]) -> _Herkomst:
    then = statements(oud)
    if oud == nieuw:
        return _Herkomst(then, {i: ({i}, True) for i in range(len(now))})
    spoor = follow([Sectie("s", "", oud)], [Sectie("s", "", nieuw)])
    old_number, new_number = _numbers(spoor.zinnen_oud.get(0, []), then), _numbers(spoor.zinnen_nieuw.get(0, []), now)
    banden: dict[int, tuple[set[int], bool]] = {}
    for (_, plek), band in spoor.banden.items():
        if plek not in old_number:
            continue
        for target in range(band.van, band.tot):
            if target in new_number:
                sources, same = banden.get(new_number[target], (set(), True))
                banden[new_number[target]] = (sources | {old_number[plek]}, same and band.gelijk)
    return _Herkomst(then, banden)


def _numbers(zinnen: Iterable[Span], wanted: Sequence[Span]) -> dict[int, int]:
    """The number in `wanted` of each sentence, by its place in `zinnen`."""
    known = {span: number for number, span in enumerate(wanted)}
    return {place: known[span] for place, span in enumerate(zinnen) if span in known}


def _cut(tekst: str, zinnen: Sequence[Span], chosen: Sequence[int]) -> str:
    """The chosen sentences as they stand in the text; a blank line where others stand between them."""
    if not chosen:
        return ""
    parts = [tekst[slice(*zinnen[chosen[0]])]]
    for former, number in pairwise(chosen):
        between = tekst[zinnen[former][1] : zinnen[number][0]] if number == former + 1 else "\n\n"
        parts += [between, tekst[slice(*zinnen[number])]]
    return "".join(parts)
