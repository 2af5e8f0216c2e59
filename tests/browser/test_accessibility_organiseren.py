"""The screens of organising: axe-core finds nothing, nothing scrolls sideways, and all of it works."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kennisbank.exchange.demo.loader import demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

ORGANISEREN = "/gesprekken/organiseren/"
CONCEPT, KOMT, GEWEEST = (f"{ORGANISEREN}{demo_urn_id(f'plan:{name}')}/" for name in ("concept", "komt", "geweest"))
GESPREKSLEIDER = [
    ORGANISEREN,
    f"{ORGANISEREN}?toon=afgelast",
    f"{ORGANISEREN}nieuw/",
    *(f"{CONCEPT}stap/{stap}/" for stap in ("vorm", "wanneer", "waar", "wie", "begeleiding", "openbaar", "overzicht")),
    f"{CONCEPT}weggooien/",
    KOMT,
    f"{KOMT}stap/wanneer/",
    f"{KOMT}agenda/",
    f"{KOMT}timer/",
    f"{KOMT}begeleider/",
    f"{KOMT}afgelasten/",
    GEWEEST,
    f"{GEWEEST}begeleider/",
    "/gesprekken/pool/",
    "/gesprekken/pool/?vorm=rollenspel&regio=zeeland",
    "/gesprekken/pool/beschikbaar/",
]
ANDEREN = [("deelnemer", f"{ORGANISEREN}nieuw/", 403)]


def check(tab: Page, path: str, status: int = 200) -> None:
    answer = tab.goto(path)
    assert answer is not None
    assert answer.status == status, path
    assert find_violations(tab) == [], path
    assert sideways_scroll(tab) == 0, path


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("gespreksleider", width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in GESPREKSLEIDER:
        check(tab, path)
    tab.goto(f"{KOMT}begeleider/")
    assert errors == []
    for rol, path, status in ANDEREN:
        check(open_tab(rol, width=width), path, status)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_form_with_errors_is_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("gespreksleider", width=width)
    for stap in ("wanneer", "waar", "begeleiding"):
        tab.goto(f"{CONCEPT}stap/{stap}/")
        tab.locator("button[value=verder]").click()
        tab.wait_for_selector(".kb-foutenlijst")
        assert find_violations(tab) == [], stap
        assert sideways_scroll(tab) == 0, stap
