"""Any source of documents: a folder, a Markdown file, a JSONL file or a zip file."""

from pathlib import Path

from kennisbank.exchange.formats.archive import read_zip
from kennisbank.exchange.formats.jsonl import read_jsonl
from kennisbank.exchange.formats.markdown_folder import SUFFIXES, read_files, read_folder
from kennisbank.exchange.formats.source import Bron, LeesFout

MAX_BRONBESTAND = 200_000_000
"""Largest file that is read at once, in bytes."""
UITLEG = "Geef een map met Markdown, een .md-, .jsonl- of .zip-bestand."


def read_documents(path: Path) -> Bron:
    """Read the documents at a path. Raises LeesFout when there is nothing that can be read."""
    try:
        if path.is_dir():
            return read_folder(path)
        if not path.is_file():
            raise LeesFout(f"{path} bestaat niet. {UITLEG}")
        if path.stat().st_size > MAX_BRONBESTAND:
            raise LeesFout(f"{path.name} is groter dan {MAX_BRONBESTAND // 1_000_000} MB.")
        return read_document_bytes(path.read_bytes(), path.name)
    except OSError as error:
        raise LeesFout(f"{path} kan niet worden gelezen: {error.strerror or error}.") from error


def read_document_bytes(inhoud: bytes, bestandsnaam: str) -> Bron:
    """Read the documents in one file, by the ending of its name."""
    soort = Path(bestandsnaam).suffix.lower()
    naam = Path(bestandsnaam).stem or bestandsnaam
    if not inhoud.strip():
        raise LeesFout(f"{bestandsnaam} is leeg.")
    if soort == ".zip":
        return read_zip(inhoud, naam)
    if soort in {".jsonl", ".ndjson"}:
        return read_jsonl(inhoud, naam)
    if soort in SUFFIXES:
        return read_files(naam, [(bestandsnaam, inhoud)])
    raise LeesFout(f"{bestandsnaam} heeft een vorm die hier niet kan. {UITLEG}")
