"""One segment of the index as one file of flat arrays, read in place through a memory map.

Layout: a magic number, sections of raw little-endian arrays each on an 8-byte boundary, a JSON directory that says
where they are, and at the end the directory's length. A field is a sparse matrix in CSR form, terms by documents:

    terms, offsets    the sorted terms as UTF-8, end to end, and where each begins (n + 1 numbers)
    starts            where the postings of a term begin in `ids` (n + 1 numbers)
    ids               document numbers, ascending within a term
    keys              per posting: weighted term frequency in quarters (high byte), length of the document (low byte)
    counts, places    per posting the number of positions; the positions themselves, ascending; `placed`: where the
                      positions of a term begin (n + 1 numbers)

A column (values to filter, sort and count by) is the same without keys and places; its sorted values are JSON.
Nothing has to be decoded, so that a word that is asked for the first time costs what it costs the second time.
"""

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"KBSEG\x00\x00\x01"
_TAIL = struct.Struct("<QQ")
# Ids of documents that are kept decoded, per segment: about a megabyte.
MAX_KNOWN = 10_000

Array = npt.NDArray[Any]
Value = int | float | str


class CorruptSegmentError(Exception):
    """A segment file is cut short or is not a segment file."""


@dataclass
class FieldData:
    """The terms of one field with their postings, in memory. Arrays as in the module's docstring."""

    terms: list[bytes]
    starts: Array
    ids: Array
    keys: Array | None = None
    counts: Array | None = None
    places: Array | None = None
    placed: Array | None = None
    total_length: float = 0.0
    documents: int = 0


@dataclass
class ColumnData:
    """The distinct values of one column, in order, with the documents that have them."""

    values: list[Value]
    starts: Array
    ids: Array


@dataclass
class SegmentData:
    """Everything a segment file holds."""

    docids: list[str]
    fields: dict[str, FieldData] = field(default_factory=dict)
    columns: dict[str, ColumnData] = field(default_factory=dict)


def value_key(value: Value) -> tuple[bool, Value]:
    """Sort key for values of a column: numbers first, then strings."""
    return (isinstance(value, str), value)


def smallest(array: Array) -> Array:
    """The array in the smallest unsigned type that holds it."""
    top = int(array.max()) if len(array) else 0
    for dtype in (np.uint8, np.uint16, np.uint32):
        if top <= np.iinfo(dtype).max:
            return array.astype(dtype)
    return array.astype(np.uint64)


