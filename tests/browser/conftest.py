"""A real chromium for the tests marked `browser`; all of them live in this folder."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from kennisbank.exchange.demo.users import PASSWORD
from tests.browser.server import manage, serve

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


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the demo content, to copy; of several processes the first makes it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / "demo-made"
        if not made.exists():
            manage(shared / "demo-making", "prepare_site")
            manage(shared / "demo-making", "collectstatic", "--noinput", "--verbosity", "0")
            (shared / "demo-making").rename(made)
    return made


@pytest.fixture(scope="session")
def demo_data(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site that tests share; it keeps what earlier tests did to it."""
    own = tmp_path_factory.mktemp("demo") / "site"
    shutil.copytree(demo_made, own)
    return own


@pytest.fixture(scope="session")
def demo_site(demo_data: Path) -> Iterator[str]:
    """The address of that site, served the way `make start` does."""
    with serve(demo_data) as address:
        yield address


@pytest.fixture
def open_tab(browser: Browser, demo_site: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab as a reader, or logged in as the demo account of a role; `width` in CSS pixels."""
    contexts: list[BrowserContext] = []

    def open_as(rol: str = "", width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=demo_site,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        tab = context.new_page()
        if rol:
            log_in(tab, rol)
        return tab

    yield open_as
    for context in contexts:
        context.close()


def log_in(tab: Page, rol: str) -> None:
    """Log in with the demo account of a role."""
    tab.goto("/inloggen/")
    tab.get_by_label("Gebruikersnaam").fill(rol)
    tab.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    tab.locator("main form button[type=submit]").click()
    tab.wait_for_url(lambda url: "/inloggen/" not in url)
