"""The search page in a real browser: results while typing, filters that combine, back button, keyboard, no script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MELDING = "[data-zoek-melding]"


def titles(tab: Page) -> list[str]:
    return tab.locator(".kb-resultaat__titel").all_inner_texts()


def number(tab: Page) -> int:
    """How many results the page says there are."""
    found = re.match(r"\d+", tab.locator(MELDING).inner_text().strip())
    assert found is not None
    return int(found.group())


def test_results_come_while_typing_and_the_back_button_undoes_a_choice(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/")
    before = tab.locator("#zoekveld").bounding_box()
    tab.locator("#zoekveld").press_sequentially("tegenspraak", delay=20)
    expect(tab.locator(MELDING)).to_contain_text("resultaten voor ‘tegenspraak’")
    expect(tab.locator("[data-zoek-status]")).to_contain_text("resultaten voor ‘tegenspraak’")
    assert tab.url.endswith("/zoeken/?q=tegenspraak")
    assert tab.title().startswith("Zoeken naar tegenspraak - ")
    assert tab.locator("#zoekveld").bounding_box() == before, "nothing jumps"
    expect(tab.locator("#zoekveld")).to_be_focused()
    every = number(tab)

    tab.locator("#zoekveld").press("Escape")
    box = tab.get_by_role("checkbox", name=re.compile("^bouwstenen"))
    box.check()
    tab.wait_for_url("**/zoeken/?q=tegenspraak&soort=bouwsteen")
    expect(tab.locator(MELDING)).to_contain_text("1 filter gekozen")
    expect(box).to_be_focused()
    fewer = number(tab)
    assert fewer < every
    tab.get_by_role("checkbox", name=re.compile("^Loyaliteit")).check()
    expect(tab.locator(MELDING)).to_contain_text("2 filters gekozen")
    assert number(tab) < fewer
    shown = titles(tab)

    tab.reload()
    assert titles(tab) == shown, "the address says what is on the page"
    tab.get_by_role("link", name="Haal weg: Loyaliteit").click()
    expect(tab.locator(MELDING)).to_contain_text("1 filter gekozen")
    assert number(tab) == fewer
    tab.go_back()
    expect(tab.locator(MELDING)).to_contain_text("2 filters gekozen")
    expect(tab.get_by_role("checkbox", name=re.compile("^Loyaliteit"))).to_be_checked()
    tab.go_back()
    expect(tab.locator(MELDING)).to_contain_text("1 filter gekozen")
    tab.go_back()
    expect(tab.locator(MELDING)).to_have_text(re.compile(rf"^\s*{every} resultaten voor ‘tegenspraak’\s*$"))
    expect(tab.locator("#zoekveld")).to_have_value("tegenspraak")


def test_by_keyboard_alone(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/")
    tab.keyboard.press("/")
    field = tab.locator("#zoekveld")
    expect(field).to_be_focused()
    tab.keyboard.type("tegensp", delay=20)
    option = tab.get_by_role("option").first
    expect(option).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    tab.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_have_value("tegensp")
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "/zoeken/" not in url)

    tab.goto("/zoeken/")
    tab.get_by_label("Met de toets").uncheck()
    tab.keyboard.press("/")
    expect(field).not_to_be_focused()


def test_the_list_of_files_closes(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/?q=tegenspraak")
    summary = tab.locator("[data-zoek-lijst] > summary")
    first = tab.locator("[data-zoek-lijst] a").first
    summary.press("Enter")
    expect(first).to_be_visible()
    first.press("Escape")
    expect(first).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(first).to_be_visible()
    tab.get_by_role("heading", name="Zoeken", exact=True).click()
    expect(first).to_be_hidden()


def test_a_wrong_date_says_so_while_the_rest_stays(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/?q=tegenspraak&van=2026-02-01")
    tab.get_by_label("Tot en met").fill("2026-01-01")
    expect(tab.get_by_text("Deze dag ligt voor de eerste dag. Kies een latere dag.")).to_be_visible()
    expect(tab.get_by_label("Van", exact=True)).to_have_value("2026-02-01")


def test_many_choices_unfold_and_stay_so(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/zoeken/?q=tegenspraak")
    tab.locator("[data-facet=thema-meer] > summary").click()
    last = tab.locator("[data-facet=thema-meer] input").last
    last.check()
    expect(tab.locator(MELDING)).to_contain_text("1 filter gekozen")
    expect(tab.locator("[data-facet=thema-meer]")).to_have_attribute("open", "")


def test_keeping_a_search_and_saying_whether_it_helped(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("onderzoeker")
    tab.goto("/zoeken/?q=loyaliteit")
    tab.get_by_role("button", name="Nee").click()
    expect(tab.get_by_text("Dank je wel voor je antwoord.")).to_be_visible()
    tab.get_by_role("link", name="Bewaar deze zoekopdracht").click()
    tab.get_by_label("Naam").fill("Wat over loyaliteit gezegd is")
    tab.get_by_label("Elke maandag").check()
    tab.get_by_role("button", name="Bewaren").click()
    expect(tab.get_by_role("link", name="Wat over loyaliteit gezegd is", exact=True)).to_be_visible()


def test_without_javascript(browser: Browser, demo_site: str) -> None:
    context = browser.new_context(base_url=demo_site, java_script_enabled=False, viewport={"width": 320, "height": 800})
    tab = context.new_page()
    try:
        tab.goto("/zoeken/")
        tab.locator("#zoekveld").fill("tegenspraak")
        tab.get_by_role("button", name="Zoeken").last.click()
        every = number(tab)
        tab.get_by_role("checkbox", name=re.compile("^bouwstenen")).check()
        tab.locator("[data-facet=lens] > summary").click()
        tab.locator("[data-facet=lens] input").first.check()
        tab.get_by_role("button", name="Toon resultaten").click()
        assert 0 < number(tab) < every
        expect(tab.locator(MELDING)).to_contain_text("2 filters gekozen")
        tab.get_by_role("link", name="Wis alle filters").click()
        assert number(tab) == every
        tab.get_by_role("link", name="Titel", exact=True).click()
        assert "sorteer=titel" in tab.url
    finally:
        context.close()
