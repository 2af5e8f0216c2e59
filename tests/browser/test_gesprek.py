"""A gesprek from the plan to what became of the words, on the screens and in the mails that people get."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import log_in
from tests.browser.server import manage, serve
from tests.browser.test_edities import DECIDE
from tests.browser.test_edities import publish as publish_editie
from tests.postbus import Postbus, open_postbus, text_of

pytestmark = pytest.mark.browser

TITEL = "Mag een regel wachten op een mens?"
MENSEN = {"Aletta Vrijland": "aletta@dienst.example", "Barend Kooiman": "barend@dienst.example"}
LATER = ("Chantal Osei", "chantal@dienst.example")
IN_TEKST = "Tegenspraak begint met een brief die de lezer begrijpt."
KANTTEKENING = "Soms is haast de beste vorm van zorg."
AFGEWEZEN = "Schaf alle brieven af."
VERBETERD = "Schaf alle brieven af die niemand leest."
CITAAT = "Ik heb de regel drie keer gelezen en toen gebeld."
WACHT = "Wie luistert er naar de avondploeg?"
HOOFDSTUK = "Tegenspraak geven en krijgen"

# The day of the gesprek has come; a test can not wait for it.
HELD = """
from datetime import timedelta
from django.utils import timezone
from bouwstenen.models import Gesprek
gesprek = Gesprek.objects.get(titel="{titel}")
gesprek.datum = timezone.localdate() - timedelta(days=1)
gesprek.save()
gesprek.plan.dag = gesprek.datum
gesprek.plan.save()
"""
# One decision is taken on the merge screen in this test; the three other kinds by the same services.
DECIDE_OTHERS = """
from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.services import (
    Besluit, Invoeging, decide_bouwstenen, fingerprint_draft, merge_bouwstenen_into_hoofdstuk
)
redacteur = User.objects.get(username="redacteur")
def steen(words):
    return Bouwsteen.objects.get(gesprek__titel="{titel}", tekst=words)
hoofdstuk = Hoofdstuk.objects.get(title="{hoofdstuk}")
merge_bouwstenen_into_hoofdstuk(
    hoofdstuk, [steen("{kanttekening}")], invoeging=Invoeging(hoofdstuk.body[0].id, Besluit.KANTTEKENING),
    toelichting="Een ander geluid naast de tekst.", publish=True, basis=fingerprint_draft(hoofdstuk), user=redacteur,
)
decide_bouwstenen([steen("{afgewezen}")], besluit="niet_overgenomen", reden="Dat gaat de brief te ver.", user=redacteur)
decide_bouwstenen([steen("{wacht}")], besluit="later", reden="Eerst praten met de avondploeg.", user=redacteur)
"""


@pytest.fixture(scope="module")
def folder(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo site of its own, without dissent that waits."""
    folder = tmp_path_factory.mktemp("gesprek") / "var"
    shutil.copytree(demo_made, folder)
    manage(folder, "shell", "-v", "0", "-c", DECIDE)
    return folder


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """Its address."""
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


class Post:
    """Mails of the site, sent through a real mail server when the test asks for it."""

    def __init__(self, folder: Path, box: Postbus) -> None:
        self.folder, self.box = folder, box

    def deliver(self) -> None:
        """What the scheduler does."""
        manage(self.folder, "run_scheduler", "--eenmaal")

    def newest(self, adres: str) -> EmailMessage:
        """The last mail for one address."""
        found = self.box.to(adres)
        assert found, f"no mail for {adres}"
        return found[-1]

    def link(self, adres: str, doel: str) -> str:
        """The personal address in the last mail that has one for this purpose."""
        for brief in reversed(self.box.to(adres)):
            if found := re.search(rf"/d/{doel}/\S+?/(?=[\s<\"])", text_of(brief) + " "):
                return found.group()
        raise AssertionError(f"no link for {doel} in the mails for {adres}")


