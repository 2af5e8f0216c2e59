"""The main navigation and footer links of the site, in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of a menu; `sleutel` is what a view may put in the context as `hoofdmenu_actief`."""

    sleutel: str
    label: str
    url: str


HOOFDMENU = (
    MenuItem("document", "Document", "/document/"),
    MenuItem("themas", "Thema's", "/themas/"),
    MenuItem("bouwstenen", "Bouwstenen", "/bouwstenen/"),
    MenuItem("gesprekken", "Gesprekken", "/gesprekken/"),
    MenuItem("leeraanbod", "Leeraanbod", "/leeraanbod/"),
    MenuItem("doe-mee", "Doe mee", "/doe-mee/"),
)

VOETMENU = (
    MenuItem("over", "Over deze kennisbank", "/over/"),
    MenuItem("toegankelijkheid", "Toegankelijkheid", "/toegankelijkheid/"),
    MenuItem("privacy", "Privacy", "/privacy/"),
    MenuItem("kwetsbaarheid", "Kwetsbaarheid melden", "/kwetsbaarheid-melden/"),
)

# The way from conversation to edition: icon, label, explanation, address.
STAPPEN = (
    ("gesprek", "Gesprek", "Collega's praten over hun vak", "/gesprekken/"),
    ("bouwsteen", "Bouwsteen", "Wat het gesprek opleverde", "/bouwstenen/"),
    ("thema", "Thema", "Wat bij elkaar hoort", "/themas/"),
    ("voorstel", "Voorstel", "Een wijziging die iemand voorstelt", "/voorstellen/"),
    ("hoofdstuk", "Hoofdstuk", "De redactie verwerkt het", "/document/"),
    ("versie", "Versie", "Elke wijziging blijft te zien", ""),
    ("editie", "Editie", "Het hele document op één moment", "/edities/"),
)


def active_key(path: str, items: Sequence[MenuItem] = HOOFDMENU) -> str:
    """Return the key of the menu item whose address is the longest prefix of `path`, or an empty string."""
    matches = [item for item in items if path.startswith(item.url)]
    return max(matches, key=lambda item: len(item.url)).sleutel if matches else ""


def contains_active(item: Mapping[str, Any], path: str) -> bool:
    """Say whether a side navigation item, or anything below it, points at `path`."""
    if item.get("actief") or item.get("url") == path:
        return True
    return any(contains_active(child, path) for child in item.get("kinderen") or ())
