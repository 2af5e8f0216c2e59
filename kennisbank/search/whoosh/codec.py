"""Our segments as a Whoosh codec: Whoosh's TOC lists them and Whoosh's own searcher can read them.

The site does not search through these classes (see `evaluate.py`); they keep the directory an ordinary Whoosh index,
which the tests use to compare our answers with those of Whoosh itself.
"""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from kennisbank.search.whoosh.analysis import DutchAnalyzer
from kennisbank.search.whoosh.inverter import TF_STEPS
from kennisbank.search.whoosh.segmentfile import FieldReader, SegmentFile

EXTENSION = ".seg"


def make_schema() -> fields.Schema:
    """Schema for Whoosh: the whole document, beginnings of words, and per field."""
    schema = fields.Schema(
        docid=fields.ID(unique=True),
        ctypes=fields.ID(),
        all=fields.TEXT(analyzer=DutchAnalyzer(), phrase=False),
        t=fields.TEXT(analyzer=DutchAnalyzer(), phrase=False),
        w=fields.ID(),
        a=fields.ID(),
    )
    schema.add("f_*", fields.TEXT(analyzer=DutchAnalyzer(), phrase=False), glob=True)
    schema.add("a_*", fields.ID(), glob=True)
    return schema


class FlatCodec(base.Codec):
    """Reads segment files of flat arrays. Writing goes through `IndexStore`."""

    def terms_reader(self, storage: Any, segment: "FlatSegment") -> "FlatTermsReader":
        """Reader of terms and postings."""
        return FlatTermsReader(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: Any, segment: "FlatSegment") -> "FlatDocumentReader":
        """Reader of lengths and deletions."""
        return FlatDocumentReader(segment, segment.open(Path(storage.folder)))


class FlatSegment(base.Segment):
    """A segment as the TOC has it: its id, its size and the documents deleted since it was written."""

    def __init__(self, indexname: str, doc_count: int) -> None:
        super().__init__(indexname)
        self.segid = secrets.token_hex(8)
        self._count = doc_count
        self.deleted: set[int] = set()

    def codec(self) -> FlatCodec:
        """The codec that reads this segment."""
        return FlatCodec()

    def path(self, folder: Path) -> Path:
        """The segment's file."""
        return folder / str(self.make_filename(EXTENSION))

    def open(self, folder: Path) -> SegmentFile:
        """Open the segment's file."""
        return SegmentFile(self.path(folder))

    def is_compound(self) -> bool:
        """Whether Whoosh has to look inside a compound file: no."""
        return False

    def doc_count_all(self) -> int:
        """Number of documents, deleted ones included."""
        return self._count

    def doc_count(self) -> int:
        """Number of live documents."""
        return self._count - len(self.deleted)

    def deleted_count(self) -> int:
        """Number of deleted documents."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Numbers of the deleted documents."""
        return iter(self.deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or take that back."""
        (self.deleted.add if delete else self.deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self.deleted


class SegmentList(list[FlatSegment]):
    """The segments of a generation. `fingerprint` says what they were built from; empty when not all is there."""

    def __init__(self, segments: Iterable[FlatSegment] = (), fingerprint: str = "") -> None:
        super().__init__(segments)
        self.fingerprint = fingerprint


class FlatTermsReader(base.TermsReader):
    """Terms and postings for Whoosh's searcher."""

    def __init__(self, file: SegmentFile) -> None:
        self._fields = {name: FieldReader(file, entry) for name, entry in file.directory["fields"].items()}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        name, text = term
        return name in self._fields and self._fields[name].terms.find(text) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All (field, term) in order."""
        for name in sorted(self._fields):
            yield from ((name, text) for text in self._fields[name].terms.to_list())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All (field, term) from this one on."""
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As `terms_from`, with the statistics of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def _postings(self, fieldname: str, text: bytes) -> tuple[list[int], list[float], list[int]]:
        reader = self._fields.get(fieldname)
        number = reader.terms.find(text) if reader else -1
        if reader is None or number < 0:
            raise KeyError((fieldname, text))
        posting = reader.posting(number)
        if posting.keys is None:
            return posting.ids.tolist(), [1.0] * len(posting), [1] * len(posting)
        weights = ((posting.keys >> 8) / TF_STEPS).tolist()
        return posting.ids.tolist(), weights, [byte_to_length(code) for code in (posting.keys & 255).tolist()]

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of one term."""
        try:
            ids, weights, lengths = self._postings(fieldname, text)
        except KeyError as error:
            raise TermNotFound(f"No term {fieldname}:{text!r}") from error
        return TermInfo(sum(weights), len(ids), min(lengths), max(lengths), max(weights), ids[0], ids[-1])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Weighted number of occurrences."""
        return sum(self._postings(fieldname, text)[1])

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Number of documents, deleted ones included."""
        return len(self._postings(fieldname, text)[0])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """The postings in the form that Whoosh's queries walk through."""
        info = self.term_info(fieldname, text)
        ids, weights, _ = self._postings(fieldname, text)
        return ListMatcher(ids, weights, format=format_, scorer=scorer, term=(fieldname, text), terminfo=info)

    def indexed_field_names(self) -> list[str]:
        """The fields of this segment."""
        return list(self._fields)

    def close(self) -> None:
        """Let go of the file."""
        self._fields = {}


class FlatDocumentReader(base.PerDocumentReader):
    """Sizes and deletions for Whoosh's searcher."""

    def __init__(self, segment: FlatSegment, file: SegmentFile) -> None:
        self._segment = segment
        self._file = file

    def close(self) -> None:
        """Nothing to close: the map goes with its last user."""

    def doc_count(self) -> int:
        """Number of live documents."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """Number of documents."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def has_column(self, _fieldname: str) -> bool:
        """Whether there is a Whoosh column: our columns are not Whoosh's."""
        return False

    def field_length(self, fieldname: str) -> float:
        """Total length of a field, in words."""
        field = self._file.field(fieldname)
        return field.total_length if field else 0.0

    def doc_field_length(self, _docnum: int, _fieldname: str, default: int = 0) -> int:
        """Length of a field in one document: kept with the postings, hence unknown here."""
        return default

    def min_field_length(self, _fieldname: str) -> int:
        """Lower bound of the length of a field."""
        return 0

    def max_field_length(self, _fieldname: str) -> int:
        """Upper bound of the length of a field."""
        return int(byte_to_length(255))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The only thing stored: the document's id."""
        return {"docid": self._file.docids.text(docnum)}
