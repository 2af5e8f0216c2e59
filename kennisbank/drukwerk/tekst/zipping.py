"""Zip files that are the same, byte for byte, whenever and wherever they are made."""

import io
import zipfile
from collections.abc import Iterable

_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def write_zip(bestanden: Iterable[tuple[str, bytes]], *, stored: Iterable[str] = ()) -> bytes:
    """Put files in a zip in the order given; those in `stored` are not compressed."""
    los = set(stored)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, inhoud in bestanden:
            info = zipfile.ZipInfo(naam, _MOMENT)
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if naam in los else zipfile.ZIP_DEFLATED
            archief.writestr(info, inhoud)
    return uit.getvalue()


def rewrite_zip(inhoud: bytes) -> bytes:
    """The same files without the moment at which they were written."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return write_zip((naam, archief.read(naam)) for naam in archief.namelist())
