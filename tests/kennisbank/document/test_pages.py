"""The pages of the document as readers see them, each within a fixed number of queries."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import create_hoofdstuk, update_hoofdstuk
from kennisbank.ui import bronnen
from kennisbank.ui.bronnen import Bron
from tests.factories import BouwsteenFactory, ThemaFactory
from tests.pages import SiteTree, build_start, inhoud, sectie

# At most so many queries, however much there is to show. Wagtail itself needs 6 to 8 to find a page.
BUDGETS = {
    "/": 25,
    "/document/": 14,
    "/document/tegenspraak/": 30,
    "/document/tegenspraak/versies/": 12,
    "/document/tegenspraak/versies/1/": 20,
    "/document/tegenspraak/versies/2/verschil/": 12,
    "/document/wijzigingen.atom": 8,
    "/over/": 10,
}


def rewrite(page: Hoofdstuk, tekst: str, user: Any, toelichting: str = "Herschreven.") -> None:
    """Publish another first section."""
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = tekst
    update_hoofdstuk(page, secties=secties, user=user, publish=True, toelichting=toelichting)


def get(client: Client, path: str) -> str:
    """The text of a page that answers."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def crowded_tree(site_tree: SiteTree) -> SiteTree:
    """The small site with much more on it: hoofdstukken, themas, versions, sources, links both ways."""
    themas = ThemaFactory.create_batch(6)
    steen = BouwsteenFactory(themas=themas)
    links = " ".join(f"[[Hoofdstuk {number}]] [[Bestaat niet {number}]] [[{themas[0].naam}]]" for number in range(15))
    for number in range(15):
        bron = ((steen.urn_id, "bron"), (BouwsteenFactory().urn_id, "kanttekening"))
        content = inhoud(f"Hoofdstuk {number}", sectie(100 + number, "Kop", f"{links} [[Tegenspraak geven]]", bron))
        create_hoofdstuk(site_tree.document, inhoud=content, themas=themas, user=site_tree.user)
    page = site_tree.hoofdstukken[0]
    for number in range(3):
        rewrite(page, f"{links} Ronde {number}.", site_tree.user)
    return site_tree


