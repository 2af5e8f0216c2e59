"""The index directory: one writer at a time, any number of readers, in any number of processes.

Whoosh's table of contents (TOC) names the segments of a generation and is replaced by renaming, so that a commit is
seen whole or not at all. Readers never lock: they take a snapshot, and look again when a writer just removed a file.
"""

import contextlib
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, clean_files

from kennisbank.search.whoosh.cache import ByteCache
from kennisbank.search.whoosh.codec import FlatSegment, SegmentList, make_schema
from kennisbank.search.whoosh.inverter import Document, Inverter
from kennisbank.search.whoosh.merge import MAX_MERGED, choose, merge
from kennisbank.search.whoosh.segmentfile import CorruptSegmentError, SegmentData, write_segment
from kennisbank.search.whoosh.snapshot import LiveSegment, Segment, Snapshot

INDEX_NAME = "KB"
# A batch is written to disk when it has this many words or documents, so that building takes a bounded memory.
FLUSH_WORDS = 2_000_000
FLUSH_DOCUMENTS = 200_000  # below 2**DOC_BITS of the inverter
RETRIES = 5
LOCK_POLL_SECONDS = 0.005
# Directory times are only as fine as the kernel's clock tick: a younger time may hide a second change.
CLOCK_TICK_NS = 20_000_000
_TEMPORARY_TOC = re.compile(rf"^_{INDEX_NAME}_\d+\.toc\..+$")


class IndexLockedError(Exception):
    """Another process has been writing for longer than we want to wait."""


class IndexMissingError(Exception):
    """There is no index in the directory, or it cannot be read."""


