"""An edition from the first choice to the file, on the screens that people use, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import find_violations, sideways_scroll
from tests.browser.conftest import log_in
from tests.browser.server import manage, serve

pytestmark = pytest.mark.browser

# The demo has what a real site has: dissent that waits, and links to what is not there yet.
DECIDE = """
from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.redactie.services import decide_bouwstenen
stenen = Bouwsteen.objects.current().filter(tegengeluid=True, stand="open")
decide_bouwstenen(list(stenen), besluit="later", reden="Eerst meer horen.", user=User.objects.get(username="redacteur"))
"""


@pytest.fixture(scope="module")
def site(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo site of its own, where dissent was decided on."""
    folder = tmp_path_factory.mktemp("edities") / "var"
    shutil.copytree(demo_made, folder)
    manage(folder, "shell", "-v", "0", "-c", DECIDE)
    with serve(folder) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab on that site, as a reader or logged in."""
    contexts = []

    def open_as(rol: str = "", width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=site, locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        tab = context.new_page()
        if rol:
            log_in(tab, rol)
        return tab

    yield open_as
    for context in contexts:
        context.close()


def leave_out_what_blocks(tab: Page) -> None:
    """Leave out the hoofdstukken with lost sources and dead links; the screen says at once what that means."""
    tab.get_by_role("heading", name="Kan deze editie verschijnen?").wait_for()
    blocked = tab.locator(".kbb-belemmering--blokkeert li", has_text="In ‘").all_inner_texts()
    for title in {text.split("‘")[1].split("’")[0] for text in blocked}:
        tab.get_by_label(title, exact=True).select_option(label="Niet in deze editie")
    tab.get_by_text("Er staat niets in de weg.").wait_for()
    tab.get_by_label("Ik laat de hoofdstukken").check()


def publish(tab: Page, titel: str) -> None:
    """Prepare and publish an edition."""
    tab.goto("/beheer/edities/")
    tab.get_by_role("button", name="Bereid een editie voor").click()
    leave_out_what_blocks(tab)
    tab.get_by_label("Titel").fill(titel)
    tab.get_by_role("button", name="Bewaar en ga naar publiceren").click()
    tab.get_by_role("button", name="Publiceer nu").click()
    tab.get_by_role("dialog").get_by_role("button", name="Publiceer nu").click()
    tab.get_by_text("is gepubliceerd.").wait_for()


def test_from_the_first_choice_to_the_file(open_page: Callable[..., Page]) -> None:
    tab = open_page("redacteur")
    publish(tab, "Een proef")
    reader = open_page()
    reader.goto("/document/")
    reader.get_by_role("link", name="Een proef").click()
    reader.get_by_text("Nagerekend: de tekst is niet veranderd").wait_for()
    with reader.expect_download() as download:
        reader.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith("-editie-3.pdf")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    reader.get_by_role("link", name="Lees deze editie").click()
    reader.locator("#hoofdstuk-2").wait_for()


@pytest.mark.parametrize("width", [1280, 320])
def test_screens_are_accessible_and_fit(open_page: Callable[..., Page], width: int) -> None:
    tab = open_page("redacteur", width=width)
    publish(tab, f"Najaar {width}")
    tab.goto("/beheer/edities/")
    tab.get_by_role("button", name="Bereid een editie voor").click()
    prepare = tab.url
    for path in [prepare, f"{prepare}publiceren/", f"{prepare}proef/", "/beheer/edities/"]:
        tab.goto(path)
        assert find_violations(tab, within=".nice-padding") == [], path
    tab.goto(prepare)
    tab.get_by_label("Titel").fill("")
    tab.get_by_role("button", name="Bewaar", exact=True).click()
    tab.locator(".kb-foutenlijst").wait_for()
    assert find_violations(tab, within=".nice-padding") == []
    tab.goto("/beheer/edities/")
    tab.get_by_role("button", name="Gooi weg").click()
    tab.get_by_role("dialog").get_by_role("button", name="Gooi weg").click()
    tab.get_by_text("De voorbereiding is weggegooid.").wait_for()

    reader = open_page(width=width)
    reader.goto("/edities/")
    assert find_violations(reader) == []
    reader.get_by_role("link", name=f"Najaar {width}").click()
    reader.get_by_role("link", name="Lees deze editie").wait_for()
    base = reader.url
    for path in [base, f"{base}lezen/", f"{base}../vergelijken/", "/edities/", "/document/"]:
        reader.goto(path)
        assert find_violations(reader) == [], path
        assert sideways_scroll(reader) == 0, path
