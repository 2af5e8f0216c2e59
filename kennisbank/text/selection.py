"""Find the words that a reader selected on a page back in the Markdown they were made from."""

from collections.abc import Iterator

from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span
from kennisbank.text.visible import Zichtbaar, visible

NEEDED_CONTEXT = 8
"""So many characters before or after the words must agree before they decide between several places."""

_MAX_PLACES = 500


def find_span(tekst: str, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
    """Return the one certain place of the words in a normalised text, or None."""
    voor, kern, na = (_bare(deel) for deel in (prefix, exact, suffix))
    if not kern:
        return None
    for bron in (_as_typed(tekst), visible(tekst)):
        plekken = list(_places(bron.tekens, kern))
        if plekken:
            plek = _decide(bron.tekens, plekken, kern, voor, na)
            return None if plek is None else (bron.begin[plek], bron.einde[plek + len(kern) - 1])
    return None


def _bare(tekst: str) -> str:
    return "".join(normalise(tekst).split())


def _as_typed(tekst: str) -> Zichtbaar:
    plekken = [plek for plek, teken in enumerate(tekst) if not teken.isspace()]
    return Zichtbaar("".join(tekst.split()), plekken, [plek + 1 for plek in plekken])


def _places(tekens: str, kern: str) -> Iterator[int]:
    plek = tekens.find(kern)
    for _ in range(_MAX_PLACES):
        if plek < 0:
            return
        yield plek
        plek = tekens.find(kern, plek + 1)


def _decide(tekens: str, plekken: list[int], kern: str, voor: str, na: str) -> int | None:
    """Return the place whose surroundings agree best, if they agree enough and better than those of any other."""
    if len(plekken) == 1:
        return plekken[0]
    if len(plekken) == _MAX_PLACES:
        return None
    scores = []
    for plek in plekken:
        links = _common(tekens[max(0, plek - len(voor)) : plek][::-1], voor[::-1])
        rechts = _common(tekens[plek + len(kern) : plek + len(kern) + len(na)], na)
        genoeg = links >= min(len(voor), NEEDED_CONTEXT) and rechts >= min(len(na), NEEDED_CONTEXT)
        scores.append((genoeg, links + rechts, plek))
    scores.sort(reverse=True)
    beste, tweede = scores[0], scores[1]
    return beste[2] if beste[0] and beste[:2] > tweede[:2] else None


def _common(a: str, b: str) -> int:
    aantal = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        aantal += 1
    return aantal
