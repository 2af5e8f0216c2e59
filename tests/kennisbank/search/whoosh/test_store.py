"""The index directory: locks, generations, several threads, damage."""

import struct
import threading
from pathlib import Path

import pytest
from modelsearch.query import MATCH_ALL, Phrase, PlainText

from kennisbank.search.whoosh import merge, ranking, store
from kennisbank.search.whoosh.codec import make_schema
from kennisbank.search.whoosh.inverter import Document, Text
from kennisbank.search.whoosh.merge import LOWEST_TIER, MERGE_FACTOR, choose, tier
from kennisbank.search.whoosh.segmentfile import CorruptSegmentError, SegmentFile
from kennisbank.search.whoosh.store import IndexLockedError, IndexMissingError, IndexStore
from tests.kennisbank.search.whoosh.corpus import search


def document(number: int, text: str = "gesprek") -> Document:
    return Document(f"app.a:{number}", ("app.a",), [Text("tekst", f"{text} nummer{number}")])


def count(index: IndexStore, words: str = "gesprek") -> int:
    return ranking.count(search(index.snapshot(), PlainText(words)))


# A complete file of which the directory was never written to disk (power failure).
ZEROES = b"KBSEG\x00\x00\x01" + b"\x00" * 64 + struct.pack("<QQ", 8, 64)


@pytest.fixture
def index(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path / "index")


def test_nothing_there(index):
    assert index.generation() == -1
    with pytest.raises(IndexMissingError):
        index.snapshot()


def test_a_batch_is_seen_whole_or_not_at_all(index):
    with index.writing(1) as batch:
        batch.add([document(1)])
    with pytest.raises(RuntimeError), index.writing(1) as batch:
        batch.add([document(2)])
        raise RuntimeError
    assert count(index) == 1


def test_a_snapshot_does_not_change(index):
    with index.writing(1) as batch:
        batch.add([document(1), document(2)])
    before = index.snapshot()
    with index.writing(1) as batch:
        batch.delete(["app.a:1"])
        batch.add([document(2, "dilemma"), document(3)])
    assert ranking.count(search(before, PlainText("gesprek"))) == 2
    assert count(index) == 1
    assert count(index, "dilemma") == 1


def test_other_stores_see_a_commit_at_once(index):
    other = IndexStore(index.path)
    for number in range(50):
        with index.writing(1) as batch:
            batch.add([document(number)])
        assert count(other) == number + 1


def test_readers_keep_the_old_index_during_a_rebuild(index):
    with index.writing(1) as batch:
        batch.add([document(1)])
    with index.writing(1, rebuild="versie") as batch:
        batch.add([document(2, "dilemma")])
        assert count(index) == 1
    assert count(index) == 0
    assert count(index, "dilemma") == 1
    assert index.snapshot().fingerprint == "versie"


def test_a_rebuild_is_written_in_parts_and_ends_as_one(index, monkeypatch):
    """Every question costs time per segment."""
    monkeypatch.setattr(store, "FLUSH_WORDS", 20)
    with index.writing(1, rebuild="x") as batch:
        batch.add(document(number) for number in range(100))
        batch.add([document(3, "dilemma")])
    assert count(index) == 99
    assert count(index, "dilemma") == 1
    assert [live.segment.size for live in index.snapshot().segments] == [100]


def test_a_rebuild_of_more_than_is_merged_at_once_stays_in_parts(index, monkeypatch):
    monkeypatch.setattr(store, "FLUSH_WORDS", 20)
    for module in (store, merge):
        monkeypatch.setattr(module, "MAX_MERGED", 99)
    with index.writing(1, rebuild="x") as batch:
        batch.add(document(number) for number in range(100))
    assert count(index) == 100
    assert len(index.snapshot().segments) > 1


def test_same_document_twice_in_one_batch(index):
    with index.writing(1) as batch:
        batch.add([document(1), document(1), document(1, "dilemma")])
        batch.add([document(2)])
        batch.delete(["app.a:2"])
    assert count(index) == 0
    assert ranking.count(search(index.snapshot(), MATCH_ALL)) == 1


def test_only_one_writer(index):
    with index.locked(0), pytest.raises(IndexLockedError), index.writing(0.05):
        pass
    with index.writing(0) as batch:
        batch.add([document(1)])
    assert count(index) == 1


def test_lock_is_free_after_an_error(index):
    for _ in range(2):
        with pytest.raises(ValueError, match="mis"), index.writing(0):
            raise ValueError("mis")


def test_segments_and_files_stay_few(index):
    for number in range(300):
        with index.writing(1) as batch:
            batch.add([document(number % 150)])
    assert count(index) == 150
    assert len(index.snapshot().segments) <= 2 * MERGE_FACTOR
    assert len(list(index.path.glob("*.seg"))) == len(index.snapshot().segments)
    assert len(list(index.path.glob("*.toc"))) == 1


def test_merge_policy():
    assert tier(0) == tier(LOWEST_TIER) == 0
    assert tier(LOWEST_TIER + 1) == 1
    assert choose([(1, 1)] * (MERGE_FACTOR - 1)) == []
    assert choose([(1, 1)] * MERGE_FACTOR) == [list(range(MERGE_FACTOR))]
    assert choose([(1000, 1000), *[(1, 1)] * MERGE_FACTOR]) == [list(range(1, MERGE_FACTOR + 1))]
    assert choose([(500, 1000)]) == [[0]], "a segment that is half deleted is written anew"


def test_threads(index):
    with index.writing(1) as batch:
        batch.add(document(number) for number in range(20))
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            try:
                found = count(index)
                if found != 20:
                    wrong.append(found)
                search(index.snapshot(), Phrase("gesprek nummer3"))
            except Exception as error:  # noqa: BLE001  whatever it is, it is what the test is about
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(60):
        with index.writing(5) as batch:
            batch.add([document(number % 20)])
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_damaged_segment_is_left_out_and_the_index_no_longer_called_whole(index, monkeypatch):
    for number in range(2):
        with index.writing(1, rebuild="x" if number == 0 else None) as batch:
            batch.add([document(number)])
    assert index.snapshot().fingerprint == "x"
    damaged = sorted(index.path.glob("*.seg"))[0]
    damaged.write_bytes(damaged.read_bytes()[:50])
    fresh = IndexStore(index.path)
    assert count(fresh) == 1
    assert fresh.snapshot().fingerprint == ""
    with fresh.writing(1) as batch:
        batch.add([document(7)])
    assert count(fresh) == 2
    assert fresh.snapshot().fingerprint == ""


def test_a_foreign_whoosh_index_is_no_index(index):
    index.path.mkdir()
    index.storage.create_index(make_schema(), store.INDEX_NAME)
    with pytest.raises(IndexMissingError):
        index.snapshot()
    with index.writing(1, rebuild="x") as batch:
        batch.add([document(1)])
    assert count(index) == 1


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"KBSEG\x00\x00\x01" + b"\xff" * 100, ZEROES])
def test_not_a_segment(tmp_path, content):
    path = tmp_path / "x.seg"
    path.write_bytes(content)
    with pytest.raises(CorruptSegmentError):
        SegmentFile(path)


def test_cache_stays_within_its_bytes(tmp_path):
    index = IndexStore(tmp_path / "index", cache_bytes=20_000)
    with index.writing(1) as batch:
        batch.add(document(number) for number in range(500))
    for number in range(500):
        assert count(index, f"nummer{number}") == 1
    assert index.cache.used <= 20_000


def test_one_store_per_directory(tmp_path):
    assert IndexStore.for_path(tmp_path, 1000) is IndexStore.for_path(tmp_path, 1000)
