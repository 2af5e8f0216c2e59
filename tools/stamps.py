"""Remember what was already done, by the content of what it was made from, never by the time on a file."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *extra: str) -> str:
    """One hash over names and contents of `paths` (a folder counts with all that is in it) and over `extra`."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in sorted(_files(paths)):
        total.update(str(path).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        elif path.exists():
            yield path


def is_current(stamp: Path, value: str) -> bool:
    """Whether the work that `stamp` stands for was done with `value`."""
    return stamp.is_file() and stamp.read_text() == value


def write(stamp: Path, value: str) -> None:
    """Set the stamp, after the work is done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
