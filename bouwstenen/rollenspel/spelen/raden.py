"""Guessing codes is made slow: a limit on wrong codes, per address and for all together."""

import hashlib

from django.core.cache import cache

VENSTER = 600
PER_ADRES = 20
"""Wrong codes from one address in ten minutes: a whole room behind one connection may mistype."""
SAMEN = 300


def _keys(adres: str) -> dict[str, int]:
    """The counters that a wrong code from this address adds to, each with its limit; the address itself is not kept."""
    digest = hashlib.sha256(f"rollenspel:{adres}".encode()).hexdigest()[:32]
    return {f"rollenspel-mis:{digest}": PER_ADRES, "rollenspel-mis:samen": SAMEN}


def may_guess(adres: str) -> bool:
    """Whether another code may be tried now."""
    limits = _keys(adres)
    counts = cache.get_many(limits)
    return all(counts.get(key, 0) < limit for key, limit in limits.items())


def count_miss(adres: str) -> None:
    """Remember a wrong code."""
    for key in _keys(adres):
        cache.add(key, 0, VENSTER)
        try:
            cache.incr(key)
        except ValueError:
            # It expired between the two lines.
            cache.set(key, 1, VENSTER)
