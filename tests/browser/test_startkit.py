"""The timer and the composer of the startkit in a browser, against the real views; time is the browser's to set."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.axe import sideways_scroll

BUILT = Path(settings.BASE_DIR) / "build" / "static"
HOST = "http://localhost"
TIMER = "/startkit/vormen/vragen/timer/"
VRAGEN = "/startkit/vragen/"
BEGIN = "2026-12-03T13:30:00+01:00"
MINUUT = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BUILT / "kennisbank").is_dir(), reason="no CSS and JS: run npm run build"),
]


def answer(route: Route) -> None:
    """Let the views answer, without a server between."""
    address = urlsplit(route.request.url)
    if address.path.startswith("/static/"):
        file = BUILT / address.path.removeprefix("/static/")
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")
        return
    response = Client(SERVER_NAME="localhost").get(address.path + (f"?{address.query}" if address.query else ""))
    if response.status_code == 302:
        # A request that is answered here cannot be sent on: let the page of the new address be the answer.
        target = urlsplit(response["Location"])
        script = f"<meta http-equiv='refresh' content='0;url={target.geturl()}'>"
        if route.request.resource_type != "document":
            response = Client(SERVER_NAME="localhost").get(f"{target.path}?{target.query}")
            route.fulfill(body=response.content, headers=dict(response.headers))
            return
        route.fulfill(body=script, content_type="text/html")
        return
    route.fulfill(status=response.status_code, body=response.content, headers=dict(response.headers))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=HOST,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    context.route("**/*", answer)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield tab
    assert errors == []


@pytest.fixture
def timer(tab: Page) -> Page:
    """The timer at half past one, not started yet."""
    tab.clock.install(time=BEGIN)
    tab.goto(TIMER)
    tab.clock.pause_at("2026-12-03T13:30:10+01:00")
    return tab


def left(tab: Page) -> str:
    return tab.get_by_role("timer").inner_text()


def said(tab: Page) -> str:
    return tab.locator("[data-timer-melding]").inner_text()


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).click()


def test_runs_the_agenda_and_warns_a_minute_before_a_part_ends(timer: Page) -> None:
    assert left(timer) == "5:00"
    assert said(timer) == ""
    press(timer, "Start")
    assert said(timer) == "Onderdeel 1 van 5: Welkom. Nog 5:00 minuten."
    timer.clock.run_for(1_010)
    assert left(timer) == "4:59"
    timer.clock.run_for(3 * MINUUT)
    assert timer.get_by_text("Nog één minuut").count() == 0
    timer.clock.run_for(MINUUT)
    expect(timer.get_by_text("Nog één minuut")).to_be_visible()
    assert said(timer) == "Onderdeel 1 van 5: Welkom. Nog 5:00 minuten.", "the warning is seen, and not spoken"
    timer.clock.run_for(MINUUT)
    expect(timer.get_by_role("heading", name="Kennismaken", exact=True)).to_be_visible()
    assert re.fullmatch(r"Onderdeel 2 van 5: Kennismaken\. Nog (9:59|10:00) minuten\.", said(timer))
    assert timer.locator("[data-timer-begin]").all_inner_texts()[:3] == ["geweest", "13.35", "13.45"]


def test_keeps_time_while_the_tab_sleeps_and_says_only_where_we_are(timer: Page) -> None:
    press(timer, "Start")
    # No tick at all for twenty minutes, as when the lid of a laptop was closed.
    timer.clock.fast_forward(20 * MINUUT)
    timer.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert left(timer) == "30:00"
    assert said(timer) == "Onderdeel 3 van 5: Vrij gesprek. Nog 30:00 minuten."


def test_goes_on_after_a_reload_paused_or_not(timer: Page) -> None:
    press(timer, "Start")
    timer.clock.run_for(2 * MINUUT)
    timer.reload()
    assert left(timer) == "3:00"
    press(timer, "Pauze")
    timer.clock.fast_forward(30 * MINUUT)
    timer.reload()
    assert left(timer) == "3:00"
    expect(timer.get_by_text("Pauze", exact=True)).to_be_visible()
    press(timer, "Verder")
    timer.clock.run_for(MINUUT + 10)
    assert left(timer) == "2:00"


def test_an_agenda_with_other_minutes_starts_afresh(timer: Page) -> None:
    press(timer, "Start")
    timer.clock.run_for(2 * MINUUT)
    timer.goto(f"{TIMER}?m0=7")
    assert left(timer) == "7:00"
    expect(timer.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_parts_can_be_skipped_repeated_and_made_longer(timer: Page) -> None:
    press(timer, "Start")
    timer.clock.run_for(MINUUT)
    press(timer, "1 minuut")
    assert left(timer) == "5:00"
    press(timer, "Volgende")
    assert left(timer) == "10:00"
    press(timer, "Vorige")
    assert left(timer) == "6:00"
    for _ in range(5):
        press(timer, "Volgende")
    expect(timer.get_by_role("heading", name="De agenda is rond")).to_be_visible()
    assert said(timer) == "De agenda is afgelopen."
    press(timer, "1 minuut")
    assert left(timer) == "1:00"
    expect(timer.get_by_role("heading", name="Slotronde", exact=True)).to_be_visible()
    press(timer, "Begin opnieuw")
    assert left(timer) == "5:00"


def test_keys_work_but_not_while_typing(timer: Page) -> None:
    timer.keyboard.press(" ")
    timer.clock.run_for(1_010)
    assert left(timer) == "4:59"
    timer.keyboard.press("ArrowRight")
    assert left(timer) == "10:00"
    timer.keyboard.press("ArrowLeft")
    assert left(timer) == "5:00"
    timer.get_by_label("Minuten voor Welkom").focus()
    timer.keyboard.press("ArrowRight")
    assert left(timer) == "5:00"
    timer.clock.run_for(1_010)
    timer.get_by_role("button", name="Pauze").press(" ")
    expect(timer.get_by_role("button", name="Verder")).to_be_visible()


def test_sound_is_off_until_somebody_wants_it(timer: Page) -> None:
    sound = timer.locator("[data-timer-doe=geluid]")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_text("Geluid aan")
    timer.reload()
    expect(sound).to_have_attribute("aria-pressed", "true")


def test_the_arithmetic_survives_clocks_that_jump_and_what_others_kept(timer: Page) -> None:
    press(timer, "Start")
    timer.evaluate("Date.now = () => 0")
    timer.evaluate("window.dispatchEvent(new Event('focus'))")
    assert left(timer) == "5:00", "a clock that was put back costs no time"
    for kept in ("null", "{", '{"minuten":[5,10,35,15,10],"op":99999999999999,"state":{"lengtes":[1],"deel":9}}'):
        timer.evaluate("kept => localStorage.setItem('kennisbank:timer:vragen', kept)", kept)
        timer.reload()
        assert left(timer) == "5:00"


def test_timer_fits_on_a_phone(timer: Page) -> None:
    timer.set_viewport_size({"width": 360, "height": 740})
    assert sideways_scroll(timer) == 0
    box = timer.get_by_role("button", name="Start", exact=True).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_without_scripts_the_agenda_has_clock_times(browser: Browser) -> None:
    context = browser.new_context(base_url=HOST, java_script_enabled=False)
    context.route("**/*", answer)
    tab = context.new_page()
    tab.goto(TIMER)
    expect(tab.get_by_role("timer")).to_be_hidden()
    tab.get_by_label("Begint om").fill("13:30")
    tab.get_by_role("button", name="Reken de tijden uit").click()
    expect(tab.get_by_role("row", name="Vrij gesprek")).to_contain_text("13.45")
    context.close()


def chosen(tab: Page) -> list[str | None]:
    return [row.get_attribute("data-sleutel") for row in tab.locator("[data-sleutel]").all()]


def test_composes_and_orders_a_set_that_stays_in_the_address(tab: Page) -> None:
    tab.goto(VRAGEN)
    tab.locator("#menu-vak-2").click()
    expect(tab.locator("[data-sleutel]")).to_have_count(1)
    expect(tab.locator("#menu-vak-2")).to_be_focused()
    expect(tab.get_by_role("status").filter(has_text="Erbij gezet. Je hebt nu 1 vraag.")).to_have_count(1)
    tab.locator("#menu-vak-5").click()
    expect(tab.locator("[data-sleutel]")).to_have_count(2)
    tab.get_by_label("Eigen vraag").fill("Wat mis je?")
    tab.get_by_label("Eigen vraag").press("Enter")
    expect(tab.locator("[data-sleutel]")).to_have_count(3)
    expect(tab.get_by_label("Eigen vraag")).to_be_focused()
    tab.get_by_role("button", name="Verplaats vraag 3").press("ArrowUp")
    expect(tab.locator("[data-sleutel]").nth(1)).to_contain_text("Wat mis je?")
    expect(tab.get_by_role("button", name="Verplaats vraag 2")).to_be_focused()
    tab.locator("[data-sleutel=vak-5] [name=omhoog]").click()
    expect(tab.locator("[data-sleutel]").nth(1)).to_have_attribute("data-sleutel", "vak-5")
    assert chosen(tab) == ["vak-2", "vak-5", "~Wat mis je?"]
    tab.reload()
    assert chosen(tab) == ["vak-2", "vak-5", "~Wat mis je?"]
    tab.go_back()
    expect(tab.locator("[data-sleutel]").nth(1)).to_contain_text("Wat mis je?")


def test_questions_can_be_dragged(tab: Page) -> None:
    tab.goto(f"{VRAGEN}?v=vak-1&v=vak-2&v=vak-3")
    tab.locator("[data-sleutel=vak-3] .kb-kiezer__tekst").drag_to(tab.locator("[data-sleutel=vak-1] .kb-kiezer__tekst"))
    expect(tab.locator("[data-sleutel]").first).to_have_attribute("data-sleutel", "vak-3")
    expect(tab).to_have_url(f"{HOST}{VRAGEN}?v=vak-3&v=vak-1&v=vak-2")


def test_the_set_can_be_made_without_scripts(browser: Browser) -> None:
    context = browser.new_context(base_url=HOST, java_script_enabled=False)
    context.route("**/*", answer)
    tab = context.new_page()
    tab.goto(f"{VRAGEN}?v=vak-1")
    tab.locator("#menu-vak-3").click()
    tab.wait_for_url("**#cluster-vak")
    assert chosen(tab) == ["vak-1", "vak-3"]
    tab.locator("[data-sleutel=vak-3] [name=omhoog]").click()
    tab.wait_for_url("**#gekozen")
    assert chosen(tab) == ["vak-3", "vak-1"]
    context.close()
