"""A whole round of coding: two people code by keyboard, the leader settles, the redactie takes over."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

CODES = ("Tegenspraak", "Vertrouwen")
REDEN = "Zo staat het in de definitie."


def begin(leider: Page) -> str:
    """Make a round of three bouwstenen with two codes and two coders, and begin it; its address."""
    leider.goto("/onderzoek/codering/nieuw/")
    leider.get_by_label("Naam", exact=True).fill("Ronde uit de test")
    leider.get_by_label("Selectie", exact=True).select_option(index=1)
    leider.get_by_label("Steekproef", exact=False).first.fill("3")
    for code in CODES:
        leider.get_by_label(code, exact=True).check()
    leider.get_by_role("button", name="Bewaar en nodig codeurs uit").click()
    leider.get_by_role("button", name="Codeer zelf mee").click()
    leider.get_by_label("Naam of gebruikersnaam").fill("demo-red")
    leider.get_by_role("button", name="Zoek", exact=True).click()
    leider.get_by_label(re.compile("Demo-redacteur")).check()
    assert find_violations(leider) == []
    leider.get_by_role("button", name="Nodig uit", exact=True).click()
    leider.get_by_role("link", name="Klaar: naar de ronde").click()
    address = leider.url
    confirm(leider, "Begin de ronde")
    return address


def confirm(tab: Page, button: str) -> None:
    """Press a button and say yes to its question."""
    tab.get_by_role("button", name=button).click()
    tab.get_by_role("button", name="Ja, doorgaan").click()


def code(tab: Page, address: str, keys: list[str]) -> None:
    """Give one key for each bouwsteen and go on with the arrow."""
    tab.goto(address)
    tab.get_by_role("link", name="Begin met coderen").click()
    for number, key in enumerate(keys, start=1):
        expect(tab.get_by_text(f"Bouwsteen {number} van 3", exact=True)).to_be_visible()
        expect(tab.get_by_label("Toetsen aan")).to_be_visible()  # shown by the script that listens
        tab.keyboard.press(key)
        expect(tab.locator("[data-codeer-melding]")).to_have_text(re.compile("^Bewaard om"))
        expect(tab.locator("[data-codeer-stand]")).to_have_text(f"{number} van 3")
        tab.keyboard.press("ArrowRight")
    expect(tab.get_by_text("Je hebt alles beantwoord")).to_be_visible()


def test_two_people_code_by_keyboard_differences_are_settled_and_taken_over(open_tab: Callable[..., Page]) -> None:
    leider, redacteur = open_tab("onderzoeker"), open_tab("redacteur", width=360)
    address = begin(leider)
    code(leider, address, ["1", "2", "-"])
    code(redacteur, address, ["1", "1", "-"])
    leider.goto(address)
    confirm(leider, "Sluit de ronde")
    leider.get_by_role("link", name="Hoe ver zijn de codeurs het eens?").click()
    expect(leider.get_by_role("row", name=re.compile("^Codeur 1 .* en Codeur 2"))).to_contain_text("2")
    leider.goto(address)
    leider.get_by_role("link", name="Stem verschillen af").click()
    leider.locator(".kb-verschillen a").first.click()
    assert (find_violations(leider), sideways_scroll(leider)) == ([], 0)
    for name, choice in zip(CODES, ("Niet deze code", "Wel deze code"), strict=True):
        leider.get_by_role("group", name=name).get_by_label(choice).check()
    leider.get_by_label("Waarom?").fill(REDEN)
    leider.get_by_role("button", name="Besluit en ga verder").click()
    expect(leider.get_by_text("Over alle is besloten.")).to_be_visible()
    leider.goto(address)
    confirm(leider, "Stel de uitkomst vast")
    take_over(redacteur, address)


def take_over(redacteur: Page, address: str) -> None:
    """Whatever the outcome adds is on the screen first, and on the bouwsteen afterwards."""
    redacteur.goto(address)
    redacteur.get_by_role("link", name="Neem de uitkomst over").click()
    assert (find_violations(redacteur), sideways_scroll(redacteur)) == ([], 0)
    row = redacteur.locator(".kb-verschillen li").filter(has=redacteur.locator("ins", has_text="Vertrouwen")).first
    steen = row.get_by_role("link").get_attribute("href")
    confirm(redacteur, "Neem de aangevinkte over")
    expect(redacteur.get_by_text("Overgenomen bij")).to_be_visible()
    redacteur.goto(str(steen))
    expect(redacteur.get_by_role("main").get_by_role("link", name="Vertrouwen").first).to_be_visible()


def test_keys_can_be_switched_off_and_the_answer_comes_back_after_reloading(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("onderzoeker")
    tab.goto("/onderzoek/codering/")
    tab.get_by_role("link", name="Voor wie doen we het?").click()
    tab.get_by_role("link", name="Ga verder met coderen").click()
    expect(tab.get_by_label("Toetsen aan")).to_be_visible()
    tab.keyboard.press("2")
    expect(tab.locator("[data-codeer-melding]")).to_have_text(re.compile("^Bewaard om"))
    tab.keyboard.press("?")
    expect(tab.get_by_label("Rechtsstatelijk werken")).not_to_be_checked()
    expect(tab.locator("[data-codeer-melding]")).to_have_text(re.compile("^Bewaard om"))
    tab.reload()
    expect(tab.get_by_label("Weet ik niet")).to_be_checked()
    tab.get_by_label("Toetsen aan").uncheck()
    tab.locator("h1").click()
    tab.keyboard.press("1")
    expect(tab.get_by_label("Menselijke maat")).not_to_be_checked()
