"""What the readers of tables give back, and the one place where a header is judged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kennisbank.exchange.formats.source import LeesFout, Melding

MAX_RIJEN = 20_000
MAX_KOLOMMEN = 100


@dataclass(frozen=True)
class Kolom:
    """A column that an import knows."""

    naam: str
    uitleg: str
    verplicht: bool = False


@dataclass(frozen=True)
class Rij:
    """One row: its number as a spreadsheet shows it, its cells by column, and what is wrong with it as a whole."""

    nummer: int
    cellen: dict[str, str]
    fout: str = ""


@dataclass(frozen=True)
class Tabel:
    """A table as read from a file."""

    naam: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    waarschuwingen: tuple[Melding, ...] = ()


def build_table(
    naam: str,
    rows: Iterable[tuple[int, Sequence[str]]],
    kolommen: Sequence[Kolom],
    waarschuwingen: Sequence[Melding] = (),
) -> Tabel:
    """Make a Tabel of numbered rows, of which the first with anything in it is the header. Raises LeesFout."""
    filled = ((number, row) for number, row in rows if any(cell.strip() for cell in row))
    header = next(filled, None)
    if header is None:
        raise LeesFout(f"{naam} is leeg. De eerste rij hoort de namen van de kolommen te bevatten.")
    namen = _header(naam, header[1], kolommen)
    known = {kolom.naam for kolom in kolommen}
    extra = [
        f"Kolom ‘{kop[:80]}’ kent de import niet; die is overgeslagen." for kop in namen if kop and kop not in known
    ]
    rijen = tuple(_rows(naam, namen, filled))
    if not rijen:
        raise LeesFout(f"{naam} heeft wel een rij met kolomnamen, maar geen rijen daaronder.")
    meldingen = (*waarschuwingen, *(Melding("", tekst) for tekst in extra))
    return Tabel(naam, tuple(kop for kop in namen if kop in known), rijen, meldingen)


def _header(naam: str, cellen: Sequence[str], kolommen: Sequence[Kolom]) -> list[str]:
    """The column names in their one spelling. Raises LeesFout that names what is double, missing or misspelt."""
    namen = [" ".join(cel.split()).casefold().replace(" ", "_") for cel in cellen]
    while namen and not namen[-1]:
        namen.pop()
    if len(namen) > MAX_KOLOMMEN:
        raise LeesFout(f"{naam} heeft {len(namen)} kolommen; meer dan {MAX_KOLOMMEN} kan niet.")
    known = [kolom.naam for kolom in kolommen]
    double = sorted({kop for kop in namen if kop and namen.count(kop) > 1})
    fouten = [f"Kolom ‘{kop[:80]}’ staat er meer dan één keer in." for kop in double]
    fouten += [f"Kolom ‘{k.naam}’ ontbreekt." for k in kolommen if k.verplicht and k.naam not in namen]
    for kop in dict.fromkeys(namen):
        close = get_close_matches(kop[:80], known, n=1, cutoff=0.8) if kop and kop not in known else []
        if close and close[0] not in namen:
            fouten.append(f"Kolom ‘{kop[:80]}’ bestaat niet. Bedoel je ‘{close[0]}’?")
    if fouten:
        raise LeesFout(
            f"De kolommen van {naam} kloppen niet. {' '.join(fouten)} Deze kolommen kunnen: {', '.join(known)}."
        )
    return namen


def _rows(naam: str, namen: list[str], rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Rij]:
    for count, (nummer, cellen) in enumerate(rows, start=1):
        if count > MAX_RIJEN:
            raise LeesFout(f"{naam} heeft meer dan {MAX_RIJEN} rijen. Maak er meer bestanden van.")
        te_veel = any(cel.strip() for cel in cellen[len(namen) :])
        fout = f"Er zijn meer cellen ({len(cellen)}) dan kolommen ({len(namen)})." if te_veel else ""
        yield Rij(nummer, {kop: cel for kop, cel in zip(namen, cellen, strict=False) if kop}, fout)
