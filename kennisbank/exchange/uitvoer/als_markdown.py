"""Markdown to read and to work on: every row with its words, links and source, all sources together at the end."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kennisbank.exchange.uitvoer.rijen import Kop, Rij, about, clean
from kennisbank.exchange.uitvoer.tellen import Telling

_SPECIAL_RE = re.compile(r"([\\`*_\[\]<>#|])")
_WIKILINK_RE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")


def write(uit: BinaryIO, kop: Kop, rijen: Iterable[Rij]) -> None:
    """Write the rows in their order."""
    telling = Telling(rijen)
    sources: dict[str, str] = {}
    uit.write(f"# {_escape(kop.titel)}\n".encode())
    for rij in telling:
        if rij.gesprek_url:
            sources[rij.gesprek_url] = _source(rij)
        uit.write(("\n" + "\n".join(_row(telling.aantal, rij)) + "\n").encode())
    if not telling.aantal:
        uit.write(b"\nEr is niets gevonden.\n")
    if sources:
        lines = "\n".join(f"- {source}" for source in sources.values())
        uit.write(f"\n## Bronnen\n\n{lines}\n".encode())
    lines = "\n".join(
        f"- {label}: {_about_value(value)}" for label, value in about(kop, telling.aantal, telling.vingerafdruk)
    )
    uit.write(f"\n## Over dit bestand\n\n{lines}\n".encode())


def _row(nummer: int, rij: Rij) -> Iterator[str]:
    yield f"## {nummer}. {_link(rij.titel, rij.url)}"
    yield ""
    facts = [rij.soort, rij.bouwsteensoort, "tegengeluid" if rij.tegengeluid else "", rij.plek, rij.datum]
    yield " · ".join(_escape(fact) for fact in facts if fact)
    if rij.tekst.strip():
        yield ""
        yield from (f"> {line}".rstrip() for line in _body(rij).split("\n"))
    details = list(_details(rij))
    if details:
        yield ""
        yield from details


def _body(rij: Rij) -> str:
    """The words of a row as Markdown: as they are written, or each line of plain words as a paragraph."""
    if rij.opmaak == "markdown":
        return _plain_links(clean(rij.tekst)).strip("\n")
    return "\n\n".join(_escape(line) for line in clean(rij.tekst).split("\n") if line.strip())


def _details(rij: Rij) -> Iterator[str]:
    for label, values in (("Thema’s", rij.themas), ("Lenzen", rij.lenzen)):
        if values:
            yield f"- {label}: {_escape(', '.join(values))}"
    if rij.gesprek:
        yield f"- Bron: {_source(rij)}"
    if rij.verwerking:
        yield f"- Wat ermee gebeurd is: {_escape(rij.verwerking)}"
    if rij.kenmerk:
        yield f"- Kenmerk: `{clean(rij.kenmerk)}`" + (f", versie {rij.versie}" if rij.versie else "")


def _source(rij: Rij) -> str:
    parts = [rij.gesprek_datum, rij.vorm, ", ".join(rij.organisaties)]
    return ", ".join([_link(rij.gesprek, rij.gesprek_url), *(_escape(part) for part in parts if part)])


def _link(words: str, url: str) -> str:
    return f"[{_escape(words)}](<{url}>)" if url else _escape(words)


def _escape(words: str) -> str:
    """Words on one line that mean nothing else in Markdown."""
    return _SPECIAL_RE.sub(r"\\\1", " ".join(clean(words).split()))


def _about_value(value: str) -> str:
    return f"<{value}>" if value.startswith(("http://", "https://")) else _escape(value)


def _plain_links(tekst: str) -> str:
    """The text with the words of links to other pages of the site: outside it they lead nowhere."""
    return _WIKILINK_RE.sub(lambda link: (link[2] or link[1]).strip(), tekst)
