"""How hard a text reads, after Flesch and Douma. Advice for the writer, never a gate."""

import re
from dataclasses import dataclass

from kennisbank.text.plain import to_plain
from kennisbank.text.sentences import sentences
from kennisbank.text.syllables import count_syllables

MIN_WOORDEN = 20

_WORD_RE = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_NIVEAUS = (
    (80, "heel makkelijk", "Bijna iedereen kan deze tekst lezen."),
    (70, "makkelijk", "De meeste mensen kunnen deze tekst goed lezen."),
    (60, "gemiddeld", "Deze tekst is goed te lezen voor wie vaker leest. Kortere zinnen maken hem nog beter."),
    (50, "vrij moeilijk", "Deze tekst vraagt aandacht. Knip lange zinnen in tweeën en kies kortere woorden."),
    (30, "moeilijk", "Veel lezers haken hier af. Maak de zinnen korter en leg vaktaal uit."),
    (float("-inf"), "heel moeilijk", "Deze tekst is alleen te volgen voor wie het onderwerp al kent. Herschrijf hem."),
)


@dataclass(frozen=True)
class Leesbaarheid:
    """The score (about 0 to 100, higher is easier), what it was computed from, and what it means for the writer."""

    score: float
    woorden: int
    zinnen: int
    lettergrepen: int
    niveau: str
    advies: str


def measure_readability(tekst: str) -> Leesbaarheid | None:
    """Measure a Markdown text; None for one of fewer than 20 words, for which the score says nothing.

    Score = 206.84 - 0.93 x words per sentence - 77 x syllables per word: W.H. Douma, De leesbaarheid van
    landbouwbladen (Wageningen, 1960), the Dutch form of Flesch's Reading Ease.
    """
    zinnen = [woorden for zin in sentences(to_plain(tekst).replace("\n", "\n\n")) if (woorden := _WORD_RE.findall(zin))]
    woorden = [woord for zin in zinnen for woord in zin]
    if len(woorden) < MIN_WOORDEN:
        return None
    lettergrepen = sum(map(count_syllables, woorden))
    score = 206.84 - 0.93 * len(woorden) / len(zinnen) - 77 * lettergrepen / len(woorden)
    niveau, advies = next((niveau, advies) for grens, niveau, advies in _NIVEAUS if score >= grens)
    return Leesbaarheid(round(score, 1), len(woorden), len(zinnen), lettergrepen, niveau, advies)
