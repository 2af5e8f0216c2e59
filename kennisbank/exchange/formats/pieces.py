"""Texts that are too long for one section, in pieces that are not."""

from bisect import bisect_right

from kennisbank.text.code_spans import fenced_ranges
from kennisbank.text.limits import MAX_TEKENS


def split_long(tekst: str, maximum: int = MAX_TEKENS) -> list[str]:
    """Cut a text into pieces of at most `maximum` characters.

    It is cut at the last empty line outside code that fits, else at the last line end, else in the middle of a line.
    """
    if len(tekst) <= maximum:
        return [tekst]
    bereiken = fenced_ranges(tekst)
    starts = [begin for begin, _ in bereiken]
    stukken = []
    begin = 0
    while len(tekst) - begin > maximum:
        einde = _cut(tekst, begin, begin + maximum, starts, bereiken)
        stukken.append(tekst[begin:einde].strip("\n"))
        begin = einde
    return [stuk for stuk in [*stukken, tekst[begin:].strip("\n")] if stuk]


def _cut(tekst: str, begin: int, tot: int, starts: list[int], bereiken: list[tuple[int, int]]) -> int:
    einde = tot
    while (einde := tekst.rfind("\n\n", begin + 1, einde)) > begin:
        nummer = bisect_right(starts, einde) - 1
        if nummer < 0 or einde >= bereiken[nummer][1]:
            return einde
        einde = bereiken[nummer][0]
    regel = tekst.rfind("\n", begin + 1, tot)
    return regel if regel > begin else tot
