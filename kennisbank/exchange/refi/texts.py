"""Which piece of a text a selection means, for programs count differently: with or without CR, mark, or in UTF-16."""

from collections.abc import Callable, Container, Iterator

from kennisbank.exchange.refi.model import Selectie, Tekstbron
from kennisbank.text.normalise import normalise

Slicer = Callable[[int, int], str]


def key_of(tekst: str) -> str:
    """What two pieces of text must share to be called equal: every letter, however the white space runs."""
    return " ".join(normalise(tekst).split())


def slice_selections(bron: Tekstbron, known: Container[str]) -> list[str | None]:
    """The words of each selection, counted in the way that yields most words of ours; None outside the text.

    `known` are keys of texts of ours. The standard's way (code points, line ends as one) wins a tie.
    """
    best: list[str | None] = []
    highest = -1
    for slicer in _ways(bron.tekst):
        pieces = [_piece(slicer, selectie) for selectie in bron.selecties]
        hits = sum(1 for piece in pieces if piece is not None and key_of(piece) in known)
        if hits > highest:
            best, highest = pieces, hits
        if hits == len(pieces):
            break
    return best


def _piece(slicer: Slicer, selectie: Selectie) -> str | None:
    if not 0 <= selectie.start < selectie.eind:
        return None
    return slicer(selectie.start, selectie.eind) or None


def _ways(tekst: str) -> Iterator[Slicer]:
    lf = tekst.replace("\r\n", "\n").replace("\r", "\n")
    spellings = list(dict.fromkeys([lf, tekst, lf.replace("\n", "\r\n")]))
    for spelling in spellings:
        yield _code_points(spelling)
    for spelling in spellings:
        if any(ord(letter) > 0xFFFF for letter in spelling):
            yield _utf_16(spelling)
    for spelling in spellings:
        yield _code_points(f"\ufeff{spelling}")


def _code_points(tekst: str) -> Slicer:
    return lambda start, eind: tekst[start:eind] if eind <= len(tekst) else ""


def _utf_16(tekst: str) -> Slicer:
    units = tekst.encode("utf-16-le", "surrogatepass")
    return lambda start, eind: (
        units[2 * start : 2 * eind].decode("utf-16-le", "replace") if 2 * eind <= len(units) else ""
    )


def excerpt(tekst: str) -> str:
    """A piece of text for a report, on one line."""
    line = " ".join(tekst.split())
    return f"‘{line[:80]}{'…' if len(line) > 80 else ''}’"
