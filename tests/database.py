"""The migrated test database on SQLite: made once, kept in build/, and copied for every test run.

Running all migrations takes half a minute; copying what they made, no time. The copy is of no use any more as soon as a
migration, a model or a package changes, and then it is made again.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "test-database"
KEPT = 8
"""So many older copies stay: whoever goes back and forth between two states of the code needs not wait each time."""
SOURCES = ("**/migrations/*.py", "**/models.py", "**/roles.py", "append_only.py")


def _digest() -> str:
    """What the migrated database is made from."""
    packages = [ROOT / "kennisbank", ROOT / "bouwstenen", ROOT / "themas"]
    sources = {path for package in packages for pattern in SOURCES for path in package.glob(pattern)}
    total = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for path in sorted({*sources, ROOT / "requirements" / "base.txt"}):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return total.hexdigest()[:16]


@contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    """Let one process make the copy; the others wait and use it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated_copy() -> Path:
    """The file of the copy; it is there from the moment that Django's test database is."""
    return FOLDER / f"{_digest()}.sqlite3"


@contextmanager
def migrated_once() -> Iterator[None]:
    """While Django makes its test database: start from the copy, or leave one behind for who comes next."""
    if connection.vendor != "sqlite":
        yield
        return
    copy = migrated_copy()
    with _only_one_at_a_time():
        if not copy.exists():
            yield
            _keep(copy)
            return
    with _starting_from(copy):
        yield


@contextmanager
def _starting_from(copy: Path) -> Iterator[None]:
    """Fill the empty test database before Django looks which migrations are still to be run: none."""
    creation: Any = connection.creation
    create = creation._create_test_db

    def create_filled(*args: Any, **kwargs: Any) -> Any:
        name = create(*args, **kwargs)
        # A database in memory exists as long as somebody is connected to it.
        creation.kept_open = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as source:
            source.backup(creation.kept_open)
        return name

    with patch.object(creation, "_create_test_db", create_filled):
        yield


def _keep(copy: Path) -> None:
    if not connection.is_in_memory_db():
        return  # no test asked for a database, so none was made, and this is the site's own
    for older in sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        older.unlink()
    partial = copy.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(partial)) as target:
        connection.connection.backup(target)
    partial.replace(copy)
