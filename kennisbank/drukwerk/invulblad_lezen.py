"""Read what people typed in a form of `invulbladen`, whatever program they filled it in with.

Only the values of fields are read: no page is drawn, no script is run, XFA is ignored.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ByteStringObject, DictionaryObject, IndirectObject, StreamObject

from kennisbank.drukwerk.invulbladen import MERK, SOORTEN, VAK, VERSIE
from kennisbank.drukwerk.pdf_fouten import (
    AndereVersie,
    GeenPdf,
    PdfBeschadigd,
    PdfFout,
    PdfLeeg,
    PdfTeGroot,
    PdfVersleuteld,
    VreemdFormulier,
)
from kennisbank.text.normalise import normalise

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGINAS = 50
MAX_OBJECTEN = 20_000
MAX_VELDEN = 2_000
MAX_TEKENS = 200_000
"""Of all fields together."""

_MAX_DIEPTE = 20
_HEADER_WITHIN = 1024
_BROKEN = (
    PyPdfError, KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError,
    ArithmeticError, struct.error, zlib.error, OSError, EOFError,
)  # fmt: skip
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\u0132": "IJ", "\u0133": "ij", "\u00ad": "", "\u00a0": " ", "\u202f": " ", "\t": " ",
    }
)  # fmt: skip
_LANGUAGE_RE = re.compile("\x1b[A-Za-z]{2,8}\x1b")
_BULLET_RE = re.compile(r"^[-\u2013\u2014\u2022\u2023\u25aa\u25e6\u00b7*]\s+")
_MERK_RE = re.compile(r"invulblad (\d{1,4}) ([a-z]+)(?: ([a-z0-9]{1,20}))?")
_KEY_RE = re.compile(rf"{VAK}\.([a-z][a-z0-9_-]*)\.(\d{{1,4}})")


@dataclass(frozen=True)
class Ingevuld:
    """What stands in a form: `kenmerk` is empty for a form of no gesprek in particular."""

    soort: str
    kenmerk: str
    regels: dict[str, list[str]] = field(default_factory=dict)


def read_invulblad(data: bytes) -> Ingevuld:
    """What was filled in, by vak; every line of a field is one item and a vak without items is an empty list.

    Raises a PdfFout for anything that is no form of ours; its text is for the person who sent the file.
    """
    _check_file(data)
    try:
        velden = dict(_fields(_open(data)))
    except PdfFout:
        raise
    except _BROKEN as fout:
        raise PdfBeschadigd from fout
    return _read_fields(velden)


def _check_file(data: bytes) -> None:
    if not data:
        raise PdfLeeg
    if len(data) > MAX_BYTES:
        raise PdfTeGroot
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise GeenPdf


def _open(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise PdfVersleuteld
    objecten = sum(len(reeks) for reeks in reader.xref.values()) + len(reader.xref_objStm)
    root: Any = reader.trailer["/Root"]
    if objecten > MAX_OBJECTEN or int(root["/Pages"]["/Count"]) > MAX_PAGINAS:
        raise PdfTeGroot
    return reader


def _read_fields(velden: dict[str, str]) -> Ingevuld:
    merk = _MERK_RE.fullmatch(velden.get(MERK, "").strip())
    if merk is None:
        raise VreemdFormulier
    if int(merk[1]) != VERSIE or merk[2] not in SOORTEN:
        raise AndereVersie
    regels: dict[str, list[str]] = {}
    genummerd = [
        (plek[1], int(plek[2]), waarde) for naam, waarde in velden.items() if (plek := _KEY_RE.fullmatch(naam))
    ]
    volgorde = {sleutel: None for sleutel, _, _ in genummerd}
    for sleutel in volgorde:
        waarden = sorted((nummer, waarde) for naam, nummer, waarde in genummerd if naam == sleutel)
        regels[sleutel] = [regel for _, waarde in waarden for regel in split_lines(waarde)]
    return Ingevuld(merk[2], merk[3] or "", regels)


def split_lines(tekst: str) -> list[str]:
    """The items in a field: its lines, without bullets, ligatures and white space that means nothing."""
    schoon = normalise(_LANGUAGE_RE.sub("", tekst).translate(_LIGATURES))
    regels = (" ".join(_BULLET_RE.sub("", regel.strip(), count=1).split()) for regel in schoon.split("\n"))
    return [regel for regel in regels if regel]


def _fields(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Full name and text of every field, once: from the form, and from the pages where a program forgot the form."""
    root: Any = reader.trailer["/Root"]
    vormen = _dictionary(root.get("/AcroForm"))
    boven = [(kind, "", 0) for kind in _list(vormen.get("/Fields"))]
    wandeling = _Wandeling()
    yield from wandeling.walk(boven)
    for pagina in list(reader.pages)[:MAX_PAGINAS]:
        notities = (notitie for notitie in _list(pagina.get("/Annots")))
        yield from wandeling.walk([(notitie, _parents_name(notitie), 0) for notitie in notities], only_widgets=True)


