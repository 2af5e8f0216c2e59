"""Versions in a real browser: choosing two and walking through what changed by keyboard; every screen accessible."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Page]
HOOFDSTUK = "/document/tegenspraak/"
SCREENS = [
    ("/document/geschiedenis/", ""),
    ("/document/geschiedenis/?soort=redactioneel&hoofdstuk=tegenspraak&periode=week", ""),
    (f"{HOOFDSTUK}versies/", ""),
    (f"{HOOFDSTUK}versies/2/", "redacteur"),
    (f"{HOOFDSTUK}versies/2/verschil/?vorm=naast", ""),
    (f"{HOOFDSTUK}versies/vergelijken/?van=1&naar=3", ""),
    (f"{HOOFDSTUK}versies/vergelijken/?van=3&naar=1&vorm=naast&heel=ja", ""),
    (f"{HOOFDSTUK}versies/vergelijken/?van=99", ""),
    (f"{HOOFDSTUK}versies/1/herstellen/", "redacteur"),
    (f"{HOOFDSTUK}wie-schreef-dit/", ""),
    (f"{HOOFDSTUK}wie-schreef-dit/?zin=4", ""),
]


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_screen_is_accessible_and_fits(open_tab: OpenTab, width: int) -> None:
    tabs = {rol: open_tab(rol, width=width) for rol in ("", "redacteur")}
    for path, rol in SCREENS:
        tabs[rol].goto(path)
        assert find_violations(tabs[rol]) == [], path
        assert sideways_scroll(tabs[rol]) == 0, path


def test_two_versions_are_chosen_and_their_changes_walked_by_keyboard(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto(f"{HOOFDSTUK}versies/")
    tab.get_by_role("radio", name="Van versie 1").focus()
    tab.keyboard.press("Space")
    tab.get_by_role("button", name="Vergelijk de gekozen versies").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/versies/vergelijken/\?naar=\d+&van=1$"))
    bar = tab.get_by_role("group", name="Door de wijzigingen lopen")
    expect(bar).to_contain_text("wijzigingen")
    tab.keyboard.press("n")
    tab.keyboard.press("n")
    here = tab.locator("[data-hier]")
    expect(here).to_be_focused()
    expect(bar.get_by_role("status")).to_contain_text("2 van")
    tab.keyboard.press("p")
    expect(bar.get_by_role("status")).to_contain_text("1 van")
    expect(here).to_have_count(1)
    bar.get_by_role("button", name="Volgende wijziging").press("Enter")
    expect(bar.get_by_role("status")).to_contain_text("2 van")
    # The keys can be switched off, and stay off.
    bar.get_by_role("checkbox").uncheck()
    before = bar.get_by_role("status").inner_text()
    tab.locator("main").press("n")
    assert bar.get_by_role("status").inner_text() == before
    tab.reload()
    expect(tab.get_by_role("group", name="Door de wijzigingen lopen").get_by_role("checkbox")).not_to_be_checked()


def test_an_old_version_is_put_back_by_keyboard(open_tab: OpenTab) -> None:
    tab = open_tab("redacteur")
    tab.goto("/document/openheid-en-media/versies/1/")
    tab.get_by_role("link", name="Zet deze versie terug").press("Enter")
    tab.get_by_role("button", name="Zet deze versie terug").press("Enter")
    expect(tab.get_by_role("alert").or_(tab.locator(".kb-foutenlijst"))).to_contain_text("Vertel lezers")
    assert find_violations(tab) == []
    tab.get_by_label("Waarom zet je deze versie terug?").fill("De oude tekst was beter.")
    tab.get_by_role("button", name="Zet deze versie terug").press("Enter")
    expect(tab.get_by_role("status").filter(has_text="Versie 1 is teruggezet")).to_be_visible()
    tab.goto("/document/openheid-en-media/versies/")
    expect(tab.locator(".kb-versie--huidig")).to_contain_text("De oude tekst was beter.")
