"""What the codings of a file mean here: themas for bouwstenen whose words were selected; the rest is told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bouwstenen.models import Bouwsteen, BouwsteenStatus
from kennisbank.exchange.formats.source import Melding, MeldingSoort
from kennisbank.exchange.refi.codes import Codeplan, Doel
from kennisbank.exchange.refi.families import Woorden, codes_of
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.model import Project, Selectie, Tekstbron
from kennisbank.exchange.refi.texts import excerpt, key_of, slice_selections
from kennisbank.text.plain import to_plain
from themas.models import Thema

_MARKUP_RE = re.compile(r"[*_`#\[>|~\\&<]|^\s*(?:[-+]|[0-9]+[.)])\s", re.M)


@dataclass
class Coderingplan:
    """New themas per bouwsteen, how many codings are there already, and what was not taken over."""

    nieuw: dict[int, list[Doel]] = field(default_factory=dict)
    bouwstenen: dict[int, Bouwsteen] = field(default_factory=dict)
    ongewijzigd: int = 0
    meldingen: list[Melding] = field(default_factory=list)


def plan_codings(project: Project, codes: Codeplan) -> Coderingplan:
    """Lay every coded piece of text beside our bouwstenen. Nothing is ever taken away."""
    return _Planner(codes).plan(project.bronnen)


class _Planner:
    def __init__(self, codes: Codeplan) -> None:
        self._codes = codes
        self._result = Coderingplan()
        self._by_guid: dict[str, Bouwsteen] = {}
        self._by_text: dict[str, set[int]] = defaultdict(set)
        self._keys: dict[int, set[str]] = {}

    def plan(self, bronnen: Iterable[Tekstbron]) -> Coderingplan:
        coded = [bron for bron in bronnen if any(s.coderingen for s in bron.selecties) or bron.coderingen]
        if coded:
            self._load()
        for bron in coded:
            self._plan_source(bron)
        return self._result

    def _load(self) -> None:
        """The published bouwstenen by GUID, and by every spelling of their words that somebody may select."""
        self._woorden = Woorden.load()
        rows = Bouwsteen.objects.published().filter(citaat_ingetrokken_op__isnull=True)
        for steen in rows.select_related("lichaamsdeel").defer("ingebracht_door").prefetch_related("themas"):
            self._result.bouwstenen[steen.pk] = steen
            self._by_guid[guid_of(steen.urn)] = steen
            self._keys[steen.pk] = set(_spellings(steen))
            for key in self._keys[steen.pk]:
                self._by_text[key].add(steen.pk)

    def _plan_source(self, bron: Tekstbron) -> None:
        naam = bron.naam or "bron zonder naam"
        if bron.coderingen:
            self._tell(
                naam, f"Coderingen van de hele bron: {len(bron.coderingen)}. Hier krijgen alleen bouwstenen een thema."
            )
        if not bron.is_leesbaar:
            return
        for selectie, words in zip(bron.selecties, slice_selections(bron, self._by_text), strict=True):
            if selectie.coderingen:
                self._plan_selection(naam, selectie, words)

    def _plan_selection(self, bron: str, selectie: Selectie, words: str | None) -> None:
        if words is None:
            self._tell(bron, f"Positie {selectie.start} tot {selectie.eind} ligt niet in de tekst.")
            return
        steen = self._find(selectie, words)
        if isinstance(steen, str):
            self._tell(bron, f"{excerpt(words)} ({', '.join(self._names(selectie))}): {steen}")
        else:
            self._plan_bouwsteen(bron, steen, selectie)

    def _find(self, selectie: Selectie, words: str) -> Bouwsteen | str:
        """The bouwsteen with these words; a reason when there is not just one."""
        key, own = key_of(words), self._by_guid.get(selectie.guid)
        if own is not None:
            return own if key in self._keys[own.pk] else f"de tekst van ‘{own.titel}’ is hier anders."
        found = self._by_text.get(key, set())
        if len(found) > 1:  # what was split or merged lives on in another, sometimes with the same words
            found = {pk for pk in found if self._result.bouwstenen[pk].status == BouwsteenStatus.GEPUBLICEERD}
        if len(found) == 1:
            return self._result.bouwstenen[next(iter(found))]
        return "meer dan een bouwsteen heeft deze tekst." if found else "dit is niet de tekst van een bouwsteen."

    def _plan_bouwsteen(self, bron: str, steen: Bouwsteen, selectie: Selectie) -> None:
        here = {thema.pk for thema in (self._woorden.current(each) for each in steen.themas.all())}
        for codering in selectie.coderingen:
            doel = self._codes.themas.get(codering.code)
            if doel is None:
                self._plan_fixed(bron, steen, codering.code)
            elif isinstance(doel, Thema) and doel.pk in here:
                self._result.ongewijzigd += 1
            elif doel not in self._result.nieuw.setdefault(steen.pk, []):
                self._result.nieuw[steen.pk].append(doel)

    def _plan_fixed(self, bron: str, steen: Bouwsteen, code: str) -> None:
        """Place and kind of a bouwsteen were settled in the gesprek: a file does not change them."""
        naam = self._codes.namen.get(code, "")
        if code not in self._codes.namen:
            self._tell(bron, f"Een codering van ‘{steen.titel}’ wijst naar een code die er niet is.")
        elif code in self._codes.vast and self._codes.vast[code] not in codes_of(steen, self._woorden):
            self._tell(bron, f"‘{steen.titel}’ met ‘{naam}’: plek en soort van een bouwsteen veranderen niet.")
        else:
            self._result.ongewijzigd += code in self._codes.vast

    def _names(self, selectie: Selectie) -> Iterator[str]:
        return (self._codes.namen.get(codering.code, "?") or "?" for codering in selectie.coderingen)

    def _tell(self, plek: str, tekst: str) -> None:
        self._result.meldingen.append(Melding(plek[:150], tekst, MeldingSoort.CODERING))


def _spellings(steen: Bouwsteen) -> Iterator[str]:
    """Title and text together, as our own export has them, and the text alone; as Markdown and as plain words."""
    texts = [steen.tekst, to_plain(steen.tekst)] if _MARKUP_RE.search(steen.tekst) else [steen.tekst]
    for tekst in texts:
        yield key_of(f"{steen.titel} {tekst}")
        yield key_of(tekst)