class _Wandeling:
    """Walks a forest of fields that may hold circles, and stops where there are more than a form has."""

    def __init__(self) -> None:
        self.gezien: set[object] = set()
        self.tekens = 0

    def walk(self, stapel: list[tuple[Any, str, int]], *, only_widgets: bool = False) -> Iterator[tuple[str, str]]:
        stapel.reverse()
        while stapel:
            verwijzing, boven, diepte = stapel.pop()
            veld = _dictionary(verwijzing)
            if not self._is_new(verwijzing, veld) or (only_widgets and veld.get("/Subtype") != "/Widget"):
                continue
            naam = ".".join(filter(None, (boven, _text(veld.get("/T")))))
            kinderen = _list(veld.get("/Kids")) if diepte < _MAX_DIEPTE else []
            stapel += [(kind, naam, diepte + 1) for kind in reversed(kinderen)]
            if naam and "/V" in veld:
                waarde = _text(veld["/V"])
                self.tekens += len(waarde)
                if self.tekens > MAX_TEKENS:
                    raise PdfTeGroot
                yield naam, waarde
            elif naam and "/FT" in veld:
                yield naam, ""

    def _is_new(self, verwijzing: Any, veld: DictionaryObject) -> bool:
        sleutel = (verwijzing.idnum, verwijzing.generation) if isinstance(verwijzing, IndirectObject) else id(veld)
        if sleutel in self.gezien:
            return False
        self.gezien.add(sleutel)
        if len(self.gezien) > MAX_VELDEN:
            raise PdfTeGroot
        return True


def _parents_name(verwijzing: Any) -> str:
    namen: list[str] = []
    veld = _dictionary(verwijzing)
    for _ in range(_MAX_DIEPTE):
        veld = _dictionary(veld.get("/Parent"))
        namen.append(_text(veld.get("/T")))
    return ".".join(naam for naam in reversed(namen) if naam)


def _dictionary(waarde: Any) -> DictionaryObject:
    heel = waarde.get_object() if isinstance(waarde, IndirectObject) else waarde
    return heel if isinstance(heel, DictionaryObject) else DictionaryObject()


def _list(waarde: Any) -> list[Any]:
    """The elements as they stand, references unresolved."""
    heel = waarde.get_object() if isinstance(waarde, IndirectObject) else waarde
    return list.copy(heel) if isinstance(heel, list) else []


def _text(waarde: Any) -> str:
    """A text string of PDF, in any of its spellings."""
    heel = waarde.get_object() if isinstance(waarde, IndirectObject) else waarde
    if isinstance(heel, StreamObject):
        heel = ByteStringObject(heel.get_data())
    if isinstance(heel, bytes):
        return _decode(heel)
    return str(heel) if isinstance(heel, str) else ""


def _decode(ruw: bytes) -> str:
    for merk, codering in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if ruw.startswith(merk):
            return ruw[len(merk) :].decode(codering, "replace")
    try:
        return ruw.decode("utf-8")
    except UnicodeDecodeError:
        return ruw.decode("cp1252", "replace")
