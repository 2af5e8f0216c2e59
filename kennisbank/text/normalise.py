"""One spelling for every text, used before storing and before comparing.

Browsers send CRLF, form fields strip white space and keyboards differ in how they write é: without this two equal texts
look different and give conflicts that are none.
"""

import re
import unicodedata

_LINE_ENDS_RE = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNWANTED_RE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and newline
    "\u200b\u2060\ufeff"  # zero width space, word joiner, byte order mark
    "\u202a-\u202e\u2066-\u2069"  # direction overrides, which can make text read other than it is
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters; the Markdown engine uses some as placeholders
    "\ud800-\udfff"  # lone surrogates, which no encoder accepts
    "]"
)


def normalise(tekst: str) -> str:
    """Return the text with LF, NFC, no control characters and no white space at line ends or around the whole.

    Idempotent. Indentation of the first line and empty lines inside the text stay, for they mean something in Markdown.
    """
    tekst = _LINE_ENDS_RE.sub("\n", tekst)
    tekst = _UNWANTED_RE.sub("", tekst)
    tekst = unicodedata.normalize("NFC", tekst)
    tekst = _strip_line_ends(tekst)
    return tekst.strip("\n")


def normalise_line(tekst: str) -> str:
    """Return a single-line text (title, heading, term): normalised, with every run of white space as one space."""
    return " ".join(normalise(tekst).split())


def _strip_line_ends(tekst: str) -> str:
    return "\n".join(regel.rstrip(" \t\u00a0") for regel in tekst.split("\n"))
