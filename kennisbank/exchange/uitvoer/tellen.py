"""Counting rows and taking their fingerprint while they pass by."""

import hashlib
from collections.abc import Iterable, Iterator

from kennisbank.exchange.uitvoer.rijen import Rij
from kennisbank.text.hashing import canonical_json


class Telling:
    """Rows, once through; after that `aantal` and `vingerafdruk`, the SHA-256 of all of them in order as JSON."""

    def __init__(self, rijen: Iterable[Rij]) -> None:
        self._rijen = rijen
        self._sha256 = hashlib.sha256()
        self.aantal = 0

    def __iter__(self) -> Iterator[Rij]:
        for rij in self._rijen:
            self.aantal += 1
            self._sha256.update(canonical_json(rij.as_data()) + b"\n")
            yield rij

    @property
    def vingerafdruk(self) -> str:
        """64 hexadecimal digits: the same for the same rows in every format."""
        return self._sha256.hexdigest()
