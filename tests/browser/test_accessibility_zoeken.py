"""The search page and kept searches: axe-core finds nothing, and nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

PAGES = {
    "": [
        "/zoeken/",
        "/zoeken/?q=startkit",
        "/zoeken/?q=tegenspraak&soort=bouwsteen&thema=loyaliteit&van=2024-01-01",
        "/zoeken/?q=qqqq&jaar=1990",
        "/zoeken/?q=tegenspraak&van=2026-02-01&tot=2026-01-01",
    ],
    "redacteur": ["/zoekopdrachten/", "/zoekopdrachten/nieuw/?q=moed", "/beheer/zoekrapport/"],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", PAGES)
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], rol: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    for path in PAGES[rol]:
        tab.goto(path)
        within = "#main" if path.startswith("/beheer/") else "body"
        assert find_violations(tab, within) == [], path
        assert sideways_scroll(tab) == 0, path


def test_what_unfolds_is_accessible_too(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/?q=tegenspraak")
    tab.evaluate("document.querySelectorAll('#zoek-romp details').forEach((each) => { each.open = true; })")
    assert find_violations(tab) == []
    tab.locator("#zoekveld").fill("tegen")
    tab.get_by_role("option").first.wait_for()
    tab.locator("#zoek-romp:not([aria-busy])").wait_for()
    tab.keyboard.press("ArrowDown")
    assert find_violations(tab) == []
