"""Footnotes: numbered ids that are unique on the page, and links back that say where they lead."""

import re
from xml.etree.ElementTree import Element

_REF_RE = re.compile(r"fnref(\d*):(.*)", re.DOTALL)


def number_footnotes(wortel: Element, prefix: str) -> int:
    """Rename the ids and links that the footnote extension made; return the number of notes."""
    lijst = find_footnotes(wortel)
    if lijst is None:
        return 0
    lijst.set("class", "kb-voetnoten")
    items = _in_order(lijst, wortel)
    nummers = {_label(item): nummer for nummer, item in enumerate(items, start=1)}
    verwijzingen = _rename_references(wortel, nummers, prefix)
    for nummer, item in enumerate(items, start=1):
        item.set("id", f"{prefix}voetnoot-{nummer}")
        _rename_backlinks(item, nummer, nummers, prefix, verwijzingen)
    return len(items)


def find_footnotes(wortel: Element) -> Element | None:
    """Return the element with all footnotes, if there are any."""
    return next((div for div in wortel.iter("div") if div.get("class") == "footnote"), None)


def _label(item: Element) -> str:
    return item.get("id", "").partition(":")[2]


def _in_order(lijst: Element, wortel: Element) -> list[Element]:
    """Put the notes in the order in which the text refers to them, and those it does not refer to at the end."""
    verwijzingen = [_REF_RE.fullmatch(sup.get("id", "")) for sup in wortel.iter("sup")]
    volgorde = {label: plek for plek, label in enumerate(dict.fromkeys(ref[2] for ref in verwijzingen if ref))}
    lijst_ol = lijst.find("ol")
    if lijst_ol is None:
        return []
    lijst_ol[:] = sorted(lijst_ol, key=lambda item: volgorde.get(_label(item), len(volgorde)))
    return list(lijst_ol)


def _rename_references(wortel: Element, nummers: dict[str, int], prefix: str) -> set[str]:
    """Rename the small numbers in the text; return their new ids."""
    nieuw = set()
    for sup in wortel.iter("sup"):
        naam = _reference_id(sup.get("id", ""), nummers, prefix)
        if naam is None:
            continue
        sup.set("id", naam)
        nieuw.add(naam)
        for link in sup.iter("a"):
            nummer = nummers[link.get("href", "").partition(":")[2]]
            link.attrib.clear()
            link.set("href", f"#{prefix}voetnoot-{nummer}")
            link.set("class", "nl-link kb-voetnoot-verwijzing")
            link.set("aria-label", f"Voetnoot {nummer}")
            link.text = str(nummer)
    return nieuw


def _reference_id(oud: str, nummers: dict[str, int], prefix: str) -> str | None:
    gevonden = _REF_RE.fullmatch(oud)
    if gevonden is None or gevonden[2] not in nummers:
        return None
    keer = f"-{gevonden[1]}" if gevonden[1] else ""
    return f"{prefix}verwijzing-{nummers[gevonden[2]]}{keer}"


def _rename_backlinks(item: Element, nummer: int, nummers: dict[str, int], prefix: str, verwijzingen: set[str]) -> None:
    """Give the links back their new address; take out those of a note that nothing refers to."""
    for ouder in list(item.iter()):
        for link in ouder.findall("./a"):
            if not link.get("href", "").startswith("#fnref"):
                continue
            doel = _reference_id(link.get("href", "")[1:], nummers, prefix)
            if doel is None or doel not in verwijzingen:
                ouder.remove(link)
                continue
            keer = doel.removeprefix(f"{prefix}verwijzing-{nummer}").lstrip("-")
            link.attrib.clear()
            link.set("href", f"#{doel}")
            link.set("class", "nl-link kb-voetnoot-terug")
            link.set("aria-label", f"Terug naar de tekst (voetnoot {nummer}{', keer ' + keer if keer else ''})")
