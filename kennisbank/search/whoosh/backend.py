"""The search backend. Parameters, as in WAGTAILSEARCH_BACKENDS:

PATH            directory of the index (required); on a local disk, writable by the application alone
OUTBOX          dotted path of a class as in `outbox.py`, or False to write to the index at once and heal nothing;
                default "kennisbank.search.outbox.DatabaseOutbox"
LOCK_TIMEOUT    seconds that commands and direct writes wait for another writer; default 30
DRAIN_TIMEOUT   seconds that a request waits to add its changes to the index after its commit; default 1
REBUILD_LIMIT   number of objects up to which a missing, damaged or outdated index is rebuilt by the request that finds
                it so; default 5000
CACHE_BYTES     memory for what is derived from the index, per process; default 64 MB
"""

import logging
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from modelsearch.backends.base import BaseSearchBackend

from kennisbank.search.whoosh.compiler import WhooshAutocompleteQueryCompiler, WhooshQueryCompiler
from kennisbank.search.whoosh.health import IndexHealth
from kennisbank.search.whoosh.index import WhooshIndex, WhooshRebuilder
from kennisbank.search.whoosh.outbox import Outbox
from kennisbank.search.whoosh.results import WhooshSearchResults
from kennisbank.search.whoosh.snapshot import Snapshot
from kennisbank.search.whoosh.store import IndexMissingError, IndexStore

logger = logging.getLogger(__name__)

DEFAULT_OUTBOX = "kennisbank.search.outbox.DatabaseOutbox"


class WhooshSearchBackend(BaseSearchBackend):
    """Searches all models in one index on disk."""

    query_compiler_class = WhooshQueryCompiler
    autocomplete_query_compiler_class = WhooshAutocompleteQueryCompiler
    index_class = WhooshIndex
    results_class = WhooshSearchResults
    rebuilder_class = WhooshRebuilder

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        if not params.get("PATH"):
            raise ImproperlyConfigured("The Whoosh search backend needs a PATH")
        self.lock_timeout = float(params.get("LOCK_TIMEOUT", 30))
        self.drain_timeout = float(params.get("DRAIN_TIMEOUT", 1))
        self.rebuild_limit = int(params.get("REBUILD_LIMIT", 5000))
        self.store = IndexStore.for_path(Path(params["PATH"]), int(params.get("CACHE_BYTES", 64 * 1024 * 1024)))
        self.outbox = self._make_outbox(params.get("OUTBOX", DEFAULT_OUTBOX))
        # Without an outbox the index is an outside service: a save must not fail because of it. With one, failing to
        # note a change in the database is an error like any other of that database.
        self.catch_indexing_errors = self.outbox is None
        self.health = IndexHealth(self)

    def _make_outbox(self, outbox: str | bool) -> Outbox | None:
        if not outbox:
            return None
        made: Outbox = import_string(DEFAULT_OUTBOX if outbox is True else outbox)(self.drain_after_commit)
        return made

    def get_index_for_model(self, _model: Any) -> WhooshIndex:
        """The one index, whatever the model."""
        return self.index_class(self)

    def snapshot(self) -> Snapshot:
        """The index as it is now, healed where that is possible within a request."""
        self.health.before_search()
        try:
            return self.store.snapshot()
        except IndexMissingError as error:
            logger.warning("Searching without an index: %s", error)
            return Snapshot(-1, [])

    def drain_after_commit(self) -> None:
        """Put committed changes in the index; what cannot be done now waits for the next write or search."""
        self.health.drain(self.drain_timeout)
