"""Zip files of Markdown, read in memory and within limits."""

import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError
from pathlib import PurePosixPath
from struct import error as StructError  # noqa: N812 - a class with the name of a function

from kennisbank.exchange.formats.markdown_folder import MAX_BESTAND, MAX_BESTANDEN, SUFFIXES, read_files
from kennisbank.exchange.formats.source import Bron, LeesFout

MAX_UITGEPAKT = 100_000_000
"""Most bytes that a zip file may hold when unpacked."""
_ENCRYPTED = 0x1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    IndexError,
    StructError,
)
"""All that zipfile was seen to raise on bytes that are no good zip."""


def read_zip(inhoud: bytes, naam: str) -> Bron:
    """Read the Markdown files in a zip file. Raises LeesFout for one that is damaged, locked or too large."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as archief:
            files = [(_path(info, naam), info) for info in archief.infolist() if not info.is_dir()]
            check_sizes(archief, naam)
            chosen = [(pad, info) for pad, info in files if _is_wanted(pad)]
            return read_files(naam, _unfolded([(pad.as_posix(), _content(archief, info)) for pad, info in chosen]))
    except LeesFout:
        raise
    except BROKEN as error:
        raise LeesFout(f"{naam} is geen goed zipbestand, of het is beschadigd of versleuteld.") from error


def check_sizes(archief: zipfile.ZipFile, naam: str) -> None:
    """Raise LeesFout when a zip file holds too many files or too many bytes."""
    infos = archief.infolist()
    if len(infos) > MAX_BESTANDEN * 2:
        raise LeesFout(f"{naam} heeft {len(infos)} bestanden; dat zijn er te veel.")
    if sum(info.file_size for info in infos) > MAX_UITGEPAKT:
        raise LeesFout(f"{naam} is uitgepakt groter dan {MAX_UITGEPAKT // 1_000_000} MB.")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise LeesFout(f"{naam} is met een wachtwoord beveiligd. Haal dat er eerst af.")


def _path(info: zipfile.ZipInfo, naam: str) -> PurePosixPath:
    pad = PurePosixPath(info.filename.replace("\\", "/"))
    if pad.is_absolute() or ".." in pad.parts or (pad.parts and pad.parts[0].endswith(":")):
        raise LeesFout(f"{naam} bevat een pad dat buiten de map wijst: {info.filename[:100]}")
    return pad


def _is_wanted(pad: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in pad.parts)
    return pad.suffix.lower() in SUFFIXES and not hidden


def _content(archief: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one file; the size in its header is not believed."""
    with archief.open(info) as bestand:
        inhoud = bestand.read(MAX_BESTAND + 1)
    if len(inhoud) > MAX_BESTAND:
        raise LeesFout(f"{info.filename[:100]} is groter dan {MAX_BESTAND // 1_000_000} MB.")
    return inhoud


def _unfolded(files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Paths without the one folder that everything is in."""
    tops = {pad.partition("/")[0] for pad, _ in files}
    if len(tops) == 1 and all("/" in pad for pad, _ in files):
        return [(pad.partition("/")[2], inhoud) for pad, inhoud in files]
    return files
