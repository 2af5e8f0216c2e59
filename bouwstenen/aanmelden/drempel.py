"""A limit on how often a form is sent from one place: counted in the cache for an hour, under a fingerprint alone."""

from django.core.cache import cache

from kennisbank.encryption import blind_index

UUR = 3600


def is_too_often(soort: str, afzender: str, hoogstens: int) -> bool:
    """Count one more; whether that is over `hoogstens` in an hour. `afzender` is kept as a keyed fingerprint only."""
    key = f"drempel:{blind_index(f'{soort}|{afzender}')}"
    if cache.add(key, 1, UUR):
        return hoogstens < 1
    try:
        return cache.incr(key) > hoogstens
    except ValueError:  # it ran out between the two
        return False
