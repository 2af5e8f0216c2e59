"""The screens for writing together, for everybody: axe-core finds nothing and nothing scrolls sideways."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kennisbank.exchange.demo.loader import demo_block_id, demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

HOOFDSTUK = "/document/tegenspraak/"
SECTIE = demo_block_id("tegenspraak", "aan-tafel")
# Path, role that opens it, and the link to follow from there; one of every kind of page.
PAGES = [
    (f"{HOOFDSTUK}?herkomst=aan", "", ""),
    (f"{HOOFDSTUK}wie-schreef-dit/", "", ""),
    (f"{HOOFDSTUK}wie-schreef-dit/?zin=3", "", ""),
    (f"{HOOFDSTUK}versies/vergelijken/?van=1&naar=4", "", ""),
    (f"{HOOFDSTUK}versies/vergelijken/?van=1&naar=4&vorm=naast", "", ""),
    (f"{HOOFDSTUK}discussies/", "", ""),
    (f"{HOOFDSTUK}discussies/", "deelnemer", "a[href*='#reageren']"),
    (f"{HOOFDSTUK}bespreken/?sectie={SECTIE}", "deelnemer", ""),
    (f"{HOOFDSTUK}voorstel/?sectie={SECTIE}&soort=wijziging", "deelnemer", ""),
    (f"{HOOFDSTUK}voorstel/?sectie={SECTIE}&soort=verplaatsing", "deelnemer", ""),
    (f"{HOOFDSTUK}voorstel/?soort=nieuwe_sectie", "deelnemer", ""),
    (f"{HOOFDSTUK}bewerken/?sectie={SECTIE}", "redacteur", ""),
    ("/document/geschiedenis/", "", ""),
    ("/voorstellen/", "", ""),
    ("/voorstellen/", "deelnemer", "main a[href^='/voorstellen/']:not([href*='?'])"),
    ("/voorstellen/?q=ditwoordbestaatniet", "", ""),
    ("/dekking/", "", ""),
    ("/dekking/?beeld=weerklank", "", ""),
    ("/dekking/?beeld=zonder-bron", "", ""),
    ("/dekking/?beeld=open", "", ""),
    ("/dekking/bouwstenen/?thema=tegenspraak", "", ""),
    ("/edities/", "", ""),
    ("/edities/", "", "main a[href^='/edities/']"),
    (f"/discussies/over/bouwsteen/{demo_urn_id('bouwsteen:b001')}/", "deelnemer", ""),
]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("path", "rol", "link"), PAGES)
def test_page_is_accessible_and_fits(open_tab: Callable[..., Page], path: str, rol: str, link: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    answer = tab.goto(path)
    if link and tab.locator(link).count():
        answer = tab.goto(tab.locator(link).first.get_attribute("href") or "")
    assert answer is not None
    assert answer.status == 200
    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0
    assert errors == []


BEHEER = ["/beheer/voorstellen/", "/beheer/wezen/", "/beheer/edities/"]


@pytest.mark.parametrize("width", [1280, 320])
def test_screens_of_the_redactie_are_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("redacteur", width=width)
    tab.goto("/beheer/voorstellen/")
    decide = [link.get_attribute("href") for link in tab.locator("main a[href*='/beheer/voorstellen/']").all()]
    screens = [link for link in decide if link and re.fullmatch(r"/beheer/voorstellen/[a-z0-9]{10}/(\?.*)?", link)]
    assert screens
    for path in [*BEHEER, *dict.fromkeys(screens)]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab, within=".nice-padding") == [], path
        assert sideways_scroll(tab) == 0, path
