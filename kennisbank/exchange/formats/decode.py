"""Bytes to text, for files of which nobody wrote down the encoding."""

import codecs
from dataclasses import dataclass

from kennisbank.exchange.formats.source import LeesFout

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Gelezen:
    """Decoded text, and a remark when the encoding had to be guessed."""

    tekst: str
    waarschuwing: str = ""


def decode(inhoud: bytes, naam: str) -> Gelezen:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252. Raises LeesFout when none of them fits."""
    codering = next((name for bom, name in _BOMS if inhoud.startswith(bom)), "utf-8")
    try:
        return Gelezen(inhoud.decode(codering))
    except UnicodeDecodeError as error:
        if codering != "utf-8" or b"\x00" in inhoud:
            raise LeesFout(
                f"{naam} is geen leesbare tekst ({codering.upper()} klopt niet vanaf byte {error.start}). "
                "Sla het bestand opnieuw op als UTF-8."
            ) from error
    try:
        tekst = inhoud.decode("cp1252")
    except UnicodeDecodeError as error:
        raise LeesFout(
            f"De tekencodering van {naam} is onbekend: geen UTF-8 en geen Windows-1252 (byte {error.start}). "
            "Sla het bestand opnieuw op als UTF-8."
        ) from error
    return Gelezen(tekst, "Geen UTF-8; gelezen als Windows-1252. Kijk of letters als é en ë kloppen.")