@pytest.fixture
def post(folder: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The mail of that site."""
    with open_postbus() as box:
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("BASE_URL", site)
        yield Post(folder, box)


def plan(tab: Page) -> str:
    """As gespreksleider: through the wizard, left once and resumed; the address of the cockpit."""
    tab.goto("/gesprekken/organiseren/nieuw/")
    tab.get_by_label("Hoe heet je gesprek?").fill(TITEL)
    tab.locator("[name=format][value=vragen]").check()
    tab.get_by_role("button", name="Bewaar en ga later verder").click()
    tab.goto("/gesprekken/organiseren/")
    tab.get_by_role("link", name=TITEL).click()
    dag = timezone.localdate() + timedelta(days=14)
    answers: dict[str, Callable[[], None]] = {
        "vorm": lambda: None,
        "wanneer": lambda: (tab.locator("[name=dag]").fill(dag.isoformat()), tab.locator("[name=begin]").fill("10:00")),
        "waar": lambda: (tab.locator("[value=locatie]").check(), tab.locator("[name=locatie]").fill("Zaal 3")),
        "wie": lambda: tab.locator("[name=plaatsen]").fill("2"),
        "begeleiding": lambda: tab.locator("[name=begeleiding][value=zelf]").check(),
        "openbaar": lambda: tab.locator("[name=toegang][value=open]").check(),
    }
    for stap, answer in answers.items():
        tab.wait_for_url(f"**/stap/{stap}/")
        answer()
        tab.get_by_role("button", name="Verder", exact=True).click()
    tab.get_by_role("button", name=re.compile("Plan")).click()
    tab.wait_for_url(re.compile(r"/gesprekken/organiseren/[a-z0-9]{10}/"))
    return tab.url.split("?")[0].split("#")[0]


def sign_up(tab: Page, naam: str, email: str) -> None:
    """As somebody without an account, from the agenda."""
    tab.goto("/gesprekken/agenda/")
    tab.get_by_role("link", name=TITEL, exact=True).click()
    tab.get_by_role("link", name=re.compile("^Meld je aan")).first.click()
    tab.locator("[name=naam]").fill(naam)
    tab.locator("[name=email]").fill(email)
    tab.locator("main form input[type=checkbox][required]").check()
    tab.locator("main form button[type=submit]").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(re.compile("mail", re.I))


def run_timer(tab: Page, cockpit: str) -> None:
    """At the table: the agenda runs, and can be moved on."""
    tab.goto(f"{cockpit}timer/")
    tab.get_by_role("button", name="Start").click()
    first = tab.locator("[data-timer-titel]").inner_text()
    tab.get_by_role("button", name="Volgende").click()
    expect(tab.locator("[data-timer-titel]")).not_to_have_text(first)


def write(tab: Page, tekst: str) -> None:
    """A line in the first box."""
    box = tab.get_by_label(re.compile("^Nieuwe regel bij")).first
    box.fill(tekst)
    box.press("Enter")


def record(phone: Page, gesprek: str) -> None:
    """On a phone, of which the connection fails half way."""
    phone.goto(f"{gesprek}opbrengst/")
    status = phone.locator("[data-stand-tekst]")
    expect(status).to_contain_text("Alles is opgeslagen")
    box = phone.get_by_label(re.compile("^Nieuwe regel bij")).first
    box.fill(IN_TEKST)
    phone.locator(".kb-nieuw__ideeen").first.get_by_role("checkbox", name="Tegenspraak", exact=True).check()
    box.press("Enter")
    for line in (KANTTEKENING, AFGEWEZEN):
        write(phone, line)
    expect(status).to_contain_text("Alles is opgeslagen")
    phone.context.set_offline(True)
    for line in (CITAAT, WACHT):
        write(phone, line)
    expect(status).to_contain_text("2 regels nog niet verzonden")
    phone.context.set_offline(False)
    expect(status).to_contain_text("Alles is opgeslagen", timeout=30_000)
    quote = phone.locator("li.kb-regel", has_text=CITAAT)
    quote.locator(".kb-regel__knop").click()
    quote.get_by_label("Dit is een citaat van").select_option(label="Barend Kooiman")
    expect(status).to_contain_text("Alles is opgeslagen")


def test_from_the_plan_to_what_became_of_the_words(open_page: Callable[..., Page], post: Post) -> None:
    leider = open_page("gespreksleider")
    cockpit = plan(leider)
    expect(leider.get_by_role("heading", level=1)).to_contain_text(TITEL)

    for naam, email in (*MENSEN.items(), LATER):
        sign_up(open_page(), naam, email)
    post.deliver()
    assert "wachtlijst" in text_of(post.newest(LATER[1]))
    mijn_plaats = open_page()
    mijn_plaats.goto(post.link(MENSEN["Aletta Vrijland"], "afmelden"))
    mijn_plaats.get_by_role("button", name="Meld me af").click()
    post.deliver()
    assert str(post.newest(LATER[1])["subject"]).startswith("Er is een plaats voor je")

    run_timer(leider, cockpit)
    manage(post.folder, "shell", "-v", "0", "-c", HELD.format(titel=TITEL))
    leider.goto(cockpit)
    gesprek = leider.locator("main a[href^='/gesprekken/'][href$='/opbrengst/']").first.get_attribute("href")
    assert gesprek
    gesprek = gesprek.removesuffix("opbrengst/")
    record(open_page("gespreksleider", width=360), gesprek)

    read_along(open_page, leider, gesprek, post)
    deliver(leider, gesprek)
    redacteur = open_page("redacteur")
    decide(redacteur, post)
    publish_editie(redacteur, "Na het gesprek")
    post.deliver()
    check_what_they_are_told(open_page, post, gesprek)


def read_along(open_page: Callable[..., Page], leider: Page, gesprek: str, post: Post) -> None:
    """One participant corrects a line; the other says yes to a quote, and takes it back later."""
    leider.goto(f"{gesprek}meelezen/")
    leider.get_by_role("button", name="Open meelezen en verstuur de mails").click()
    post.deliver()
    chantal = open_page()
    chantal.goto(post.link(LATER[1], "meelezen"))
    line = chantal.locator(".kb-meelees__regel", has_text=AFGEWEZEN)
    line.get_by_text("Verbeter deze regel").click()
    line.get_by_role("textbox").first.fill(VERBETERD)
    line.get_by_role("button", name="Stel deze tekst voor").click()
    leider.goto(f"{gesprek}meelezen/")
    leider.get_by_role("button", name="Neem over").click()
    barend = open_page()
    barend.goto(post.link(MENSEN["Barend Kooiman"], "meelezen"))
    barend.get_by_role("button", name="Ja, dit mag je gebruiken").click()


def deliver(leider: Page, gesprek: str) -> None:
    """The record becomes final."""
    leider.goto(f"{gesprek}opleveren/")
    for box in leider.locator("main form input[type=checkbox]").all():
        box.check()
    leider.get_by_role("button", name="Lever op").click()
    leider.get_by_role("dialog").get_by_role("button").first.click()
    leider.get_by_role("heading", name="Dit gesprek is opgeleverd").wait_for()
    leider.goto(gesprek)
    expect(leider.locator("main")).to_contain_text("Verslag opgeleverd")


def decide(tab: Page, post: Post) -> None:
    """As redacteur: show the bouwstenen to readers and put one into the text; the others by their own decisions."""
    tab.goto("/beheer/bouwstenen/?status=ingediend&q=")
    for line in (IN_TEKST, KANTTEKENING, VERBETERD, CITAAT, WACHT):
        tab.get_by_role("row").filter(has_text=line[:40]).get_by_role("checkbox").check()
    tab.locator(".bulk-actions-choices").get_by_text("Publiceren", exact=True).click()
    tab.locator("main").get_by_role("button", name="Publiceren").click()
    expect(tab.get_by_text("bijgewerkt").first).to_be_visible()
    tab.goto("/beheer/verwerken/?thema=tegenspraak")
    tab.get_by_label("Hoofdstuk", exact=True).select_option(label=HOOFDSTUK)
    tab.get_by_role("button", name="Toon", exact=True).click()
    tab.locator(".kbb-sectie").first.get_by_role("radio").check()
    tab.get_by_label(IN_TEKST).check()
    tab.get_by_role("button", name="Verder naar de tekst").click()
    tab.get_by_label("Wat doe je en waarom?").fill("Zo begint een fout vaak.")
    tab.get_by_role("button", name="Publiceer").click()
    expect(tab.get_by_text("gepubliceerd").first).to_be_visible()
    words = {"kanttekening": KANTTEKENING, "afgewezen": VERBETERD, "wacht": WACHT}
    manage(post.folder, "shell", "-v", "0", "-c", DECIDE_OTHERS.format(titel=TITEL, hoofdstuk=HOOFDSTUK, **words))


def check_what_they_are_told(open_page: Callable[..., Page], post: Post, gesprek: str) -> None:
    """The page and the mail tell all four kinds; the one who wants to, takes a quote back."""
    told = text_of(post.newest(LATER[1]))
    reader = open_page(width=360)
    reader.goto(f"{gesprek}terugkoppeling/")
    shown = reader.locator("main").inner_text()
    for words in ("Dat gaat de brief te ver.", "Eerst praten met de avondploeg.", VERBETERD):
        assert words in shown, words
        assert words in " ".join(told.split()), words
    assert "te lezen in editie" in shown.casefold()
    assert "te lezen in editie" in " ".join(told.split()).casefold()
    for words in (IN_TEKST, KANTTEKENING, CITAAT, WACHT):
        assert words in shown, words
    barend = open_page()
    barend.goto(post.link(MENSEN["Barend Kooiman"], "meelezen"))
    barend.get_by_role("button", name="Trek mijn toestemming in").click()
    barend.get_by_role("dialog").get_by_role("button").first.click()
    expect(barend.locator("main")).to_contain_text("Dit citaat is nergens te lezen")
    reader.reload()
    assert CITAAT not in reader.locator("main").inner_text()
