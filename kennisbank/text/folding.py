"""Folding of names, so that [[tegenspraak]], [[Tegenspraak]] and [[ Tegenspraak ]] mean one thing."""

import unicodedata


def fold(name: str) -> str:
    """The key under which a name is looked up: NFC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
