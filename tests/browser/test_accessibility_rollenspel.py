"""The pages around a rollenspel: axe-core finds nothing and nothing scrolls sideways. The game: test_rollenspel."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

CASUS = "/rollenspel/de-stille-kade/"
PAGES = {
    "": ["/rollenspel/", CASUS, f"{CASUS}afdrukken/", "/rollenspel/mee/", "/rollenspel/mee/?code=verkeerd"],
    "deelnemer": [CASUS, "/rollenspel/spellen/"],
}


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], width: int) -> None:
    for rol, paths in PAGES.items():
        tab = open_tab(rol, width=width)
        for path in paths:
            answer = tab.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            assert find_violations(tab) == [], path
            assert sideways_scroll(tab) == 0, path


def test_screens_of_the_redactie_are_accessible(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("redacteur")
    tab.goto("/beheer/rollenspel/casus/")
    tab.get_by_role("link", name="Rollen", exact=True).first.click()
    tab.get_by_role("link", name="Responsieve overheid").wait_for()
    assert find_violations(tab, within=".nice-padding") == []
    tab.get_by_role("link", name="Responsieve overheid").click()
    tab.get_by_role("button", name="Bewaar").wait_for()
    assert find_violations(tab, within=".nice-padding") == []
    assert sideways_scroll(tab) == 0
