"""A rollenspel with four browsers at once: one big screen and three phones, to the end and into a gesprek."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

ROLLEN = ("Rechtmatige overheid", "Presterende overheid", "Netwerkende overheid")
ARGUMENT = "Anders loopt het vast in ronde {ronde}, zegt telefoon {nummer}."
CONCLUSIE = "Vanaf stoel {nummer} ziet dezelfde regel er heel anders uit."


def begin(screen: Page) -> str:
    """Start a game on phones; its code."""
    screen.goto("/rollenspel/schulden-in-zicht/")
    screen.get_by_label("Ieder op de eigen telefoon").check()
    screen.get_by_role("button", name="Begin").click()
    return screen.locator(".kb-meedoen__code").inner_text()


def join(phone: Page, code: str, rol: str, bijnaam: str) -> None:
    phone.goto("/rollenspel/mee/")
    phone.get_by_label("Code op het scherm").fill(code.lower())
    phone.get_by_label("Bijnaam").fill(bijnaam)
    phone.get_by_role("button", name="Doe mee").click()
    phone.get_by_label(re.compile(rol)).check()
    phone.get_by_role("button", name="Neem deze rol").click()
    expect(phone.get_by_text("Je rol staat")).to_be_visible()


def choose(phone: Page, ronde: int, nummer: int) -> None:
    """Wait until the round is on the phone, and choose."""
    expect(phone.get_by_role("heading", name=f"Ronde {ronde}: kiezen")).to_be_visible()
    phone.locator("input[name=keuze]").nth(nummer % 2).check()
    phone.get_by_label("Waarom?").fill(ARGUMENT.format(ronde=ronde, nummer=nummer))
    phone.get_by_role("button", name="Kies dit").click()
    expect(phone.get_by_text("Je keuze staat")).to_be_visible()


def choose_together(screen: Page, ronde: int) -> None:
    """The role without a phone is played by the table."""
    form = screen.locator("details[open] form")
    form.locator("input[name=keuze]").first.check()
    form.get_by_label("Waarom?").fill(f"Samen besloten in ronde {ronde}.")
    form.get_by_role("button", name="Leg vast").click()
    expect(screen.get_by_text("gekozen, nog te wijzigen")).to_be_visible()


def advance(screen: Page, knop: str, kop: str) -> None:
    screen.get_by_role("button", name=knop).click()
    if screen.locator("dialog").count():
        screen.get_by_role("button", name="Ja, doorgaan").click()
    expect(screen.get_by_role("heading", level=1, name=kop)).to_be_visible()


def play_round(screen: Page, phones: list[Page], ronde: int) -> None:
    for nummer, phone in enumerate(phones):
        choose(phone, ronde, nummer)
    choose_together(screen, ronde)
    expect(screen.locator(".kb-rolkaart--klaar")).to_have_count(4)
    advance(screen, "Laat de keuzes zien", f"Ronde {ronde}: wat het doet")
    for nummer in range(len(phones)):
        expect(screen.get_by_text(ARGUMENT.format(ronde=ronde, nummer=nummer))).to_be_visible()
    expect(screen.get_by_role("table")).to_be_visible()
    for phone in phones:
        expect(phone.get_by_text("Wat de anderen met jou doen")).to_be_visible()


def test_four_browsers_play_to_the_end_and_leave_their_lines_in_a_gesprek(open_tab: Callable[..., Page]) -> None:
    screen = open_tab("gespreksleider")
    phones = [open_tab(width=360) for _ in ROLLEN]
    code = begin(screen)
    for nummer, (phone, rol) in enumerate(zip(phones, ROLLEN, strict=True)):
        join(phone, code, rol, f"Vos {nummer}")
    expect(screen.get_by_text("Vos 2")).to_be_visible()
    assert (find_violations(screen), find_violations(phones[0])) == ([], [])
    advance(screen, "Begin ronde 1", "Ronde 1: kiezen")
    play_round(screen, phones, 1)
    assert (find_violations(screen), find_violations(phones[0])) == ([], [])
    advance(screen, "Wissel van rol", "Van rol wisselen")
    expect(phones[0].get_by_text("Jouw rol: Presterende overheid")).to_be_visible()
    phones[1].reload()
    expect(phones[1].get_by_text("Jouw rol: Netwerkende overheid")).to_be_visible()
    advance(screen, "Begin ronde 2", "Ronde 2: kiezen")
    play_round(screen, phones, 2)
    advance(screen, "Naar de conclusies", "Conclusies")
    for nummer, phone in enumerate(phones):
        expect(phone.get_by_role("heading", level=1, name="Conclusies")).to_be_visible()
        phone.get_by_label("Jouw conclusie").fill(CONCLUSIE.format(nummer=nummer))
        phone.get_by_role("button", name="Voeg toe").click()
        expect(phone.locator(".kb-conclusie").filter(has_text=CONCLUSIE.format(nummer=nummer))).to_be_visible()
    phones[2].get_by_role("button", name=re.compile("^Eens")).first.click()
    expect(screen.get_by_text("1 eens")).to_be_visible()
    assert (find_violations(screen), find_violations(phones[2])) == ([], [])
    assert [sideways_scroll(tab) for tab in (screen, *phones)] == [0] * 4
    advance(screen, "Sluit het spel af", "Afgelopen")
    for phone in phones:
        expect(phone.get_by_role("link", name="Bekijk het resultaat")).to_be_visible()
    phones[0].get_by_role("link", name="Bekijk het resultaat").click()
    expect(phones[0].get_by_text(CONCLUSIE.format(nummer=1))).to_be_visible()
    assert (find_violations(phones[0]), sideways_scroll(phones[0])) == ([], 0)
    hand_on(screen)


def hand_on(screen: Page) -> None:
    """Look the conclusions over and put them with a new gesprek."""
    screen.get_by_role("link", name="Kijk de conclusies na").click()
    expect(screen.get_by_role("group", name=re.compile("^Conclusie"))).to_have_count(3)
    assert find_violations(screen) == []
    screen.get_by_role("group", name="Conclusie 3").get_by_label("Laat weg").check()
    screen.get_by_role("button", name="Bewaar en ga verder").click()
    assert find_violations(screen) == []
    screen.get_by_role("button", name="Zet de conclusies bij het gesprek").click()
    screen.wait_for_url("**/opbrengst/")
    for nummer in (0, 1):
        expect(screen.locator("main")).to_contain_text(CONCLUSIE.format(nummer=nummer))
    assert CONCLUSIE.format(nummer=2) not in screen.content()


def test_without_javascript_a_phone_joins_chooses_and_reads_on(open_tab: Callable[..., Page], demo_site: str) -> None:
    screen = open_tab("deelnemer")
    code = begin(screen)
    browser = screen.context.browser
    assert browser is not None
    context = browser.new_context(base_url=demo_site, java_script_enabled=False, viewport={"width": 360, "height": 740})
    phone = context.new_page()
    join(phone, code, "Responsieve overheid", "Das")
    advance(screen, "Begin ronde 1", "Ronde 1: kiezen")
    phone.get_by_role("link", name="Ververs").click()
    choose(phone, 1, 0)
    advance(screen, "Laat de keuzes zien", "Ronde 1: wat het doet")
    phone.get_by_role("link", name="Ververs").click()
    expect(phone.get_by_text("Wat jouw rol koos")).to_be_visible()
    context.close()
