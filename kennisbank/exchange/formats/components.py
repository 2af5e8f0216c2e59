"""MDX components (tags with a capital) in Markdown: their words and links stay, the component goes."""

import re
from collections import Counter
from dataclasses import dataclass

_START_RE = re.compile(r"[ \t]*<(?P<slot>/?)(?P<naam>[A-Z][\w.]*)(?=[\s/>])")
_ATTRIBUTE_RE = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[\"'`]([^\"'`]*)[\"'`]\})")
_TITLES = ("heading", "title", "label", "summary")
_TEXTS = ("description", "attribution", "caption", "alt")
MAX_TAG = 5_000
"""Longest tag, in characters; a longer one is text."""
MAX_HALF = 50
"""Most tags in a row that never end; after those the rest is text."""


@dataclass(frozen=True)
class _Tag:
    naam: str
    begin: int
    einde: int
    is_slot: bool
    is_leeg: bool
    attributen: dict[str, str]


@dataclass(frozen=True)
class _Open:
    naam: str
    plek: int
    href: str


def replace_components(tekst: str, weggehaald: Counter[str]) -> str:
    """Return the text without component tags; counts each in `weggehaald`.

    A component with an address around words becomes a link. Titles, labels and descriptions become text.
    """
    uit: list[str] = []
    open_tags: list[_Open] = []
    plek = 0
    while (tag := _next_tag(tekst, plek)) is not None:
        uit.append(tekst[plek : tag.begin])
        plek = tag.einde
        if tag.is_slot:
            _close(tag.naam, open_tags, uit)
            continue
        weggehaald[f"<{tag.naam}>"] += 1
        href = tag.attributen.get("href") or tag.attributen.get("to") or ""
        titel = next((tag.attributen[naam] for naam in _TITLES if tag.attributen.get(naam)), "")
        uit.append(_words(tag, titel, href))
        if not tag.is_leeg:
            open_tags.append(_Open(tag.naam, len(uit), "" if titel else href))
    return "".join(uit) + tekst[plek:]


def _words(tag: _Tag, titel: str, href: str) -> str:
    """What the attributes of a tag say to a reader, as paragraphs."""
    regels = []
    if titel:
        regels.append(f"**[{_escape(titel)}]({href})**" if href else f"**{titel.strip()}**")
    elif tag.is_leeg and href:
        regels.append(f"<{href}>" if href.startswith("http") else f"[{href}]({href})")
    regels += [tag.attributen[naam].strip() for naam in _TEXTS if tag.attributen.get(naam)]
    return "\n\n" + "\n\n".join(regels) + "\n\n" if regels else ""


def _escape(tekst: str) -> str:
    return " ".join(tekst.split()).replace("[", "(").replace("]", ")")


def _close(naam: str, open_tags: list[_Open], uit: list[str]) -> None:
    nummer = next((n for n in range(len(open_tags) - 1, -1, -1) if open_tags[n].naam == naam), -1)
    if nummer < 0:
        return
    tag = open_tags[nummer]
    del open_tags[nummer:]
    if tag.href:
        binnen = "".join(uit[tag.plek :])
        woorden = " ".join(binnen.split())
        uit[tag.plek :] = [f"[{_escape(woorden)}]({tag.href})" if woorden and "](" not in woorden else binnen]


def _next_tag(tekst: str, plek: int) -> _Tag | None:
    for _ in range(MAX_HALF):
        found = _START_RE.search(tekst, plek)
        if found is None:
            break
        einde = _end_of_tag(tekst, found.end())
        if einde > 0:
            binnen = tekst[found.end() : einde - 1]
            attributen = {naam: a or b or c for naam, a, b, c in _ATTRIBUTE_RE.findall(binnen)}
            return _Tag(found["naam"], found.start(), einde, bool(found["slot"]), binnen.endswith("/"), attributen)
        plek = found.end()
    return None


def _end_of_tag(tekst: str, plek: int) -> int:
    """The offset after the > that ends a tag, quotes and braces skipped; -1 when it does not end."""
    aanhaling = ""
    diepte = 0
    for nummer in range(plek, min(len(tekst), plek + MAX_TAG)):
        teken = tekst[nummer]
        if aanhaling:
            aanhaling = "" if teken == aanhaling else aanhaling
        elif teken in "\"'":
            aanhaling = teken
        elif teken in "{}":
            diepte += 1 if teken == "{" else -1
        elif teken in "<>" and diepte <= 0:
            return nummer + 1 if teken == ">" else -1
    return -1
