"""For tests in which several people write at once: connections of their own, not the one that a test rolls back."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection, connections

from kennisbank.accounts.services import sync_roles
from tests.database import migrated_copy


@contextmanager
def real_connections(folder: Path) -> Iterator[None]:
    """New connections go to a database that several can write to: PostgreSQL itself, or a file of SQLite's.

    The file holds what every test begins with. What this test made before is not in it: within the transaction that a
    test runs in, SQLite would wait for ever to copy its database.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "samen.sqlite3"
    shutil.copy(migrated_copy(), path)
    with patch.dict(connections.settings["default"], {"NAME": str(path)}):
        alone(sync_roles)
        yield


def at_once(tasks: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same time, in threads that each close their connection; what each gave."""

    def run(task: Callable[[], Any]) -> Any:
        try:
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def alone(task: Callable[[], Any]) -> Any:
    """Do one thing on a connection of its own, so that the others see what it did."""
    return at_once([task])[0]
