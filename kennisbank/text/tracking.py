"""What became of every sentence when a text changed: where it stands now, or what it was reworded to.

Sentences are compared in rounds: equal ones in place, equal ones that moved, reworded, split or joined ones in between
(`linking`), and last of all the question whether the surroundings bear each link out (`surroundings`). A link that they
do not bear out is kept but not called sure: a lookalike elsewhere must never pass for the original.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kennisbank.text.align import Paar
from kennisbank.text.linking import Linker
from kennisbank.text.reading import Lezer
from kennisbank.text.sectie import Sectie, section_keys
from kennisbank.text.sentences import Span
from kennisbank.text.sides import Kant


@dataclass(frozen=True, slots=True)
class Band:
    """What a sentence became: sentences `van` up to `tot` of the section at place `sectie` of the new list.

    `gelijk` when the words are the same, `zeker` when the surroundings bear it out and nothing else is as likely.
    """

    sectie: int
    van: int
    tot: int
    gelijk: bool
    zeker: bool


@dataclass(frozen=True)
class Spoor:
    """What became of all sentences.

    `hele` are the sections of which no word changed (old place to new place); of the others, `banden` tells what each
    sentence became by its place: (section, number). A sentence that is in neither is gone. `oud` and `nieuw` are the
    normalised texts, `zinnen_oud` and `zinnen_nieuw` the places of the sentences in the sections that changed.
    """

    oud: list[str]
    nieuw: list[str]
    hele: dict[int, int] = field(default_factory=dict)
    banden: dict[Paar, Band] = field(default_factory=dict)
    zinnen_oud: dict[int, list[Span]] = field(default_factory=dict)
    zinnen_nieuw: dict[int, list[Span]] = field(default_factory=dict)


def follow(oud: Sequence[Sectie], nieuw: Sequence[Sectie], lezer: Lezer | None = None) -> Spoor:
    """Compare two versions of a chapter and return what became of every sentence.

    Give the same `lezer` each time when following a row of versions.
    """
    lezer = lezer or Lezer()
    spoor = Spoor([lezer.normalise(deel.tekst) for deel in oud], [lezer.normalise(deel.tekst) for deel in nieuw])
    plekken = {sleutel: plek for plek, sleutel in enumerate(section_keys(nieuw))}
    samen = {plek: plekken[sleutel] for plek, sleutel in enumerate(section_keys(oud)) if sleutel in plekken}
    spoor.hele.update({links: rechts for links, rechts in samen.items() if spoor.oud[links] == spoor.nieuw[rechts]})
    heel = set(spoor.hele.values())
    links = Kant(lezer, spoor.oud, [plek for plek in range(len(oud)) if plek not in spoor.hele])
    rechts = Kant(lezer, spoor.nieuw, [plek for plek in range(len(nieuw)) if plek not in heel])
    spoor.zinnen_oud.update(links.spans)
    spoor.zinnen_nieuw.update(rechts.spans)
    linker = Linker(links, rechts, {plek: naar for plek, naar in samen.items() if plek not in spoor.hele})
    linker.run()
    zeker = linker.sure()
    for i, lijn in linker.lijnen.items():
        sectie, van = rechts.plek[lijn.van]
        spoor.banden[links.plek[i]] = Band(sectie, van, van + lijn.tot - lijn.van, lijn.gelijk, i in zeker)
    return spoor
