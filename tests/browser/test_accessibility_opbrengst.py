"""The screens of recording: axe-core finds nothing and nothing scrolls sideways, with and without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kennisbank.exchange.demo.loader import demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll
from tests.browser.conftest import log_in
from tests.browser.server import manage

pytestmark = pytest.mark.browser

FIND = """
from bouwstenen.organiseren.models import Gespreksplan
print("urn", Gespreksplan.objects.get(kenmerk="{kenmerk}").gesprek.urn_id)
"""


@pytest.fixture
def address(demo_data: Path) -> str:
    """Where the gesprek of the demo that was held is recorded."""
    output = manage(demo_data, "shell", "--no-imports", "-c", FIND.format(kenmerk=demo_urn_id("plan:geweest")))
    return f"/gesprekken/{output.split()[-1]}/opbrengst/"


def _assert_fine(tab: Page, path: str) -> None:
    answer = tab.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert find_violations(tab) == [], path
    assert sideways_scroll(tab) == 0, path


@pytest.mark.parametrize("width", [1280, 320])
def test_recording_is_accessible(open_tab: Callable[..., Page], address: str, width: int) -> None:
    tab = open_tab("gespreksleider", width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    _assert_fine(tab, address)
    tab.locator("[data-lijst=spanning] .kb-regel__knop").nth(1).click()
    tab.get_by_label("Nieuwe regel bij Verhaal of beeld").fill("Een brief over vertrouwen")
    tab.locator(".kb-nieuw__ideeen label").first.wait_for()
    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0
    for path in ("nakijken/", "fotos/"):
        _assert_fine(tab, address + path)
    assert errors == []


def test_recording_is_accessible_without_javascript(browser: Browser, demo_site: str, address: str) -> None:
    context = browser.new_context(base_url=demo_site, viewport={"width": 320, "height": 900}, java_script_enabled=False)
    tab = context.new_page()
    log_in(tab, "gespreksleider")
    tab.goto(address)
    tab.get_by_label("Nieuwe regels bij ‘Waar het schuurt’").fill("Eerste zonder script\nTweede zonder script")
    tab.get_by_role("button", name="Sla op").click()
    assert "2 regels opgeslagen" in tab.locator("main, .kb-berichten").all_inner_texts()[0]
    assert tab.get_by_text("Tweede zonder script").count() == 1
    context.close()
