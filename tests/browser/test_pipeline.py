"""The pipeline, walked by the people it is for: from what somebody hands in to the document, and all the way back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TITEL = "De zandzakkenlijst hing in het archief en niet bij de deur"
ZIN = "Onze dienst leerde dat een draaiboek pas telt als de nachtploeg het zonder wachtwoord kan vinden."
NOTITIE = "Geval van de nachtploeg toegevoegd, ingebracht na een gesprek"
HOOFDSTUK = "Fouten maken en ervan leren"


def hand_in(tab: Page) -> str:
    """As deelnemer: hand in a bouwsteen from a gesprek; the title of that gesprek."""
    tab.goto("/bouwstenen/inzenden/")
    tab.get_by_label("Wat wil je zeggen, in één zin?").fill(TITEL)
    tab.get_by_label("Vertel het verhaal erachter").fill(ZIN)
    tab.get_by_role("radio", name=re.compile("^Voorbeeld")).check()
    choice = tab.get_by_label("Komt dit uit een gesprek?")
    gesprek = choice.locator("option").nth(1).inner_text()
    choice.select_option(index=1)
    tab.get_by_role("button", name="Zend in").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Dank")
    return gesprek


def judge(tab: Page) -> None:
    """As redacteur: find it among what was handed in, show it to readers and give it a thema."""
    tab.goto("/beheer/bouwstenen/?status=ingediend")
    for action in ("Publiceren", "Thema’s uitdelen"):
        if action != "Publiceren":
            tab.goto("/beheer/bouwstenen/?q=zandzakkenlijst")
        row = tab.get_by_role("row").filter(has_text=TITEL)
        row.get_by_role("checkbox").check()
        tab.locator(".bulk-actions-choices").get_by_text(action, exact=True).click()
        if action != "Publiceren":
            tab.get_by_role("group", name=re.compile("erbij")).get_by_label("Omgaan met fouten").check()
        tab.locator("main").get_by_role("button", name=action).click()
        expect(tab.get_by_text("bijgewerkt").first).to_be_visible()


def merge(tab: Page) -> str:
    """As redacteur: put it into a section, after looking at the difference; the heading of that section."""
    tab.goto("/beheer/verwerken/?thema=omgaan-met-fouten")
    tab.get_by_label("Hoofdstuk", exact=True).select_option(label=HOOFDSTUK)
    tab.get_by_role("button", name="Toon", exact=True).click()
    section = tab.locator(".kbb-sectie").first
    heading = section.locator(".kbb-sectie__kop").inner_text()
    section.get_by_role("radio").check()
    tab.get_by_label(TITEL).check()
    tab.get_by_role("button", name="Verder naar de tekst").click()
    expect(tab.locator("ins").filter(has_text="nachtploeg").first).to_be_visible()
    tab.get_by_label("Wat doe je en waarom?").fill(NOTITIE)
    tab.get_by_role("button", name="Publiceer").click()
    expect(tab.get_by_text("gepubliceerd").first).to_be_visible()
    return heading


def test_what_somebody_hands_in_ends_up_in_the_document_and_leads_back(open_tab: Callable[..., Page]) -> None:
    reader = open_tab()
    reader.goto("/document/fouten-en-leren/versies/")
    newest = int(re.search(r"\d+", reader.locator("main a[href*='/versies/']").first.inner_text()).group())

    gesprek = hand_in(open_tab("deelnemer"))
    reader.goto("/zoeken/?q=zandzakkenlijst")
    expect(reader.get_by_role("link", name=TITEL)).to_have_count(0)  # nobody has looked at it yet

    redacteur = open_tab("redacteur")
    judge(redacteur)
    heading = merge(redacteur)

    # The reader sees the new version, with its note, and the old one at its permalink.
    reader.goto("/document/fouten-en-leren/")
    expect(reader.get_by_text(ZIN)).to_be_visible()
    reader.goto("/document/fouten-en-leren/versies/")
    expect(reader.get_by_text(NOTITIE)).to_be_visible()
    reader.goto(f"/document/fouten-en-leren/versies/{newest + 1}/")
    expect(reader.get_by_text(ZIN)).to_be_visible()
    reader.goto(f"/document/fouten-en-leren/versies/{newest}/")
    expect(reader.get_by_role("heading", name=heading).first).to_be_visible()
    expect(reader.get_by_text(ZIN)).to_have_count(0)

    # From the section back to the bouwsteen, and on to the gesprek.
    reader.goto("/document/fouten-en-leren/")
    section = reader.locator("section").filter(has=reader.get_by_role("heading", name=heading)).last
    section.locator("summary").last.click()
    section.get_by_role("link", name=TITEL).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(reader.get_by_text(NOTITIE).first).to_be_visible()
    reader.locator("main").get_by_role("link", name=gesprek.split(" (")[0]).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(gesprek.split(" (")[0])

    # Search finds the bouwsteen, and the hoofdstuk by the new words.
    reader.goto("/zoeken/?q=zandzakkenlijst")
    expect(reader.get_by_role("link", name=TITEL)).to_be_visible()
    reader.goto("/zoeken/?q=nachtploeg+wachtwoord")
    expect(reader.get_by_role("link", name=HOOFDSTUK).first).to_be_visible()


def test_contributor_reads_what_became_of_it(open_tab: Callable[..., Page]) -> None:
    tab = open_tab("deelnemer")
    tab.goto("/profiel/")
    expect(tab.locator("main").get_by_role("link", name=re.compile("\\w+")).first).to_be_visible()
