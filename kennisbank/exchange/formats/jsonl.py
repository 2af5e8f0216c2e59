"""A JSON Lines file: one document a line, {id, title, text, path, links: [{anchor_text, target_id}], meta}."""

import json
from collections.abc import Iterator
from typing import Any

from kennisbank.exchange.formats.decode import decode
from kennisbank.exchange.formats.source import Bron, Brondocument, LeesFout, Melding, Verwijzing

MAX_DOCUMENTEN = 5_000
MAX_TEKST = 5_000_000
"""Longest text of one document, in characters."""
MAX_FOUTEN = 20


def read_jsonl(inhoud: bytes, naam: str) -> Bron:
    """Read the bytes of a JSONL file. Raises LeesFout that names every line which is not a document."""
    gelezen = decode(inhoud, naam)
    documenten: list[Brondocument] = []
    fouten: list[str] = []
    gezien: dict[str, int] = {}
    for nummer, regel in _lines(gelezen.tekst):
        try:
            document = _document(regel)
            if document.bron_id in gezien:
                raise LeesFout(f"het id ‘{document.bron_id[:100]}’ staat ook op regel {gezien[document.bron_id]}")
        except LeesFout as error:
            fouten.append(f"Regel {nummer}: {error}.")
            continue
        gezien[document.bron_id] = nummer
        documenten.append(document)
    _refuse(naam, documenten, fouten)
    waarschuwingen = [Melding("", gelezen.waarschuwing)] if gelezen.waarschuwing else []
    waarschuwingen += _unknown_targets(documenten, gezien)
    return Bron(naam, tuple(documenten), waarschuwingen=tuple(waarschuwingen))


def _lines(tekst: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line that holds something. JSON may hold U+2028, which is no end of line here."""
    for nummer, regel in enumerate(tekst.split("\n"), start=1):
        if regel.strip():
            yield nummer, regel


def _refuse(naam: str, documenten: list[Brondocument], fouten: list[str]) -> None:
    if fouten:
        meer = f" En nog {len(fouten) - MAX_FOUTEN} regels." if len(fouten) > MAX_FOUTEN else ""
        raise LeesFout(f"{naam} klopt niet. {' '.join(fouten[:MAX_FOUTEN])}{meer}")
    if not documenten:
        raise LeesFout(f"{naam} is leeg.")
    if len(documenten) > MAX_DOCUMENTEN:
        raise LeesFout(f"{naam} heeft {len(documenten)} documenten; meer dan {MAX_DOCUMENTEN} kan niet in één keer.")


def _document(regel: str) -> Brondocument:
    try:
        rij = json.loads(regel)
    except (ValueError, RecursionError) as error:
        raise LeesFout("dit is geen geldige JSON") from error
    if not isinstance(rij, dict):
        raise LeesFout("hier hoort een object te staan, met id, title en text")
    bron_id, titel, tekst = (_text(rij, name) for name in ("id", "title", "text"))
    if len(tekst) > MAX_TEKST:
        raise LeesFout(f"de tekst heeft {len(tekst)} tekens; meer dan {MAX_TEKST} kan niet")
    meta = rij.get("meta") or {}
    if not isinstance(meta, dict):
        raise LeesFout("meta is geen object")
    pad = rij.get("path")
    pad = pad if isinstance(pad, str) and pad.strip() else bron_id
    return Brondocument(bron_id, titel, tekst, pad, meta, tuple(_links(rij.get("links"))))


def _text(rij: dict[str, Any], name: str) -> str:
    waarde = rij.get(name)
    if not isinstance(waarde, str):
        raise LeesFout(f"‘{name}’ ontbreekt" if waarde is None else f"‘{name}’ is geen tekst")
    if name != "text" and not waarde.strip():
        raise LeesFout(f"‘{name}’ is leeg")
    return waarde if name == "text" else waarde.strip()


def _links(links: object) -> Iterator[Verwijzing]:
    if links is None:
        return
    if not isinstance(links, list):
        raise LeesFout("links is geen lijst")
    for link in links:
        if not isinstance(link, dict):
            raise LeesFout("in links staat iets dat geen object is")
        tekst, doel = link.get("anchor_text"), link.get("target_id")
        if isinstance(tekst, str) and isinstance(doel, str):
            yield Verwijzing(tekst, doel)


def _unknown_targets(documenten: list[Brondocument], bekend: dict[str, int]) -> list[Melding]:
    return [
        Melding(document.bron_id, f"De bron noemt een link naar ‘{link.doel[:100]}’, maar dat document is er niet bij.")
        for document in documenten
        for link in document.verwijzingen
        if link.doel not in bekend
    ]