@pytest.mark.parametrize("path", [path for path in BUDGETS if "verschil" not in path])
def test_page_stays_within_its_budget(
    site_tree: SiteTree, client: Client, path: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(BUDGETS[path]):
        get(client, path)


def test_budgets_hold_however_much_there_is(
    crowded_tree: SiteTree, client: Client, django_assert_max_num_queries: Any
) -> None:
    for path, budget in BUDGETS.items():
        with django_assert_max_num_queries(budget):
            get(client, path)


def test_home_says_what_this_is_and_what_changed(site_tree: SiteTree, client: Client) -> None:
    rewrite(site_tree.hoofdstukken[0], "Nieuwe woorden.", site_tree.user, "Eenvoudiger gemaakt.")
    page = get(client, "/")
    for expected in ["Van gesprek naar document", "Laatste wijzigingen", "Eenvoudiger gemaakt.", "Doe mee"]:
        assert expected in page
    assert 'href="/document/tegenspraak/versies/2/verschil/"' in page
    assert 'href="/bouwstenen/inzenden/"' in page


def test_home_answers_on_an_empty_site(db: None, client: Client) -> None:
    build_start(None)
    assert "Doe mee" in get(client, "/")


def test_document_lists_its_hoofdstukken_in_order(site_tree: SiteTree, client: Client) -> None:
    page = get(client, "/document/")
    assert page.index("1. Tegenspraak geven") < page.index("2. De menselijke maat")
    assert "Waarom tegenspraak bij loyaal werken hoort." in page
    assert "Leestijd 1 minuut" in page
    assert "Dit is <em>niet</em> af." in page
    assert 'type="application/atom+xml"' in page


def test_hoofdstuk_shows_its_text_and_everything_around_it(site_tree: SiteTree, client: Client) -> None:
    thema = ThemaFactory(naam="Moed")
    lens = ThemaFactory(naam="Team", soort="niveau")
    page = site_tree.hoofdstukken[0]
    update_hoofdstuk(
        page,
        secties=inhoud_of(page)["secties"],
        themas=[thema, lens],
        user=site_tree.user,
        publish=True,
        toelichting="Thema's erbij.",
    )
    html = get(client, page.url)
    for expected in [
        'id="sectie-loyaal-is-niet-stil"',
        'href="#sectie-na-het-besluit"',
        "Leestijd 1 minuut",
        "Beheerd door Kring Tegenspraak",
        "Thema&#x27;s erbij.",
        'href="/document/tegenspraak/versies/"',
        "Volgend hoofdstuk",
        "1. Tegenspraak geven",
        "2. De menselijke maat",
        thema.get_absolute_url(),
        "Niveau",
    ]:
        assert expected in html, expected


def test_wiki_links_lead_somewhere_or_say_that_they_do_not(site_tree: SiteTree, client: Client) -> None:
    html = get(client, "/document/tegenspraak/")
    assert '<a class="kb-wikilink nl-link" href="/document/menselijke-maat/">De menselijke maat</a>' in html
    assert 'kb-wikilink--leeg">Nergens te vinden<' in html


def test_hoofdstuk_shows_what_links_to_it(site_tree: SiteTree, client: Client) -> None:
    ThemaFactory(naam="Nabijheid", toelichting="Zie [[De menselijke maat]].")
    html = get(client, "/document/menselijke-maat/")
    part = html[html.index("Wat verwijst hiernaar") :]
    assert "Tegenspraak geven" in part
    assert "Nabijheid" in part
    assert "Wat verwijst hiernaar" not in get(client, "/document/tegenspraak/")


def test_links_to_a_heading_and_to_a_former_title_count_as_links_here(site_tree: SiteTree, client: Client) -> None:
    first, second = site_tree.hoofdstukken
    rewrite(first, "Lees [[De menselijke maat#Ruimte in de regel]].", site_tree.user)
    update_hoofdstuk(
        second,
        secties=inhoud_of(second)["secties"],
        titel="Maat",
        user=site_tree.user,
        publish=True,
        toelichting="Kort.",
    )
    html = get(client, "/document/menselijke-maat/")
    assert "Tegenspraak geven" in html[html.index("Wat verwijst hiernaar") :]
    assert 'href="/document/menselijke-maat/#sectie-ruimte-in-de-regel"' in get(client, "/document/tegenspraak/")


def test_same_headings_get_different_anchors(site_tree: SiteTree, client: Client) -> None:
    content = inhoud("Dubbel", sectie(20, "Kop", "Een.\n\n## Onder\n"), sectie(21, "Kop", "Twee.\n\n## Onder\n"))
    page = create_hoofdstuk(site_tree.document, inhoud=content, user=site_tree.user)
    html = get(client, page.url)
    assert 'id="sectie-kop"' in html
    assert 'id="sectie-kop-2"' in html
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


@pytest.fixture
def one_source() -> Iterator[None]:
    """A resolver that knows two bouwstenen, in the place of those that the apps registered."""
    known = {
        "aaaaaaaaaa": Bron("aaaaaaaaaa", "Dit draagt de tekst", "/bouwstenen/aaaaaaaaaa/", "inzicht", "Inzicht"),
        "bbbbbbbbbb": Bron(
            "bbbbbbbbbb",
            "Ik zie het anders",
            "/bouwstenen/bbbbbbbbbb/",
            "advies",
            "Advies",
            True,
            tekst="Niet zo snel.",
        ),
    }
    before = bronnen._resolvers[:]
    bronnen._resolvers[:] = [lambda urn_ids: {urn_id: known[urn_id] for urn_id in urn_ids if urn_id in known}]
    yield
    bronnen._resolvers[:] = before


@pytest.mark.usefixtures("one_source")
def test_section_shows_what_carries_it_and_what_stands_beside_it(site_tree: SiteTree, client: Client) -> None:
    sources = (("aaaaaaaaaa", "bron"), ("bbbbbbbbbb", "kanttekening"), ("cccccccccc", "bron"))
    content = inhoud("Gedragen", sectie(30, "Kop", "Tekst.", sources))
    page = create_hoofdstuk(site_tree.document, inhoud=content, user=site_tree.user)
    html = get(client, page.url)
    assert "Gebouwd op 1 bouwsteen" in html
    assert 'href="/bouwstenen/aaaaaaaaaa/"' in html
    assert "Niet zo snel." in html
    assert "cccccccccc" not in html


def test_published_bouwsteen_is_shown_beside_the_section(site_tree: SiteTree, client: Client) -> None:
    shown, hidden = BouwsteenFactory(), BouwsteenFactory(ingezonden=True)
    sources = ((shown.urn_id, "bron"), (hidden.urn_id, "bron"))
    page = create_hoofdstuk(
        site_tree.document, inhoud=inhoud("Echt", sectie(31, "Kop", "Tekst.", sources)), user=site_tree.user
    )
    html = get(client, page.url)
    assert shown.titel in html
    assert hidden.titel not in html


def test_unpublished_hoofdstuk_is_gone_for_readers_with_its_versions(site_tree: SiteTree, client: Client) -> None:
    site_tree.hoofdstukken[0].unpublish()
    for path in ["", "versies/", "versies/1/", "versies/1/verschil/"]:
        assert client.get(f"/document/tegenspraak/{path}").status_code == 404
    for path in ["/", "/document/", "/document/wijzigingen.atom", "/document/menselijke-maat/"]:
        assert "Tegenspraak geven" not in get(client, path)


def test_plain_page_is_rendered_markdown(site_tree: SiteTree, client: Client) -> None:
    assert "<strong>het vak</strong>" in get(client, "/over/")


def test_script_in_markdown_does_nothing(site_tree: SiteTree, client: Client) -> None:
    rewrite(site_tree.hoofdstukken[0], "<script>alert(1)</script> [x](javascript:alert(1))", site_tree.user)
    html = get(client, "/document/tegenspraak/")
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html
