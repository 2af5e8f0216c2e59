"""The outbox in the database: `IndexTaak` rows are written with a change and removed once the index has it."""

from collections.abc import Callable, Iterable, Sequence

from django.db import connections, router, transaction

from kennisbank.search.models import IndexTaak
from kennisbank.search.whoosh.outbox import Change


class DatabaseOutbox:
    """Implements `kennisbank.search.whoosh.outbox.Outbox`."""

    def __init__(self, drain: Callable[[], None]) -> None:
        """`drain` is called after every commit that changed something."""
        self._drain = drain
        self._database = router.db_for_write(IndexTaak)

    def add(self, changes: Iterable[Change]) -> None:
        """Remember changes, within the caller's transaction."""
        IndexTaak.objects.using(self._database).bulk_create(
            IndexTaak(sleutel=change.docid, model=change.model, object_pk=change.pk) for change in changes
        )

    def pending(self) -> bool:
        """Whether there are changes; one query."""
        return IndexTaak.objects.using(self._database).exists()

    def take(self, limit: int) -> Sequence[tuple[int, Change]]:
        """The oldest changes with their numbers."""
        rows = IndexTaak.objects.using(self._database).order_by("pk").values_list("pk", "sleutel", "model", "object_pk")
        return [(number, Change(docid, model, pk)) for number, docid, model, pk in rows[:limit]]

    def done(self, numbers: Iterable[int]) -> None:
        """Forget changes that are in the index."""
        IndexTaak.objects.using(self._database).filter(pk__in=list(numbers)).delete()

    def in_transaction(self) -> bool:
        """Whether the caller is in a transaction."""
        return connections[self._database].in_atomic_block

    def on_commit(self) -> None:
        """Drain when the caller's transaction is committed; an error there is logged and never reaches the caller."""
        transaction.on_commit(self._drain, using=self._database, robust=True)
