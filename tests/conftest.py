"""What all tests share."""

import os
import shutil
from collections.abc import Iterable

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser that KENNISBANK_CHROMIUM names, or the first one on the PATH."""
    return os.environ.get("KENNISBANK_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Skip the browser tests where there is no browser; `make test` says how to get one."""
    if find_chromium():
        return
    skip = pytest.mark.skip(reason="no chromium: apt install chromium, or set KENNISBANK_CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser for the tests marked `browser`."""
    path = find_chromium()
    assert path, "tests marked `browser` are skipped without chromium"
    return path
