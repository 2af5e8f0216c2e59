"""Keeping the index whole without anybody's help: after a crash, a damaged or missing directory, or a new version."""

import logging
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db import models
from modelsearch.index import get_indexed_models

from kennisbank.search.whoosh.index import (
    RebuildIndex,
    apply_changes,
    fingerprint,
)
from kennisbank.search.whoosh.outbox import Outbox
from kennisbank.search.whoosh.reconcile import find_differences
from kennisbank.search.whoosh.store import Batch, IndexLockedError, IndexMissingError

if TYPE_CHECKING:
    from kennisbank.search.whoosh.backend import WhooshSearchBackend

logger = logging.getLogger(__name__)

# Objects read from the database at a time.
CHUNK = 500
# Changes put in the index per commit.
DRAIN_CHUNK = 500
# Seconds between two complaints about an index that a request cannot repair.
COMPLAIN_EVERY = 60.0


class IndexHealth:
    """Knows whether the index is whole and makes it so."""

    _complained = -COMPLAIN_EVERY
    # Indexes that this process has compared with the database.
    _compared: set[str] = set()

    def __init__(self, backend: "WhooshSearchBackend") -> None:
        self.backend = backend

    def is_whole(self) -> bool:
        """Whether the index was built completely, by this version of the code. Costs one `stat` when all is well."""
        try:
            return self.backend.store.snapshot().fingerprint == fingerprint()
        except IndexMissingError:
            return False

    def before_search(self) -> None:
        """Repair what can be repaired within a request, without ever waiting for another writer.

        Does nothing within a transaction: what is in there may still be rolled back. When repairing fails (a full
        disk, say), the search goes on with what there is.
        """
        outbox = self.backend.outbox
        if outbox is None or outbox.in_transaction():
            return
        try:
            self._heal(outbox)
        except OSError:
            logger.exception("The index cannot be repaired")

    def _heal(self, outbox: Outbox) -> None:
        if not self.is_whole():
            self._repair()
        if outbox.pending():
            self.drain(0)
        if str(self.backend.store.path) not in self._compared:
            self.compare()

    def compare(self) -> int:
        """Put right what differs from the database; returns the number of objects.

        The first search of every process does so: after a crash there is always a new process.
        """
        self._compared.add(str(self.backend.store.path))
        outbox = self.backend.outbox
        if outbox is None or not self.is_whole():
            return 0
        differences = find_differences(self.backend)
        if differences:
            logger.warning("The index lacks %d changes: adding them", len(differences))
            outbox.add(differences)
            self.drain(self.backend.drain_timeout)
        return len(differences)

    def _repair(self) -> None:
        if self.object_count() > self.backend.rebuild_limit:
            self._complain("The index is missing, damaged or outdated: run manage.py update_index")
            return
        try:
            self.rebuild(0)
        except IndexLockedError:
            logger.info("Another process is building the index")

    def _complain(self, message: str) -> None:
        now = time.monotonic()
        if now - IndexHealth._complained >= COMPLAIN_EVERY:
            IndexHealth._complained = now
            logger.error(message)

    def object_count(self) -> int:
        """Number of objects that belong in the index."""
        return sum(model.get_indexed_objects().count() for model in get_indexed_models())

    def rebuild(self, timeout: float) -> int:
        """Build the index anew; returns the number of objects.

        Raises:
            IndexLockedError: another process is writing.
        """
        total = 0
        with self.backend.store.writing(timeout, rebuild=fingerprint()) as batch:
            index = RebuildIndex(self.backend, batch)
            for model in get_indexed_models():
                queryset = model.get_indexed_objects().order_by("pk")
                for chunk in _chunks(queryset.iterator(chunk_size=CHUNK)):
                    index.add_items(model, chunk)
                    total += len(chunk)
        return total

    def drain(self, timeout: float) -> int:
        """Put the changes of the outbox in the index; returns their number.

        Looks again after letting go of the lock: a change that was committed while we had it found it taken.
        """
        outbox = self.backend.outbox
        total = 0
        while outbox is not None and outbox.pending():
            try:
                total += self._drain_locked(timeout)
            except IndexLockedError:
                break
            timeout = 0
        return total

    def _drain_locked(self, timeout: float) -> int:
        outbox = self.backend.outbox
        total = 0
        if outbox is None:
            return 0
        with self.backend.store.locked(timeout):
            while tasks := outbox.take(DRAIN_CHUNK):
                batch = Batch(self.backend.store)
                apply_changes(batch, [change for _, change in tasks])
                batch.commit()
                outbox.done([number for number, _ in tasks])
                total += len(tasks)
        return total


def _chunks(objects: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    iterator = iter(objects)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
