"""The startkit, for everybody: axe-core finds nothing, nothing scrolls sideways and no script or style is refused."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

# Path, and a button to press first; one of every kind of page.
PAGES = [
    ("/startkit/", ""),
    ("/startkit/gesprek-voeren/", "summary:has-text('Om te openen')"),
    ("/startkit/vormen/", ""),
    ("/startkit/vormen/verhalen/", ""),
    ("/startkit/vormen/model/", ""),
    ("/startkit/vormen/vragen/timer/?begin=13:30", "[data-timer-doe=wissel]"),
    ("/startkit/vormen/vragen/timer/?m0=0", ""),
    ("/startkit/vragen/", ""),
    ("/startkit/vragen/?v=vak-1&v=trots-2&v=~Wat+mis+je%3F", "#menu-vak-3"),
    ("/startkit/materiaal/", ""),
    ("/startkit/materiaal/uitnodiging-mail/", "form button:has-text('Zet in de tekst')"),
    ("/startkit/materiaal/peiling/", ""),
    ("/startkit/materiaal/responscanvas/", ""),
]


@pytest.mark.parametrize("width", [1280, 320])
def test_startkit_is_accessible_and_fits(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab(width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path, press in PAGES:
        tab.goto(path)
        if press:
            tab.locator(press).first.click()
            tab.wait_for_load_state("networkidle")
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert [line for line in errors if "422" not in line] == []
