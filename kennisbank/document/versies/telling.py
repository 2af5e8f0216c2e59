"""How much changed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kennisbank.document.differences import Telling
from kennisbank.text.diff import Status

ALINEAS = {
    Status.GEWIJZIGD: "gewijzigd",
    Status.NIEUW: "nieuw",
    Status.VERVALLEN: "vervallen",
    Status.VERPLAATST: "verplaatst",
    Status.GESPLITST: "gesplitst",
    Status.SAMENGEVOEGD: "samengevoegd",
}
SECTIES = {
    Status.NIEUW: ("nieuwe sectie", "nieuwe secties"),
    Status.VERVALLEN: ("sectie vervallen", "secties vervallen"),
    Status.VERPLAATST: ("sectie verplaatst", "secties verplaatst"),
}


def describe_telling(telling: Telling) -> str:
    """Say how much changed: "3 alinea's gewijzigd, 1 verplaatst, 12 woorden erbij, 4 eraf"; empty when nothing did."""
    parts = [
        _number(telling.secties[status], *nouns) for status, nouns in SECTIES.items() if telling.secties.get(status)
    ]
    alineas = {label: telling.alineas.get(status, 0) for status, label in ALINEAS.items()}
    parts += _with_noun("alinea", "alinea's", alineas)
    return ", ".join([*parts, *filter(None, [describe_woorden(telling)])])


def describe_woorden(telling: Telling) -> str:
    """Say how many words came and went: "12 woorden erbij, 4 eraf"; empty when none did."""
    return ", ".join(_with_noun("woord", "woorden", {"erbij": telling.woorden_erbij, "eraf": telling.woorden_eraf}))


def _number(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}".replace(",", ".")


def _with_noun(one: str, more: str, counts: Mapping[str, int]) -> list[str]:
    """Numbers with what they count; the noun is said once."""
    parts: list[str] = []
    for label, number in counts.items():
        if number:
            parts.append(f"{number:,} {label}".replace(",", ".") if parts else f"{_number(number, one, more)} {label}")
    return parts
