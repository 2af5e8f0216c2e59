"""Comparing any two versions: in words first, in line or side by side, also back in time."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from kennisbank.document.differences import Telling
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import create_hoofdstuk
from kennisbank.document.versies.telling import describe_telling
from kennisbank.document.versies.weergave import show_vergelijking
from kennisbank.text.diff import Status
from tests.factories import BouwsteenFactory, ThemaFactory
from tests.histories import republish, rewrite
from tests.pages import SiteTree, inhoud, sectie

BASE = "/document/tegenspraak/versies/"
COMPARE = f"{BASE}vergelijken/"


def get(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    html = response.content.decode()
    return unescape(html[html.index("<main") : html.index("</main>")])


def _selected(html: str) -> list[str]:
    """What follows the value of each chosen option."""
    return [part for part in html.split('<option value="') if " selected>" in part.split("</option>")[0]]


@pytest.fixture
def three_versions(site_tree: SiteTree) -> SiteTree:
    page = site_tree.hoofdstukken[0]
    rewrite(page, "Wie loyaal is, zegt wat er speelt. Altijd.", site_tree.user, "Stelliger.")
    rewrite(page, "Wie loyaal is, zwijgt niet.", site_tree.user, "Korter.")
    return site_tree


def test_difference_with_the_version_before_shows_what_came_and_went(three_versions: SiteTree, client: Client) -> None:
    html = get(client, f"{BASE}2/verschil/")
    assert "Stelliger." in html
    assert '<ins class="kb-erbij">' in html
    assert "Altijd" in html
    assert '<del class="kb-eraf">' in html
    assert "Na het besluit" not in html
    assert "door Renske Redacteur" in html


def test_first_version_has_nothing_to_compare_with(site_tree: SiteTree, client: Client) -> None:
    assert "Dit is de eerste versie" in get(client, f"{BASE}1/verschil/")


def test_any_two_versions_are_compared(three_versions: SiteTree, client: Client) -> None:
    html = get(client, f"{COMPARE}?van=1&naar=3")
    assert "zwijgt" in html
    assert "Altijd" not in html, "that came and went in between"
    assert "1 alinea gewijzigd" in html
    assert 'href="/document/tegenspraak/versies/1/"' in html


def test_without_a_choice_the_newest_is_compared_with_the_one_before(three_versions: SiteTree, client: Client) -> None:
    for query, chosen in [("", (2, 3)), ("?naar=2", (1, 2)), ("?van=1", (1, 3)), ("?naar=1", (1, 1))]:
        html = get(client, f"{COMPARE}{query}")
        assert tuple(int(part.split('"')[0]) for part in _selected(html)) == chosen, query


def test_side_by_side_or_in_line(three_versions: SiteTree, client: Client) -> None:
    beside = get(client, f"{COMPARE}?van=1&naar=3&vorm=naast")
    assert "<table" in beside
    assert "Bij ‘Was’ staat de oude tekst" in beside
    for vorm in ["", "onder", "onzin"]:
        assert "<table" not in get(client, f"{COMPARE}?van=1&naar=3&vorm={vorm}")


def test_back_in_time_is_allowed_and_said(three_versions: SiteTree, client: Client) -> None:
    html = get(client, f"{COMPARE}?van=3&naar=2&vorm=naast")
    assert "Je kijkt terug in de tijd" in html
    assert 'href="?van=2&naar=3&vorm=naast"' in html
    assert "Je kijkt terug in de tijd" not in get(client, f"{COMPARE}?van=2&naar=3")


def test_the_same_version_twice_is_said(three_versions: SiteTree, client: Client) -> None:
    assert "twee keer dezelfde versie" in get(client, f"{COMPARE}?van=2&naar=2")


@pytest.mark.parametrize(
    "query", ["van=9&naar=1", "van=1&naar=99", "van=een&naar=2", "van=-1&naar=2", "naar=" + "9" * 40]
)
def test_a_number_that_is_no_version_is_not_found_and_offers_a_choice(
    three_versions: SiteTree, client: Client, query: str
) -> None:
    html = get(client, f"{COMPARE}?{query}", 404)
    assert "bestaat niet" in html or "geen nummer van een versie" in html
    assert html.count("<select") == 2


def test_whole_text_or_only_what_changed(three_versions: SiteTree, client: Client) -> None:
    assert "Daarna voer je uit" not in get(client, f"{COMPARE}?van=1&naar=2")
    html = get(client, f"{COMPARE}?van=1&naar=2&heel=ja")
    assert "Daarna voer je uit" in html
    assert 'aria-current="true">Hele tekst</a>' in html


def test_paragraphs_that_stayed_are_counted_instead_of_shown(site_tree: SiteTree, client: Client) -> None:
    content = inhoud("Lang", sectie(40, "Kop", "\n\n".join(f"Dit is alinea nummer {n}." for n in range(1, 8))))
    page = create_hoofdstuk(site_tree.document, inhoud=content, slug="lang", user=site_tree.user)
    rewrite(page, content["secties"][0]["tekst"].replace("nummer 4", "nummer vier"), site_tree.user)
    html = get(client, "/document/lang/versies/2/verschil/")
    assert html.count("3 alinea's zonder wijziging") == 2
    assert "nummer 3" not in html
    assert "nummer 3" in get(client, "/document/lang/versies/2/verschil/?heel=ja")


def test_what_changed_besides_the_words_is_named(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    steen = BouwsteenFactory(titel="Eerst bellen")
    secties = inhoud_of(page)["secties"]
    secties[0]["bronnen"] = [{"bouwsteen": steen.urn_id, "rol": "bron"}]
    republish(page, secties, site_tree.user, "Bron erbij.")
    html = get(client, f"{BASE}2/verschil/")
    assert "De woorden zijn gelijk gebleven." in html
    assert "1 bouwsteen erbij" in html
    assert "Eerst bellen" in html


def test_themas_that_came_and_went_are_named(db: None) -> None:
    came, gone = ThemaFactory(naam="Moed"), ThemaFactory(naam="Rust")
    before, after = inhoud("Kop"), inhoud("Kop")
    before["themas"], after["themas"] = [gone.slug], [came.slug]
    shown = show_vergelijking(before, after)
    assert (list(shown.themas_erbij), list(shown.themas_eraf)) == ([came], [gone])


def test_parts_lead_to_each_other(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    for place in range(2):
        secties[place]["tekst"] = f"Heel anders {place}."
    republish(page, secties, site_tree.user, "Twee.")
    html = get(client, f"{BASE}2/verschil/")
    for target in ["deel-1", "deel-2", "deel-overzicht"]:
        assert f'id="{target}"' in html
        assert f'href="#{target}"' in html


def test_comparing_takes_a_fixed_number_of_queries(
    three_versions: SiteTree, client: Client, django_assert_max_num_queries: Any
) -> None:
    page = Hoofdstuk.objects.get(pk=three_versions.hoofdstukken[0].pk)
    for number in range(5):
        secties = inhoud_of(page)["secties"]
        secties[0] |= {
            "tekst": f"Ronde {number}.",
            "bronnen": [{"bouwsteen": BouwsteenFactory().urn_id, "rol": "bron"}],
        }
        republish(page, secties, three_versions.user, f"Ronde {number}.")
    for path in [f"{COMPARE}?van=1&naar=8", f"{COMPARE}?van=1&naar=8&vorm=naast&heel=ja", f"{BASE}8/verschil/"]:
        with django_assert_max_num_queries(22):
            get(client, path)


@pytest.mark.parametrize(
    ("telling", "words"),
    [
        (Telling(), ""),
        (Telling(woorden_erbij=1), "1 woord erbij"),
        (Telling(woorden_eraf=4), "4 woorden eraf"),
        (
            Telling({}, {Status.VERPLAATST: 1, Status.GEWIJZIGD: 3}, 12, 4),
            "3 alinea's gewijzigd, 1 verplaatst, 12 woorden erbij, 4 eraf",
        ),
        (
            Telling({Status.NIEUW: 2, Status.VERVALLEN: 1}, {}, 1200),
            "2 nieuwe secties, 1 sectie vervallen, 1.200 woorden erbij",
        ),
    ],
)
def test_summary_in_words(telling: Telling, words: str) -> None:
    assert describe_telling(telling) == words
