"""A researcher at work: from a search to each analysis, another setting, a file; a Selectie; a thema taken over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations

pytestmark = pytest.mark.browser

# Analysis, the setting to change, its new value, and the file to take along.
WORK = [
    ("Een woord in zijn zin", "Woord of zinsdeel", "chef*", "Tabel als CSV"),
    ("Welke thema’s horen bij elkaar", "Minstens zo vaak samen", "2", "Beeld als SVG"),
    ("Wat komt waar vaker voor", "Kolommen", "Soort bouwsteen", "Beeld als PNG"),
    ("Verloop in de tijd", "Tel per", "jaar", "Beeld als SVG"),
    ("Is er genoeg gezegd", "Nieuwe", "Woorden", "Beeld als SVG"),
    ("Bouwstenen die op elkaar lijken", "Hoe gelijk", "Ook als het er alleen op lijkt", "Tabel als CSV"),
]


def change(tab: Page, name: str, value: str) -> None:
    """Fill in or choose, and ask again."""
    field = tab.get_by_role("form", name="Instellingen").get_by_label(name)
    if field.evaluate("element => element.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
    tab.get_by_role("button", name="Toon").click()


def take(tab: Page, name: str) -> bytes:
    """The content of a file that is offered."""
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name=name).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_each_analysis_of_a_search_with_another_setting_and_a_file(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("onderzoeker")
    for analysis, setting, value, file in WORK:
        tab.goto("/onderzoek/?thema=sociale-veiligheid&thema=tegenspraak")
        tab.get_by_role("main").get_by_role("link", name=analysis).click()
        expect(tab.get_by_role("heading", level=1)).to_have_text(analysis)
        change(tab, setting, value)
        expect(tab.get_by_role("main")).to_contain_text("Zoekvraag:")
        expect(tab.get_by_role("main")).to_contain_text("Tegenspraak")
        assert "thema=tegenspraak" in tab.url
        assert take(tab, file), analysis


def test_from_a_search_to_a_selectie_that_can_be_shared_renamed_and_deleted(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("onderzoeker")
    tab.goto("/zoeken/?q=brief&soort=bouwsteen")
    tab.get_by_role("link", name="Bewaar als selectie").click()
    tab.get_by_role("button", name="Bewaar de selectie").click()
    expect(tab.get_by_text("Geef de selectie een naam.").first).to_be_visible()
    tab.get_by_label("Naam").fill("Alles over brieven")
    tab.get_by_role("button", name="Bewaar de selectie").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Alles over brieven")
    expect(tab.get_by_role("main")).to_contain_text("Er is sindsdien niets veranderd")
    address = tab.url

    colleague = open_tab("redacteur")
    colleague.goto(address)
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Alles over brieven")
    expect(colleague.get_by_role("link", name="Verwijder")).to_have_count(0)

    tab.get_by_role("link", name="Wijzig naam en toelichting").click()
    tab.get_by_label("Naam").fill("Brieven")
    tab.get_by_role("button", name="Opslaan").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Brieven")
    tab.get_by_role("link", name="Verwijder").click()
    tab.get_by_role("button", name="Verwijder de selectie").click()
    expect(tab.get_by_text("is verwijderd")).to_be_visible()


def test_the_redactie_takes_suggested_themas_over_and_back(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("redacteur")
    tab.goto("/onderzoek/themavoorstellen/")
    first = tab.locator("input[name=voorstel]").first
    value = first.get_attribute("value")
    first.check()
    tab.get_by_role("button", name="Neem de aangevinkte over").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Thema’s overnemen")
    assert find_violations(tab) == []
    tab.get_by_role("button", name="Geef deze thema’s").click()
    expect(tab.get_by_text("Gelukt: 1 keer een thema gegeven.")).to_be_visible()
    assert tab.locator(f'input[value="{value}"]').count() == 0
    tab.get_by_role("button", name="Draai dat terug").click()
    expect(tab.get_by_text("Teruggedraaid: 1 keer een thema weggehaald.")).to_be_visible()
    assert tab.locator(f'input[value="{value}"]').count() == 1
