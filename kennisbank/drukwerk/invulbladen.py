"""The responscanvas and the model as a PDF to fill in offline, in any reader.

Typst lays out the page and makes a tagged link of every place to type; here those links become form fields, so that
place, reading order and tags come from one source.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from kennisbank.drukwerk.figuur import FIGUUR_ALT, figuur_svg
from kennisbank.drukwerk.tekst.clean import clean_line
from kennisbank.drukwerk.zetten import SJABLONEN, typeset

SJABLOON = SJABLONEN / "invulblad.typ"
VERSIE = 1
"""Of the form itself: what `read_invulblad` understands."""
MERK = "kennisbank"
"""Name of the hidden field that says which form this is."""
VAK = "vak"
"""Name above all fields to type in: vak.<sleutel>.<n>."""
SOORTEN = ("responscanvas", "model")

_SLEUTEL_RE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_KENMERK_RE = re.compile(r"[a-z0-9]{0,20}")
_UITLEG = (
    "Typ in elk vakje één inzicht, voorbeeld, vraag of advies. Een nieuwe regel (Enter) telt als een nieuw punt. "
    "Bewaar het bestand en lever het in bij het gesprek op de kennisbank. Noem geen namen van mensen."
)
_LOOK = "/Helv 9 Tf 0.05 0.25 0.27 rg"
_MULTILINE, _READ_ONLY, _HIDDEN, _PRINT = 1 << 12, 1, 2, 4


@dataclass(frozen=True)
class Vak:
    """A box of the canvas or a body part: `sleutel` is the name in the file (lower case letters, digits, - and _)."""

    sleutel: str
    titel: str
    uitleg: str = ""


@dataclass(frozen=True)
class Invulblad:
    """A form for one gesprek, or for any when `kenmerk` is empty; a model has the five body parts as its vakken."""

    soort: str
    kenmerk: str
    titel: str
    datum_tekst: str
    vakken: tuple[Vak, ...]
    regels_per_vak: int = 6

    def __post_init__(self) -> None:
        sleutels = [vak.sleutel for vak in self.vakken]
        if self.soort not in SOORTEN or not _KENMERK_RE.fullmatch(self.kenmerk):
            raise ValueError(f"Geen geldig invulblad: {self.soort!r}, {self.kenmerk!r}")
        if not all(map(_SLEUTEL_RE.fullmatch, sleutels)) or len(set(sleutels)) < len(sleutels):
            raise ValueError(f"Geen geldige sleutels: {sleutels}")
        if not 1 <= self.regels_per_vak <= 20 or not 1 <= len(sleutels) <= 20:
            raise ValueError("Een invulblad heeft 1 tot 20 vakken met elk 1 tot 20 regels.")
        if self.soort == "model" and len(sleutels) != 5:
            raise ValueError("Het model heeft vijf vakken.")

    @property
    def merk(self) -> str:
        """What the hidden field says: form, version, kind and gesprek."""
        return f"invulblad {VERSIE} {self.soort} {self.kenmerk}".rstrip()


def invulblad_pdf(blad: Invulblad) -> bytes:
    """The form as tagged PDF with fields that any reader can fill."""
    model = blad.soort == "model"
    data = {
        "titel": clean_line(blad.titel) or "Invulblad",
        "onder": clean_line(blad.datum_tekst),
        "uitleg": _UITLEG,
        "voet": "Kennisbank ambtelijk vakmanschap" + (f" · gesprek {blad.kenmerk}" if blad.kenmerk else ""),
        "figuur": figuur_svg() if model else "",
        "alt": FIGUUR_ALT,
        "breedte": 46,
        "hoogte": _field_height(blad),
        "vakken": [
            {
                "titel": clean_line(vak.titel) or vak.sleutel,
                "uitleg": clean_line(vak.uitleg),
                "velden": [f"{vak.sleutel}/{nummer}" for nummer in range(1, blad.regels_per_vak + 1)],
            }
            for vak in blad.vakken
        ],
    }
    return _add_fields(typeset(SJABLOON, data, standards=("ua-1",)), blad)


def _field_height(blad: Invulblad) -> float:
    """In millimetres, such that the usual forms fill one page."""
    model = blad.soort == "model"
    rijen = -(-len(blad.vakken) // 2)
    uitlegregels = max(-(-len(vak.uitleg) // (42 if model else 58)) for vak in blad.vakken)
    ruimte = 242 - rijen * (10 + 4.2 * uitlegregels)
    velden = blad.regels_per_vak * (rijen - 0.5 * (len(blad.vakken) % 2))
    return round(min(14.0, max(6.5, ruimte / velden - 1.1)), 1)


def _add_fields(pdf: bytes, blad: Invulblad) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    velden = _Velden(writer, blad)
    for page in writer.pages:
        for verwijzing in page.get("/Annots", ArrayObject()):
            notitie = verwijzing.get_object()
            adres = str(notitie.get("/A", {}).get("/URI", ""))
            if adres.startswith("veld:"):
                velden.turn_into_field(verwijzing, *adres.removeprefix("veld:").split("/"))
    velden.retag()
    velden.add_mark()
    velden.add_form()
    uit = io.BytesIO()
    writer.write(uit)
    return uit.getvalue()


class _Velden:
    """The fields of one form, as a tree: vak, then its sleutel, then a number."""

    def __init__(self, writer: PdfWriter, blad: Invulblad) -> None:
        self.writer = writer
        self.blad = blad
        self.titels = {vak.sleutel: clean_line(vak.titel) or vak.sleutel for vak in blad.vakken}
        self.boven = self._branch(VAK, None)
        self.takken = {vak.sleutel: self._branch(vak.sleutel, self.boven) for vak in blad.vakken}
        self.top = ArrayObject([self.boven.indirect_reference])
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        letter = DictionaryObject({NameObject(naam): NameObject(waarde) for naam, waarde in font.items()})
        self.letters = DictionaryObject({NameObject("/Helv"): writer._add_object(letter)})

    def turn_into_field(self, verwijzing: PdfObject, sleutel: str, nummer: str) -> None:
        """Make a link a field: it keeps its place and its tag."""
        veld: Any = verwijzing.get_object()
        for naam in ("/A", "/Border", "/Contents", "/C", "/H"):
            veld.pop(naam, None)
        label = f"{self.titels[sleutel]}: punt {nummer} van {self.blad.regels_per_vak}"
        tak = self.takken[sleutel]
        veld.update(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(nummer),
                NameObject("/TU"): TextStringObject(label),
                NameObject("/Ff"): NumberObject(_MULTILINE),
                NameObject("/F"): NumberObject(_PRINT),
                NameObject("/DA"): TextStringObject(_LOOK),
                NameObject("/V"): TextStringObject(""),
                NameObject("/DV"): TextStringObject(""),
                NameObject("/Parent"): tak.indirect_reference,
                NameObject("/AP"): DictionaryObject({NameObject("/N"): self._empty_look(veld["/Rect"])}),
            }
        )
        tak["/Kids"].append(veld.indirect_reference)

    def retag(self) -> None:
        """Tag as Form what was tagged as Link."""
        wortel: Any = self.writer.root_object["/StructTreeRoot"]
        boom = wortel["/ParentTree"]
        for element in boom["/Nums"][1::2]:
            heel = element.get_object()
            if isinstance(heel, DictionaryObject) and heel.get("/S") == "/Link":
                heel[NameObject("/S")] = NameObject("/Form")

    def add_mark(self) -> None:
        """Hide in the file which form it is and of which gesprek."""
        pagina: Any = self.writer.pages[0]
        merk = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): ArrayObject([FloatObject(0)] * 4),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(MERK),
                NameObject("/TU"): TextStringObject("Kenmerk van dit formulier"),
                NameObject("/V"): TextStringObject(self.blad.merk),
                NameObject("/DV"): TextStringObject(self.blad.merk),
                NameObject("/Ff"): NumberObject(_READ_ONLY),
                NameObject("/F"): NumberObject(_HIDDEN),
                NameObject("/DA"): TextStringObject(_LOOK),
                NameObject("/P"): pagina.indirect_reference,
            }
        )
        self.top.append(self.writer._add_object(merk))
        pagina["/Annots"].append(merk.indirect_reference)

    def add_form(self) -> None:
        """Tell readers that there are fields, and how to draw what is typed."""
        self.writer.root_object[NameObject("/AcroForm")] = self.writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Fields"): self.top,
                    NameObject("/NeedAppearances"): BooleanObject(True),
                    NameObject("/DA"): TextStringObject(_LOOK),
                    NameObject("/DR"): DictionaryObject({NameObject("/Font"): self.letters}),
                }
            )
        )

    def _branch(self, naam: str, ouder: Any) -> Any:
        tak = DictionaryObject({NameObject("/T"): TextStringObject(naam), NameObject("/Kids"): ArrayObject()})
        self.writer._add_object(tak)
        if ouder is not None:
            tak[NameObject("/Parent")] = ouder.indirect_reference
            ouder["/Kids"].append(tak.indirect_reference)
        return tak

    def _empty_look(self, rect: ArrayObject) -> IndirectObject:
        links, onder, rechts, boven = (float(getal) for getal in rect)
        beeld = DecodedStreamObject()
        beeld.set_data(b"/Tx BMC EMC")
        beeld.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, rechts - links, boven - onder))),
                NameObject("/Resources"): DictionaryObject({NameObject("/Font"): self.letters}),
            }
        )
        return self.writer._add_object(beeld)
