"""Progress bars on the console for long work."""

import sys
from collections.abc import Iterable
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def bar(items: Iterable[T], label: str) -> Iterable[T]:
    """The items, with a bar on a terminal and silence elsewhere."""
    return tqdm(items, desc=f"  {label}", unit="", leave=True, disable=not sys.stderr.isatty(), ncols=80)
