"""Emphasis with asterisks and underscores, after the delimiter algorithm in the appendix of CommonMark 0.31.

Written because the parser's own one (Python-Markdown 3.11.3) garbles some paragraphs with underscores after bold text.
"""

import re
import unicodedata
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

DELIMITER_RE = r"\*+|_+"
_RUN_RE = re.compile(DELIMITER_RE)
_TAGS = {1: "em", 2: "strong"}


@dataclass
class _Run:
    """A run of equal delimiters; what is left of it lies between `begin` and `einde`."""

    teken: str
    begin: int
    einde: int
    lengte: int
    opent: bool
    sluit: bool

    @property
    def over(self) -> int:
        return self.einde - self.begin


@dataclass(frozen=True)
class Teken:
    """Delimiters that become a tag: where they start, how many there are, and the tag."""

    begin: int
    lengte: int
    tag: str


def find_emphasis(tekst: str) -> list[Teken]:
    """Return the delimiters in a paragraph that are emphasis, in order; all others are plain characters."""
    openers: list[_Run] = []
    bodem: dict[tuple[str, bool, int], int] = {}
    tekens: list[Teken] = []
    for run in _runs(tekst):
        while run.sluit and run.over:
            sleutel = (run.teken, run.opent, run.lengte % 3)
            nummer = _opener(openers, run, bodem.get(sleutel, 0))
            if nummer is None:
                bodem[sleutel] = len(openers)
                break
            opener = openers[nummer]
            aantal = 2 if opener.over > 1 and run.over > 1 else 1
            opener.einde -= aantal
            tekens.append(Teken(opener.einde, aantal, f"<{_TAGS[aantal]}>"))
            tekens.append(Teken(run.begin, aantal, f"</{_TAGS[aantal]}>"))
            run.begin += aantal
            del openers[nummer + 1 if opener.over else nummer :]
            bodem = {sleutel: min(plek, len(openers)) for sleutel, plek in bodem.items()}
        if run.opent and run.over:
            openers.append(run)
    return sorted(tekens, key=lambda teken: teken.begin)


def _opener(openers: list[_Run], run: _Run, bodem: int) -> int | None:
    for nummer in range(len(openers) - 1, bodem - 1, -1):
        if openers[nummer].teken == run.teken and not _rule_of_three(openers[nummer], run):
            return nummer
    return None


def _rule_of_three(opener: _Run, run: _Run) -> bool:
    if not (opener.sluit or run.opent):
        return False
    return (opener.lengte + run.lengte) % 3 == 0 and (opener.lengte % 3 != 0 or run.lengte % 3 != 0)


def _runs(tekst: str) -> list[_Run]:
    runs = []
    for gevonden in _RUN_RE.finditer(tekst):
        begin, einde = gevonden.span()
        voor = tekst[begin - 1] if begin else " "
        na = tekst[einde] if einde < len(tekst) else " "
        links = not na.isspace() and (not _is_punctuation(na) or voor.isspace() or _is_punctuation(voor))
        rechts = not voor.isspace() and (not _is_punctuation(voor) or na.isspace() or _is_punctuation(na))
        opent, sluit = links, rechts
        if gevonden[0][0] == "_":
            opent = links and (not rechts or _is_punctuation(voor))
            sluit = rechts and (not links or _is_punctuation(na))
        if opent or sluit:
            runs.append(_Run(gevonden[0][0], begin, einde, einde - begin, opent, sluit))
    return runs


def _is_punctuation(teken: str) -> bool:
    return unicodedata.category(teken)[0] in "PS"


class EmphasisProcessor(InlineProcessor):
    """Turns delimiters into tags one at a time.

    Places are kept as distance to the end of the paragraph, for replacing a delimiter moves only what comes after it
    as seen from the start.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(DELIMITER_RE, md)
        self._rest = ""
        self._tekens: dict[int, Teken] = {}

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        lengte = len(data)
        if not self._rest or lengte - m.start() > len(self._rest) or not data.endswith(self._rest):
            self._tekens = {lengte - teken.begin: teken for teken in find_emphasis(data)}
            self._rest = data
        for plek in range(m.start(), m.end()):
            teken = self._tekens.get(lengte - plek)
            if teken is not None and self.md is not None:
                self._rest = data[plek + teken.lengte :]
                return self.md.htmlStash.store(teken.tag), plek, plek + teken.lengte
        return None, None, None
