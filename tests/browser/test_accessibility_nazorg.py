"""What comes after a gesprek: axe-core finds nothing and nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kennisbank.exchange.demo.loader import demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

GESPREK = f"/gesprekken/{demo_urn_id('gesprek:g12')}/"
SCHERMEN = {
    "": [
        f"{GESPREK}terugkoppeling/",
        GESPREK,
        "/verhalen/",
        "/verhalen/een-rondleiding-langs-de-kelder/",
        "/themas/begrijpelijke-taal/",
    ],
    "deelnemer": ["/verhalen/schrijven/", "/profiel/"],
    "gespreksleider": [f"{GESPREK}dankbericht/"],
}
BEHEER = ["/beheer/terugkoppeling/", "/beheer/terugkoppeling/wachttijd/", "/beheer/verhalen/"]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", list(SCHERMEN))
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], rol: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    for path in SCHERMEN[rol]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path


@pytest.mark.parametrize("width", [1280, 320])
def test_screens_of_the_redactie_are_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("redacteur", width=width)
    tab.goto(BEHEER[-1])
    decide = tab.locator("main a[href*='/beheer/verhalen/']:not([href*='?'])").first.get_attribute("href")
    for path in [*BEHEER, decide or ""]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab, within=".nice-padding") == [], path
        assert sideways_scroll(tab) == 0, path
