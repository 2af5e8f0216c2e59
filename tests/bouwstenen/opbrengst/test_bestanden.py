"""Photos: turned upright, without a trace of where they were taken, and never a danger to the server."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from bouwstenen.opbrengst import bestanden
from bouwstenen.opbrengst.bestanden import DOCX, PDF, TEKST, read_bestand
from tests.bouwstenen.opbrengst.making import picture


def _photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010F] = "Toestel van Dana"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 4.0, 47.0)
    return picture((80, 40), exif=exif, comment=b"Kamer van Dana")


def test_place_device_and_comment_are_taken_out_and_the_picture_is_upright() -> None:
    data = _photo_with_place()
    assert b"Dana" in data
    kept = read_bestand(ContentFile(data), only_picture=True)
    assert (kept.mime, kept.extensie) == ("image/jpeg", "jpg")
    assert b"Dana" not in kept.inhoud
    with Image.open(BytesIO(kept.inhoud)) as image:
        assert not dict(image.getexif())
        assert image.size == (40, 80)
        red, _, blue = image.getpixel((38, 2))
        assert blue > red, "the corner has moved along"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_every_kind_of_picture_becomes_a_jpeg_of_a_fit_size(form: str) -> None:
    kept = read_bestand(ContentFile(picture((3_000, 1_000), form)), only_picture=True)
    with Image.open(BytesIO(kept.inhoud)) as image:
        assert (image.format, max(image.size)) == ("JPEG", bestanden.LONGEST_SIDE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_every_way_to_keep_colours_works(mode: str) -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0)) if mode in {"RGBA", "LA"} else Image.new("RGB", (20, 20), "white")
    target = BytesIO()
    image.convert(mode).save(target, "TIFF" if mode == "CMYK" else "PNG")
    if mode == "CMYK":
        target = BytesIO()
        image.convert(mode).save(target, "JPEG")
    kept = read_bestand(ContentFile(target.getvalue()), only_picture=True)
    with Image.open(BytesIO(kept.inhoud)) as made:
        assert min(made.convert("RGB").getpixel((10, 10))) > 240, "what is transparent becomes white"


def _bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_bomb(60_000, 60_000), "te veel beeldpunten"),
        (_bomb(10_000, 9_500), "te veel beeldpunten"),
        (_bomb(6_000, 6_000), "te veel beeldpunten"),
        (_bomb(100, 100), "niet lezen"),
        (picture()[:200], "niet lezen"),
        (b"GIF89a" + b"\0" * 50, "niet lezen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "niet lezen"),
        (b"%PDF-1.7 nep", "niet lezen"),
        (b"", "leeg"),
    ],
)
def test_what_is_no_fit_photo_is_refused_at_its_field(data: bytes, message: str) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        read_bestand(ContentFile(data), only_picture=True)
    assert list(caught.value.message_dict) == ["bestand"]


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bestanden, "MAX_BYTES", 100)
    with pytest.raises(ValidationError, match="te groot"):
        read_bestand(ContentFile(b"x" * 101))


def test_other_files_are_known_by_their_bytes() -> None:
    docx = BytesIO()
    with ZipFile(docx, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert read_bestand(ContentFile(b"%PDF-1.7\n")).mime == PDF
    assert read_bestand(ContentFile(docx.getvalue())).mime == DOCX
    assert read_bestand(ContentFile("Het wás stil.".encode())).mime == TEKST
    assert read_bestand(ContentFile(picture(form="PNG"))).mime == "image/jpeg"
    for data in (b"PK\x03\x04 kapot", b"\xff\xfe\x00\x01"):
        with pytest.raises(ValidationError):
            read_bestand(ContentFile(data))