class _SectionWriter:
    """Writes sections one after the other and remembers where they are."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")
        self.position = self.file.write(MAGIC)

    def add(self, data: Array | bytes) -> list[Any]:
        """Write one section; returns its entry in the directory: [offset, number of items, dtype]."""
        array = np.frombuffer(data, np.uint8) if isinstance(data, bytes) else np.ascontiguousarray(data)
        padding = -self.position % 8
        self.file.write(b"\0" * padding)
        offset = self.position + padding
        self.position = offset + self.file.write(array.data if len(array) else b"")
        return [offset, len(array), array.dtype.str]

    def close(self, directory: dict[str, Any]) -> None:
        """Write the directory and the tail."""
        raw = json.dumps(directory, separators=(",", ":")).encode()
        self.file.write(raw)
        self.file.write(_TAIL.pack(self.position, len(raw)))
        self.file.close()


def _offsets(parts: list[bytes]) -> Array:
    """Where each part begins when they are written end to end, and where the last one ends."""
    offsets = np.zeros(len(parts) + 1, np.uint32)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return offsets


def _add_field(out: _SectionWriter, data: FieldData) -> dict[str, Any]:
    entry: dict[str, Any] = {"length": data.total_length, "documents": data.documents}
    sections: dict[str, Array | bytes | None] = {
        "terms": b"".join(data.terms),
        "offsets": _offsets(data.terms),
        "starts": data.starts.astype(np.uint32),
        "ids": data.ids.astype(np.uint32),
        "keys": data.keys,
        "counts": data.counts,
        "places": data.places,
        "placed": data.placed,
    }
    for name, section in sections.items():
        if section is not None:
            entry[name] = out.add(section)
    return entry


def write_segment(path: Path, data: SegmentData) -> None:
    """Write `data` to a new segment file."""
    out = _SectionWriter(path)
    docids = [docid.encode() for docid in data.docids]
    directory = {
        "docids": {"terms": out.add(b"".join(docids)), "offsets": out.add(_offsets(docids))},
        "fields": {name: _add_field(out, data.fields[name]) for name in sorted(data.fields)},
        "columns": {
            name: {
                "values": out.add(json.dumps(column.values, separators=(",", ":")).encode()),
                "starts": out.add(column.starts.astype(np.uint32)),
                "ids": out.add(column.ids.astype(np.uint32)),
            }
            for name, column in sorted(data.columns.items())
        },
    }
    out.close(directory)


class StringTable:
    """Byte strings written end to end, by number; when sorted also searchable."""

    def __init__(self, blob: memoryview, offsets: memoryview) -> None:
        self.blob = blob
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.blob[self.offsets[number] : self.offsets[number + 1]])

    def text(self, number: int) -> str:
        """One string, decoded."""
        return str(self.blob[self.offsets[number] : self.offsets[number + 1]], "utf-8")

    def position(self, key: bytes) -> int:
        """Number of the first string that is not smaller than `key` (binary search)."""
        return bisect_left(self, key)

    def find(self, key: bytes) -> int:
        """Number of `key`, or -1."""
        number = self.position(key)
        return number if number < len(self) and self[number] == key else -1

    def prefix_range(self, prefix: bytes) -> range:
        """Numbers of the strings that begin with `prefix` (UTF-8 never has the byte 0xFF)."""
        return range(self.position(prefix), self.position(prefix + b"\xff"))

    def to_list(self) -> list[bytes]:
        """All strings."""
        blob = bytes(self.blob)
        ends = self.offsets.tolist()
        return [blob[start:end] for start, end in zip(ends, ends[1:], strict=False)]


@dataclass(frozen=True)
class Posting:
    """The documents of one term: numbers, keys and (when asked for) the number and places of occurrences."""

    ids: Array
    keys: Array | None

    def __len__(self) -> int:
        return len(self.ids)


class FieldReader:
    """One field of an open segment."""

    def __init__(self, segment: "SegmentFile", entry: Mapping[str, Any]) -> None:
        self.total_length = float(entry["length"])
        self.documents = int(entry["documents"])
        self.terms = StringTable(segment.bytes(entry["terms"]), segment.view(entry["offsets"]))
        self.starts = segment.array(entry["starts"])
        self._starts = segment.view(entry["starts"])
        self.ids = segment.array(entry["ids"])
        self.keys = segment.array(entry["keys"]) if "keys" in entry else None
        self.counts = segment.array(entry["counts"]) if "counts" in entry else None
        self.places = segment.array(entry["places"]) if "places" in entry else None
        self.placed = segment.array(entry["placed"]) if "placed" in entry else None

    def posting(self, number: int) -> Posting:
        """Postings of the term with this number."""
        here = slice(self._starts[number], self._starts[number + 1])
        return Posting(self.ids[here], None if self.keys is None else self.keys[here])

    def find(self, term: str) -> Posting | None:
        """Postings of a term, or None."""
        number = self.terms.find(term.encode())
        return None if number < 0 else self.posting(number)

    def positions(self, number: int) -> tuple[Array, Array]:
        """Number of occurrences per posting, and all places, of the term with this number."""
        if self.counts is None or self.places is None or self.placed is None:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        here = slice(self._starts[number], self._starts[number + 1])
        return self.counts[here], self.places[int(self.placed[number]) : int(self.placed[number + 1])]


class ColumnReader:
    """One column of an open segment; `values` are decoded on opening."""

    def __init__(self, segment: "SegmentFile", entry: Mapping[str, Any]) -> None:
        self.values: list[Value] = json.loads(bytes(segment.bytes(entry["values"])))
        self.sort_keys = [value_key(value) for value in self.values]
        self.starts = segment.array(entry["starts"])
        self.ids = segment.array(entry["ids"])

    def slice(self, first: int, last: int) -> Array:
        """Documents that have one of the values first..last-1; a document may occur more than once."""
        return self.ids[int(self.starts[first]) : int(self.starts[last])]


class SegmentFile:
    """An open segment file. Immutable; the map lives as long as anyone holds an array of it."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            FileNotFoundError: another process has merged the segment away.
            CorruptSegmentError: the file is not complete.
        """
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size < len(MAGIC) + _TAIL.size:
                raise CorruptSegmentError(path)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start, length = _TAIL.unpack_from(self._map, size - _TAIL.size)
        if self._map[: len(MAGIC)] != MAGIC or start + length + _TAIL.size != size:
            raise CorruptSegmentError(path)
        self.size = size
        self._view = memoryview(self._map)
        try:
            self.directory: dict[str, Any] = json.loads(self._map[start : start + length])
        except ValueError as error:
            raise CorruptSegmentError(path) from error
        docids = self.directory["docids"]
        self.docids = StringTable(self.bytes(docids["terms"]), self.view(docids["offsets"]))
        self.doc_count = len(self.docids)
        # Ids that were asked for: those of what is often found.
        self._known: dict[int, str] = {}

    def docid(self, number: int) -> str:
        """Id of the document with this number."""
        known = self._known.get(number)
        if known is None:
            known = self.docids.text(number)
            if len(self._known) < MAX_KNOWN:
                self._known[number] = known
        return known

    def array(self, entry: list[Any]) -> Array:
        """A section as a numpy array on the map."""
        offset, count, dtype = entry
        return np.frombuffer(self._map, np.dtype(dtype), count, offset)

    def bytes(self, entry: list[Any]) -> memoryview:
        """A section as bytes on the map."""
        return self._view[entry[0] : entry[0] + entry[1]]

    def view(self, entry: list[Any]) -> memoryview:
        """A section of unsigned 32-bit numbers as a memoryview, which is faster than numpy one number at a time."""
        return self._view[entry[0] : entry[0] + 4 * entry[1]].cast("I")

    def field(self, name: str) -> FieldReader | None:
        """A field, or None when no document of the segment has it."""
        entry = self.directory["fields"].get(name)
        return None if entry is None else FieldReader(self, entry)

    def column(self, name: str) -> ColumnReader | None:
        """A column, or None when no document of the segment has a value."""
        entry = self.directory["columns"].get(name)
        return None if entry is None else ColumnReader(self, entry)
