"""Reference links and footnotes: defined once for a whole document, needed in each of its sections."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from kennisbank.text.code_spans import fenced_ranges
from kennisbank.text.folding import fold

_FOOTNOTE_RE = re.compile(r"^ {0,3}\[\^(?P<naam>[^\]\s]+)\]:[ \t]*(?P<tekst>.*)$")
_LINK_RE = re.compile(
    r"^ {0,3}\[(?P<naam>[^\]\[^][^\]\[]*)\]:[ \t]*<?(?P<href>[^\s<>]+)>?"
    r"(?:[ \t]+(?:\"(?P<dubbel>[^\"]*)\"|'(?P<enkel>[^']*)'|\((?P<haken>[^)]*)\)))?[ \t]*$"
)
_REFERENCE_RE = re.compile(r"\[\^([^\]\s]+)\](?!:)")


@dataclass
class Definities:
    """The addresses and footnotes that a text defines, by name."""

    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    voetnoten: dict[str, str] = field(default_factory=dict)


def take_definitions(tekst: str) -> tuple[str, Definities]:
    """Return the text without its definitions, and the definitions. What is in a fenced block stays."""
    definities = Definities()
    bereiken = fenced_ranges(tekst)
    starts = [begin for begin, _ in bereiken]
    kept: list[str] = []
    regels = tekst.split("\n")
    nummer = plek = 0
    while nummer < len(regels):
        code = bisect_right(starts, plek) - 1
        in_code = code >= 0 and plek < bereiken[code][1]
        verder = nummer if in_code else _take(regels, nummer, definities)
        if verder == nummer:
            kept.append(regels[nummer])
            verder += 1
        plek += sum(len(regel) + 1 for regel in regels[nummer:verder])
        nummer = verder
    return "\n".join(kept), definities


def _take(regels: list[str], nummer: int, definities: Definities) -> int:
    """Take the definition at this line, if there is one; return the number of the line after it."""
    voetnoot = _FOOTNOTE_RE.match(regels[nummer])
    if voetnoot is not None:
        einde = _end_of_note(regels, nummer + 1)
        tekst = "\n".join([voetnoot["tekst"], *(regel.strip() for regel in regels[nummer + 1 : einde])]).strip()
        definities.voetnoten.setdefault(voetnoot["naam"], tekst)
        return einde
    link = _LINK_RE.match(regels[nummer])
    if link is None:
        return nummer
    titel = link["dubbel"] or link["enkel"] or link["haken"] or ""
    definities.links.setdefault(fold(link["naam"]), (link["href"], titel))
    return nummer + 1


def _end_of_note(regels: list[str], nummer: int) -> int:
    """The line after a footnote: it goes on over indented lines, and over the lines right below it."""
    einde = nummer
    after_blank = False
    while nummer < len(regels):
        regel = regels[nummer]
        if not regel.strip():
            after_blank = True
        elif regel.startswith(("    ", "\t")) or (not after_blank and not _starts_something(regel)):
            einde, after_blank = nummer + 1, False
        else:
            break
        nummer += 1
    return einde


def _starts_something(regel: str) -> bool:
    return bool(re.match(r"^ {0,3}(?:\[[^\]]+\]:|#{1,6}(?: |$)|[-*+>] |`{3}|~{3})", regel))


def notes_for(tekst: str, voetnoten: Mapping[str, str]) -> list[str]:
    """Names of the footnotes that a text needs, those that footnotes themselves refer to included, in order."""
    nodig: list[str] = []
    te_lezen = [tekst]
    while te_lezen:
        for naam in _REFERENCE_RE.findall(te_lezen.pop()):
            if naam in voetnoten and naam not in nodig:
                nodig.append(naam)
                te_lezen.append(voetnoten[naam])
    return nodig


def write_notes(namen: list[str], voetnoten: Mapping[str, str]) -> str:
    """The definitions of these footnotes as Markdown, each on one or more lines."""
    return "\n\n".join(f"[^{naam}]: " + voetnoten[naam].replace("\n", "\n    ") for naam in namen)
