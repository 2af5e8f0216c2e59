"""Every kind of page, for everybody: axe-core finds nothing and nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kennisbank.exchange.demo.loader import demo_urn_id
from tests.browser.axe import find_violations, sideways_scroll

pytestmark = pytest.mark.browser

BOUWSTEEN = f"/bouwstenen/{demo_urn_id('bouwsteen:b001')}/"
GESPREK = f"/gesprekken/{demo_urn_id('gesprek:g01')}/"
# Path, and the role that opens it; one of every kind of page, with its empty and its faulty state where it has one.
PAGES = [
    ("/", ""),
    ("/document/", ""),
    ("/document/tegenspraak/", ""),
    ("/document/menselijke-maat/", ""),
    ("/document/tegenspraak/versies/", ""),
    ("/document/tegenspraak/versies/1/", ""),
    ("/document/tegenspraak/versies/3/verschil/", ""),
    ("/themas/", ""),
    ("/themas/tegenspraak/", ""),
    ("/themas/hart/", ""),
    ("/bouwstenen/", ""),
    ("/bouwstenen/?soort=dilemma&thema=tegenspraak", ""),
    ("/bouwstenen/?q=ditwoordbestaatniet", ""),
    (BOUWSTEEN, ""),
    ("/gesprekken/", ""),
    (GESPREK, ""),
    ("/leeraanbod/", ""),
    ("/zoeken/", ""),
    ("/zoeken/?q=tegenspraak", ""),
    ("/zoeken/?q=xyzzyonbekend", ""),
    ("/over/", ""),
    ("/toegankelijkheid/", ""),
    ("/privacy/", ""),
    ("/doe-mee/", ""),
    ("/kwetsbaarheid-melden/", ""),
    ("/bestaat-niet/", ""),
    ("/inloggen/", ""),
    ("/wachtwoord/vergeten/", ""),
    ("/profiel/", "deelnemer"),
    ("/wachtwoord/wijzigen/", "deelnemer"),
    ("/bouwstenen/inzenden/", "deelnemer"),
]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("path", "rol"), PAGES)
def test_page_is_accessible_and_fits(open_tab: Callable[..., Page], path: str, rol: str, width: int) -> None:
    tab = open_tab(rol, width=width)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.goto(path)

    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0
    assert [error for error in errors if "404" not in error] == []


@pytest.mark.parametrize("width", [1280, 320])
def test_form_with_errors_is_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("deelnemer", width=width)
    tab.goto("/bouwstenen/inzenden/")
    tab.get_by_role("button", name="Zend in").click()

    tab.get_by_text("Schrijf in één zin wat je wilt zeggen.").first.wait_for()
    assert find_violations(tab) == []
    assert sideways_scroll(tab) == 0


BEHEER = [
    "/beheer/verwerken/",
    "/beheer/verwerken/besluit/?bouwsteen=" + demo_urn_id("bouwsteen:b001"),
    "/beheer/importeren/document/",
    "/beheer/importeren/bouwstenen/",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_own_screens_of_the_redactie_are_accessible(open_tab: Callable[..., Page], width: int) -> None:
    tab = open_tab("redacteur", width=width)
    for path in BEHEER:
        answer = tab.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert find_violations(tab, within=".nice-padding") == [], path
