"""The workbench: axe-core finds nothing and nothing scrolls sideways, with its empty and its faulty states."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kennisbank.exchange.demo.loader import demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

SELECTIE = f"/onderzoek/selecties/{demo_urn_id('selectie:tegenspraak')}/"
PAGES = {
    "onderzoeker": [
        "/onderzoek/",
        "/onderzoek/kernwoord/",
        "/onderzoek/kernwoord/?trefwoord=brief",
        "/onderzoek/samenhang/",
        "/onderzoek/kruistabel/",
        "/onderzoek/verloop/?thema=tegenspraak",
        "/onderzoek/verzadiging/",
        "/onderzoek/gelijkenis/",
        "/onderzoek/selecties/",
        "/onderzoek/selecties/?van=anderen",
        "/onderzoek/selecties/nieuw/?thema=tegenspraak",
        SELECTIE,
        f"{SELECTIE}wijzigen/",
        f"{SELECTIE}verwijderen/",
    ],
    "redacteur": ["/onderzoek/themavoorstellen/", "/onderzoek/gelijkenis/?grens=ruim"],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", PAGES)
def test_pages_are_accessible_and_fit(open_tab: Callable[..., Page], rol: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in PAGES[rol]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert errors == []


def test_a_wrong_setting_is_accessible(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("onderzoeker", width=320)
    answer = tab.goto("/onderzoek/samenhang/?minimum=nul")
    assert answer is not None
    assert answer.status == 422
    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0
