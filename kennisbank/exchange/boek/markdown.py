"""A book as one Markdown file."""

from collections.abc import Iterator

from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.exchange.boek.compose import Bron, Hoofdstuk, Regel, Sectie, Uitgave, compose
from kennisbank.exchange.boek.markdown_text import MarkdownSchrijver, escape
from kennisbank.exchange.boek.model import Boek


def make_markdown(boek: Boek) -> str:
    """Write a book as Markdown, in UTF-8 when saved; ends with a line end."""
    uitgave = compose(boek)
    return "\n\n".join(stuk for stuk in _book(uitgave) if stuk) + "\n"


def _book(uitgave: Uitgave) -> Iterator[str]:
    yield f"# {escape(uitgave.titel)}"
    if uitgave.subtitel:
        yield f"**{escape(uitgave.subtitel)}**"
    yield "\n".join(f"- {_line(regel)}" for regel in uitgave.colofon)
    yield _contents(uitgave)
    if uitgave.inleiding:
        yield _heading("# Inleiding", "inleiding")
        yield MarkdownSchrijver().blocks(uitgave.inleiding)
        yield _notes(uitgave.inleiding_noten)
    for hoofdstuk in uitgave.hoofdstukken:
        yield from _chapter(hoofdstuk)


def _contents(uitgave: Uitgave) -> str:
    regels = ["# Inhoud", ""]
    if uitgave.inleiding:
        regels.append("- [Inleiding](#inleiding)")
    for hoofdstuk in uitgave.hoofdstukken:
        regels.append(f"- [{hoofdstuk.nummer} {_escape_rest(hoofdstuk.titel)}](#{hoofdstuk.anker})")
    return "\n".join(regels)


def _chapter(hoofdstuk: Hoofdstuk) -> Iterator[str]:
    schrijver = MarkdownSchrijver()
    yield _heading(f"# {hoofdstuk.nummer} {_escape_rest(hoofdstuk.titel)}", hoofdstuk.anker)
    yield "\n".join(f"- {_line(regel)}" for regel in hoofdstuk.regels)
    yield schrijver.blocks(hoofdstuk.samenvatting)
    for sectie in hoofdstuk.secties:
        yield from _section(sectie, schrijver)
    if hoofdstuk.bronnen:
        yield "## Bronnen"
        yield "\n".join(f"{bron.nummer}. {_source(bron)}" for bron in hoofdstuk.bronnen)
    yield _notes(hoofdstuk.noten)


def _heading(kop: str, anker: str) -> str:
    """A heading that links can lead to, in whatever program shows it."""
    return f'<a id="{anker}"></a>\n\n{kop}'


def _section(sectie: Sectie, schrijver: MarkdownSchrijver) -> Iterator[str]:
    if sectie.kop:
        yield _heading(f"## {escape(sectie.kop)}", sectie.anker)
    yield schrijver.blocks(sectie.blokken)
    for bron in sectie.kanttekeningen:
        yield f"> **Kanttekening:** {_source(bron)} (bron {bron.nummer})"
    if sectie.bronnen:
        yield f"*Bronnen: {', '.join(str(bron.nummer) for bron in sectie.bronnen)}*"


def _source(bron: Bron) -> str:
    titel = f"[{_escape_rest(bron.titel)}]({bron.url})" if bron.url else escape(bron.titel)
    return f"{titel}. {_escape_rest(bron.uitleg)}".rstrip()


def _line(regel: Regel) -> str:
    waarde = f"[{_escape_rest(regel.waarde)}]({regel.url})" if regel.url else escape(regel.waarde)
    return f"{regel.naam}: {waarde}"


def _notes(noten: Noten) -> str:
    schrijver = MarkdownSchrijver()
    return "\n\n".join(schrijver.note(nummer, noot) for nummer, noot in noten.noten.items())


def _escape_rest(tekst: str) -> str:
    return escape(f"x{tekst}")[1:]
