"""A folder of Markdown files with YAML front matter."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import yaml

from kennisbank.exchange.formats.decode import decode
from kennisbank.exchange.formats.markdown_sections import find_headings
from kennisbank.exchange.formats.source import Bron, Brondocument, LeesFout, Melding, MeldingSoort
from kennisbank.text.normalise import normalise, normalise_line
from kennisbank.text.plain import to_plain

SUFFIXES = {".md", ".markdown", ".mdx"}
MAX_BESTANDEN = 5_000
MAX_BESTAND = 5_000_000
"""Largest Markdown file, in bytes."""
MAX_FRONT_MATTER = 64_000
INDEX_NAMES = {"index", "_index", "readme"}
ORDER_KEYS = ("volgorde", "order", "weight", "nav_order", "sidebar_position")
_FRONT_RE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LAST = 1e9


def read_folder(folder: Path) -> Bron:
    """Read every Markdown file below a folder. Raises LeesFout when there is none, or one is too large."""
    return read_files(folder.resolve().name, [(pad, path.read_bytes()) for pad, path in _markdown_files(folder)])


def _markdown_files(folder: Path) -> Iterator[tuple[str, Path]]:
    root = folder.resolve()
    for path in sorted(root.rglob("*")):
        pad = path.relative_to(root)
        if path.suffix.lower() not in SUFFIXES or any(part.startswith(".") for part in pad.parts):
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            if path.stat().st_size > MAX_BESTAND:
                raise LeesFout(f"{pad.as_posix()} is groter dan {MAX_BESTAND // 1_000_000} MB.")
            yield pad.as_posix(), path


def read_files(naam: str, files: Iterable[tuple[str, bytes]]) -> Bron:
    """Read Markdown files given as (path, bytes). A file without text or that is a draft is left out and named."""
    documenten: list[Brondocument] = []
    weggelaten: list[Melding] = []
    waarschuwingen: list[Melding] = []
    for pad, inhoud in files:
        gelezen = decode(inhoud, pad)
        document, meldingen = _document(pad, gelezen.tekst)
        waarschuwingen += [Melding(pad, tekst) for tekst in (gelezen.waarschuwing, *meldingen) if tekst]
        if document.meta.get("draft") is True or document.meta.get("concept") is True:
            weggelaten.append(Melding(pad, "Volgens de front matter is dit een concept.", MeldingSoort.DOCUMENT))
        else:
            documenten.append(document)
    if not documenten:
        raise LeesFout(f"In {naam} staan geen Markdown-bestanden (.md) om in te lezen.")
    if len(documenten) > MAX_BESTANDEN:
        raise LeesFout(f"{naam} heeft {len(documenten)} bestanden; meer dan {MAX_BESTANDEN} kan niet in één keer.")
    return Bron(naam, tuple(_in_order(documenten)), tuple(weggelaten), tuple(waarschuwingen))


def split_front_matter(tekst: str) -> tuple[dict[str, object], str, list[str]]:
    """Return (metadata, text, remarks). Front matter that is not valid YAML is left out, and that is remarked."""
    found = _FRONT_RE.match(tekst)
    if found is None:
        return {}, tekst, []
    rest = tekst[found.end() :]
    if len(found[1]) > MAX_FRONT_MATTER:
        return {}, rest, ["De front matter is te lang en is weggelaten."]
    try:
        meta = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        regel = getattr(getattr(error, "problem_mark", None), "line", None)
        plek = "" if regel is None else f" (regel {regel + 2})"
        return {}, rest, [f"De front matter is geen geldige YAML{plek} en is weggelaten."]
    if meta is None:
        return {}, rest, []
    if not isinstance(meta, dict):
        return {}, rest, ["De front matter heeft geen vorm van ‘naam: waarde’ en is weggelaten."]
    return {str(naam): waarde for naam, waarde in meta.items()}, rest, []


def _document(pad: str, tekst: str) -> tuple[Brondocument, list[str]]:
    meta, rest, meldingen = split_front_matter(normalise(tekst))
    titel = meta.pop("title", None) or meta.pop("titel", None)
    naam = normalise_line(str(titel)) if isinstance(titel, (str, int, float)) else ""
    return Brondocument(pad, naam or _title(pad, rest), rest, pad, meta), meldingen


def _title(pad: str, tekst: str) -> str:
    """The first heading of level 1, else a name made of the path."""
    for kop in find_headings(tekst):
        if kop.niveau == 1 and (naam := " ".join(to_plain(kop.kop[:1_000]).split())):
            return naam
    path = PurePosixPath(pad)
    naam = path.parent.name if path.stem.lower() in INDEX_NAMES and path.parent.name else path.stem
    return re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_. ]+", "", naam)).strip().capitalize() or path.stem


def _in_order(documenten: list[Brondocument]) -> list[Brondocument]:
    """By folder, an index file first, then as the front matter says, then by name with numbers as numbers."""
    places = {document.pad: _order(document) for document in documenten}
    folders = {
        PurePosixPath(pad).parent: place
        for pad, place in places.items()
        if PurePosixPath(pad).stem.lower() in INDEX_NAMES
    }

    def key(document: Brondocument) -> list[tuple[float, list[tuple[int, str]]]]:
        path = PurePosixPath(document.pad)
        above = [parent for parent in reversed(path.parents) if parent.name]
        steps = [(folders.get(parent, _LAST), _natural(parent.name)) for parent in above]
        own = -_LAST if path.stem.lower() in INDEX_NAMES else places[document.pad]
        return [*steps, (own, _natural(path.name))]

    return sorted(documenten, key=key)


def _order(document: Brondocument) -> float:
    for name in ORDER_KEYS:
        waarde = document.meta.get(name)
        if isinstance(waarde, (int, float)) and not isinstance(waarde, bool):
            return float(waarde)
    return _LAST


def _natural(naam: str) -> list[tuple[int, str]]:
    return [(int(deel) if deel.isdecimal() else -1, deel.casefold()) for deel in re.split(r"(\d{1,15})", naam) if deel]
