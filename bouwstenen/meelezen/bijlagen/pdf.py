"""A visual report as PDF, made anew: its pages and nothing else that was in the file."""

import io

from django.core.exceptions import ValidationError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

MAX_PAGINAS = 60
_BROKEN = (
    PyPdfError, KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError,
    ArithmeticError, OSError, EOFError,
)  # fmt: skip


def clean_pdf(data: bytes) -> bytes:
    """The pages of a PDF without its properties, scripts, attachments, links and notes.

    Raises ValidationError at `bestand` for one that is damaged, locked or too long.
    """
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise _refused("Deze pdf is beveiligd met een wachtwoord. Bewaar hem zonder beveiliging.")
        if not 0 < len(reader.pages) <= MAX_PAGINAS:
            raise _refused(f"Deze pdf heeft te veel bladzijden: hoogstens {MAX_PAGINAS}.")
        return _pages_only(reader)
    except ValidationError:
        raise
    except _BROKEN:
        raise _refused("Deze pdf is beschadigd. Maak hem opnieuw en probeer het nog eens.") from None


def _pages_only(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        for name in ("/AA", "/Annots", "/Metadata", "/PieceInfo"):
            page.pop(NameObject(name), None)
        writer.add_page(page)
    writer.metadata = None
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _refused(message: str) -> ValidationError:
    return ValidationError({"bestand": message})
