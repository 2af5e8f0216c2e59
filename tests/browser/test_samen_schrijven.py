"""Writing together in a real browser: three people on one section at the same time, and not a word lost."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import log_in
from tests.browser.server import serve

pytestmark = pytest.mark.browser

ADRES = "/document/vakmanschap-ontwikkelen/"
KOP = "De eerste honderd dagen"
ZIN = "Daar staat wat men ermee wilde."
LAATSTE = "Leg de twee naast elkaar."
EERSTE_VAN_A = "Daar lees je wat de wetgever ermee wilde bereiken, en voor wie."
VAN_B = "Leg de twee pagina's naast elkaar en bespreek het verschil met iemand die al lang blijft."
VAN_C = "Daar staat het gesprek dat eraan voorafging, als je tussen de regels kijkt."
EIGEN = "Daar lees je wat de wetgever wilde bereiken, en tussen de regels het gesprek dat eraan voorafging."
QUEUE = re.compile(r"/beheer/voorstellen/(\?.*)?$")
MOTIVATIE = {
    "deelnemer": "De wetgever is niet ‘men’.",
    "onderzoeker": "Naast elkaar leggen helpt pas als je erover praat.",
    "gespreksleider": "In de toelichting staat meer dan een doel.",
}


@pytest.fixture(scope="module")
def demo_site(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: in the queues stands what happened here, and nothing that other tests left."""
    own = tmp_path_factory.mktemp("samen") / "site"
    shutil.copytree(demo_made, own)
    with serve(own) as address:
        yield address


def section(tab: Page) -> Locator:
    """The section everybody writes in."""
    return tab.locator("section.kb-sectie-tekst").filter(has=tab.get_by_role("heading", name=KOP))


def start(tab: Page) -> None:
    """Open the form from the section, as a reader finds it."""
    tab.goto(ADRES)
    section(tab).get_by_role("link", name=re.compile("Stel een wijziging voor")).click()
    expect(tab.locator("textarea[name=tekst]")).to_have_value(re.compile("Daar staat wat men"))


def write(tab: Page, rol: str, old: str, new: str) -> None:
    """Change one sentence, and say why."""
    field = tab.locator("textarea[name=tekst]")
    text = field.input_value()
    assert text.count(old) == 1
    field.fill(text.replace(old, new))
    tab.locator("textarea[name=motivatie]").fill(MOTIVATIE[rol])


def hand_in(tab: Page) -> str:
    """Hand the proposal in; its address."""
    tab.get_by_role("button", name="Dien je voorstel in").click()
    tab.wait_for_url(re.compile(r"/voorstellen/[a-z0-9]{10}/"))
    return tab.url.split("?")[0].split("#")[0]


def choose_bouwsteen(tab: Page) -> str:
    """Say which bouwsteen the proposal rests on; its title."""
    tab.get_by_label("Zoek een bouwsteen").fill("eerste")
    choice = tab.locator("[data-kiezer-gevonden] label").first
    choice.wait_for()
    choice.locator("input").check()
    return choice.locator("span").first.evaluate("label => label.firstChild.textContent.trim()")


def decide(tab: Page, voorstel: str) -> None:
    """As redacteur: from the page of the voorstel to the screen on which it is decided."""
    tab.goto(voorstel)
    tab.get_by_role("link", name="Beslis over dit voorstel").click()


def accept(tab: Page, note: str) -> None:
    """Take over what is on the screen."""
    tab.locator("[name=toelichting]").fill(note)
    tab.get_by_role("radio", name="Inhoudelijk").check()
    tab.get_by_role("button", name="Neem over en publiceer").click()
    tab.wait_for_url(QUEUE)


def shown(tab: Page) -> str:
    """The words of the section as readers see them."""
    tab.goto(ADRES)
    return " ".join(section(tab).inner_text().split())


