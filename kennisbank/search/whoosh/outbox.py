"""What the backend asks of a queue of objects that changed in the database but perhaps not yet in the index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Change:
    """An object that was added, changed or deleted: its id in the index, its model's label and its key."""

    docid: str
    model: str
    pk: str


class Outbox(Protocol):
    """A queue kept in the database, so that a change and the memory of it are committed together or not at all."""

    def add(self, changes: Iterable[Change]) -> None:
        """Remember changes, within the caller's transaction."""

    def pending(self) -> bool:
        """Whether there are changes. Cheap: asked before every search."""

    def take(self, limit: int) -> Sequence[tuple[int, Change]]:
        """The oldest changes with their numbers. They stay in the queue."""

    def done(self, numbers: Iterable[int]) -> None:
        """Forget changes that are in the index."""

    def in_transaction(self) -> bool:
        """Whether the caller is in a transaction, where changes may still be rolled back."""

    def on_commit(self) -> None:
        """See to it that the queue is drained when the caller's transaction is committed."""
