"""Ids for headings: readable, stable and unique on a page."""

import re
import unicodedata
from collections.abc import Iterable

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ĳ": "ij", "€": "euro"})
_NOT_SLUG_RE = re.compile(r"[^a-z0-9]+")
MAX_LENGTE = 80


def anchor(kop: str) -> str:
    """Return the id for a heading: lower case ASCII letters and digits with hyphens, never empty.

    Accents are folded ("reële ideeën" gives "reele-ideeen"); an apostrophe disappears ("thema's" gives "themas").
    """
    tekst = kop.casefold().translate(_SPECIAL)
    tekst = unicodedata.normalize("NFKD", tekst)
    tekst = "".join(teken for teken in tekst if not unicodedata.combining(teken))
    tekst = re.sub("['\u2019\u2018`]", "", tekst)
    slug = _NOT_SLUG_RE.sub("-", tekst).strip("-")
    return slug[:MAX_LENGTE].rstrip("-") or "kop"


def unique_anchors(koppen: Iterable[str]) -> list[str]:
    """Return an anchor for each heading, in order; what is taken gets -2, -3 and so on."""
    gebruikt: set[str] = set()
    volgende: dict[str, int] = {}
    resultaat = []
    for kop in koppen:
        basis = kandidaat = anchor(kop)
        while kandidaat in gebruikt:
            volgende[basis] = volgende.get(basis, 1) + 1
            kandidaat = f"{basis}-{volgende[basis]}"
        gebruikt.add(kandidaat)
        resultaat.append(kandidaat)
    return resultaat
