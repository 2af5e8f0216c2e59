"""Canonical JSON and its SHA-256, with which a frozen version proves that nobody touched it."""

import hashlib
import json
from typing import Any


def canonical_json(obj: Any) -> bytes:
    """Return the one JSON spelling of a value: sorted keys, no spaces, UTF-8 without ASCII escaping.

    Accepts dicts with text keys, lists, tuples, text, whole numbers, booleans and None; raises TypeError for everything
    else. Floats are refused because their spelling differs between systems; lone surrogates because UTF-8 has none.
    """
    _check(obj)
    return json.dumps(obj, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def sha256_hex(obj: Any) -> str:
    """Return the SHA-256 of the canonical JSON of a value, as 64 lower case hexadecimal digits."""
    return hashlib.sha256(canonical_json(obj)).hexdigest()


def _check(obj: Any) -> None:
    if obj is None or isinstance(obj, (str, bool, int)):
        return
    if isinstance(obj, dict):
        for sleutel, waarde in obj.items():
            if not isinstance(sleutel, str):
                raise TypeError(f"Sleutel is geen tekst: {sleutel!r}")
            _check(waarde)
    elif isinstance(obj, (list, tuple)):
        for waarde in obj:
            _check(waarde)
    else:
        raise TypeError(f"Niet vast te leggen: {type(obj).__name__}")
