"""What is in an uploaded file, told from its bytes; pictures are made anew."""

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageOps

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000
"""Largest picture that is read: a telephone makes up to 50 million."""
MAX_PIXELS_WHOLE = 25_000_000
"""The same for PNG and WebP, which have to be unpacked as a whole."""
LONGEST_SIDE = 2_400
QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEKST = "text/plain"


@dataclass(frozen=True)
class Bestand:
    """A file as it will be kept; `sha256` is of what was uploaded, so that the same file is recognised."""

    inhoud: bytes
    mime: str
    extensie: str
    sha256: str


def read_bestand(bestand: "File[bytes]", *, only_picture: bool = False) -> Bestand:
    """What was uploaded, fit to be kept. Raises ValidationError at `bestand`."""
    data = _read(bestand)
    digest = sha256(data).hexdigest()
    if not only_picture:
        if data[:1024].lstrip().startswith(b"%PDF-"):
            return Bestand(data, PDF, "pdf", digest)
        if data.startswith(b"PK"):
            return Bestand(_checked_docx(data), DOCX, "docx", digest)
        if _is_text(data):
            return Bestand(data, TEKST, "txt", digest)
    return Bestand(clean_picture(BytesIO(data)), "image/jpeg", "jpg", digest)


def _read(bestand: "File[bytes]") -> bytes:
    if bestand.size > MAX_BYTES:
        raise _refused(f"Dit bestand is te groot: hoogstens {MAX_BYTES // 1024 // 1024} MB.")
    data = bestand.read(MAX_BYTES + 1)
    if not data:
        raise _refused("Dit bestand is leeg.")
    return data


def _checked_docx(data: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist():
                return data
    except BadZipFile:
        pass
    raise _refused("Dit is geen Word-bestand (.docx) dat we kunnen lezen.")


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def clean_picture(source: IO[bytes]) -> bytes:
    """A JPEG of the picture, turned upright and not larger than needed, without anything else that was in the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=_FORMATS) as picture:
                return _redraw(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise _refused("Deze foto kunnen we niet lezen. Kies een JPEG, PNG of WebP.") from None


def _redraw(picture: Image.Image) -> bytes:
    whole = picture.format not in {"JPEG", "MPO"}
    if picture.width * picture.height > (MAX_PIXELS_WHOLE if whole else MAX_PIXELS):
        raise _too_large()
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.getbands() or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        fresh = Image.new("RGB", layer.size, "white")
        fresh.paste(layer, mask=layer.getchannel("A"))
    else:
        fresh = Image.new("RGB", upright.size)
        fresh.paste(upright.convert("RGB"))
    target = BytesIO()
    fresh.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def _too_large() -> ValidationError:
    return _refused("Deze foto heeft te veel beeldpunten. Maak haar kleiner en probeer het nog eens.")


def _refused(message: str) -> ValidationError:
    return ValidationError({"bestand": message})
