"""Stable names of things: random ids and the URNs made of them."""

import re
import secrets

ALFABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32 in lower case: no i, l, o or u, so that an id can be read out loud."""

LENGTE = 10
NAMESPACE = "kennisbank-av"

_ID_RE = re.compile(rf"[{ALFABET}]{{{LENGTE}}}")
_SOORT_RE = re.compile(r"[a-z][a-z0-9-]*")


def new_urn_id() -> str:
    """Return a fresh id of 10 characters (50 random bits)."""
    return "".join(secrets.choice(ALFABET) for _ in range(LENGTE))


def is_urn_id(waarde: str) -> bool:
    """Tell whether the text is an id as `new_urn_id` makes them."""
    return _ID_RE.fullmatch(waarde) is not None


def make_urn(soort: str, urn_id: str) -> str:
    """Return `urn:kennisbank-av:<soort>:<urn_id>`; raises ValueError when either part is malformed."""
    if _SOORT_RE.fullmatch(soort) is None:
        raise ValueError(f"Geen geldige soort voor een URN: {soort!r}")
    if not is_urn_id(urn_id):
        raise ValueError(f"Geen geldig URN-id: {urn_id!r}")
    return f"urn:{NAMESPACE}:{soort}:{urn_id}"


def parse_urn(urn: str) -> tuple[str, str]:
    """Return (soort, urn_id) of a URN of ours; raises ValueError for anything else."""
    delen = urn.split(":")
    if len(delen) != 4 or delen[0].lower() != "urn" or delen[1].lower() != NAMESPACE:
        raise ValueError(f"Geen URN van de kennisbank: {urn!r}")
    soort, urn_id = delen[2:]
    make_urn(soort, urn_id)
    return soort, urn_id
