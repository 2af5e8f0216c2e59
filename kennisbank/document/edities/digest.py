"""The number that proves that an edition is as it was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kennisbank.text.hashing import sha256_hex

if TYPE_CHECKING:
    from kennisbank.document.models import HoofdstukVersie


def compute_digest(titel: str, inleiding: str, versies: Sequence[HoofdstukVersie]) -> str:
    """SHA-256 over title, introduction and, in order, the name, number and SHA-256 of every version."""
    return sha256_hex(
        {
            "titel": titel,
            "inleiding": inleiding,
            "hoofdstukken": [
                {"hoofdstuk": versie.hoofdstuk.urn, "versie": versie.nummer, "sha256": versie.sha256}
                for versie in versies
            ],
        }
    )


def is_intact(titel: str, inleiding: str, versies: Sequence[HoofdstukVersie], digest: str) -> bool:
    """Whether `digest` is that of this edition, and every version has the text that its own SHA-256 was taken over."""
    return compute_digest(titel, inleiding, versies) == digest and all(
        sha256_hex(versie.inhoud) == versie.sha256 for versie in versies
    )
