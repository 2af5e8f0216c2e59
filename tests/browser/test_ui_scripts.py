"""What the scripts of the public pages add. Every request of the browser is answered here, without a server."""

import json
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import SafeString
from playwright.sync_api import Browser, Page, Route, expect

from kennisbank.ui.samples import samples_for

BUILT = Path(settings.BASE_DIR) / "build" / "static"
HOST = "http://kennisbank.test"
FORM = """
<form class="kb-formulier" method="post" action="/klaar/" data-bewaar="proef"{extra}>
  <label for="titel">Titel</label><input id="titel" name="titel">
  <label for="ja"><input type="checkbox" id="ja" name="keuze" value="ja"> Ja</label>
  <button>Verstuur</button>
</form>
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BUILT / "kennisbank").is_dir(), reason="no CSS and JS: run npm run build"),
]


def framed(content: str, path: str = "/") -> str:
    """The content in the frame of the site."""
    template = Template(
        "{% extends 'base.html' %}{% block titel %}Proef{% endblock %}"
        "{% block inhoud %}<h1>Proef</h1>{{ content }}{% endblock %}"
    )
    return template.render(Context({"request": RequestFactory().get(path), "content": SafeString(content)}))


def listing(query: str) -> str:
    """A list with a filter panel, as /lijst/ answers it."""
    chosen = parse_qs(query)
    filters = samples_for("components/filterpaneel.html")[0] | {"q": chosen.get("q", [""])[0]}
    panel = render_to_string("components/filterpaneel.html", filters)
    return framed(f'{panel}<div id="resultaten"><p data-filter-melding>Gevraagd: {query}</p></div>')


class Site:
    """Answers what the browser asks."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {"/": framed(""), "/klaar/": framed("<p>Dank je wel</p>")}
        self.posted: list[str] = []
        self.asked: list[str] = []

    def answer(self, route: Route) -> None:
        """Serve built files, suggestions, the list and the pages."""
        address = urlsplit(route.request.url)
        if route.request.method == "POST":
            self.posted.append(route.request.post_data or "")
        if address.path.startswith("/static/"):
            file = BUILT / address.path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")
        elif address.path == "/zoeken/suggesties/":
            self.asked.append(parse_qs(address.query)["q"][0])
            found = [
                {"titel": "Tegenspraak", "url": "/klaar/", "soort": "Thema"},
                {"titel": "Ergens", "url": "/", "soort": ""},
            ]
            route.fulfill(body=json.dumps(found), content_type="application/json")
        elif address.path == "/lijst/":
            route.fulfill(body=listing(address.query), content_type="text/html")
        elif address.path == "/voorbeeld/":
            route.fulfill(body="<p><strong>Vet</strong></p>", content_type="text/html")
        else:
            route.fulfill(body=self.pages.get(address.path, self.pages["/"]), content_type="text/html")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=HOST, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.set_default_timeout(5_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*", site.answer)
    yield page
    context.close()
    assert errors == []


def test_suggestions_are_walked_and_followed_with_the_keyboard(tab: Page, site: Site) -> None:
    tab.goto("/")
    search = tab.get_by_role("combobox", name="Zoek in de kennisbank")
    search.press_sequentially("tegen")
    expect(tab.get_by_role("option")).to_have_count(2)
    assert site.asked == ["tegen"]
    search.press("ArrowDown")
    expect(tab.get_by_role("option", name="Tegenspraak")).to_have_attribute("aria-selected", "true")
    expect(search).to_have_attribute("aria-activedescendant", "suggesties-1-0")
    search.press("Enter")
    expect(tab.get_by_text("Dank je wel")).to_be_visible()


def test_suggestions_move_nothing_and_go_away_on_escape(tab: Page) -> None:
    tab.goto("/")
    before = tab.locator("main").bounding_box()
    search = tab.get_by_role("combobox", name="Zoek in de kennisbank")
    search.press_sequentially("tegen")
    expect(tab.get_by_role("option").first).to_be_visible()
    assert tab.locator("main").bounding_box() == before
    search.press("Escape")
    expect(tab.get_by_role("option")).to_have_count(0)
    expect(search).to_have_value("tegen")
    expect(search).to_have_attribute("aria-expanded", "false")


def test_one_letter_is_too_little_to_ask_for(tab: Page, site: Site) -> None:
    tab.goto("/")
    tab.get_by_role("combobox", name="Zoek in de kennisbank").press_sequentially("t")
    tab.wait_for_timeout(400)
    assert site.asked == []


def test_menu_folds_on_a_small_screen(tab: Page) -> None:
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto("/")
    link = tab.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Gesprekken")
    button = tab.get_by_role("button", name="Menu")
    expect(link).to_be_hidden()
    button.click()
    expect(link).to_be_visible()
    link.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_menu_is_there_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=HOST, viewport={"width": 360, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", site.answer)
    page.goto("/")
    expect(page.get_by_role("link", name="Gesprekken").first).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    context.close()


def test_filters_swap_the_list_and_keep_focus(tab: Page) -> None:
    tab.goto("/lijst/")
    choice = tab.get_by_role("checkbox", name="Menselijke maat")
    choice.check()
    expect(tab.get_by_role("status").filter(has_text="thema=menselijke-maat")).to_have_count(1)
    expect(tab).to_have_url(
        f"{HOST}/lijst/?q=&thema=tegenspraak&thema=menselijke-maat&soort=inzicht".replace("q=&", "")
    )
    expect(choice).to_be_focused()
    tab.go_back()
    expect(tab).to_have_url(f"{HOST}/lijst/")


def test_filters_leave_the_folds_as_they_were(tab: Page) -> None:
    tab.goto("/lijst/")
    tab.locator("summary", has_text="Lichaamsdeel").click()
    tab.get_by_role("checkbox", name="Menselijke maat").check()
    expect(tab.get_by_text("Gevraagd: thema").first).to_be_attached()
    expect(tab.locator("details[data-facet=leeg]")).to_have_attribute("open", "")


def test_big_changes_are_asked_about_first(tab: Page, site: Site) -> None:
    site.pages["/form/"] = framed(FORM.format(extra=' data-bevestig="Weet je het zeker?"'))
    tab.goto("/form/")
    tab.get_by_role("button", name="Verstuur").click()
    expect(tab.get_by_role("dialog", name="Weet je het zeker?")).to_be_visible()
    tab.get_by_role("button", name="Nee, terug").click()
    assert site.posted == []
    tab.get_by_role("button", name="Verstuur").click()
    tab.get_by_role("button", name="Ja, doorgaan").click()
    expect(tab.get_by_text("Dank je wel")).to_be_visible()
    assert len(site.posted) == 1


def test_typed_text_survives_until_it_is_handed_in(tab: Page, site: Site) -> None:
    site.pages["/form/"] = framed(FORM.format(extra=""))
    tab.goto("/form/")
    tab.get_by_label("Titel").fill("Bel eerst")
    tab.get_by_label("Ja").check()
    tab.wait_for_timeout(450)
    tab.goto("/")
    tab.goto("/form/")
    expect(tab.get_by_label("Titel")).to_have_value("Bel eerst")
    expect(tab.get_by_label("Ja")).to_be_checked()
    tab.get_by_role("button", name="Verstuur").click()
    expect(tab.get_by_text("Dank je wel")).to_be_visible()
    tab.goto("/form/")
    expect(tab.get_by_label("Titel")).to_have_value("")


def test_kept_text_can_be_thrown_away(tab: Page, site: Site) -> None:
    site.pages["/form/"] = framed(FORM.format(extra=""))
    tab.goto("/form/")
    tab.get_by_label("Titel").fill("Bel eerst")
    tab.wait_for_timeout(450)
    tab.reload()
    tab.get_by_role("button", name="Begin opnieuw").click()
    expect(tab.get_by_label("Titel")).to_have_value("")
    tab.reload()
    expect(tab.get_by_label("Titel")).to_have_value("")


def test_markdown_is_previewed_by_the_server(tab: Page, site: Site) -> None:
    area = '<label for="t">Tekst</label><textarea id="t" data-voorbeeld-url="/voorbeeld/"></textarea>'
    site.pages["/form/"] = framed(f"<form>{area}</form>")
    tab.goto("/form/")
    tab.get_by_label("Tekst", exact=True).fill("**Vet**")
    expect(tab.get_by_role("region", name="Voorbeeld van je tekst").locator("strong")).to_have_text("Vet")
    assert site.posted == ["tekst=**Vet**"]


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(tab: Page, site: Site) -> None:
    """What the editor sees and sends must belong to the last choice, however the answers come in."""
    choices = "".join(
        f'<label><input type="radio" name="keuze" value="{value}">{value}</label>' for value in ("nu", "nieuw")
    )
    page = framed(
        f'<form method="post" data-conflicten data-herbereken="vak">'
        f"<fieldset data-conflict>{choices}<output data-conflict-resultaat></output></fieldset>"
        f'<div id="vak">{{}}</div></form>'
    )
    site.pages["/keuze/"] = page.format("nog niets")
    waiting: list[Route] = []
    tab.route("**/keuze/", lambda route: waiting.append(route) if route.request.method == "POST" else route.fallback())
    tab.goto("/keuze/")
    tab.get_by_label("nu", exact=True).check()
    expect(tab.locator("form[data-conflicten]")).to_have_attribute("aria-busy", "true")
    tab.get_by_label("nieuw", exact=True).check()
    while len(waiting) < 2:
        tab.wait_for_timeout(20)
    first, second = waiting
    second.fulfill(body=page.format("uitkomst van nieuw"), content_type="text/html")
    expect(tab.locator("#vak")).to_have_text("uitkomst van nieuw")
    first.fulfill(body=page.format("uitkomst van nu"), content_type="text/html")
    tab.wait_for_timeout(200)
    expect(tab.locator("#vak")).to_have_text("uitkomst van nieuw")


def test_account_menu_closes_on_escape(tab: Page, site: Site) -> None:
    site.pages["/menu/"] = framed(
        '<details data-uitklapmenu><summary>Dana</summary><a href="/profiel/">Profiel</a></details>'
    )
    tab.goto("/menu/")
    tab.get_by_text("Dana").click()
    tab.get_by_role("link", name="Profiel").press("Escape")
    expect(tab.get_by_role("link", name="Profiel")).to_be_hidden()
