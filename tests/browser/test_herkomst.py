"""Where sentences come from, in a real browser: by keyboard, without script, and remembered for the visit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

HOOFDSTUK = "/document/tegenspraak/"
AAN = f"{HOOFDSTUK}?herkomst=aan"


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_page_with_the_panels_is_accessible_and_fits(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("", width=width)
    tab.goto(AAN)
    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_of_the_redactie_are_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("redacteur", width=width)
    tab.goto(HOOFDSTUK)
    address = tab.get_by_role("link", name="Koppel bouwstenen").first.get_attribute("href")
    assert address
    for path in ("/beheer/wezen/", address):
        tab.goto(path)
        assert find_violations(tab, "main") == []
        assert sideways_scroll(tab) == 0


def test_by_keyboard_from_sentence_to_bouwsteen_and_back(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("")
    tab.goto(AAN)
    number = tab.locator(".kb-zin-verwijzing").first
    target = str(number.get_attribute("href"))
    number.focus()
    line = tab.locator(target.replace("#", "[id='") + "']")
    assert "kb-herkomst__regel--hier" in str(line.get_attribute("class"))  # the pair lights up
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{target}")
    assert line.is_visible()
    back = line.get_by_role("link", name="zin ").first
    sentence = str(back.get_attribute("href"))
    back.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{sentence}")
    assert tab.locator(sentence.replace("#", "[id='") + "']").is_visible()


def test_it_stays_on_for_the_next_hoofdstuk_and_off_when_switched_off(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("")
    tab.goto(HOOFDSTUK)
    tab.get_by_role("link", name="Waar komt dit vandaan?").click()
    tab.wait_for_url("**?herkomst=aan")
    tab.locator(".kb-bladeren a").first.click()
    tab.wait_for_url("**?herkomst=aan")
    assert tab.locator(".kb-herkomst").count() > 0
    tab.goto("/document/menselijke-maat/")  # by another way: still on
    tab.wait_for_url("**?herkomst=aan")
    tab.get_by_role("link", name="Verberg waar dit vandaan komt").click()
    tab.wait_for_url("**/document/menselijke-maat/")
    tab.goto(HOOFDSTUK)
    assert tab.locator(".kb-herkomst").count() == 0


def test_without_script_the_links_do_the_work(browser: Browser, demo_site: str) -> None:
    context = browser.new_context(base_url=demo_site, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(HOOFDSTUK)
    tab.get_by_role("link", name="Waar komt dit vandaan?").click()
    number = tab.locator(".kb-zin-verwijzing").first
    target = str(number.get_attribute("href"))
    number.click()
    assert tab.url.endswith(target)
    assert tab.locator(target.replace("#", "[id='") + "']").is_visible()
    context.close()
