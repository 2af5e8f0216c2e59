"""The zip file around a project: written the same each time, read in memory and within limits."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from kennisbank.drukwerk.tekst.zipping import write_zip
from kennisbank.exchange.formats.archive import BROKEN
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.refi.model import Project
from kennisbank.exchange.refi.safexml import MAX_XML
from kennisbank.exchange.refi.writer import write_project, xml_text

MAX_FILES = 10_000
MAX_TEXT = 10_000_000
"""Most bytes of one text source."""
MAX_TOTAL = 100_000_000
"""Most bytes that are unpacked in all; films and pictures stay packed."""
INTERNAL = "internal://"
_SCHEMES = (INTERNAL, "relative://")
_ENCRYPTED = 0x1


def write_package(project: Project) -> bytes:
    """The bytes of a `.qdpx`: `project.qde`, and every text as UTF-8 with LF and without a byte order mark."""
    texts = [
        (f"sources/{bron.pad.removeprefix(INTERNAL)}", xml_text(bron.tekst).encode())
        for bron in project.bronnen
        if bron.pad
    ]
    return write_zip([("project.qde", write_project(project)), *sorted(texts)])


class Pakket:
    """An opened `.qdpx`. Names are found whatever their capitals; nothing is ever written to disk."""

    def __init__(self, inhoud: bytes, naam: str) -> None:
        """Raises LeesFout for a zip file that is damaged, locked, too large or points outside itself."""
        self.naam = naam
        self._read = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(inhoud))
            infos = [info for info in self._archive.infolist() if not info.is_dir()]
        except BROKEN as error:
            raise LeesFout(f"{naam} is geen goed .qdpx-bestand, of het is beschadigd.") from error
        self._check(infos)
        self.names = [info.filename for info in infos]
        self._infos = {_key(info.filename): info for info in infos}
        self._by_last = {PurePosixPath(key).name: key for key in self._infos}

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_FILES:
            raise LeesFout(f"{self.naam} heeft {len(infos)} bestanden; dat zijn er te veel.")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise LeesFout(f"{self.naam} is met een wachtwoord beveiligd. Haal dat er eerst af.")
        for info in infos:
            pad = PurePosixPath(info.filename.replace("\\", "/"))
            if pad.is_absolute() or ".." in pad.parts or (pad.parts and pad.parts[0].endswith(":")):
                raise LeesFout(f"{self.naam} bevat een pad dat buiten de map wijst: {info.filename[:100]}")

    @property
    def project(self) -> bytes:
        """The XML of the project. Raises LeesFout when there is none."""
        found = sorted((key for key in self._infos if key.endswith(".qde")), key=lambda key: (key.count("/"), key))
        chosen = "project.qde" if "project.qde" in self._infos else next(iter(found), None)
        if chosen is None:
            raise LeesFout(f"In {self.naam} zit geen project.qde.")
        return self._bytes(chosen, MAX_XML)

    def find(self, pad: str) -> str | None:
        """The file in the zip that a path in the project means; None when it is not there."""
        rest = pad
        for scheme in _SCHEMES:
            rest = rest.removeprefix(scheme)
        if "://" in rest:
            return None
        for spelling in (rest, unquote(rest)):
            key = _key(spelling)
            candidates = (f"sources/{key}", key, self._by_last.get(PurePosixPath(key).name, ""))
            found = next((name for name in candidates if name in self._infos), None)
            if found is not None:
                return self._infos[found].filename
        return None

    def read(self, name: str) -> bytes:
        """The bytes of a text source that `find` gave. Raises LeesFout for one that is damaged or too large."""
        return self._bytes(_key(name), MAX_TEXT)

    def _bytes(self, key: str, maximum: int) -> bytes:
        """The bytes of one file; the size in its header is not believed."""
        try:
            with self._archive.open(self._infos[key]) as bestand:
                inhoud = bestand.read(maximum + 1)
        except BROKEN as error:
            raise LeesFout(f"{key[:100]} in {self.naam} is beschadigd.") from error
        self._read += len(inhoud)
        if len(inhoud) > maximum or self._read > MAX_TOTAL:
            raise LeesFout(f"{self.naam} is uitgepakt te groot (bij {key[:100]}).")
        return inhoud


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
