"""Lay what a text shows beside what a page shows, and tell for every character where it went.

Both are nearly the same row of characters. The sentences are found one after the other; where one does not follow, the
search goes on a little further, and what lies between two sentences that were found is compared by character.
"""

from collections.abc import Sequence

from kennisbank.text.align import matching_pairs

_AHEAD = 400
"""So many characters more than the sentences passed over may lie between two sentences that were found."""

_SENTENCES = 8
"""So many sentences may be passed over at once."""

_CERTAIN = 12
"""A shorter sentence only counts further on when the next one follows it there."""

_MAX_GAP = 4_000
_MAX_NOTES = 2_000

NOWHERE = -1

Stuk = tuple[int, int]


def find_positions(bron: str, zinnen: Sequence[Stuk], noten: Sequence[Stuk], pagina: str, grens: int) -> list[int]:
    """Return the place on the page of every character of `bron`, NOWHERE for those that are not found.

    `zinnen` are the sentences of the running text of `bron`, in order, and `noten` those of its footnotes, which the
    page shows from `grens` on, perhaps in another order.
    """
    plekken = [NOWHERE] * len(bron)
    tekst, voet = pagina[:grens], pagina[grens:]
    _find_notes(bron, noten, voet, grens, plekken)
    open_: list[Stuk] = []
    cursor = nummer = 0
    while nummer < len(zinnen):
        sprong = _next_found(bron, zinnen, nummer, tekst, cursor)
        if sprong is None:
            open_ += zinnen[nummer : nummer + _SENTENCES]
            nummer += _SENTENCES
            continue
        gevonden, plek = sprong
        _fill_gap(bron, [*open_, *zinnen[nummer:gevonden]], tekst, (cursor, plek), plekken)
        open_ = []
        van, tot = zinnen[gevonden]
        cursor = plek + tot - van
        plekken[van:tot] = range(plek, cursor)
        nummer = gevonden + 1
    _fill_gap(bron, open_, tekst, (cursor, len(tekst)), plekken)
    return plekken


def _next_found(bron: str, zinnen: Sequence[Stuk], nummer: int, pagina: str, cursor: int) -> tuple[int, int] | None:
    """Return the sentence that is found with the least passed over, and its place."""
    beste: tuple[int, int, int] | None = None
    overgeslagen = 0
    for volgende in range(nummer, min(nummer + _SENTENCES, len(zinnen))):
        if beste is not None and beste[0] <= overgeslagen:
            break
        van, tot = zinnen[volgende]
        plek = pagina.find(bron[van:tot], cursor, cursor + overgeslagen + _AHEAD + tot - van)
        if plek >= 0 and _is_certain(bron, zinnen, volgende, pagina, plek, cursor):
            kosten = plek - cursor + overgeslagen
            if beste is None or kosten < beste[0]:
                beste = (kosten, volgende, plek)
        overgeslagen += tot - van
    return None if beste is None else beste[1:]


def _is_certain(bron: str, zinnen: Sequence[Stuk], nummer: int, pagina: str, plek: int, cursor: int) -> bool:
    van, tot = zinnen[nummer]
    if plek == cursor or tot - van >= _CERTAIN:
        return True
    if nummer + 1 == len(zinnen):
        return plek + tot - van == len(pagina)
    return pagina.startswith(bron[slice(*zinnen[nummer + 1])], plek + tot - van)


def _find_notes(bron: str, noten: Sequence[Stuk], voet: str, grens: int, plekken: list[int]) -> None:
    """Find the sentences of footnotes: where the one before ends, or else at the only place where they are."""
    cursor = 0
    bezet: set[int] = set()
    for van, tot in noten[:_MAX_NOTES]:
        zin = bron[van:tot]
        plek = cursor if voet.startswith(zin, cursor) else voet.find(zin)
        if plek < 0 or (plek != cursor and voet.find(zin, plek + 1) >= 0):
            continue
        if not bezet.isdisjoint(range(plek, plek + tot - van)):
            continue
        cursor = plek + tot - van
        bezet.update(range(plek, cursor))
        plekken[van:tot] = range(grens + plek, grens + cursor)


def _fill_gap(bron: str, zinnen: Sequence[Stuk], pagina: str, gat: Stuk, plekken: list[int]) -> None:
    """Compare the sentences that were not found with what the page shows where they should be."""
    tekens = [plek for van, tot in zinnen for plek in range(van, tot)]
    van, tot = gat
    if not tekens or van >= tot or max(len(tekens), tot - van) > _MAX_GAP:
        return
    for links, rechts in matching_pairs("".join(bron[plek] for plek in tekens), pagina[van:tot]):
        plekken[tekens[links]] = van + rechts
