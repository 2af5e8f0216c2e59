"""Recording at the table: a phone, a connection that comes and goes, and somebody else with a laptop."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll
from tests.browser.server import manage

pytestmark = pytest.mark.browser

NEW_GESPREK = """
from datetime import date
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Gesprek
from kennisbank.accounts.models import User
user = User.objects.get(username="gespreksleider")
gesprek = Gesprek.objects.create(
    urn_id="{urn_id}", titel="Gesprek om vast te leggen", datum=date(2026, 3, 4), format="{form}", gespreksleider=user
)
Deelnemer.objects.create(
    gesprek=gesprek, naam="Dana de Wit", email="d@example.org", email_index="x", verwijderen_na=date(2099, 1, 1)
)
"""


@pytest.fixture
def new_gesprek(demo_data: Path) -> Callable[..., str]:
    """Makes a gesprek of the demo gespreksleider; gives the address to record it at."""

    def make(form: str = "vragen") -> str:
        urn_id = f"7est{uuid4().hex[:6]}"
        manage(demo_data, "shell", "--no-imports", "-c", NEW_GESPREK.format(urn_id=urn_id, form=form))
        return f"/gesprekken/{urn_id}/opbrengst/"

    return make


def _write(tab: Page, tekst: str, vak: str = "Wat kenmerkt vakmanschap") -> None:
    box = tab.get_by_label(f"Nieuwe regel bij {vak}")
    box.fill(tekst)
    box.press("Enter")


def _lines(tab: Page) -> list[str]:
    return tab.locator("[data-lijst=kenmerk] .kb-regel__woorden").all_inner_texts()


def _says(tab: Page, text: str) -> None:
    expect(tab.locator("[data-stand-tekst]")).to_contain_text(text)


def test_offline_half_way_and_two_at_once(open_tab: Callable[..., Page], new_gesprek: Callable[..., str]) -> None:
    address = new_gesprek()
    phone, laptop = open_tab("gespreksleider", width=360), open_tab("gespreksleider")
    for tab in (phone, laptop):
        tab.goto(address)
        _says(tab, "Alles is opgeslagen")
    _write(phone, "Eerste van de telefoon")
    _write(laptop, "Eerste van de laptop")
    _says(phone, "Alles is opgeslagen")
    phone.context.set_offline(True)
    for number in range(3):
        _write(phone, f"Zonder bereik {number}")
    _says(phone, "3 regels nog niet verzonden")
    assert _lines(phone)[-3:] == [f"Zonder bereik {number}" for number in range(3)]
    _write(laptop, "Intussen op de laptop")
    _says(laptop, "Alles is opgeslagen")
    phone.close(run_before_unload=False)
    again = phone.context.new_page()
    phone.context.set_offline(False)
    again.goto(address)
    _says(again, "Alles is opgeslagen")
    expect(again.locator("[data-lijst=kenmerk] > li")).to_have_count(6)
    laptop.reload()
    expect(laptop.locator("[data-lijst=kenmerk] > li")).to_have_count(6)
    everything = {"Eerste van de telefoon", "Eerste van de laptop", "Intussen op de laptop"}
    everything |= {f"Zonder bereik {number}" for number in range(3)}
    assert sorted(_lines(again)) == sorted(_lines(laptop)) == sorted(everything)
    assert sideways_scroll(again) == 0
    assert find_violations(again) == []


def test_soort_quote_themas_order_and_personal_data(
    open_tab: Callable[..., Page], new_gesprek: Callable[..., str]
) -> None:
    address = new_gesprek()
    tab = open_tab("gespreksleider", width=360)
    tab.goto(address)
    box = tab.get_by_label("Nieuwe regel bij Wat kenmerkt vakmanschap")
    box.fill("Tegenspraak hoort bij het vak")
    box.press("Alt+5")
    entry = tab.locator("[data-vak=kenmerk] .kb-nieuw")
    entry.get_by_role("checkbox", name="Tegengeluid").check()
    entry.get_by_role("checkbox", name="Tegenspraak").check()
    box.press("Enter")
    line = tab.locator("[data-lijst=kenmerk] > li").first
    for mark in ("Advies", "Tegengeluid", "Tegenspraak"):
        expect(line.locator(".kb-regel__merken")).to_contain_text(mark)
    _write(tab, "Dana belde 06 12345678")
    _says(tab, "1 regel wacht op jou")
    asked = tab.locator("[data-lijst=kenmerk] > li").nth(1)
    asked.get_by_role("button", name="Vervang door [naam]").click()
    asked.get_by_role("button", name="Haal weg", exact=True).click()
    expect(asked.locator(".kb-regel__woorden")).to_have_text("[naam] belde")
    _says(tab, "Alles is opgeslagen")
    asked.locator(".kb-regel__knop").click()
    assert find_violations(tab) == []
    asked.get_by_label("Dit is een citaat van").select_option(label="Dana de Wit")
    expect(asked.locator(".kb-regel__merken")).to_contain_text("Citaat: toestemming gevraagd")
    asked.get_by_label("Wat er gezegd is").press("Alt+ArrowUp")
    _says(tab, "Alles is opgeslagen")
    expect(tab.locator("[data-lijst=kenmerk] > li").first).to_contain_text("[naam] belde")
    tab.reload()
    expect(tab.locator("[data-lijst=kenmerk] > li").first).to_contain_text("[naam] belde")


def test_both_change_one_line_and_choose(open_tab: Callable[..., Page], new_gesprek: Callable[..., str]) -> None:
    address = new_gesprek("model")
    one, two = open_tab("gespreksleider"), open_tab("redacteur")
    one.goto(address)
    _write(one, "Luisteren", vak="Hoofd")
    _says(one, "Alles is opgeslagen")
    two.goto(address)
    for tab, tekst in ((one, "Luisteren en doorvragen"), (two, "Luisteren zonder oordeel")):
        tab.locator("[data-lijst=hoofd] .kb-regel__knop").click()
        tab.get_by_label("Wat er gezegd is").fill(tekst)
    two.context.set_offline(True)
    two.get_by_label("Wat er gezegd is").press("Enter")
    one.get_by_label("Wat er gezegd is").press("Enter")
    _says(one, "Alles is opgeslagen")
    two.context.set_offline(False)
    question = two.locator(".kb-kwestie")
    expect(question).to_contain_text("Luisteren en doorvragen")
    expect(question).to_contain_text("Luisteren zonder oordeel")
    question.get_by_role("button", name="Bewaar allebei").click()
    _says(two, "Alles is opgeslagen")
    expect(two.locator("[data-lijst=hoofd] > li")).to_have_count(2)
    one.reload()
    texts = one.locator("[data-lijst=hoofd] .kb-regel__woorden")
    expect(texts).to_have_text(["Luisteren en doorvragen", "Luisteren zonder oordeel"])


def test_logged_out_keeps_everything_until_logged_in_again(
    open_tab: Callable[..., Page], new_gesprek: Callable[..., str]
) -> None:
    address = new_gesprek()
    tab = open_tab("gespreksleider")
    tab.goto(address)
    _says(tab, "Alles is opgeslagen")
    cookies = tab.context.cookies()
    tab.context.clear_cookies()
    _write(tab, "Geschreven na het uitloggen")
    _says(tab, "Je bent uitgelogd. 1 regel nog niet verzonden")
    expect(tab.get_by_role("link", name="Log in (nieuw tabblad)")).to_have_attribute("target", "_blank")
    tab.context.add_cookies(cookies)
    _says(tab, "Alles is opgeslagen")
    tab.reload()
    expect(tab.locator("[data-lijst=kenmerk] > li")).to_have_text(["Geschreven na het uitloggen"])
