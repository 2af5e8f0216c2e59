"""Characters and addresses that every format takes."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kennisbank.text.normalise import normalise, normalise_line

_UNWANTED_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_SCHEMES = ("http", "https", "mailto")
_IN_ADDRESS = "%/:?@!$&'()*+,;=~-._"
_HOST_RE = re.compile(r"[a-z0-9._-]+(:[0-9]*)?", re.IGNORECASE)
MAX_ADRES = 2_000

clean_line = normalise_line
clean_text = normalise


def clean_chars(tekst: str) -> str:
    """Take out what XML 1.0 does not allow, wherever it came from; white space stays."""
    return _UNWANTED_RE.sub("", tekst)


def absolute(adres: str, basis: str) -> str:
    """The address as a whole, percent-encoded; nothing when it is no address that works outside the site."""
    try:
        delen = urlsplit(urljoin(basis, clean_line(adres)))
        host = delen.netloc if delen.netloc.isascii() else delen.netloc.encode("idna").decode()
        heel = urlunsplit((delen.scheme, host, _quote(delen.path), _quote(delen.query), _quote(delen.fragment)))
        bruikbaar = delen.port is None or delen.port > 0
    except ValueError:
        return ""
    if delen.scheme == "mailto":
        bruikbaar = bruikbaar and "@" in delen.path
    elif not _HOST_RE.fullmatch(host):
        bruikbaar = False
    return heel if bruikbaar and delen.scheme in _SCHEMES and len(heel) <= MAX_ADRES else ""


def _quote(deel: str) -> str:
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", deel), safe=_IN_ADDRESS)
