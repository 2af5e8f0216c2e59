"""The blocks of a text as plain lines, such as one pastes into a mail."""

from kennisbank.drukwerk.tekst.tree import Alinea, Blok, Blokken, Citaat, Code, Kop, Lijn, Lijst, Runs, Tabel, plain

_INDENT = "  "


def plain_lines(blokken: Blokken) -> list[str]:
    """Each block as text; lists keep their marks, a link its address behind it."""
    return [tekst for blok in blokken if (tekst := _block(blok))]


def _block(blok: Blok) -> str:
    match blok:
        case Alinea(runs) | Kop(_, runs):
            return _runs(runs)
        case Lijst():
            return "\n".join(_item(blok, plek, item) for plek, item in enumerate(blok.items))
        case Citaat(binnen):
            return "\n\n".join(_indent(f"{_INDENT}{regel}", _INDENT) for regel in plain_lines(binnen))
        case Code(tekst):
            return tekst
        case Tabel(kop, rijen):
            return "\n".join(" | ".join(plain(cel.runs) for cel in rij) for rij in (kop, *rijen))
        case Lijn():
            return "* * *"


def _item(lijst: Lijst, plek: int, item: Blokken) -> str:
    teken = f"{lijst.start + plek}. " if lijst.geordend else "- "
    return teken + _indent("\n".join(plain_lines(item)), " " * len(teken))


def _indent(tekst: str, wit: str) -> str:
    return tekst.replace("\n", f"\n{wit}")


def _runs(runs: Runs) -> str:
    """The words; an address follows the words that lead to it, unless those are the address."""
    stukken: list[str] = []
    for plek, run in enumerate(runs):
        stukken.append(f"[{run.noot}]" if run.noot else run.tekst)
        einde = plek + 1 == len(runs) or runs[plek + 1].url != run.url
        if run.url and einde and run.url.removeprefix("mailto:") != run.tekst.strip():
            stukken.append(f" ({run.url.removeprefix('mailto:')})")
    return "".join(stukken)