class IndexStore:
    """An index directory. Safe to share between threads; see `for_path`."""

    _stores: dict[str, "IndexStore"] = {}
    _stores_lock = Lock()

    def __init__(self, path: Path, cache_bytes: int = 64 * 1024 * 1024) -> None:
        self.path = path
        self.cache = ByteCache(cache_bytes)
        self.storage = FileStorage(str(path))
        self._segments: dict[str, Segment] = {}
        self._snapshot: Snapshot | None = None
        self._seen = (-1, -1, 0)  # directory time, its generation, and when we looked (ns)
        self._lock = Lock()

    @classmethod
    def for_path(cls, path: Path, cache_bytes: int) -> "IndexStore":
        """The one store of this process for a directory, so that its caches are shared."""
        key = str(path.absolute())
        with cls._stores_lock:
            store = cls._stores.get(key)
            if store is None:
                store = cls._stores[key] = cls(path, cache_bytes)
            return store

    # Reading

    def generation(self) -> int:
        """Newest generation on disk, -1 when there is none. Costs one `stat` when nothing changed."""
        try:
            changed = self.path.stat().st_mtime_ns
        except FileNotFoundError:
            return -1
        seen_change, seen_generation, looked = self._seen
        if changed == seen_change and looked - changed > CLOCK_TICK_NS:
            return seen_generation
        now = time.time_ns()
        generation = int(TOC._latest_generation(self.storage, INDEX_NAME))
        self._seen = (changed, generation, now)
        return generation

    def snapshot(self) -> Snapshot:
        """The newest generation.

        Raises:
            IndexMissingError: there is nothing that can be read.
        """
        generation = self.generation()
        snapshot = self._snapshot
        if snapshot is not None and snapshot.generation == generation:
            return snapshot
        with self._lock:
            return self._open()

    def _open(self) -> Snapshot:
        while True:
            toc = self.read_toc()
            old = self._snapshot
            if old is not None and old.generation == toc.generation:
                return old
            opened, lost = self.open_segments(toc.segments)
            # A writer may have merged a segment away between the TOC and the file: then there is a newer TOC. What
            # the newest TOC names and is not there, or not whole, is damage.
            if not lost or toc.generation == TOC._latest_generation(self.storage, INDEX_NAME):
                break
        self._snapshot = Snapshot(toc.generation, opened, "" if lost else toc.segments.fingerprint)
        self._segments = {live.segment.segid: live.segment for live in opened}
        self.cache.drop(lambda key: isinstance(key, tuple) and key[0] not in self._segments)
        return self._snapshot

    def read_toc(self) -> TOC:
        """The newest table of contents.

        Raises:
            IndexMissingError: there is none, or it is damaged.
        """
        for _ in range(RETRIES):
            try:
                toc = TOC.read(self.storage, INDEX_NAME)
            except FileNotFoundError:
                continue
            except EmptyIndexError as error:
                raise IndexMissingError(str(self.path)) from error
            except Exception as error:  # a damaged TOC is a pickle that may raise anything
                raise IndexMissingError(f"damaged TOC in {self.path}: {error!r}") from error
            if isinstance(toc.segments, SegmentList):
                return toc
            raise IndexMissingError(f"not an index of ours: {self.path}")
        raise IndexMissingError(str(self.path))

    def open_segments(self, infos: Iterable[FlatSegment]) -> tuple[list[LiveSegment], list[FlatSegment]]:
        """The segments that can be opened, and those that are gone or damaged."""
        opened, lost = [], []
        for info in infos:
            try:
                opened.append(self._open_segment(info))
            except (FileNotFoundError, CorruptSegmentError):
                lost.append(info)
        return opened, lost

    def _open_segment(self, info: FlatSegment) -> LiveSegment:
        segment = self._segments.get(info.segid)
        if segment is None:
            segment = Segment(info.segid, info.open(self.path), self.cache)
        if not info.deleted:
            return LiveSegment(segment, None, frozenset())
        live = np.ones(segment.size, bool)
        live[np.fromiter(info.deleted, np.int64, len(info.deleted))] = False
        return LiveSegment(segment, live, frozenset(info.deleted))

    # Writing

    @contextlib.contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        """Hold the write lock; the operating system frees it when the process dies.

        Args:
            timeout: seconds to wait for another writer; 0 does not wait.

        Raises:
            IndexLockedError: not free within `timeout`.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = self.storage.lock(f"{INDEX_NAME}_WRITELOCK")
        until = time.monotonic() + timeout
        while not lock.acquire():
            if time.monotonic() >= until:
                raise IndexLockedError(str(self.path))
            time.sleep(LOCK_POLL_SECONDS)
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def writing(self, timeout: float, rebuild: str | None = None) -> Iterator["Batch"]:
        """A batch of changes, committed at the end of the block and dropped when it raises.

        Args:
            timeout: seconds to wait for the lock.
            rebuild: start from an empty index and give it this fingerprint; readers keep the old one until the commit.
        """
        with self.locked(timeout):
            batch = Batch(self, rebuild)
            yield batch
            batch.commit()

    def write(self, data: SegmentData, deleted: set[int]) -> FlatSegment:
        """Write a segment file, which no TOC names yet."""
        info = FlatSegment(INDEX_NAME, len(data.docids))
        info.deleted = deleted
        write_segment(info.path(self.path), data)
        return info

    def merged(self, segments: list[FlatSegment]) -> list[FlatSegment]:
        """The segments after applying the merge policy until it asks for nothing more."""
        while groups := choose([(info.doc_count(), info.doc_count_all()) for info in segments]):
            chosen = {number for group in groups for number in group}
            new = [self._merge([segments[number] for number in group]) for group in groups]
            segments = [info for number, info in enumerate(segments) if number not in chosen] + new
        return segments

    def joined(self, segments: list[FlatSegment]) -> list[FlatSegment]:
        """All segments as one, as far as the memory of a merge is bounded: what is asked costs time per segment."""
        if len(segments) < 2 or sum(info.doc_count() for info in segments) > MAX_MERGED:
            return self.merged(segments)
        return [self._merge(segments)]

    def _merge(self, segments: list[FlatSegment]) -> FlatSegment:
        files = [self._open_segment(info).segment.file for info in segments]
        return self.write(merge(files, [frozenset(info.deleted) for info in segments]), set())

    def publish(self, segments: list[FlatSegment], fingerprint: str) -> None:
        """Make these segments the newest generation and remove the files of older ones."""
        generation = int(TOC._latest_generation(self.storage, INDEX_NAME)) + 1
        listed = SegmentList(segments, fingerprint)
        TOC(make_schema(), listed, generation).write(self.storage, INDEX_NAME)
        clean_files(self.storage, INDEX_NAME, generation, listed)
        for path in self.path.iterdir():  # what a killed writer left behind
            if _TEMPORARY_TOC.match(path.name):
                path.unlink(missing_ok=True)


class Batch:
    """Changes to be seen together. Use within the lock: see `IndexStore.writing`."""

    def __init__(self, store: IndexStore, rebuild: str | None = None) -> None:
        self.store = store
        self._old: list[FlatSegment] = []
        self._segments: list[Segment] = []
        self._fingerprint = rebuild or ""
        self._rebuilt = rebuild is not None
        self._changed = self._rebuilt
        if not self._rebuilt:
            self._open_old()
        self._new: list[FlatSegment] = []
        self._inverter = Inverter()
        # Where a document of this batch is: number of the new segment and number in it.
        self._places: dict[str, tuple[int, int]] = {}
        self._dead_pending: set[int] = set()

    def _open_old(self) -> None:
        """Go on from the newest generation. What is missing or damaged is left out, and no longer called complete."""
        try:
            toc = self.store.read_toc()
        except IndexMissingError:
            self._changed = True
            return
        opened, lost = self.store.open_segments(toc.segments)
        self._fingerprint = "" if lost else toc.segments.fingerprint
        self._changed = bool(lost)
        self._old = [info for info in toc.segments if info not in lost]
        self._segments = [live.segment for live in opened]

    def delete(self, docids: Iterable[str]) -> None:
        """Remove documents; unknown ones are ignored."""
        for docid in docids:
            for info, segment in zip(self._old, self._segments, strict=True):
                for number in segment.find_doc(docid):
                    if number not in info.deleted:
                        info.deleted.add(number)
                        self._changed = True
            place = self._places.pop(docid, None)
            if place is not None:
                self._delete_new(*place)

    def _delete_new(self, segment: int, number: int) -> None:
        if segment == len(self._new):
            self._dead_pending.add(number)
        else:
            self._new[segment].deleted.add(number)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents; one with the same id is replaced."""
        for document in documents:
            self.delete([document.docid])
            self._places[document.docid] = (len(self._new), self._inverter.add(document))
            self._changed = True
            if self._inverter.tokens >= FLUSH_WORDS or len(self._inverter) >= FLUSH_DOCUMENTS:
                self._flush()

    def _flush(self) -> None:
        if len(self._inverter):
            self._new.append(self.store.write(self._inverter.finish(), self._dead_pending))
            self._inverter = Inverter()
            self._dead_pending = set()

    def commit(self) -> None:
        """Write the batch and make it the newest generation; does nothing when nothing changed."""
        self._flush()
        if self._changed:
            segments = [info for info in self._old + self._new if info.doc_count()]
            arrange = self.store.joined if self._rebuilt else self.store.merged
            self.store.publish(arrange(segments), self._fingerprint)
