"""The index as modelsearch sees it: one for all models, filled at once or by change."""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from modelsearch.backends.base import BaseIndex
from modelsearch.index import RelatedFields, class_is_indexed, get_indexed_models

from kennisbank.search.whoosh.analysis import ANALYSIS_VERSION
from kennisbank.search.whoosh.documents import docid_for, document_for
from kennisbank.search.whoosh.inverter import Document
from kennisbank.search.whoosh.outbox import Change
from kennisbank.search.whoosh.store import Batch

if TYPE_CHECKING:
    from kennisbank.search.whoosh.backend import WhooshSearchBackend

logger = logging.getLogger(__name__)

# Raise when documents or files of the index change shape.
FORMAT_VERSION = 2


def _describe(fields: Iterable[Any]) -> list[Any]:
    described: list[Any] = []
    for field in fields:
        if isinstance(field, RelatedFields):
            described.append([field.field_name, _describe(field.fields)])
        else:
            described.append([type(field).__name__, field.field_name, getattr(field, "boost", None)])
    return described


@cache
def fingerprint() -> str:
    """Digest of all that decides what is in the index; an index with another one has to be rebuilt."""
    indexed = {model._meta.label_lower: _describe(model.get_search_fields()) for model in get_indexed_models()}
    described = json.dumps([FORMAT_VERSION, ANALYSIS_VERSION, indexed], sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()


def documents(objects: Iterable[models.Model]) -> Iterator[Document]:
    """Documents of objects; one that cannot be read is reported and left out, so that it stops no other."""
    for instance in objects:
        try:
            yield document_for(instance)
        except Exception:  # any model's own code runs here
            logger.exception("Cannot index %s %s", type(instance).__name__, instance.pk)


class WhooshIndex(BaseIndex):
    """The one index of a backend."""

    backend: "WhooshSearchBackend"

    def __str__(self) -> str:
        return str(self.backend.store.path)

    def reset(self) -> None:
        """Delete all documents."""
        with self.backend.store.writing(self.backend.lock_timeout, rebuild=fingerprint()):
            pass

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Add or replace objects."""
        instances = list(items)
        if not instances or not class_is_indexed(model):
            return
        if self.backend.outbox is not None:
            self._queue(instances)
            return
        with self.backend.store.writing(self.backend.lock_timeout) as batch:
            batch.add(documents(instances))

    def delete_item(self, item: models.Model) -> None:
        """Delete one object."""
        if self.backend.outbox is not None:
            self._queue([item])
            return
        with self.backend.store.writing(self.backend.lock_timeout) as batch:
            batch.delete([docid_for(type(item), item.pk)])

    def _queue(self, instances: Sequence[models.Model]) -> None:
        outbox = self.backend.outbox
        if outbox is not None:
            outbox.add(
                Change(docid_for(type(instance), instance.pk), instance._meta.label_lower, str(instance.pk))
                for instance in instances
            )
            outbox.on_commit()


class RebuildIndex(WhooshIndex):
    """The index while it is being rebuilt: objects go straight into the new generation."""

    def __init__(self, backend: "WhooshSearchBackend", batch: Batch) -> None:
        super().__init__(backend)
        self._batch = batch

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Add objects to the new generation."""
        if class_is_indexed(model):
            self._batch.add(documents(items))


class WhooshRebuilder:
    """Rebuilds atomically: searches see the old generation until `finish`.

    The write lock is held all along. What is changed meanwhile waits in the outbox and is added at the end.
    """

    def __init__(self, index: WhooshIndex) -> None:
        self.backend = index.backend
        self._writing: AbstractContextManager[Batch] | None = None

    def start(self) -> RebuildIndex:
        """Take the lock and begin a new generation."""
        self._writing = self.backend.store.writing(self.backend.lock_timeout, rebuild=fingerprint())
        return RebuildIndex(self.backend, self._writing.__enter__())

    def finish(self) -> None:
        """Make the new generation the current one."""
        if self._writing is not None:
            self._writing.__exit__(None, None, None)
            self._writing = None
            self.backend.health.drain(self.backend.lock_timeout)


def apply_changes(batch: Batch, changes: Iterable[Change]) -> None:
    """Bring the index in line with the database for the objects that changed."""
    by_model: dict[str, list[Change]] = {}
    for change in dict.fromkeys(changes):
        by_model.setdefault(change.model, []).append(change)
    current: dict[str, Document] = {}
    for label, group in by_model.items():
        model = apps.get_model(label) if _is_model(label) else None
        if model is not None and class_is_indexed(model):
            objects = model.get_indexed_objects().filter(pk__in=[change.pk for change in group])
            current.update((document.docid, document) for document in documents(objects))
    batch.delete(change.docid for group in by_model.values() for change in group if change.docid not in current)
    batch.add(current.values())


def _is_model(label: str) -> bool:
    app_label, _, name = label.partition(".")
    return app_label in apps.app_configs and name in apps.get_app_config(app_label).models
