"""Outcomes are kept for as long as what they were made of stays the same."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.cache import cache

from kennisbank.onderzoek.corpus import Corpus
from kennisbank.text.hashing import sha256_hex

T = TypeVar("T")
SECONDS = 24 * 60 * 60
VERSION = 1
"""One more when an outcome gets another shape."""


def remember(corpus: Corpus, name: str, settings: Mapping[str, Any], make: Callable[[], T]) -> T:
    """What `make` gave for this corpus and these settings before, or now."""
    asked = {key: _plain(value) for key, value in settings.items()}
    digest = sha256_hex([VERSION, corpus.vingerafdruk, _names(corpus), asked])
    return cache.get_or_set(f"onderzoek:{name}:{digest}", make, SECONDS)  # type: ignore[return-value]


def _names(corpus: Corpus) -> list[str]:
    """The names that pictures show and the fingerprint does not hold."""
    themas = sorted(thema.naam for thema in corpus.themas.values())
    return [*themas, *(f"{gesprek.titel} {gesprek.zichtbaar}" for gesprek in corpus.gesprekken)]


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int)) else str(value)
