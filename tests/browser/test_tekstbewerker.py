"""Writing a voorstel in a real browser: what the editor adds, and that nothing typed is ever lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from kennisbank.exchange.demo.users import PASSWORD
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

HOOFDSTUK = "/document/tegenspraak/"
OpenTab = Callable[..., Page]


def open_form(tab: Page, number: int = 0) -> Locator:
    """Go to the form for a section of the hoofdstuk; the text area."""
    tab.goto(HOOFDSTUK)
    tab.get_by_role("link", name=re.compile("^Stel een wijziging voor")).nth(number).click()
    area = tab.get_by_label("Tekst", exact=True)
    expect(tab.get_by_role("toolbar")).to_be_visible()
    return area


def type_at_end(area: Locator, words: str) -> None:
    area.focus()
    area.press("Control+End")
    area.press_sequentially(words)


def forget_login(tab: Page) -> None:
    """What happens to a session after two weeks."""
    kept = [cookie for cookie in tab.context.cookies() if cookie["name"] != "sessionid"]
    tab.context.clear_cookies()
    tab.context.add_cookies(kept)


def log_in_here(tab: Page) -> None:
    tab.get_by_label("Gebruikersnaam").fill("deelnemer")
    tab.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    tab.locator("main form button[type=submit]").click()


def kept_forms(tab: Page) -> int:
    return int(tab.evaluate("Object.keys(localStorage).filter((name) => name.includes(':concept:')).length"))


def select(area: Locator, start: int, end: int) -> None:
    area.evaluate("(area, [start, end]) => { area.focus(); area.setSelectionRange(start, end); }", [start, end])


def test_toolbar_by_keyboard_and_shortcuts(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    area = open_form(tab)
    area.fill("een twee drie")
    select(area, 4, 8)
    area.press("Control+b")
    expect(area).to_have_value("een **twee** drie")
    area.press("Control+b")
    area.press("Control+i")
    expect(area).to_have_value("een *twee* drie")
    tab.get_by_role("button", name="Ongedaan maken").click()
    expect(area).to_have_value("een twee drie")
    select(area, 0, 13)
    # One stop for Tab, then the arrow keys.
    area.press("Shift+Tab")
    expect(tab.get_by_role("button", name="Vet")).to_be_focused()
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    expect(tab.get_by_role("button", name="Lijst", exact=True)).to_be_focused()
    tab.keyboard.press("Enter")
    expect(area).to_have_value("- een twee drie")
    expect(area).to_be_focused()


def test_preview_and_wiki_links(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    area = open_form(tab)
    area.fill("Wie **moedig** is: ")
    expect(tab.get_by_role("region", name="Voorbeeld van je tekst").locator("strong")).to_have_text("moedig")
    expect(tab.locator(".kb-bewerker__voet")).to_have_text("3 woorden")
    type_at_end(area, "[[Menselijke")
    options = tab.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert find_violations(tab, "main") == []
    area.press("ArrowDown")
    expect(area).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    area.press("ArrowUp")
    name = options.first.locator("span").first.inner_text()
    area.press("Enter")
    expect(area).to_have_value(f"Wie **moedig** is: [[{name}]]")


def test_after_a_crash_it_is_offered_and_gone_once_handed_in(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    type_at_end(open_form(tab), " Woorden voor de crash.")
    tab.get_by_label("Waarom stel je dit voor?").fill("Omdat het kan.")
    expect(tab.locator(".kb-concept__stand")).to_contain_text("Op dit apparaat bewaard")
    tab.wait_for_timeout(600)  # the second field is kept a moment later
    fresh = tab.context.new_page()
    area = open_form(fresh)
    notice = fresh.locator(".kb-hersteld")
    expect(notice).to_contain_text("We hebben bewaard wat je typte, vandaag om")
    assert find_violations(fresh, "main") == []
    type_at_end(area, " Intussen getypt.")
    notice.get_by_role("button", name="Zet terug").click()
    expect(area).to_have_value(re.compile(r"Woorden voor de crash\.$"))
    expect(fresh.get_by_label("Waarom stel je dit voor?")).to_have_value("Omdat het kan.")
    fresh.get_by_role("button", name="Dien je voorstel in").click()
    fresh.wait_for_url("**/voorstellen/**")
    expect(fresh.get_by_text("Je voorstel is ingediend")).to_be_visible()
    # What was typed before it was put back waits for the next time.
    open_form(fresh)
    notice.get_by_role("button", name="Gooi weg").click()
    expect(notice).to_have_count(0)
    assert kept_forms(fresh) == 0


def test_without_a_connection_the_page_stays(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    area = open_form(tab, 1)
    type_at_end(area, " In de trein getypt.")
    tab.get_by_label("Waarom stel je dit voor?").fill("Onderweg bedacht.")
    address = tab.url
    tab.context.set_offline(True)
    tab.get_by_role("button", name="Dien je voorstel in").click()
    warning = tab.locator(".kb-concept__melding")
    expect(warning).to_contain_text("Geen verbinding")
    expect(warning).to_be_focused()
    assert tab.url == address
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Dien je voorstel in").click()
    tab.wait_for_url("**/voorstellen/**")
    expect(tab.locator("main")).to_contain_text("In de trein getypt.")


def test_after_the_session_expired_the_text_is_still_there(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    area = open_form(tab, 2)
    type_at_end(area, " Lang over nagedacht.")
    tab.get_by_label("Waarom stel je dit voor?").fill("Na lang denken.")
    forget_login(tab)
    tab.get_by_role("button", name="Dien je voorstel in").click()
    expect(tab.locator(".kb-concept__melding")).to_contain_text("Je bent niet meer ingelogd")
    assert find_violations(tab, "main") == []
    # Also when the form was sent all the same.
    tab.evaluate("document.querySelector('form[data-concept]').submit()")
    tab.wait_for_url("**/inloggen/**")
    log_in_here(tab)
    tab.wait_for_url("**/voorstel/**")
    tab.get_by_role("button", name="Zet terug").click()
    expect(area).to_have_value(re.compile(r"Lang over nagedacht\.$"))
    tab.get_by_role("button", name="Dien je voorstel in").click()
    tab.wait_for_url("**/voorstellen/**")
    assert kept_forms(tab) == 0


def test_a_form_open_too_long_loses_nothing(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    type_at_end(open_form(tab), " Een week later.")
    tab.evaluate(
        """() => {
            const form = document.querySelector("form[data-concept]");
            form.elements.csrfmiddlewaretoken.value = "x".repeat(32);
            form.submit();
        }"""
    )
    tab.get_by_role("link", name="Terug naar het formulier").click()
    tab.get_by_role("button", name="Zet terug").click()
    expect(tab.get_by_label("Tekst", exact=True)).to_have_value(re.compile(r"Een week later\.$"))


def test_leaving_with_unsaved_words_asks_first(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_at_end(open_form(tab), "!")
    tab.goto("/voorstellen/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [1280, 360])
def test_accessible_and_no_wider_than_the_window(open_tab: OpenTab, width: int) -> None:
    tab = open_tab("deelnemer", width)
    area = open_form(tab)
    form = tab.url
    type_at_end(area, " Zie [[Menselijke maat]].")
    tab.get_by_label("Waarom stel je dit voor?").fill("Voor de toegankelijkheid.")
    tab.get_by_label("Zoek een bouwsteen").fill("brief")
    tab.locator("[data-kiezer] input[type=checkbox]").first.check()
    tab.get_by_role("button", name="Voorbeeld en verschil").last.click()
    expect(tab.get_by_role("heading", name="Dit verandert er")).to_be_visible()
    assert find_violations(tab) == []
    tab.get_by_role("button", name="Dien je voorstel in").click()
    tab.wait_for_url("**/voorstellen/**")
    expect(tab.get_by_text("Gebouwd op 1 bouwsteen")).to_be_visible()
    pages = [f"{form}&soort={soort}" for soort in ("nieuwe_sectie", "verwijdering", "verplaatsing")]
    pages += [tab.url, f"{tab.url}herzien/", f"{tab.url}intrekken/", "/voorstellen/", "/profiel/", HOOFDSTUK]
    for address in pages:
        tab.goto(address)
        assert find_violations(tab) == [], address
        assert sideways_scroll(tab) == 0, address


def test_what_is_put_back_keeps_the_version_it_was_written_on(open_tab: OpenTab) -> None:
    tab = open_tab("deelnemer")
    type_at_end(open_form(tab, 3), " Op een oude versie.")
    expect(tab.locator(".kb-concept__stand")).to_contain_text("Op dit apparaat bewaard")
    tab.evaluate(
        """() => {
            const name = Object.keys(localStorage).find((each) => each.includes(":concept:"));
            const kept = JSON.parse(localStorage.getItem(name));
            for (const record of Object.values(kept)) {
                record.basis = "1";
                record.velden.basis = ["1"];
            }
            localStorage.setItem(name, JSON.stringify(kept));
        }"""
    )
    other = tab.context.new_page()
    open_form(other, 3)
    notice = other.locator(".kb-hersteld")
    expect(notice).to_contain_text("De tekst van het hoofdstuk is sindsdien gewijzigd")
    notice.get_by_role("button", name="Zet terug").click()
    expect(other.locator("input[name=basis]")).to_have_value("1")
    other.get_by_role("button", name="Voorbeeld en verschil").last.click()
    expect(other.get_by_text("Je schrijft op versie 1")).to_be_visible()
