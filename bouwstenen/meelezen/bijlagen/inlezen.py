"""What somebody typed or uploaded as an account, as Markdown."""

from django.core.exceptions import ValidationError
from django.core.files import File

from bouwstenen.opbrengst.bestanden import MAX_BYTES
from kennisbank.drukwerk.docx_lezen import DocxFout, read_docx
from kennisbank.text.normalise import normalise


def read_upload(bestand: "File[bytes]") -> bytes:
    """The bytes of a file. Raises ValidationError at `bestand` when there are too many."""
    if bestand.size > MAX_BYTES:
        raise ValidationError({"bestand": f"Dit bestand is te groot: hoogstens {MAX_BYTES // 1024 // 1024} MB."})
    bestand.seek(0)
    data = bestand.read(MAX_BYTES + 1)
    bestand.seek(0)
    return data


def read_account(tekst: str, bestand: "File[bytes] | None") -> str:
    """The words of an account: what was typed, else what is in the Word or Markdown file.

    Raises ValidationError at `bestand` or `tekst`.
    """
    typed = normalise(tekst).strip()
    if typed or bestand is None:
        if not typed:
            raise ValidationError({"tekst": "Schrijf of plak het verslag, of kies een bestand."})
        return typed
    data = read_upload(bestand)
    try:
        words = read_docx(data) if data.startswith(b"PK") else normalise(data.decode("utf-8-sig")).strip()
    except DocxFout as fout:
        raise ValidationError({"bestand": str(fout)}) from None
    except UnicodeDecodeError:
        raise ValidationError({"bestand": "Kies een Word-bestand (.docx) of een tekstbestand met Markdown."}) from None
    if not words:
        raise ValidationError({"bestand": "In dit bestand staat geen tekst."})
    return words
