"""A cache that is bounded by bytes instead of by number."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class ByteCache:
    """Least recently used first out; safe to share between threads. Values must not be changed once they are in."""

    def __init__(self, limit: int) -> None:
        """`limit` in bytes."""
        self.limit = limit
        self.used = 0
        self._items: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of `key`; made by `make` when it is not there, of `size` bytes.

        Two threads may make the same value at the same time; the last one stays.
        """
        with self._lock:
            found = self._items.get(key)
            if found is not None:
                self._items.move_to_end(key)
                value: T = found[0]
                return value
        value = make()
        cost = size(value)
        with self._lock:
            old = self._items.pop(key, None)
            self.used += cost - (old[1] if old else 0)
            self._items[key] = (value, cost)
            while self.used > self.limit and len(self._items) > 1:
                _, (_, freed) = self._items.popitem(last=False)
                self.used -= freed
        return value

    def drop(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Forget the keys that are unwanted."""
        with self._lock:
            for key in [key for key in self._items if unwanted(key)]:
                self.used -= self._items.pop(key)[1]