def test_three_people_on_one_section_and_every_word_accounted_for(open_tab: Callable[..., Page]) -> None:
    a, b, c = (open_tab(rol) for rol in ("deelnemer", "onderzoeker", "gespreksleider"))
    for tab in (a, b, c):
        start(tab)
    write(a, "deelnemer", ZIN, EERSTE_VAN_A)
    bouwsteen = choose_bouwsteen(a)
    write(b, "onderzoeker", LAATSTE, VAN_B)
    write(c, "gespreksleider", ZIN, VAN_C)
    first = hand_in(a)

    # B was logged out while writing: nothing is sent, the words stay, and after logging in they go.
    b.context.clear_cookies()
    b.get_by_role("button", name="Dien je voorstel in").click()
    expect(b.get_by_role("alert").filter(has_text="niet meer ingelogd")).to_be_visible()
    expect(b.locator("textarea[name=tekst]")).to_have_value(re.compile(re.escape(VAN_B)))
    other = b.context.new_page()
    log_in(other, "onderzoeker")
    other.close()
    second = hand_in(b)

    # C lost the network: the same; and even closing the tab keeps the words.
    c.context.set_offline(True)
    c.get_by_role("button", name="Dien je voorstel in").click()
    expect(c.get_by_role("alert").filter(has_text="Geen verbinding")).to_be_visible()
    c.context.set_offline(False)
    form = c.url
    again = c.context.new_page()
    c.close(run_before_unload=False)
    again.goto(form)
    again.get_by_role("button", name="Zet terug").click()
    expect(again.locator("textarea[name=tekst]")).to_have_value(re.compile(re.escape(VAN_C)))
    third = hand_in(again)

    redacteur = open_tab("redacteur")
    decide(redacteur, first)
    expect(redacteur.locator("ins").filter(has_text="wetgever").first).to_be_visible()
    accept(redacteur, "Nauwkeuriger over de wetgever")
    reader = open_tab()
    reader.goto(f"{ADRES}?herkomst=aan")
    expect(section(reader).locator(".kb-zin").filter(has_text=EERSTE_VAN_A[:20]).first).to_be_visible()
    expect(reader.locator("aside.kb-herkomst").get_by_text(bouwsteen).first).to_be_visible()
    decide(redacteur, second)  # written on the old version, merged by itself
    expect(redacteur.get_by_text("Los de botsing op")).to_have_count(0)
    accept(redacteur, "Praten over wat gewoon werd")
    decide(redacteur, third)  # the same sentence as the first: somebody has to choose
    conflict = redacteur.locator("[data-conflict]")
    expect(conflict).to_have_count(1)
    expect(conflict.get_by_text(ZIN)).to_be_visible()
    for answer, words in (("Staat er nu", EERSTE_VAN_A), ("Voorgesteld", VAN_C)):
        assert conflict.get_by_role("radio", name=answer).get_attribute("data-tekst") == words
    conflict.get_by_role("radio", name="Eigen tekst").check()
    conflict.locator("textarea, input[type=text]").first.fill(EIGEN)
    expect(conflict.locator("[data-conflict-resultaat]")).to_contain_text("tussen de regels het gesprek")
    expect(redacteur.locator("#resultaat-vak")).to_contain_text(
        "tussen de regels het gesprek"
    )  # nothing is published unseen
    accept(redacteur, "Beide gedachten in één zin")

    # Every word is accounted for: in the text, or in the voorstel that says what became of it.
    text = shown(reader)
    assert EIGEN in text
    assert VAN_B in text
    assert ZIN not in text
    for address, words in ((first, EERSTE_VAN_A), (second, VAN_B), (third, VAN_C)):
        reader.goto(address)
        whole = reader.locator("main details").filter(has_text="Lees de hele sectie").text_content() or ""
        assert words in " ".join(whole.split())
        expect(reader.locator("main").get_by_text("Overgenomen").first).to_be_visible()

    # The history tells who proposed and who decided, and why.
    reader.goto(f"{ADRES}versies/")
    history = " ".join(reader.locator("main").inner_text().split())
    for note in ("Nauwkeuriger over de wetgever", "Praten over wat gewoon werd", "Beide gedachten in één zin"):
        assert note in history
    for name in ("Demo-deelnemer", "Demo-onderzoeker", "Demo-gespreksleider", "Demo-redacteur"):
        assert name in history
    reader.goto(f"{ADRES}wie-schreef-dit/")
    written = " ".join(reader.locator("main").inner_text().split())
    assert "Demo-gespreksleider" in written

    # The sentence that rested on a bouwsteen was rewritten: no other sentence took it over, and an editor is told.
    redacteur.goto("/beheer/wezen/")
    expect(redacteur.locator("main")).to_contain_text(EERSTE_VAN_A[:40])


