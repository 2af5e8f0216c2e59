"""What was worked out before, kept in the memory of the process: bounded by size, oldest out first.

Keys hold the whole text that an outcome was made of, so nothing in here can be out of date.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Geheugen:
    """Remembers outcomes by key; together they cost at most `maximum`, as the caller counts it."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self._bewaard: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._kosten = 0
        self._slot = Lock()

    def __len__(self) -> int:
        return len(self._bewaard)

    def get(self, key: Hashable, make: Callable[[], T], cost: Callable[[T], int]) -> T:
        """Return what was made for `key` before, or make it now; what costs too much by itself is not kept.

        Two threads that ask at the same time may both make it.
        """
        with self._slot:
            known = self._bewaard.get(key)
            if known is not None:
                self._bewaard.move_to_end(key)
                outcome: T = known[1]
                return outcome
        made = make()
        price = cost(made)
        if price <= self.maximum // 10:
            self._keep(key, price, made)
        return made

    def _keep(self, key: Hashable, price: int, made: object) -> None:
        with self._slot:
            if key not in self._bewaard:
                self._bewaard[key] = (price, made)
                self._kosten += price
            while self._kosten > self.maximum:
                _, (freed, _) = self._bewaard.popitem(last=False)
                self._kosten -= freed

    def clear(self) -> None:
        """Forget everything."""
        with self._slot:
            self._bewaard.clear()
            self._kosten = 0
