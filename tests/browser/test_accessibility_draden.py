"""Rode draden and de plaat: axe-core finds nothing, nothing scrolls sideways, and the slider goes through time."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

DRAAD = "/rode-draden/wie-eerst-belt-schrijft-een-betere-brief/"
PAGES = {
    "": ["/rode-draden/", DRAAD, "/plaat/", "/plaat/?tot=2024-12"],
    "redacteur": [
        "/rode-draden/",
        "/rode-draden/nieuw/?thema=tegenspraak",
        f"{DRAAD}bewerken/",
        f"{DRAAD}bouwstenen/?q=brief",
        f"{DRAAD}versies/",
    ],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", PAGES)
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], rol: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in PAGES[rol]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert errors == []


def test_the_slider_goes_back_in_time_and_every_region_can_be_reached(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("", width=1280)
    tab.goto("/plaat/")
    slider = tab.get_by_role("slider", name="Tot en met")
    slider.focus()
    slider.press("Home")
    expect(tab.locator("[data-plaat-maand]")).to_have_text("juni 2024")
    assert tab.url.endswith("?tot=2024-06")
    tab.get_by_role("link", name="Verder naar").click()
    expect(tab.locator("[data-plaat-maand]")).to_have_text("juli 2024")
    region = tab.locator(".kb-plaat__gebied").first
    region.focus()
    region.press("Enter")
    tab.wait_for_url("**/rode-draden/**")
