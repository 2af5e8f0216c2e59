"""A real chromium for the tests marked `browser`; all of them live in this folder."""

import os
import shutil
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
def browser() -> Iterator[Browser]:
    """One chromium for all tests."""
    # Playwright's loop runs in this thread; Django would take that for asynchronous code and refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        instance = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield instance
        instance.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """A fresh browser without cookies, with the live server as its base."""
    instance = browser.new_context(base_url=live_server.url, locale="nl-NL", timezone_id="Europe/Amsterdam")
    instance.set_default_timeout(10_000)
    yield instance
    instance.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in it."""
    return context.new_page()
