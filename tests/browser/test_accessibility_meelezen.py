"""Reading along, files, delivery: axe-core finds nothing, nothing scrolls sideways, the signed page takes answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import find_violations, sideways_scroll
from tests.browser.server import manage

pytestmark = pytest.mark.browser

ADDRESSES = """
from django.urls import reverse
from bouwstenen.deelnemers.links import make_token
from bouwstenen.meelezen.models import Meelezing
from bouwstenen.opbrengst.models import Opbrengstregel
gesprek = Meelezing.objects.first().gesprek
regel = Opbrengstregel.objects.filter(gesprek=gesprek, citaat_stand="gevraagd").first()
print("", reverse("meelezen:meelezen", args=[make_token(regel.citaat_van, "meelezen")]))
for name in ("beheer", "opleveren", "bijlagen", "concepten"):
    print("gespreksleider", reverse(f"meelezen:{name}", args=[gesprek.urn_id]))
account = gesprek.bijlagen.get(soort="reporter")
print("gespreksleider", reverse("meelezen:verslag", args=[gesprek.urn_id, account.kenmerk]))
"""


@pytest.fixture(scope="module")
def addresses(demo_data: Path) -> list[tuple[str, str]]:
    """Who opens which page."""
    lines = manage(demo_data, "shell", "--no-imports", "-c", ADDRESSES).splitlines()
    return [(rol, path) for rol, _, path in (line.partition(" ") for line in lines if " /" in line)]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("rol", ["", "gespreksleider"])
def test_screens_are_accessible_and_fit(
    open_tab: Callable[..., Page], addresses: list[tuple[str, str]], rol: str, width: int
) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in [path for who, path in addresses if who == rol]:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        tab.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        assert find_violations(tab) == [], path
        assert sideways_scroll(tab) == 0, path
    assert errors == []


def test_a_participant_answers_on_the_signed_page(
    open_tab: Callable[..., Page], addresses: list[tuple[str, str]]
) -> None:
    tab = open_tab("", width=360)
    tab.goto(next(path for rol, path in addresses if rol == ""))
    tab.get_by_role("button", name="Ja, dit mag je gebruiken").click()
    assert tab.get_by_text("Je gaf toestemming op").is_visible()
    tab.get_by_role("button", name="Trek mijn toestemming in").click()
    tab.get_by_role("button", name="Ja, doorgaan").click()
    assert tab.get_by_text("Dit citaat is nergens te lezen").is_visible()


def test_selected_words_become_a_line(open_tab: Callable[..., Page], addresses: list[tuple[str, str]]) -> None:
    tab = open_tab("gespreksleider")
    tab.goto(addresses[-1][1])
    tab.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector("[data-passages]"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("negen woorden");
                if (at >= 0) {
                    document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 18);
                    return;
                }
            }
        }"""
    )
    tab.get_by_role("button", name="Maak hier een bouwsteen van").click()
    tab.get_by_role("button", name="Zet in de opbrengst").click()
    assert tab.locator("#passages").get_by_text("negen woorden lang").first.is_visible()
