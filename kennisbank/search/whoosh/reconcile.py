"""Comparing the index with the database: which objects does one have that the other has not?

The outbox makes this needless for whatever is saved within a transaction. A process that is killed after an object was
saved outside of one, and before the outbox heard of it, leaves nothing behind that says so.
"""

from typing import TYPE_CHECKING

from django.db import models
from modelsearch.index import get_indexed_models

from kennisbank.search.whoosh.documents import docid_for, root_label
from kennisbank.search.whoosh.outbox import Change
from kennisbank.search.whoosh.ranking import docid
from kennisbank.search.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from kennisbank.search.whoosh.backend import WhooshSearchBackend

Family = list[type[models.Model]]


def _families() -> dict[str, Family]:
    """Indexed models by the root of their multi-table family, whose keys they share."""
    families: dict[str, Family] = {}
    for model in get_indexed_models():
        families.setdefault(root_label(model), []).append(model)
    return families


def _in_index(snapshot: Snapshot, root: str) -> int:
    return sum(int(live.of_types((root,)).sum()) for live in snapshot.segments)


def _differences(snapshot: Snapshot, root: str, family: Family) -> list[Change]:
    """Objects of a family that are only in the database or only in the index."""
    wanted = {
        docid_for(model, pk): Change(docid_for(model, pk), model._meta.label_lower, str(pk))
        for model in family
        for pk in model.get_indexed_objects().values_list("pk", flat=True)  # type: ignore[attr-defined]
    }
    known = {
        docid(live.segment, number)
        for live in snapshot.segments
        for number in live.of_types((root,)).nonzero()[0].tolist()
    }
    gone = [Change(key, family[0]._meta.label_lower, key.split(":", 1)[1]) for key in sorted(known - wanted.keys())]
    return gone + [change for key, change in wanted.items() if key not in known]


def find_differences(backend: "WhooshSearchBackend") -> list[Change]:
    """All differences; counts first (one query per model), and compares keys only where counts differ."""
    snapshot = backend.store.snapshot()
    differences: list[Change] = []
    for root, family in _families().items():
        count = sum(model.get_indexed_objects().count() for model in family)  # type: ignore[attr-defined]
        if count != _in_index(snapshot, root):
            differences += _differences(snapshot, root, family)
    return differences
