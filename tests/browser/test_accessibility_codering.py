"""Coding and memos: axe-core finds nothing and nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

LIJST = "/onderzoek/codering/"
VAST = ("", "overeenstemming/", "afstemmen/", "spoor/")
OPEN = ("", "coderen/8/", "coderen/overzicht/", "codeurs/?naam=demo")
MEMOS = ("/onderzoek/memos/", "/onderzoek/memos/?q=storing", "/onderzoek/memos/nieuw/")


def ronde(tab: Page, naam: str) -> str:
    """The path of a round of the demo."""
    tab.goto(LIJST)
    return str(tab.get_by_role("link", name=naam).get_attribute("href"))


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("onderzoeker", width=width)
    vast, loopt = ronde(tab, "Tegenspraak of sociale veiligheid?"), ronde(tab, "Voor wie doen we het?")
    paths = [LIJST, f"{LIJST}nieuw/", *(vast + path for path in VAST), *(loopt + path for path in OPEN), *MEMOS]
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in paths:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert errors == []