def press_until(tab: Page, selector: str, *, text: str = "", key: str = "Tab", most: int = 200) -> None:
    """Press a key until the focus is on what `selector` names and its label or text begins with `text`."""
    for _ in range(most):
        tab.keyboard.press(key)
        found = tab.evaluate(
            "([selector, text]) => { const e = document.activeElement; "
            "return e.matches(selector) && (e.labels?.[0]?.innerText ?? e.innerText ?? '').trim().startsWith(text); }",
            [selector, text],
        )
        if found:
            return
    raise AssertionError(f"{selector} {text} can not be reached with {key}")


def type_change(tab: Page, old: str, new: str) -> None:
    """In the text area that has the focus: replace words with the keyboard alone."""
    value = tab.evaluate("() => document.activeElement.value")
    begin = value.index(old)
    tab.keyboard.press("Control+Home")
    before = value[:begin]
    for _ in range(len(before)):
        tab.keyboard.press("ArrowRight")
    for _ in range(len(old)):
        tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.type(new)


def propose_by_keyboard(tab: Page, heading: str, old: str, new: str) -> str:
    """From the chapter to a handed-in voorstel without touching the mouse; the address of the voorstel."""
    tab.goto(ADRES)
    tab.locator("section.kb-sectie-tekst").filter(has=tab.get_by_role("heading", name=heading)).get_by_role(
        "heading", name=heading
    ).evaluate("element => { element.tabIndex = -1; element.focus(); }")
    press_until(tab, "a", text="Stel een wijziging voor")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/voorstel/"))
    tab.locator("textarea[name=tekst]").wait_for()
    press_until(tab, "textarea[name=tekst]")
    type_change(tab, old, new)
    press_until(tab, "textarea[name=motivatie]")
    tab.keyboard.type("Zo is het duidelijker.")
    press_until(tab, "button", text="Dien je voorstel in")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/voorstellen/[a-z0-9]{10}/"))
    return tab.url.split("?")[0].split("#")[0]


def test_proposing_and_solving_a_conflict_by_keyboard_alone(open_tab: Callable[..., Page]) -> None:
    heading, old = "Brief aan een nieuwe collega", "Welkom."
    first = propose_by_keyboard(open_tab("deelnemer"), heading, old, "Welkom bij ons.")
    second = propose_by_keyboard(open_tab("onderzoeker"), heading, old, "Fijn dat je er bent.")
    redacteur = open_tab("redacteur")
    for address, answer in ((first, ""), (second, "Beide")):
        redacteur.goto(address)
        press_until(redacteur, "a", text="Beslis over dit voorstel")
        redacteur.keyboard.press("Enter")
        redacteur.wait_for_url(re.compile("/beheer/voorstellen/"))
        if answer:
            press_until(redacteur, "[data-conflict] input[type=radio]")
            press_until(redacteur, "input[type=radio]", text=answer, key="ArrowDown", most=5)
            # The first sentence alone stands there before the arrow keys come to the choice for both.
            both = re.compile(r"Welkom bij ons\.\s*(Toegevoegd:)?\s*Fijn dat je er bent\.")
            expect(redacteur.locator("#resultaat-vak")).to_contain_text(both)
        press_until(redacteur, "[name=toelichting]")
        redacteur.keyboard.type("Vriendelijker begin")
        press_until(redacteur, "button", text="Neem over en publiceer")
        redacteur.keyboard.press("Enter")
        redacteur.wait_for_url(QUEUE)
    reader = open_tab()
    reader.goto(ADRES)
    expect(reader.locator("section.kb-sectie-tekst").first).to_contain_text("Welkom bij ons. Fijn dat je er bent.")
